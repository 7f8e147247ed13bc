import TianPlan
import TianSource

/// `pivot` after its aggregates: the rows of a group side by side. Every output is one gathering of its
/// item's column.
struct PivotOperator {
  private let relation: Relation
  private let step: Step.Pivot
  private let run: PlanRun

  init(_ relation: Relation, _ step: Step.Pivot, _ run: PlanRun) {
    self.relation = relation
    self.step = step
    self.run = run
  }

  /// Cost: linear in rows and cells.
  func pivoted(wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let groups = try RowNumbers(relation, by: step.keys, run)
    let places = try places(groups)
    var items: [Column] = []
    for item in step.items { items.append(try itemColumn(item)) }
    let (relation, step, run, itemColumns) = (relation, step, run, items)
    let columns = try Scheduler.map(wanted.count, run.execution) { index throws(Diagnostic) in
      if let place = step.outputs.firstIndex(of: wanted[index]) {
        return try itemColumns[place % itemColumns.count].gather(places[place / itemColumns.count])
      }
      guard let key = relation[wanted[index]] else { return try ColumnBuilder(.int).finish() }
      return try key.gather(groups.firstRows)
    }
    return Relation(rowCount: groups.count, Array(zip(wanted, columns)))
  }

  /// For every value, the row of each group that has it; the row after the last where none has.
  private func places(_ groups: RowNumbers) throws(Diagnostic) -> [Buffer<UInt32>] {
    let missing = UInt32(truncatingIfNeeded: relation.rowCount)
    var places: [Buffer<UInt32>] = []
    for _ in step.values {
      let rows = try Buffer<UInt32>(count: groups.count)
      rows.pointer.update(repeating: missing, count: groups.count)
      places.append(rows)
    }
    let numbers = try ListedValues(step.values, of: step.per, in: relation, run).places
    try Execution.inPieces(0..<relation.rowCount) { range in
      for row in range where numbers[row] != Batch.missingRow {
        places[Int(numbers[row])].pointer[Int(groups.numbers[row])] = UInt32(truncatingIfNeeded: row)
      }
    }
    return places
  }

  /// The column with what stands for a missing row at its end.
  private func itemColumn(_ item: Step.Pivot.Item) throws(Diagnostic) -> Column {
    let type = run.plan.type(of: item.column)
    let end = try Column([item.missing], type)
    return try Column.concatenate([relation[item.column], end].compactMap(\.self), type: type)
  }
}

/// Where the values of a column stand in a list of different ones.
struct ListedValues {
  /// The list's values, then the column's.
  let column: Column
  /// The place in the list of each row's value; `Batch.missingRow` where it is not there.
  let places: Buffer<UInt32>

  init(_ values: [Value], of id: ColumnID, in relation: Relation, _ run: PlanRun) throws(Diagnostic) {
    let type = run.plan.type(of: id)
    let list = try Column(values, type)
    column = try Column.concatenate([list, relation[id]].compactMap(\.self), type: type)
    let numbers = try RowNumbers(Relation(rowCount: column.count, [(id, column)]), by: [id], run).numbers
    places = try Buffer(count: column.count - values.count)
    let places = places
    try Execution.inPieces(0..<places.count) { range in
      for row in range {
        let number = numbers[values.count + row]
        places.pointer[row] = Int(number) < values.count ? number : Batch.missingRow
      }
    }
  }
}
