import Testing
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// Window functions of random relations, each held to a plain twin that looks at every row of its group for
/// every row, on one, two and eight threads.
@Suite struct WindowTests {
  private static let frames: [WindowFrame] = [
    .running, .last(.rows(1)), .last(.rows(3)), .last(.rows(40)), .last(.key(.steps(4))),
  ]

  private static let places: [RowTwin.Window] =
    [.rowNumber, .rank, .denseRank, .percentRank, .ntile(1), .ntile(3), .ntile(200)].map {
      .init(function: $0)
    }
    + [0, 1, 2, 30].flatMap { count in
      [1, 2, 3, 4, 5, 6].map { column in
        RowTwin.Window(
          function: .shift(.rows(count), isForward: (count + column) % 2 == 0),
          columns: column == 1 ? [1, 1] : [column])
      }
    }

  /// Every aggregate in every frame, a part of them each time.
  private static func windows(_ part: Int, of parts: Int) -> [RowTwin.Window] {
    let aggregates = frames.flatMap { frame in
      RowTwin.aggregates.map { aggregate in
        RowTwin.Window(
          function: .aggregate(aggregate.function, parameter: aggregate.parameter, over: frame),
          columns: aggregate.columns)
      }
    }
    return (aggregates + places).enumerated().filter { $0.offset % parts == part }.map(\.element)
  }

  private static func check(
    _ relation: RandomRelation, _ table: Table, _ keys: [Int], _ order: [RowTwin.SortKey],
    _ windows: [RowTwin.Window]
  ) throws {
    var support = PlanSupport()
    let (scan, ids) = support.scan(table)
    let items = support.items(windows, of: ids)
    let step = support.plan.addStep(
      .window(
        Step.Window(
          input: scan, partition: keys.map { ids[$0] },
          order: order.map { Step.SortKey(ids[$0.column], isDescending: $0.isDescending) }, items: items)))
    var expected = relation.rows.map { [$0[8]] }
    for (_, rows) in RowTwin.groups(relation.rows, by: { row in keys.map { row[$0] } }) {
      let sorted = RowTwin.sorted(rows, order)
      for window in windows {
        for (row, value) in zip(sorted, RowTwin.window(window, sorted, order)) {
          guard case .int(let at) = row[8] else { continue }
          expected[Int(at)].append(value)
        }
      }
    }
    try OperatorCheck.check(
      support, step, [ids[8]] + items.map(\.id), expected, "windows by \(keys) sort \(order)")
  }

