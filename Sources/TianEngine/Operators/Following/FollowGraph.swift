import TianPlan
import TianSource

/// What `follow` walks: the starting rows and after them the table's, each with the number of what it is and
/// of the rows it leads to.
struct FollowGraph: Sendable {
  let startCount: Int
  /// The columns that flow on, by their ids, and the values of the links, by the ids that starting rows have
  /// them by; starting rows first.
  let rows: Relation
  let table: JoinTable
  /// What each row is: rows that are alike have one number.
  let nodes: Buffer<UInt32>
  let nodeCount: Int
  /// The key of the table's rows that each row leads to; `UInt32.max` where it leads nowhere.
  let keys: Buffer<UInt32>

  init(
    _ starts: Relation, _ table: Relation, _ step: Step.Follow, _ run: PlanRun
  ) throws(Diagnostic) {
    let plan = run.plan
    let rowCount = starts.rowCount + table.rowCount
    try Diagnostic.check(rowCount: rowCount)
    let sources =
      step.columns.map { ($0.id, $0.start, $0.next) } + step.links.map { ($0.start, $0.start, $0.next) }
    var columns: [(ColumnID, Column)] = []
    for (id, start, next) in sources where !columns.contains(where: { $0.0 == id }) {
      let parts = [starts[start], table[next]].compactMap(\.self)
      columns.append((id, try Column.concatenate(parts, type: plan.type(of: start))))
    }
    let rows = Relation(rowCount: rowCount, columns)
    startCount = starts.rowCount
    self.rows = rows
    let layout = try KeyLayout(step.columns.filter { !$0.isCarried }.map(\.id), plan) { rows[$0] }
    let index = try KeyIndex(layout, expecting: rows.rowCount)
    nodes = try JoinTable.number(rows, [], layout, index, plan, run.execution)
    nodeCount = index.count
    let targets = step.links.map(\.target)
    self.table = try JoinTable(table, keys: targets, nullsMatch: false, plan, run.execution)
    keys = try Self.keys(rows, step, self.table, run)
  }

  private static func keys(
    _ rows: Relation, _ step: Step.Follow, _ table: JoinTable, _ run: PlanRun
  ) throws(Diagnostic) -> Buffer<UInt32> {
    var probe = KeyProbe(table, step.links.map(\.start))
    let keys = try Buffer<UInt32>(count: rows.rowCount)
    try rows.forEachBatch(run.plan, run.execution) { batch, start throws(Diagnostic) in
      (keys.pointer + start).update(from: try probe.numbers(batch), count: batch.count)
    }
    return keys
  }

  /// The columns that a path names rows by: those that are looked for, where they flow on and have more
  /// different values in the table than those that lead there; else these.
  func pathKeys(_ step: Step.Follow, _ run: PlanRun) throws(Diagnostic) -> [Column] {
    let targets = step.links.compactMap { link in
      step.columns.first { $0.next == link.target }.flatMap { rows[$0.id] }
    }
    let leading = step.links.compactMap { rows[$0.start] }
    guard targets.count == step.links.count else { return leading }
    let nexts = step.links.map(\.next)
    let layout = try KeyLayout(nexts, run.plan) { table.relation[$0] }
    let index = try KeyIndex(layout)
    _ = try JoinTable.number(table.relation, nexts, layout, index, run.plan, run.execution)
    return table.keyCount > index.count ? targets : leading
  }
}
