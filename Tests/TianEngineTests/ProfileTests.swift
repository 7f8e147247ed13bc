import Testing
import TianPlan

@testable import TianEngine

/// What a profile says of rows; of times only that they are there, for they differ from run to run.
@Suite struct ProfileTests {
  /// A filter, a computed column, a join and a grouping run together; the sort is by itself.
  private static func support(_ rowCount: Int) throws -> (support: PlanSupport, sort: StepID, ids: [ColumnID])
  {
    var support = PlanSupport()
    let values = (0..<rowCount).map { Value.int(Int64($0 % 100)) }
    let (table, ids) = try support.scan([(.int, values)])
    let (names, nameIDs) = try support.scan([(.int, (0..<10).map { Value.int($0) })])
    let condition = Expression(
      .compare(.less, support.column(ids[0]), PlanSupport.literal(.int(50), .int), .certain), .bool,
      span: PlanSupport.span)
    let kept = support.filter(table, condition)
    let double = Expression(
      .arithmetic(.add, support.column(ids[0]), support.column(ids[0])), .int, span: PlanSupport.span)
    let (computed, x) = support.compute(kept, double)
    let joined = support.join(.inner, computed, names, on: [(x, nameIDs[0])])
    let grouped = support.plan.addStep(
      .aggregate(
        .init(input: joined, keys: [x], items: support.items([(.count, nil, .int)]), order: [])))
    let sorted = support.plan.addStep(
      .sort(.init(input: grouped, keys: [Step.SortKey(x, isDescending: true)])))
    return (support, sorted, [x])
  }

  @Test(arguments: [0, 100, 200_000]) func rowsAreCountedStepByStep(_ rowCount: Int) throws {
    let (support, sorted, ids) = try Self.support(rowCount)
    for threads in [1, 2, 8] {
      let recorder = ProfileRecorder()
      let rows = try support.rows(of: sorted, ids, threads: threads, profile: recorder)
      #expect(try rows == support.rows(of: sorted, ids))
      let accounts = support.plan.steps.indices.map { recorder.account(of: StepID($0)) }
      // The table, the other table, filter, computed column, join, groups, sort.
      let groups = min(5, rowCount)
      #expect(
        accounts.map(\.rowCount) == [
          rowCount, 10, rowCount / 2, rowCount / 2, rowCount / 20, groups, groups,
        ])
      if rowCount > 0 {
        #expect(
          accounts.map(\.collector) == [5, 1, 5, 5, 5, 5, 6].map { StepID($0) })
        #expect(accounts[2].threadNanoseconds > 0 && accounts[3].threadNanoseconds > 0)
        #expect(accounts[5].wallNanoseconds > 0 && accounts[2].byteCount == nil)
        #expect((accounts[5].byteCount ?? 0) > 0)
      }
    }
  }
}
