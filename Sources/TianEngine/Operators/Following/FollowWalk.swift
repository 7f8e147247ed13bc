import TianPlan
import TianSource

/// One thread's walks. It remembers which rows it met from the starting row at hand.
struct FollowWalk {
  private let graph: FollowGraph
  private let step: Step.Follow
  private let execution: Execution
  /// The last starting row, plus one, from which each row was met.
  private let met: Buffer<UInt32>
  private let condition: LinkCondition?
  private(set) var parts: [(part: Int, reached: FollowReached)] = []

  init(_ graph: FollowGraph, _ step: Step.Follow, _ run: PlanRun) throws(Diagnostic) {
    self.graph = graph
    self.step = step
    execution = run.execution
    met = try Buffer(count: graph.nodeCount, zeroed: true)
    condition = try step.condition.map { condition throws(Diagnostic) in
      try LinkCondition(condition, graph, run)
    }
  }

  mutating func go(from starts: Range<Int>, part: Int) throws(Diagnostic) {
    var reached = FollowReached()
    for start in starts { try walk(from: UInt32(truncatingIfNeeded: start), into: &reached) }
    parts.append((part, reached))
  }

  /// Depth after depth, until no row is new.
  private func walk(from start: UInt32, into reached: inout FollowReached) throws(Diagnostic) {
    met.pointer[Int(graph.nodes[Int(start)])] = start + 1
    var level = reached.count..<reached.count + 1
    try reached.append(start, depth: 0, parent: FollowReached.noParent)
    var depth = 0
    while !level.isEmpty, step.depthMax.map({ depth < $0 }) ?? true {
      depth += 1
      for place in level {
        try execution.checkCancelled()
        try visit(place, start, depth, &reached)
      }
      try flush(start, depth, &reached)
      level = level.upperBound..<reached.count
    }
  }

  /// The rows that one row leads to.
  private func visit(
    _ place: Int, _ start: UInt32, _ depth: Int, _ reached: inout FollowReached
  ) throws(Diagnostic) {
    let row = reached.rows[place]
    let key = graph.keys[Int(row)]
    guard key != .max else { return }
    for target in graph.table.rows(of: key) {
      let next = UInt32(truncatingIfNeeded: graph.startCount) + target
      guard met.pointer[Int(graph.nodes[Int(next)])] != start + 1 else { continue }
      if let condition {
        condition.add(row, target, place)
        if condition.isFull { try flush(start, depth, &reached) }
      } else {
        try meet(next, start, depth, place, &reached)
      }
    }
  }

  private func meet(
    _ row: UInt32, _ start: UInt32, _ depth: Int, _ parent: Int, _ reached: inout FollowReached
  ) throws(Diagnostic) {
    let node = Int(graph.nodes[Int(row)])
    guard met.pointer[node] != start + 1 else { return }
    met.pointer[node] = start + 1
    try reached.append(
      row, depth: UInt32(truncatingIfNeeded: depth), parent: UInt32(truncatingIfNeeded: parent))
  }

  /// Meets the rows that waited for the condition.
  private func flush(_ start: UInt32, _ depth: Int, _ reached: inout FollowReached) throws(Diagnostic) {
    guard let condition else { return }
    for (place, target) in try condition.takeHeld() {
      try meet(UInt32(truncatingIfNeeded: graph.startCount) + target, start, depth, place, &reached)
    }
  }
}

/// Pairs of a row reached and one that it may lead to, for which a condition is worked out together.
private final class LinkCondition {
  private let evaluator: Evaluator
  private let batch: Batch
  private var left: [UInt32] = []
  private var right: [UInt32] = []
  private var places: [Int] = []

  init(_ condition: Expression, _ graph: FollowGraph, _ run: PlanRun) throws(Diagnostic) {
    evaluator = try ExpressionCompiler(subqueries: run.subqueries).compile(condition)
    let bindings = Bindings(columnCount: run.plan.columns.count)
    for (source, relation) in [graph.rows, graph.table.relation].enumerated() {
      for (id, column) in zip(relation.ids, relation.columns) {
        bindings.all[id.index] = .stored(source: source, column)
      }
    }
    batch = Batch(arena: Arena(), bindings: bindings)
  }

  var isFull: Bool { places.count == Batch.capacity }

  func add(_ row: UInt32, _ target: UInt32, _ place: Int) {
    left.append(row)
    right.append(target)
    places.append(place)
  }

  /// Those of the pairs for which it is true, in their order; none wait afterwards.
  func takeHeld() throws(Diagnostic) -> [(place: Int, target: UInt32)] {
    guard !places.isEmpty else { return [] }
    batch.arena.reset()
    batch.begin([.rows(try copy(left)), .rows(try copy(right))], count: places.count)
    let vector = try evaluator.evaluate(batch)
    var held: [(Int, UInt32)] = []
    if case .bits(let bits) = vector.values {
      for pair in places.indices where vector.isValid(pair) && bits[pair >> 6] >> UInt64(pair & 63) & 1 != 0 {
        held.append((places[pair], right[pair]))
      }
    }
    left.removeAll(keepingCapacity: true)
    right.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    return held
  }

  private func copy(_ rows: [UInt32]) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
    let out = try batch.arena.allocate(UInt32.self, rows.count)
    for (index, row) in rows.enumerated() { out[index] = row }
    return out
  }
}
