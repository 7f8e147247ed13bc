import TianFigures
import TianPlan
import TianSource

/// `describe`: one row for every column of a relation, in the order of `Step.Describe.fields`.
struct DescribeOperator {
  private let relation: Relation
  private let step: Step.Describe
  private let run: PlanRun

  init(_ relation: Relation, _ step: Step.Describe, _ run: PlanRun) {
    self.relation = relation
    self.step = step
    self.run = run
  }

  func described() throws(Diagnostic) -> Relation {
    let distinct = try distinctCounts()
    let rows = try Scheduler.map(relation.columns.count, run.execution) { place throws(Diagnostic) in
      try describe(relation.columns[place], run.plan.columns[relation.ids[place].index], distinct[place])
    }
    var columns: [(ColumnID, Column)] = []
    for (place, id) in step.outputs.enumerated() {
      columns.append((id, try Column(rows.map { $0[place] }, Step.Describe.fields[place].type)))
    }
    return Relation(rowCount: rows.count, columns)
  }

  /// How many different values each column has.
  private func distinctCounts() throws(Diagnostic) -> [Value] {
    let outputs = zip(Step.Describe.fields, step.outputs)
    guard let count = outputs.first(where: { $0.0.names.en == "distinct" })?.1 else { return [] }
    let items = relation.ids.map {
      Step.AggregateItem(id: count, function: .countDistinct, arguments: [$0], span: SourceSpan(0, 0))
    }
    return try GroupingOperator(Pipeline(relation), keys: [], items: items, run)
      .summarized(keys: [], items: items.map(\.id)).columns.map { $0.value(0) }
  }

  private func describe(_ column: Column, _ field: Field, _ distinct: Value) throws(Diagnostic) -> [Value] {
    let valid = column.count - column.nullCount
    // Nulls sort last: the values come first.
    let id = ColumnID(0)
    let order = try SortOperator(
      Relation(rowCount: column.count, [(id, column)]), [Step.SortKey(id, isDescending: false)]
    ).permutation()
    func text(_ place: Int) -> Value {
      guard valid > 0, let text = column.text(Int(order[place])) else { return .null }
      return .text(text)
    }
    func quartile(_ share: Double) -> Value {
      guard field.type.isNumeric, valid > 0 else { return .null }
      let place = share * Double(valid - 1)
      let (low, high) = (Int(order[Int(place)]), Int(order[min(valid - 1, Int(place) + 1)]))
      let part = place - place.rounded(.down)
      let value = number(column, low) * (1 - part) + number(column, high) * part
      return .text(ValueText.float(value / ExactDecimal.doublePower(field.type.scale ?? 0)))
    }
    return [
      .text(field.name), .text(field.type.kind.name), field.type.unit.map { .text($0.text) } ?? .null,
      .int(Int64(column.nullCount)), distinct, text(0), quartile(0.25), quartile(0.5),
      quartile(0.75), text(max(0, valid - 1)),
      try Histogram.text(column, order, count: valid).map { .text($0) } ?? .null,
    ]
  }

  /// A coefficient where the type has a scale, so that nothing is rounded before the quartile is.
  private func number(_ column: Column, _ row: Int) -> Double {
    switch column.value(row) {
    case .int(let value): Double(value)
    case .decimal(let value): Double(value.coefficient)
    case .float(let value): value
    case .figure(let figure): Double(figure.best.coefficient)
    case .null, .bool, .text, .date, .timestamp, .period: 0
    }
  }
}
