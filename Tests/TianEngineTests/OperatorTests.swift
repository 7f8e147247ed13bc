import Testing
import TianFigures
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// Groups, windows, slices, sorts and unions of random relations, each held to a plain twin that goes
/// row by row, on one, two and eight threads.
@Suite struct OperatorTests {
  static let sizes = OperatorCheck.sizes

  /// Filters, computed keys, and groups by what a left join misses.
  @Test(arguments: sizes) func groupsBeyondAJoin(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 2)
    let left = RandomRelation(size, keyCount: 50, &random)
    let right = RandomRelation(40, keyCount: 50, &random)
    var support = PlanSupport()
    let (leftTable, leftIDs) = support.scan(try left.table())
    let (rightTable, rightIDs) = support.scan(try right.table())
    let kept = support.filter(
      leftTable,
      Expression(
        .compare(.less, support.column(leftIDs[0]), PlanSupport.literal(.int(40), .int), .certain), .bool,
        span: PlanSupport.span))
    let joined = support.join(.left, kept, rightTable, on: [(leftIDs[0], rightIDs[0])])
    let (computed, text) = support.compute(
      joined, PlanSupport.call(.concat, [support.column(leftIDs[1]), support.column(rightIDs[1])], .text))
    let items = support.items([(.count, nil, .int), (.sum, rightIDs[7], .int), (.last, rightIDs[1], .text)])
    let keys = [text, rightIDs[5]]
    let step = support.plan.addStep(
      .aggregate(Step.Aggregate(input: computed, keys: keys, items: items, order: [])))
    let rows = RowTwin.join(
      .left, left.rows.filter { if case .int(let key) = $0[0] { key < 40 } else { false } }, right.rows,
      keys: [0])
    let width = RandomRelation.types.count
    let expected = RowTwin.groups(rows) { [RowTwin.concatenated($0[1], $0[width + 1]), $0[width + 5]] }
      .map { key, rows in
        key + [
          .int(Int64(rows.count)), RowTwin.sum(rows.map { $0[width + 7] }, .int),
          rows.map { $0[width + 1] }.last { $0 != .null } ?? .null,
        ]
      }
    try OperatorCheck.check(support, step, keys + items.map(\.id), expected, "groups")
  }

  @Test(arguments: sizes) func summarizesAndWindows(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 3)
    let relation = RandomRelation(size, keyCount: max(1, size / 20), &random)
    let table = try relation.table()
    let keys = size > 10_000 ? [[0], [1, 4]] : [[], [0], [1, 4], [3], [6]]
    for (keys, order) in OperatorCheck.pairs(size, keys, [[], [(7, true), (2, false)]]) {
      try summarizeAndWindow(relation, table, keys, order)
    }
  }

  private func summarizeAndWindow(
    _ relation: RandomRelation, _ relationTable: Table, _ keys: [Int], _ order: [RowTwin.SortKey]
  ) throws {
    var support = PlanSupport()
    let (table, ids) = support.scan(relationTable)
    // Of a large relation every seventh, other ones each time.
    let size = relation.rows.count
    let aggregates = RowTwin.aggregates.enumerated()
      .filter { size < 2000 || $0.offset % 7 == (size + keys.count + order.count) % 7 }.map(\.element)
    let items = support.items(aggregates, of: ids)
    let sortKeys = order.map { Step.SortKey(ids[$0.column], isDescending: $0.isDescending) }
    let found = RowTwin.groups(relation.rows) { row in keys.map { row[$0] } }
    let groups = keys.isEmpty && found.isEmpty ? [(key: [], rows: [])] : found
    let values = groups.map { _, rows in
      let sorted = RowTwin.sorted(rows, order)
      return aggregates.map { RowTwin.aggregate($0, sorted) }
    }
    var summarized = support
    let summary = summarized.plan.addStep(
      .aggregate(Step.Aggregate(input: table, keys: keys.map { ids[$0] }, items: items, order: sortKeys)))
    try OperatorCheck.check(
      summarized, summary, keys.map { ids[$0] } + items.map(\.id), zip(groups, values).map { $0.key + $1 },
      "summarize by \(keys)")
    // Beside every row, a fifth of them: what is new here is which row gets which group's.
    let some = Array(stride(from: 0, to: items.count, by: size < 2000 ? 5 : 1))
    let beside = some.map { place in
      Step.WindowItem(
        id: items[place].id,
        function: .aggregate(items[place].function, parameter: items[place].parameter, over: .group),
        arguments: items[place].arguments, span: PlanSupport.span)
    }
    let window = support.plan.addStep(
      .window(
        Step.Window(input: table, partition: keys.map { ids[$0] }, order: sortKeys, items: beside)))
    let byKey = Dictionary(uniqueKeysWithValues: zip(groups.map(\.key), values))
    let expected = relation.rows.map { row in
      let values = byKey[keys.map { row[$0] }] ?? []
      return [row[8]] + some.map { values[$0] }
    }
    try OperatorCheck.check(
      support, window, [ids[8]] + some.map { items[$0].id }, expected, "window by \(keys)")
  }

  @Test(arguments: sizes) func slices(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 4)
    let relation = RandomRelation(size, keyCount: max(1, size / 5), &random)
    let slices: [(order: [RowTwin.SortKey], offset: Int, limit: Int?)] = [
      ([], 0, 3), ([(7, false)], 2, 1), ([(7, true), (1, false)], 0, 5000), ([(1, true)], 1, nil),
      ([(3, false), (0, true)], 0, 0), ([(6, true)], 70_000, 2), ([(5, false)], 60_000, 9000),
    ]
    let scanned = try relation.table()
    for (slice, partition) in OperatorCheck.pairs(size, slices, [[], [0], [1, 4]]) {
      var support = PlanSupport()
      let (table, ids) = support.scan(scanned)
      let step = support.plan.addStep(
        .slice(
          Step.Slice(
            input: table, partition: partition.map { ids[$0] },
            order: slice.order.map { Step.SortKey(ids[$0.column], isDescending: $0.isDescending) },
            offset: slice.offset, limit: slice.limit)))
      let groups = RowTwin.groups(relation.rows) { row in partition.map { row[$0] } }
      let expected = groups.flatMap { group in
        let rows = RowTwin.sorted(group.rows, slice.order).dropFirst(slice.offset)
        return Array(slice.limit.map { rows.prefix($0) } ?? rows)
      }
      try OperatorCheck.check(support, step, ids, expected, "slice \(slice) by \(partition)")
    }
  }

  @Test(arguments: sizes) func distinctSortAndUnion(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 5)
    let relation = RandomRelation(size, keyCount: max(1, size / 4), &random)
    let other = RandomRelation(size / 3, keyCount: 9, &random)
    let scanned = try relation.table()
    for columns in [[0], [1], [3, 4], [6], [2, 5]] {
      var support = PlanSupport()
      let (table, ids) = support.scan(scanned)
      let step = support.plan.addStep(
        .distinct(Step.Distinct(input: table, columns: columns.map { ids[$0] })))
      let expected = RowTwin.groups(relation.rows) { row in columns.map { row[$0] } }.map(\.key)
      try OperatorCheck.check(support, step, columns.map { ids[$0] }, expected, "distinct \(columns)")
    }
    let orders: [[RowTwin.SortKey]] = [
      [(0, false)], [(1, true), (7, false)], [(3, true)], [(6, false), (4, true)],
    ]
    for order in orders {
      var support = PlanSupport()
      let (table, ids) = support.scan(scanned)
      let keys = order.map { Step.SortKey(ids[$0.column], isDescending: $0.isDescending) }
      let step = support.plan.addStep(.sort(Step.Sort(input: table, keys: keys)))
      try OperatorCheck.check(support, step, ids, RowTwin.sorted(relation.rows, order), "sort \(order)")
    }
    var support = PlanSupport()
    let (left, leftIDs) = support.scan(scanned)
    let (right, rightIDs) = support.scan(try other.table())
    let ids = RandomRelation.types.map { support.plan.addColumn("u", $0) }
    let columns = ids.indices.map { Step.Union.Column(id: ids[$0], left: leftIDs[$0], right: rightIDs[$0]) }
    let step = support.plan.addStep(.union(Step.Union(left: left, right: right, columns: columns)))
    try OperatorCheck.check(support, step, ids, relation.rows + other.rows, "union")
  }
}

