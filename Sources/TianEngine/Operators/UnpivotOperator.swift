import TianPlan
import TianSource

/// `unpivot`: every row once for each of some columns.
struct UnpivotOperator {
  private let relation: Relation
  private let step: Step.Unpivot
  private let run: PlanRun

  init(_ relation: Relation, _ step: Step.Unpivot, _ run: PlanRun) {
    self.relation = relation
    self.step = step
    self.run = run
  }

  /// Cost: linear in the rows that come out.
  func unpivoted(wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let (rowCount, width) = (relation.rowCount, step.sources.count)
    let (count, overflow) = rowCount.multipliedReportingOverflow(by: width)
    if overflow { throw .tooManyRows(nil) }
    try Diagnostic.check(rowCount: count)
    let rows = try Buffer<UInt32>(count: count)
    try Execution.inPieces(0..<rowCount) { range in
      for row in range {
        for place in 0..<width { rows.pointer[row * width + place] = UInt32(truncatingIfNeeded: row) }
      }
    }
    let (relation, step) = (relation, step)
    let columns = try Scheduler.map(wanted.count, run.execution) { index throws(Diagnostic) in
      if wanted[index] == step.name { return try names(count) }
      if wanted[index] == step.value { return try values(count) }
      guard let column = relation[wanted[index]] else { return try ColumnBuilder(.int).finish() }
      return try column.gather(rows)
    }
    return Relation(rowCount: count, Array(zip(wanted, columns)))
  }

  private func names(_ count: Int) throws(Diagnostic) -> Column {
    let width = step.sources.count
    let names = try TextDictionary(step.sources.map(\.name))
    let codes = try Buffer<UInt32>(count: count)
    try Execution.inPieces(0..<count) { range in
      for row in range { codes.pointer[row] = UInt32(truncatingIfNeeded: row % width) }
    }
    let once = Column(
      type: .text, count: width,
      storage: .text(.int64(try Buffer((0..<width).map { Int64($0) })), names), validity: nil)
    return try once.gather(codes)
  }

  /// The columns one after another, then row by row.
  private func values(_ count: Int) throws(Diagnostic) -> Column {
    let (rowCount, width) = (relation.rowCount, step.sources.count)
    let parts = step.sources.compactMap { relation[$0.column] }
    let stacked = try Column.concatenate(parts, type: run.plan.type(of: step.value))
    let places = try Buffer<UInt32>(count: count)
    try Execution.inPieces(0..<rowCount) { range in
      for row in range {
        for place in 0..<width {
          places.pointer[row * width + place] = UInt32(truncatingIfNeeded: place * rowCount + row)
        }
      }
    }
    return try stacked.gather(places)
  }
}
