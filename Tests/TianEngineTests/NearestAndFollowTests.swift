import Testing
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// The nearest rows, and rows that can be reached, of random relations: each held to a plain twin, on one,
/// two and eight threads.
@Suite struct NearestAndFollowTests {
  /// Each comparison, by values of every ordered type, with and without equal keys.
  @Test(arguments: [0, 1, 2, 300, 2049]) func nearest(_ size: Int) throws {
    var random = SeededRandom(seed: UInt64(size) + 21)
    let left = RandomRelation(size, keyCount: 12, &random)
    let right = RandomRelation(min(size, 200), keyCount: 12, &random)
    let (flow, other) = (try left.table(), try right.table())
    let comparisons: [Comparison] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
    let columns: [(keys: [Int], value: Int)] = [([0], 7), ([], 1), ([0, 4], 3), ([1], 5), ([4], 2)]
    for (comparison, columns) in OperatorCheck.pairs(0, comparisons, columns) {
      var support = PlanSupport()
      let (leftTable, leftIDs) = support.scan(flow)
      let (rightTable, rightIDs) = support.scan(other)
      let nearest = Step.Asof.Nearest(
        left: leftIDs[columns.value], comparison: comparison, right: rightIDs[columns.value])
      let on = columns.keys.map { Step.Join.Equality(left: leftIDs[$0], right: rightIDs[$0]) }
      let step = support.plan.addStep(
        .asof(
          Step.Asof(left: leftTable, right: rightTable, on: on, nearest: nearest, span: PlanSupport.span)))
      let expected = left.rows.map { row in
        row + RowTwin.nearest(to: row, in: right.rows, comparison, by: columns.value, keys: columns.keys)
      }
      try OperatorCheck.check(support, step, leftIDs + rightIDs, expected, "\(comparison) \(columns)")
    }
  }

  /// Graphs from sparse to dense, with self loops, cycles, repeated edges and nulls.
  @Test(arguments: [(0, 1), (5, 3), (40, 12), (300, 40), (900, 600)])
  func reached(_ edgeCount: Int, _ nodeCount: Int) throws {
    var random = SeededRandom(seed: UInt64(edgeCount) + 31)
    func node() -> Value {
      let node = random.next() % UInt64(nodeCount + 1)
      return node == 0 ? .null : .int(Int64(node))
    }
    let edges = (0..<edgeCount).map { _ in [node(), node(), .int(Int64(random.next() % 4))] }
    let starts = (0..<min(edgeCount, 150)).map { _ in node() }
    for (minimum, maximum, hasCondition) in [(0, nil, false), (1, 3, false), (0, nil, true), (0, 0, false)] {
      try reach(starts, edges, minimum, maximum, hasCondition: hasCondition)
    }
  }

  private func reach(
    _ starts: [Value], _ edges: [[Value]], _ minimum: Int, _ maximum: Int?, hasCondition: Bool
  ) throws {
    var support = PlanSupport()
    let (startTable, startIDs) = try support.scan([(.int, starts)])
    let (edgeTable, edgeIDs) = try support.scan((0..<3).map { place in (.int, edges.map { $0[place] }) })
    let id = support.plan.addColumn("node", .int)
    let (depth, path) = (support.plan.addColumn("depth", .int), support.plan.addColumn("path", .text))
    let weight = Expression(
      .compare(.less, support.column(edgeIDs[2]), PlanSupport.literal(.int(3), .int), .certain), .bool,
      span: PlanSupport.span)
    let condition = Expression(
      .and([weight, support.compare(.notEqual, id, edgeIDs[2])]), .bool, span: PlanSupport.span)
    let step = support.plan.addStep(
      .follow(
        Step.Follow(
          input: startTable, table: edgeTable,
          columns: [.init(id: id, start: startIDs[0], next: edgeIDs[1])],
          links: [.init(start: startIDs[0], next: edgeIDs[1], target: edgeIDs[0])],
          condition: hasCondition ? condition : nil, depth: depth, path: path, depthMin: minimum,
          depthMax: maximum, span: PlanSupport.span)))
    let expected = starts.flatMap { start in
      RowTwin.reached(from: start, edges, depthMax: maximum) { node, edge in
        guard hasCondition else { return true }
        if case .int(let weight) = edge[2] { return weight < 3 && node != edge[2] }
        return false
      }.filter { $0.depth >= minimum }.map { [$0.node, .int(Int64($0.depth)), .text($0.path)] }
    }
    try OperatorCheck.check(support, step, [id, depth, path], expected, "follow \(minimum)...")
    try OperatorCheck.check(support, step, [depth], expected.map { [$0[1]] }, "depths alone")
  }

  /// A chain of a hundred thousand rows, whose paths nobody asks for.
  @Test func longChains() throws {
    let count = 100_000
    var support = PlanSupport()
    let (startTable, startIDs) = try support.scan([(.int, [.int(0)])])
    let nodes = (0..<count).map { Value.int(Int64($0)) }
    let (table, ids) = try support.scan([(.int, nodes), (.int, [.null] + nodes.dropLast())])
    let id = support.plan.addColumn("node", .int)
    let (depth, path) = (support.plan.addColumn("depth", .int), support.plan.addColumn("path", .text))
    let step = support.plan.addStep(
      .follow(
        Step.Follow(
          input: startTable, table: table, columns: [.init(id: id, start: startIDs[0], next: ids[0])],
          links: [.init(start: startIDs[0], next: ids[0], target: ids[1])], condition: nil, depth: depth,
          path: path, span: PlanSupport.span)))
    let rows = try support.rows(of: step, [id, depth])
    #expect(rows.count == count && rows.enumerated().allSatisfy { $1 == [nodes[$0], nodes[$0]] })
  }
}
