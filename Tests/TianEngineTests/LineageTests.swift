import Testing
import TianPlan
import TianTestSupport

@testable import TianEngine

/// Where rows come from, held to a plain twin whose rows say so themselves: the last value of each is a set
/// of row numbers by table.
@Suite struct LineageTests {
  private typealias Origin = [String: [Int]]

  /// One table, a key and a value a row, some of them null.
  private static func rows(_ count: Int, seed: UInt64) -> [[Value]] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      let key = Int64.random(in: 0..<9, using: &random)
      return [key == 0 ? .null : .int(key), .int(Int64.random(in: 0..<100, using: &random))]
    }
  }

  private static func scan(_ rows: [[Value]], _ support: inout PlanSupport) throws -> (StepID, [ColumnID]) {
    let columns = [0, 1].map { place in (type: DataType.int, values: rows.map { $0[place] }) }
    let (step, ids) = try support.scan(columns)
    return (step, ids)
  }

  private static func isSmall(_ column: ColumnID, _ support: PlanSupport) -> Expression {
    Expression(
      .compare(.less, support.column(column), PlanSupport.literal(.int(70), .int), .certain), .bool,
      span: PlanSupport.span)
  }

  private static func merged(_ origins: [Origin]) -> Origin {
    origins.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }.mapValues { Set($0).sorted() }
  }

  @Test(arguments: [0, 1, 300, 70_000]) func filtersJoinsAndGroups(_ count: Int) throws {
    let left = Self.rows(count, seed: 1)
    let right = Self.rows(min(count, 12), seed: 2)
    var support = PlanSupport()
    let (leftTable, leftIDs) = try Self.scan(left, &support)
    let (rightTable, rightIDs) = try Self.scan(right, &support)
    let kept = support.filter(leftTable, Self.isSmall(leftIDs[1], support))
    let joined = support.join(.left, kept, rightTable, on: [(leftIDs[0], rightIDs[0])])
    let items = support.items([(.count, nil, .int)])
    let grouped = support.plan.addStep(
      .aggregate(.init(input: joined, keys: [rightIDs[1]], items: items, order: [])))

    var pairs: [(key: Value, origin: Origin)] = []
    for (place, row) in left.enumerated() {
      guard case .int(let value) = row[1], value < 70 else { continue }
      let matches = right.indices.filter { row[0] != .null && right[$0][0] == row[0] }
      pairs += matches.map { (right[$0][1], ["t0": [place], "t1": [$0]]) }
      if matches.isEmpty { pairs.append((.null, ["t0": [place]])) }
    }
    var keys: [Value] = []
    for pair in pairs where !keys.contains(pair.key) { keys.append(pair.key) }
    let groups = keys.map { key in Self.merged(pairs.filter { $0.key == key }.map(\.origin)) }
    for threads in [1, 2, 8] {
      #expect(try support.lineage(of: joined, threads: threads) == pairs.map(\.origin))
      #expect(try support.lineage(of: grouped, threads: threads) == groups)
    }
  }

  @Test func rowsKeepTheirOriginWhereTheyAreSortedCutAndMeasured() throws {
    let rows = Self.rows(300, seed: 3)
    var support = PlanSupport()
    let (table, ids) = try Self.scan(rows, &support)
    let item = Step.WindowItem(
      id: support.plan.addColumn("s", .int),
      function: .aggregate(.sum, parameter: .null, over: .group), arguments: [ids[1]],
      span: PlanSupport.span)
    let window = support.plan.addStep(
      .window(.init(input: table, partition: [ids[0]], order: [], items: [item])))
    let order = [Step.SortKey(ids[1], isDescending: true)]
    let sorted = support.plan.addStep(.sort(.init(input: window, keys: order)))
    let cut = support.plan.addStep(
      .slice(.init(input: sorted, partition: [ids[0]], order: [], offset: 1, limit: 2)))
    let places = rows.indices.sorted { left, right in
      RowTwin.isLess(rows[right][1], rows[left][1])
        || (rows[left][1] == rows[right][1] && left < right)
    }
    let groups = RowTwin.groups(places.map { rows[$0] + [.int(Int64($0))] }) { [$0[0]] }
    let expected: [Origin] = groups.flatMap { group in
      group.rows.dropFirst().prefix(2).compactMap { row in
        if case .int(let place) = row[2] { ["t0": [Int(place)]] } else { nil }
      }
    }
    #expect(try support.lineage(of: cut) == expected)
  }

  @Test func unionsDistinctRowsAndGrandTotals() throws {
    let (first, second) = (Self.rows(40, seed: 4), Self.rows(30, seed: 5))
    var support = PlanSupport()
    let (one, oneIDs) = try Self.scan(first, &support)
    let (other, otherIDs) = try Self.scan(second, &support)
    let id = support.plan.addColumn("k", .int)
    let union = support.plan.addStep(
      .union(
        .init(left: one, right: other, columns: [.init(id: id, left: oneIDs[0], right: otherIDs[0])])))
    let distinct = support.plan.addStep(.distinct(.init(input: union, columns: [id])))
    let total = support.plan.addStep(
      .aggregate(
        .init(input: distinct, keys: [], items: support.items([(.count, nil, .int)]), order: [])))

    let all: [(key: Value, origin: Origin)] =
      first.enumerated().map { ($1[0], ["t0": [$0]]) } + second.enumerated().map { ($1[0], ["t1": [$0]]) }
    #expect(try support.lineage(of: union) == all.map(\.origin))
    var keys: [Value] = []
    for row in all where !keys.contains(row.key) { keys.append(row.key) }
    let groups = keys.map { key in Self.merged(all.filter { $0.key == key }.map(\.origin)) }
    #expect(try support.lineage(of: distinct) == groups)
    #expect(try support.lineage(of: total) == [["t0": Array(0..<40), "t1": Array(0..<30)]])
  }

  @Test func writtenRowsComeFromNowhere() throws {
    var support = PlanSupport()
    let id = support.plan.addColumn("n", .int)
    let values = support.plan.addStep(.values(.init(columns: [id], rows: [[.int(1)], [.int(2)]])))
    #expect(try support.lineage(of: values) == [[:], [:]])
  }

  /// A bracketed query decides which rows stay; its own rows are no origin of theirs.
  @Test func subqueriesAreNoOrigin() throws {
    var support = PlanSupport()
    let (table, ids) = try Self.scan(Self.rows(20, seed: 6), &support)
    let (other, otherIDs) = try Self.scan([[.int(3), .int(0)]], &support)
    let key = support.plan.addStep(.distinct(.init(input: other, columns: [otherIDs[0]])))
    let isMember = Expression(
      .membership(support.column(ids[0]), key), .bool, span: PlanSupport.span)
    let kept = support.filter(table, isMember)
    let places = Self.rows(20, seed: 6).indices.filter { Self.rows(20, seed: 6)[$0][0] == .int(3) }
    #expect(try support.lineage(of: kept) == places.map { ["t0": [$0]] })
  }
}
