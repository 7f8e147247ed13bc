import Testing
import TianFigures
import TianPlan
import TianSource

@testable import TianEngine

/// Grouping, sorting and slicing at the edges: threads, ends of ranges, figures that differ in a bound.
@Suite struct GroupingEdgeTests {
  /// A join makes several groups of one row, and another thread may have met them in another order.
  @Test(arguments: 0..<8) func groupsOfOneRowKeepTheirOrder(_ round: Int) throws {
    let perMorsel = PipelineWorker.morselRowCount
    // In the first morsel only the last row has a match, with two rows; the second morsel has each alone.
    var keys = [Value](repeating: .int(0), count: perMorsel * 4)
    keys[perMorsel - 1] = .int(1)
    for morsel in 1..<4 {
      keys[perMorsel * morsel] = .int(2)
      keys[perMorsel * morsel + 1] = .int(3)
    }
    var support = PlanSupport()
    let (left, lefts) = try support.scan([(.int, keys)])
    let (right, rights) = try support.scan([
      (.int, [.int(1), .int(1), .int(2), .int(3)]),
      (.text, [.text("甲"), .text("乙"), .text("乙"), .text("甲")]),
    ])
    let joined = support.join(.inner, left, right, on: [(lefts[0], rights[0])])
    let items = support.items([(.count, nil, .int)])
    let step = support.plan.addStep(
      .aggregate(Step.Aggregate(input: joined, keys: [rights[1]], items: items, order: [])))
    let rows = try support.rows(of: step, [rights[1], items[0].id], threads: 1 + round % 3)
    #expect(rows == [[.text("甲"), .int(4)], [.text("乙"), .int(4)]])
  }

  /// A tail's order tells `first` and `last` what comes when, and moves no group.
  @Test func aTailSortMovesNoGroup() throws {
    var support = PlanSupport()
    let (table, ids) = try support.scan([
      (.text, ["甲", "乙", "甲", "乙"].map(Value.text)), (.int, [4, 3, 2, 1].map(Value.int)),
    ])
    let items = support.items([(.first, ids[1], .int), (.last, ids[1], .int)])
    let order = [Step.SortKey(ids[1], isDescending: false)]
    let grouped = support.plan.addStep(
      .aggregate(Step.Aggregate(input: table, keys: [ids[0]], items: items, order: order)))
    #expect(
      try support.rows(of: grouped, [ids[0], items[0].id, items[1].id])
        == [[.text("甲"), .int(2), .int(4)], [.text("乙"), .int(1), .int(3)]])
  }

  @Test(arguments: [false, true]) func nullsComeAfterTheGreatestOfAll(_ isDescending: Bool) throws {
    let values: [Value] = [.null, .int(.max), .int(.min), .null, .int(0)]
    var support = PlanSupport()
    let (table, ids) = try support.scan([(.int, values)])
    let sorted = support.plan.addStep(
      .sort(Step.Sort(input: table, keys: [Step.SortKey(ids[0], isDescending: isDescending)])))
    let numbers: [Value] = [.int(.min), .int(0), .int(.max)]
    let expected = (isDescending ? numbers.reversed() : numbers) + [.null, .null]
    #expect(try support.rows(of: sorted, ids).map { $0[0] } == expected)
  }

  @Test func describeCountsIdenticalFiguresOnce() throws {
    let type = DataType(.decimal(scale: 1), isHedged: true)
    let exact = Value.figure(20, 20, 20, scale: 1)
    let nearly = Value.figure(19, 20, 20, scale: 1, .highOpen)
    var support = PlanSupport()
    let (table, ids) = try support.scan([
      (type, [exact, nearly, exact, nearly, .null]),
      (DataType(.decimal(scale: 1)), [.decimal(1, scale: 1), .decimal(2, scale: 1), .null, .null, .null]),
    ])
    let outputs = Step.Describe.fields.map { support.plan.addColumn($0.names.en, $0.type) }
    let step = support.plan.addStep(
      .describe(Step.Describe(input: table, columns: ids, outputs: outputs)))
    let rows = try support.rows(of: step, outputs)
    #expect(rows.map { $0[3...4] } == [[.int(1), .int(2)], [.int(3), .int(2)]])
    #expect(rows[1][7] == .text("0.15"))
  }

  @Test func spreadsOfHugeNumbers() throws {
    var support = PlanSupport()
    let cents = DataType(.decimal(scale: 1))
    let (table, ids) = try support.scan([
      (.float, [.float(1e200), .float(-1e200)]), (.float, [.float(1.7e308), .float(1.7e308)]),
      (cents, [.decimal(1, scale: 1), .decimal(2, scale: 1)]), (.float, [.float(-0.0), .float(0)]),
    ])
    let items = support.items([
      (.variance, ids[0], .float), (.median, ids[1], .float), (.median, ids[2], .float),
      (.stddev, ids[2], .float), (.min, ids[3], .float),
    ])
    let step = support.plan.addStep(
      .aggregate(Step.Aggregate(input: table, keys: [], items: items, order: [])))
    let row = try support.rows(of: step, items.map(\.id))[0]
    #expect(row[...2] == [.null, .float(1.7e308), .float(0.15)])
    #expect("\(row[4])" == "\(Value.float(0))")
  }

  @Test func aSliceTakesAnyNumbers() throws {
    var support = PlanSupport()
    let (table, ids) = try support.scan([(.int, (0..<10).map { Value.int($0) })])
    let doubled = Expression(
      .arithmetic(.multiply, support.column(ids[0]), support.column(ids[0])), .int, span: PlanSupport.span)
    let (computed, id) = support.compute(table, doubled)
    for (offset, limit, expected) in [
      (8, .max, [64, 81]), (Int.max, .max, []), (9, 1, [81]), (0, 0, []),
      (3, nil, [9, 16, 25, 36, 49, 64, 81]),
    ] as [(Int, Int?, [Int64])] {
      for order in [[], [Step.SortKey(ids[0], isDescending: false)]] {
        var plan = support
        let step = plan.plan.addStep(
          .slice(Step.Slice(input: computed, partition: [], order: order, offset: offset, limit: limit)))
        #expect(try plan.rows(of: step, [id]).map { $0[0] } == expected.map(Value.int))
      }
    }
  }

  /// Rows past those wanted are not computed, and cannot fail.
  @Test func theHeadOfComputedRowsStopsThere() throws {
    var values = [Value](repeating: .int(1), count: PipelineWorker.morselRowCount + 1)
    values[PipelineWorker.morselRowCount] = .int(.max)
    var support = PlanSupport()
    let (table, ids) = try support.scan([(.int, values)])
    let (computed, id) = support.compute(
      table,
      Expression(
        .arithmetic(.add, support.column(ids[0]), support.column(ids[0])), .int, span: PlanSupport.span))
    let step = support.plan.addStep(
      .slice(Step.Slice(input: computed, partition: [], order: [], offset: 0, limit: 1)))
    #expect(try support.rows(of: step, [id]) == [[.int(2)]])
  }
}
