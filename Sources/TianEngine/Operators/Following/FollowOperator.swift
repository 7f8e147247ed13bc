import TianPlan
import TianSource

/// `follow`: from every starting row, breadth first, the table's rows that can be reached. Rows that are
/// alike in all columns that flow on are one. Cost: linear in the rows of both, then in the edges visited.
struct FollowOperator {
  /// Starting rows that one thread takes at a time.
  private static let partRowCount = 64

  private let step: Step.Follow
  private let run: PlanRun
  private let graph: FollowGraph

  init(
    _ starts: Relation, _ table: Relation, _ step: Step.Follow, _ run: PlanRun
  ) throws(Diagnostic) {
    self.step = step
    self.run = run
    graph = try FollowGraph(starts, table, step, run)
  }

  /// Starting row after starting row, each with what it reaches.
  func followed(wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let (graph, step, run) = (graph, step, run)
    let partCount = (graph.startCount + Self.partRowCount - 1) / Self.partRowCount
    let workers = try Scheduler.run(partCount: partCount, execution: run.execution) {
      () throws(Diagnostic) -> FollowWalk in
      try FollowWalk(graph, step, run)
    } work: { walk, part throws(Diagnostic) in
      let lower = part * Self.partRowCount
      try walk.go(from: lower..<min(graph.startCount, lower + Self.partRowCount), part: part)
    }
    let parts = workers.flatMap(\.parts).sorted { $0.part < $1.part }.map(\.reached)
    return try relation(try FollowReached.joined(parts), wanted)
  }

  private func relation(_ all: FollowReached, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let shown = try all.places { $0 >= step.depthMin }
    let rows = try Buffer<UInt32>(count: shown.count)
    for (index, place) in shown.elements.enumerated() { rows.pointer[index] = all.rows[Int(place)] }
    var columns: [(ColumnID, Column)] = []
    for id in wanted {
      if id == step.depth {
        columns.append((id, try all.depthColumn(shown)))
      } else if id == step.path {
        let keys = try FollowPaths(all, try graph.pathKeys(step, run), run.execution)
        columns.append((id, try keys.column(shown)))
      } else if let column = graph.rows[id] {
        columns.append((id, try column.gather(rows)))
      }
    }
    return Relation(rowCount: shown.count, columns)
  }
}
