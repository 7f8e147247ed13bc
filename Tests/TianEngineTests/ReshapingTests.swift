import Testing
import TianFigures
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// The stages that change a table's shape, of random relations, each held to a plain twin on one, two and
/// eight threads.
@Suite struct ReshapingTests {
  @Test(arguments: OperatorCheck.sizes) func exceptAndIntersect(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 11)
    let left = RandomRelation(size, keyCount: 40, &random)
    let right = RandomRelation(min(size, 150), keyCount: 40, &random)
    for (kind, keys) in OperatorCheck.pairs(
      size, [Step.Join.Kind.semi, .anti], [[0], [1], [1, 4], [3], [6], [2, 5], [1, 3, 6]])
    {
      var support = PlanSupport()
      let (leftTable, leftIDs) = support.scan(try left.table())
      let (rightTable, rightIDs) = support.scan(try right.table())
      let on = keys.map { Step.Join.Equality(left: leftIDs[$0], right: rightIDs[$0]) }
      let step = support.plan.addStep(
        .join(
          .init(
            kind: kind, left: leftTable, right: rightTable, on: on, nullsMatch: true, span: PlanSupport.span))
      )
      try OperatorCheck.check(
        support, step, leftIDs,
        RowTwin.matching(left.rows, right.rows, keys: keys, isKept: kind == .semi), "\(kind) on \(keys)")
    }
  }

  @Test(arguments: OperatorCheck.sizes) func samples(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 12)
    let relation = RandomRelation(size, keyCount: max(1, size / 9), &random)
    let table = try relation.table()
    let fifth = Rational(1, 5) ?? .one
    let sizes: [Step.Sample.Size] = [.rows(0), .rows(3), .rows(.max), .share(fifth), .share(.one)]
    for (amount, partition) in OperatorCheck.pairs(size, sizes, [[], [0], [1, 4]]) {
      let orders: [[RowTwin.SortKey]] = [[], [(7, true), (8, false)]]
      for order in size > 3000 && partition.isEmpty ? [orders[0]] : orders {
        var support = PlanSupport()
        let (scan, ids) = support.scan(table)
        let step = support.plan.addStep(
          .sample(
            .init(
              input: scan, partition: partition.map { ids[$0] },
              order: order.map { Step.SortKey(ids[$0.column], isDescending: $0.isDescending) }, size: amount,
              seed: Int64(size) - 7)))
        try OperatorCheck.check(
          support, step, ids,
          RowTwin.sample(relation.rows, by: partition, sort: order, amount, seed: Int64(size) - 7),
          "sample \(amount) by \(partition)")
      }
    }
  }

  /// Counts and first values, from an aggregate by the keys and the column.
  @Test(arguments: OperatorCheck.sizes) func pivots(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 13)
    let relation = RandomRelation(size, keyCount: max(1, size / 30), &random)
    let table = try relation.table()
    let lists: [(per: Int, values: [Value])] = [
      (1, [.text("茶"), .text("没有"), .null, .text("")]), (4, [.bool(true), .bool(false)]),
      (3, [.float(0), .float(-1), .null]), (5, [.date(days: 19_003), .date(days: 1)]), (0, []),
    ]
    for ((per, values), keys) in OperatorCheck.pairs(size, lists, [[], [0], [1, 6]]) {
      let keys = keys.filter { $0 != per }
      var support = PlanSupport()
      let (scan, ids) = support.scan(table)
      let items = support.items([(.count, nil, .int), (.first, ids[2], RandomRelation.types[2])])
      let keyIDs = keys.map { ids[$0] }
      let groups = support.plan.addStep(
        .aggregate(.init(input: scan, keys: keyIDs + [ids[per]], items: items, order: [])))
      let outputs = values.flatMap { _ in
        [support.plan.addColumn("n", .int), support.plan.addColumn("f", RandomRelation.types[2])]
      }
      let step = support.plan.addStep(
        .pivot(
          .init(
            input: groups, keys: keyIDs, per: ids[per], values: values,
            items: [
              .init(column: items[0].id, missing: .int(0)), .init(column: items[1].id, missing: .null),
            ], outputs: outputs)))
      try OperatorCheck.check(
        support, step, keyIDs + outputs,
        RowTwin.pivot(relation.rows, by: keys, per: per, first: 2, in: values), "pivot per \(per) by \(keys)")
    }
  }

  @Test(arguments: OperatorCheck.sizes) func unpivotsAndExplodes(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 14)
    let relation = RandomRelation(size, keyCount: 40, &random)
    let table = try relation.table()
    for sources in [[0, 7, 8], [1], [6], [3]] {
      var support = PlanSupport()
      let (scan, ids) = support.scan(table)
      let names = sources.map { "列\($0)" }
      let name = support.plan.addColumn("名", .text)
      let value = support.plan.addColumn("值", RandomRelation.types[sources[0]])
      let step = support.plan.addStep(
        .unpivot(
          .init(
            input: scan, sources: zip(sources, names).map { .init(column: ids[$0], name: $1) }, name: name,
            value: value)))
      try OperatorCheck.check(
        support, step, ids + [name, value], RowTwin.unpivot(relation.rows, sources, names: names), "unpivot")
    }
    var support = PlanSupport()
    let (scan, ids) = support.scan(table)
    let part = support.plan.addColumn("部分", .text)
    let step = support.plan.addStep(
      .explode(.init(input: scan, column: ids[1], separator: "a", part: part)))
    try OperatorCheck.check(
      support, step, ids + [part], RowTwin.explode(relation.rows, 1, at: "a"), "explode")
  }

  @Test(arguments: OperatorCheck.sizes) func completes(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 15)
    let relation = RandomRelation(size, keyCount: max(1, size / 50), &random)
    let table = try relation.table()
    let years = (-3...20).map { Value.int($0) }
    let completions: [[(Int, [Value]?)]] = [
      [(0, years)], [(1, nil), (4, nil)], [(5, nil)], [(4, [.bool(true)]), (0, years), (3, nil)],
    ]
    for (columns, partition) in OperatorCheck.pairs(size, completions, [[], [1], [0, 6]]) {
      let partition = partition.filter { key in !columns.contains { $0.0 == key } }
      // Many groups of many combinations would only take time.
      if size > 3000, columns.count > 2 { continue }
      let order: [RowTwin.SortKey] = columns.count > 1 ? [] : [(7, true), (columns[0].0, true)]
      var support = PlanSupport()
      let (scan, ids) = support.scan(table)
      let step = support.plan.addStep(
        .complete(
          .init(
            input: scan, partition: partition.map { ids[$0] },
            columns: columns.map { .init(id: ids[$0.0], values: $0.1) },
            order: order.map { Step.SortKey(ids[$0.column], isDescending: $0.isDescending) })))
      try OperatorCheck.check(
        support, step, ids, RowTwin.complete(relation.rows, by: partition, columns, sort: order),
        "complete \(columns.map(\.0)) by \(partition)")
    }
  }

  /// A step that two others read is run once: its filter is counted once.
  @Test func sharedStepsRunOnce() throws {
    var random = SeededRandom(seed: 16)
    let relation = RandomRelation(5000, keyCount: 40, &random)
    var support = PlanSupport()
    let (scan, ids) = support.scan(try relation.table())
    let kept = support.filter(
      scan,
      Expression(
        .compare(.less, support.column(ids[0]), PlanSupport.literal(.int(20), .int), .certain), .bool,
        span: PlanSupport.span))
    let both = ids.map { support.plan.addColumn("u", support.plan.type(of: $0)) }
    let step = support.plan.addStep(
      .union(
        .init(
          left: kept, right: kept, columns: zip(both, ids).map { .init(id: $0, left: $1, right: $1) })))
    let rows = relation.rows.filter { if case .int(let key) = $0[0] { key < 20 } else { false } }
    try OperatorCheck.check(support, step, both, rows + rows, "a union with itself")
    let notes = try support.notes(of: step, both)
    let nulls = relation.rows.count { $0[0] == .null }
    #expect(notes == [.nullCondition(rowCount: nulls, span: PlanSupport.span)])
  }
}
