import Testing
import TianPlan
import TianSource

@testable import TianEngine

/// Joins of random relations, each held to a plain twin that goes row by row, on one, two and eight threads.
@Suite struct JoinTests {
  @Test(arguments: OperatorCheck.sizes) func equalKeys(_ size: Int) throws {
    var random = SplitMix(seed: UInt64(size) + 1)
    let left = RandomRelation(size, keyCount: 80, &random)
    let right = RandomRelation(min(size, 120), keyCount: 80, &random)
    let flow = try left.table()
    // Hedged keys are equal where they are identical, which only set operations ask for.
    let keys: [(columns: [Int], nullsMatch: Bool)] = [
      ([0], false), ([0, 1], true), ([1], false), ([2], true), ([3, 5], false), ([6], true), ([4, 6], true),
      ([0, 1], false), ([1], true),
    ]
    for (kind, keys) in OperatorCheck.pairs(size, Step.Join.Kind.allCases, keys) {
      let right = kind == .one ? right.distinct(by: keys.columns) : right
      var support = PlanSupport()
      let (leftTable, leftIDs) = support.scan(flow)
      let (rightTable, rightIDs) = support.scan(try right.table())
      let joined = support.join(
        kind, leftTable, rightTable, on: keys.columns.map { (leftIDs[$0], rightIDs[$0]) },
        nullsMatch: keys.nullsMatch)
      let ids = leftIDs + (kind.givesRight ? rightIDs : [])
      let expected = RowTwin.join(
        kind, left.rows, right.rows, keys: keys.columns, nullsMatch: keys.nullsMatch)
      try OperatorCheck.check(support, joined, ids, expected, "\(kind.rawValue) join on \(keys)")
    }
  }

  /// Conditions of stored and computed columns beside equal keys, and without any.
  @Test(arguments: [0, 1, 3, 2049]) func conditions(_ size: Int) throws {
    var random = SplitMix(seed: UInt64(size) + 11)
    let left = RandomRelation(size, keyCount: 12, &random)
    let right = RandomRelation(min(size, 15), keyCount: 12, &random)
    let flow = try left.table()
    for (kind, keys) in OperatorCheck.pairs(0, Step.Join.Kind.allCases, [[], [0], [0, 4]]) {
      var support = PlanSupport()
      let (leftTable, leftIDs) = support.scan(flow)
      let (rightTable, rightIDs) = support.scan(try right.table())
      let (computed, text) = support.compute(
        leftTable,
        PlanSupport.call(.concat, [support.column(leftIDs[1])], .text))
      // Of `one` at the most one right row may hold: the one of the row's own number.
      let condition =
        kind == .one
        ? support.compare(.equal, leftIDs[8], rightIDs[8])
        : Expression(
          .or([
            support.compare(.greater, leftIDs[7], rightIDs[7]), support.compare(.equal, text, rightIDs[1]),
          ]), .bool, span: PlanSupport.span)
      let joined = support.join(
        kind, computed, rightTable, on: keys.map { (leftIDs[$0], rightIDs[$0]) }, where: condition)
      let expected = RowTwin.join(kind, left.rows, right.rows, keys: keys) { left, right in
        if kind == .one { return left[8] == right[8] }
        return left[7] != .null && right[7] != .null && RowTwin.isLess(right[7], left[7])
          || RowTwin.concatenated(left[1], .null) == right[1]
      }
      let ids = leftIDs + (kind.givesRight ? rightIDs : [])
      try OperatorCheck.check(support, joined, ids, expected, "\(kind.rawValue) join on \(keys), more")
    }
  }

  /// Two right rows for one left row are an error of `one`, by keys or by a condition.
  @Test func oneOfSeveral() throws {
    for keys in [[0], []] {
      var support = PlanSupport()
      let (left, leftIDs) = try support.scan([(.int, [.int(1), .int(2)])])
      let (right, rightIDs) = try support.scan([(.int, [.int(2), .int(2)])])
      let joined = support.join(
        .one, left, right, on: keys.map { (leftIDs[$0], rightIDs[$0]) },
        where: keys.isEmpty ? support.compare(.equal, leftIDs[0], rightIDs[0]) : nil)
      #expect(throws: Diagnostic.self) { try support.rows(of: joined, leftIDs) }
    }
  }

  /// How rows fared is told the same way on any number of threads.
  @Test func tallies() throws {
    var random = SplitMix(seed: 5)
    let left = RandomRelation(70_000, keyCount: 80, &random)
    let right = RandomRelation(100, keyCount: 80, &random)
    var found: Set<JoinTally> = []
    for threads in [1, 2, 8] {
      var support = PlanSupport()
      let (leftTable, leftIDs) = support.scan(try left.table())
      let (rightTable, rightIDs) = support.scan(try right.table())
      let joined = support.join(.full, leftTable, rightTable, on: [(leftIDs[0], rightIDs[0])])
      for note in try support.result(of: joined, leftIDs, threads: threads).notes {
        if case .joined(let tally, span: _) = note { found.insert(tally) }
      }
    }
    let matches = left.rows.map { row in
      row[0] == .null ? 0 : right.rows.count { $0[0] == row[0] }
    }
    #expect(found.count == 1)
    #expect(found.first?.matchedCount == matches.count { $0 > 0 })
    #expect(found.first?.unmatchedCount == matches.count { $0 == 0 })
    #expect(found.first?.largestFanOut == matches.max())
  }
}