/// A table of every type, with nulls and repeats: int key, text, decimal, float, bool, date, hedged, int, the
/// row's number, an amount that is not negative.
struct RandomRelation {
  static let hedged = DataType(.decimal(scale: 1), isHedged: true)
  static let types: [DataType] = [
    .int, .text, DataType(.decimal(scale: 2)), .float, .bool, .date, hedged, .int, .int,
    DataType(.decimal(scale: 1)),
  ]
  /// The column that numbers the rows.
  static let rowNumber = 8
  private static let texts = ["茶叶", "果", "", "稻谷", "a", "ab", "𠮷", "é", "茶", "一个较长的名字，八字节以上"]

  var rows: [[Value]]

  init(_ size: Int, keyCount: Int, _ random: inout SeededRandom) {
    rows = (0..<size).map { row in
      func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
      func orNull(_ value: Value) -> Value { below(9) == 0 ? .null : value }
      let low = Int64(below(6))
      let ends: [HedgeEnds] = [[], [], .lowOpen, .highOpen, .highAbsent]
      let flags = ends[below(5)]
      let high = flags.contains(.highAbsent) ? low : low + Int64(below(3))
      return [
        orNull(.int(Int64(below(keyCount)) - 5)), orNull(.text(Self.texts[below(Self.texts.count)])),
        orNull(.decimal(Int64(below(500)) - 100, scale: 2)), orNull(.float(Double(below(9) - 4) * -0.5)),
        orNull(.bool(below(2) == 0)), orNull(.date(days: Int32(below(30)) + 19_000)),
        orNull(.figure(low, low, high, scale: 1, flags)), orNull(.int(Int64(below(1000)) - 500)),
        .int(Int64(row)), orNull(.decimal(Int64(below(40)) * Int64(below(3)), scale: 1)),
      ]
    }
  }

  func table() throws -> Table {
    try PlanSupport.table(Self.types.enumerated().map { place, type in (type, rows.map { $0[place] }) })
  }

  /// The first row of each key.
  func distinct(by keys: [Int]) -> RandomRelation {
    var unique = self
    unique.rows = RowTwin.groups(rows) { row in keys.map { row[$0] } }.map { $0.rows[0] }
    return unique
  }
}
