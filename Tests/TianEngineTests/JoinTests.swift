import Testing
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// Joins of random relations, each held to a plain twin that goes row by row, on one, two and eight threads.
@Suite struct JoinTests {
  @Test(arguments: OperatorCheck.sizes) func equalKeys(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 1)
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
    var random = SeededRandom(seed: UInt64(size) + 11)
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

  /// Bounds of one value and of two, and parts that read one side alone, each beside equal keys or without.
  @Test(arguments: [0, 1, 3, 700, 2049]) func bounds(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 21)
    let left = RandomRelation(size, keyCount: 12, &random)
    let right = RandomRelation(min(size, 150), keyCount: 12, &random)
    let flow = try left.table()
    let order: [(Comparison, Int)] = [
      (.less, 7), (.greaterOrEqual, 7), (.lessOrEqual, 2), (.greater, 5), (.less, 1), (.greaterOrEqual, 3),
    ]
    /// Parts by what is compared: the left's column with the right's of that number.
    let conditions: [[(Comparison, Int)]] =
      order.map { [$0] } + [
        [(.less, 7), (.greater, 5)], [(.greater, 3), (.greaterOrEqual, 2), (.notEqual, 7)],
        [(.lessOrEqual, 1), (.less, 2)], [(.greaterOrEqual, 5), (.lessOrEqual, 5)],
      ]
    for (index, parts) in conditions.enumerated() {
      let kinds = Step.Join.Kind.allCases.filter { $0 != .one }
      for (kind, keys) in OperatorCheck.pairs(index, kinds, [[], [0]]) where size <= 700 || keys == [0] {
        var support = PlanSupport()
        let (leftTable, leftIDs) = support.scan(flow)
        let (rightTable, rightIDs) = support.scan(try right.table())
        var operands = parts.map { support.compare($0.0, leftIDs[$0.1], rightIDs[$0.1]) }
        if index % 3 == 1 { operands.append(support.compare(.less, leftIDs[8], leftIDs[7])) }
        if index % 3 == 2 { operands.append(support.compare(.notEqual, rightIDs[8], rightIDs[7])) }
        let condition =
          operands.count == 1 ? operands[0] : Expression(.and(operands), .bool, span: PlanSupport.span)
        let joined = support.join(
          kind, leftTable, rightTable, on: keys.map { (leftIDs[$0], rightIDs[$0]) }, where: condition)
        let expected = RowTwin.join(kind, left.rows, right.rows, keys: keys) { left, right in
          parts.allSatisfy { Self.holds($0.0, left[$0.1], right[$0.1]) }
            && (index % 3 != 1 || Self.holds(.less, left[8], left[7]))
            && (index % 3 != 2 || Self.holds(.notEqual, right[8], right[7]))
        }
        let ids = leftIDs + (kind.givesRight ? rightIDs : [])
        try OperatorCheck.check(support, joined, ids, expected, "\(kind.rawValue) join on \(keys), \(parts)")
      }
    }
  }

  private static func holds(_ comparison: Comparison, _ left: Value, _ right: Value) -> Bool {
    switch comparison {
    case .equal: return left == right
    case .notEqual: return left != right
    case .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    guard left != .null, right != .null else { return false }
    switch comparison {
    case .less: return RowTwin.isLess(left, right)
    case .lessOrEqual: return !RowTwin.isLess(right, left)
    case .greater: return RowTwin.isLess(right, left)
    case .greaterOrEqual, .equal, .notEqual: return !RowTwin.isLess(left, right)
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
    var random = SeededRandom(seed: 5)
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
