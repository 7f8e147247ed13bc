import TianFigures
import TianPlan
import TianSource

/// `describe`: one row for every column of a relation, in the order of `Step.Describe.fields`.
struct DescribeOperator {
  private let relation: Relation
  private let step: Step.Describe
  private let plan: Plan

  init(_ relation: Relation, _ step: Step.Describe, _ plan: Plan) {
    self.relation = relation
    self.step = step
    self.plan = plan
  }

  func described() throws(Diagnostic) -> Relation {
    var rows: [[Value]] = []
    for id in step.columns {
      guard let column = relation[id] else { continue }
      rows.append(try describe(column, plan.columns[id.index]))
    }
    var columns: [(ColumnID, Column)] = []
    for (place, id) in step.outputs.enumerated() {
      columns.append((id, try Column(rows.map { $0[place] }, Step.Describe.fields[place].type)))
    }
    return Relation(rowCount: rows.count, columns)
  }

  private func describe(_ column: Column, _ field: Field) throws(Diagnostic) -> [Value] {
    let valid = column.count - column.nullCount
    // Nulls sort last: the values come first.
    let id = ColumnID(0)
    let order = try SortOperator(
      Relation(rowCount: column.count, [(id, column)]), [Step.SortKey(id, isDescending: false)]
    ).permutation()
    var distinct = 0
    for place in 0..<valid where place == 0 || !same(column, order[place - 1], order[place]) { distinct += 1 }
    func text(_ place: Int) -> Value {
      guard valid > 0, let text = column.text(Int(order[place])) else { return .null }
      return .text(text)
    }
    func quartile(_ share: Double) -> Value {
      guard field.type.isNumeric, valid > 0 else { return .null }
      let place = share * Double(valid - 1)
      let (low, high) = (Int(order[Int(place)]), Int(order[min(valid - 1, Int(place) + 1)]))
      let part = place - place.rounded(.down)
      return .text(ValueText.float(number(column, low) * (1 - part) + number(column, high) * part))
    }
    return [
      .text(field.name), .text(field.type.kind.name), field.type.unit.map { .text($0.text) } ?? .null,
      .int(Int64(column.nullCount)), .int(Int64(distinct)), text(0), quartile(0.25), quartile(0.5),
      quartile(0.75), text(max(0, valid - 1)),
    ]
  }

  private func same(_ column: Column, _ left: UInt32, _ right: UInt32) -> Bool {
    switch column.storage {
    case .integers(let values): values[Int(left)] == values[Int(right)]
    case .doubles(let values): values[Int(left)] == values[Int(right)]
    case .bits(let bitmap): bitmap[Int(left)] == bitmap[Int(right)]
    case .text(let codes, _): codes[Int(left)] == codes[Int(right)]
    case .hedged: column.value(Int(left)) == column.value(Int(right))
    }
  }

  private func number(_ column: Column, _ row: Int) -> Double {
    switch column.value(row) {
    case .int(let value): Double(value)
    case .decimal(let value): value.double
    case .float(let value): value
    case .figure(let figure): figure.best.double
    case .null, .bool, .text, .date: 0
    }
  }
}
