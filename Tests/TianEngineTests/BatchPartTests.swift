import Testing
import TianPlan
import TianSource

@testable import TianEngine

/// Values that several places of a query read: each is worked out once, and its nulls are counted once.
@Suite struct BatchPartTests {
  private static let span = PlanSupport.span

  /// Gives each row its number, and counts the rows that it was asked for.
  private final class Counting: Evaluator {
    var rowCount = 0

    override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
      rowCount += batch.count
      let out = try batch.arena.allocate(Int64.self, batch.count)
      for row in 0..<batch.count { out[row] = Int64(batch.ordinal(row)) }
      return Vector(.integers(out))
    }
  }

  /// The arms read what the condition read, one by way of another column, and one in a part of a part.
  @Test func armsReadWhatTheWholeHas() throws {
    let counting = Counting(span: Self.span)
    let bindings = Bindings(columnCount: 2)
    let own = ColumnEvaluator(ColumnID(0), span: Self.span)
    bindings.all = [.computed(counting), .computed(NegateEvaluator(own, span: Self.span))]
    func isBelow(_ limit: Int64) throws -> Evaluator {
      let literal = try LiteralEvaluator(.int(limit), .int, span: Self.span)
      return CompareEvaluator(.less, own, literal, span: Self.span)
    }
    let inner = ConditionalEvaluator(
      [(try isBelow(1), own)], otherwise: ColumnEvaluator(ColumnID(1), span: Self.span), .int, span: Self.span
    )
    let outer = ConditionalEvaluator([(try isBelow(3), inner)], otherwise: own, .int, span: Self.span)
    let batch = Batch(arena: Arena(), bindings: bindings)
    batch.begin(start: 0, count: 5)
    let vector = try outer.evaluate(batch)
    guard case .integers(let values) = vector.values else {
      Issue.record("not whole numbers")
      return
    }
    #expect((0..<5).map { values[$0] } == [0, -1, -2, 3, 4])
    #expect(counting.rowCount == 5)
  }

  /// How many nulls the notes of a step tell of.
  private static func nullCount(_ support: PlanSupport, _ step: StepID, _ ids: [ColumnID]) throws -> Int {
    try support.notes(of: step, ids).reduce(0) { count, note in
      guard case .madeNull(let added, _, _) = note else { return count }
      return count + added
    }
  }

  /// A part of a batch begins at another row than the batch.
  @Test func nullsOfAPartAreThoseOfTheWhole() throws {
    let count = 100
    var support = PlanSupport()
    let (table, ids) = try support.scan([
      (.float, (0..<count).map { .float($0 % 4 == 1 ? 0 : 1) }),
      (.bool, (0..<count).map { .bool($0 % 2 == 1) }),
    ])
    let (quotients, quotient) = support.compute(
      table,
      Expression(
        .arithmetic(.divide, support.column(ids[0]), support.column(ids[0])), .float, span: Self.span))
    let (step, chosen) = support.compute(
      quotients,
      Expression(
        .conditional(
          [.init(condition: support.column(ids[1]), value: support.column(quotient))],
          otherwise: PlanSupport.literal(.float(0), .float)), .float, span: Self.span))
    #expect(try Self.nullCount(support, step, [chosen, quotient]) == count / 4)
  }

  /// A row with so many matches that they make several batches.
  @Test func nullsOfEveryMatchAreCounted() throws {
    let count = 3 * Batch.capacity + 5
    var support = PlanSupport()
    let (left, leftIDs) = try support.scan([(.int, [.int(1)]), (.float, [.float(0)])])
    let (right, rightIDs) = try support.scan([(.int, Array(repeating: .int(1), count: count))])
    let joined = support.join(.inner, left, right, on: [(leftIDs[0], rightIDs[0])])
    let (step, quotient) = support.compute(
      joined,
      Expression(
        .arithmetic(.divide, support.column(leftIDs[1]), support.column(leftIDs[1])), .float,
        span: Self.span))
    #expect(try Self.nullCount(support, step, [quotient]) == count)
  }
}