  @Test(arguments: [0, 1, 2, 300, 2049, 70_000]) func windowsBesideEveryRow(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 6)
    let relation = RandomRelation(size, keyCount: max(1, size / 20), &random)
    let table = try relation.table()
    let orders: [[RowTwin.SortKey]] = [[(5, false)], [(7, true)], [(8, false)], [(5, true)]]
    for (part, order) in orders.enumerated() where size <= 2049 || part == 2 {
      let parts = size <= 300 ? 4 : size <= 2049 ? 80 : 300
      try Self.check(
        relation, table, size <= 2 ? [] : [0], order, Self.windows(part + size % 5 * 4, of: parts))
    }
  }

  /// In the table's own order, and with several keys.
  @Test func windowsInOtherOrders() throws {
    var random = SeededRandom(seed: 61)
    let relation = RandomRelation(400, keyCount: 20, &random)
    let table = try relation.table()
    for (part, order) in ([[], [(6, false), (1, true)], [(3, true), (4, false)]] as [[RowTwin.SortKey]])
      .enumerated()
    {
      let windows = Self.windows(part, of: 25).filter { !$0.function.readsKey }
      try Self.check(relation, table, [0], order, windows)
    }
  }

  /// One group of many rows: ranks, trees and queues grow with it.
  @Test func oneLargeGroup() throws {
    var random = SeededRandom(seed: 62)
    let relation = RandomRelation(200, keyCount: 3, &random)
    try Self.check(relation, try relation.table(), [], [(7, false)], Self.windows(3, of: 20))
  }

  @Test func neighboursAreFoundByKey() throws {
    var random = SeededRandom(seed: 63)
    let relation = RandomRelation(600, keyCount: 4, &random)
    let table = try relation.table()
    for width in [KeyWidth.steps(1), .steps(3), .steps(500)] {
      for isDescending in [false, true] {
        let windows = [1, 2, 5, 6].flatMap { column in
          [false, true].map {
            RowTwin.Window(function: .shift(.key(width), isForward: $0), columns: [column, column])
          }
        }
        try Self.check(relation, table, [4], [(8, isDescending)], windows)
      }
    }
  }

  @Test func monthsStopAtTheirEnd() throws {
    let days = [18_992, 19_020, 19_051, 19_081, 19_112].map { Value.date(days: Int32($0)) }
    var support = PlanSupport()
    let (table, ids) = try support.scan([(.date, days), (.int, (1...5).map { .int($0) })])
    let month = WindowDistance.key(.months(1))
    let (before, sum) = (support.plan.addColumn("b", .int), support.plan.addColumn("s", .int))
    let step = support.plan.addStep(
      .window(
        Step.Window(
          input: table, partition: [], order: [Step.SortKey(ids[0], isDescending: false)],
          items: [
            .init(
              id: before, function: .shift(month, isForward: false), arguments: [ids[1]],
              span: PlanSupport.span),
            .init(
              id: sum, function: .aggregate(.sum, parameter: .null, over: .last(month)), arguments: [ids[1]],
              span: PlanSupport.span),
          ])))
    // 2021-12-31, 2022-01-28, 2022-02-28, 2022-03-30, 2022-04-30: a month before the last is 2022-03-30.
    let rows = try support.rows(of: step, [before, sum])
    #expect(rows.map { $0[0] } == [.null, .null, .int(2), .int(3), .int(4)])
    #expect(rows.map { $0[1] } == [.int(1), .int(3), .int(3), .int(4), .int(5)])
  }

  @Test func twoRowsAtOneKeyAreNamed() throws {
    for threads in [1, 8] {
      var support = PlanSupport()
      let years: [Value] = [.int(2020), .int(2021), .null, .null, .int(2021), .int(2020)]
      let (table, ids) = try support.scan([(.int, years)])
      let id = support.plan.addColumn("b", .int)
      let step = support.plan.addStep(
        .window(
          Step.Window(
            input: table, partition: [], order: [Step.SortKey(ids[0], isDescending: false)],
            items: [
              .init(
                id: id, function: .shift(.key(.steps(1)), isForward: false), arguments: [ids[0]],
                span: PlanSupport.span)
            ])))
      do throws(any Error) {
        _ = try support.rows(of: step, [id], threads: threads)
        Issue.record("no error")
      } catch let error as Diagnostic {
        #expect(error.code == .severalAtKey)
        #expect(error.message.en.contains("c0 2021"))
      }
    }
  }

  /// What a frame's sum is does not depend on what went through it.
  @Test func largeNumbersLeaveNothingBehind() throws {
    let values: [Value] = [.float(1e300), .float(0.1), .float(0.2), .float(-1e300), .float(0.3), .float(0.1)]
    var support = PlanSupport()
    let (table, ids) = try support.scan([(.float, values)])
    let functions: [AggregateFunction] = [.sum, .avg, .variance]
    let items = functions.map { function in
      Step.WindowItem(
        id: support.plan.addColumn("r", .float),
        function: .aggregate(function, parameter: .null, over: .last(.rows(2))), arguments: [ids[0]],
        span: PlanSupport.span)
    }
    let step = support.plan.addStep(
      .window(Step.Window(input: table, partition: [], order: [], items: items)))
    let last = try support.rows(of: step, items.map(\.id))[5]
    #expect(last == [.float(0.4), .float(0.2), .float(0.019999999999999997)])
  }

  /// A running sum may leave 64 bits and come back, where no row is left with the sum beyond.
  @Test func sumsPast64BitsFailWhereARowHasThem() throws {
    func sums(_ values: [Int64], _ frame: WindowFrame) throws -> [[Value]] {
      var support = PlanSupport()
      let (table, ids) = try support.scan([(.int, values.map(Value.int))])
      let items = support.items(
        [RowTwin.Window(function: .aggregate(.sum, parameter: .null, over: frame), columns: [0])], of: ids)
      let step = support.plan.addStep(
        .window(Step.Window(input: table, partition: [], order: [], items: items)))
      return try support.rows(of: step, items.map(\.id))
    }
    #expect(try sums([.max, -1, 1], .running) == [[.int(.max)], [.int(.max - 1)], [.int(.max)]])
    #expect(try sums([.max, .min, .max], .last(.rows(3))).last == [.int(.max - 1)])
    #expect(throws: Diagnostic.self) { try sums([1, .max, -5], .last(.rows(2))) }
  }
}
