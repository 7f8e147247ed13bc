import Testing
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// Groups that are found part by part are those that are found in one table.
@Suite struct PartedGroupsTests {
  private static func cells(_ groups: GroupingOperator.Groups) -> [[Value]] {
    (0..<groups.count).map { group in (groups.keys + groups.items).map { $0.value(group) } }
  }

  /// Every aggregate, of keys of one word and of several, interned and hedged ones.
  @Test(arguments: [0, 1, 63, 64, 65, 6000]) func partsGiveTheSameGroups(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 11)
    let table = try RandomRelation(size, keyCount: max(1, size / 3), &random).table()
    for keys in [[0], [1, 4], [3], [6], [0, 1, 2, 5, 6]] {
      for threads in [1, 3] {
        var support = PlanSupport()
        let (_, ids) = support.scan(table)
        let items = support.items(RowTwin.aggregates, of: ids)
        let run = PlanRun(support.plan, [:], Execution(threadCount: threads, batchRowCount: 64))
        let relation = Relation(rowCount: table.rowCount, Array(zip(ids, table.columns)))
        let grouping = try GroupingOperator(
          Pipeline(relation), keys: keys.map { ids[$0] }, items: items, run)
        let parted = Self.cells(try grouping.groupedByPart())
        #expect(parted == Self.cells(try grouping.grouped()), "by \(keys), \(threads) threads")
      }
    }
  }

  /// A filter that leaves rows out, a computed key and a computed argument, and so many groups that a run of
  /// small batches turns to parts: the same rows, notes and counts as a run of large ones, which does not.
  @Test(arguments: [1, 2, 8]) func manyGroupsAreFoundByPart(_ threads: Int) throws {
    var random = SeededRandom(seed: 17)
    let table = try RandomRelation(70_000, keyCount: 60_000, &random).table()
    var support = PlanSupport()
    let (scan, ids) = support.scan(table)
    let kept = support.filter(
      scan,
      Expression(
        .compare(.less, support.column(ids[7]), PlanSupport.literal(.int(400), .int), .certain), .bool,
        span: PlanSupport.span))
    let (computed, text) = support.compute(
      kept, PlanSupport.call(.concat, [support.column(ids[1]), support.column(ids[1])], .text))
    let items = support.items([
      (.count, nil, .int), (.sum, ids[7], .int), (.last, ids[1], .text), (.max, text, .text),
      (.joinText, text, .text),
    ])
    let keys = [ids[0], text]
    let step = support.plan.addStep(
      .aggregate(Step.Aggregate(input: computed, keys: keys, items: items, order: [])))
    let (recorder, plainRecorder) = (ProfileRecorder(), ProfileRecorder())
    let found = try support.result(
      of: step, keys + items.map(\.id), threads: threads, batchRowCount: 64, recorder)
    let plain = try support.result(of: step, keys + items.map(\.id), plainRecorder)
    #expect(PlanSupport.rows(of: found) == PlanSupport.rows(of: plain))
    #expect(found.notes == plain.notes && !found.notes.isEmpty)
    for step in [scan, kept, computed, step] {
      #expect(recorder.account(of: step).rowCount == plainRecorder.account(of: step).rowCount)
    }
  }
}
