import TianPlan
import TianSource

/// Rows in memory between two pipelines: columns of the plan, all of one length.
struct Relation: Sendable {
  let rowCount: Int
  private(set) var ids: [ColumnID]
  private(set) var columns: [Column]

  init(rowCount: Int, _ columns: [(ColumnID, Column)]) {
    self.rowCount = rowCount
    ids = columns.map(\.0)
    self.columns = columns.map(\.1)
  }

  subscript(id: ColumnID) -> Column? { ids.firstIndex(of: id).map { columns[$0] } }

  mutating func add(_ id: ColumnID, _ column: Column) {
    ids.append(id)
    columns.append(column)
  }

  /// Some of its columns.
  func only(_ wanted: [ColumnID]) -> Relation {
    Relation(rowCount: rowCount, wanted.compactMap { id in self[id].map { (id, $0) } })
  }

  /// The relation at some rows. Cost: linear in rows times columns, shared by the cores column by column.
  func gather(_ rows: Buffer<UInt32>, _ execution: Execution) throws(Diagnostic) -> Relation {
    let columns = columns
    let gathered = try Scheduler.map(columns.count, execution) { index throws(Diagnostic) in
      try columns[index].gather(rows)
    }
    return Relation(rowCount: rows.count, Array(zip(ids, gathered)))
  }
}

extension [ColumnID] {
  /// Each id once, in order of appearance.
  func union(_ others: [ColumnID]) -> [ColumnID] {
    var seen: Set<ColumnID> = []
    return (self + others).filter { seen.insert($0).inserted }
  }
}
