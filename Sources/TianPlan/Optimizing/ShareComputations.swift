import TianSource

/// What a step works out for one column it does not work out again for a later one: `sum(a * b), avg(a * b)`
/// multiplies once, and what becomes null there is counted once. Operands that only some rows need stay as
/// they are, and so do sides of a comparison, whose conversions go by other rules.
enum ShareComputations {
  static func apply(_ plan: Plan) -> Plan {
    var draft = PlanDraft(plan)
    for index in plan.steps.indices {
      guard case .compute(var compute) = draft.steps[index], compute.items.count > 1 else { continue }
      var sharing = Sharing()
      for place in compute.items.indices {
        compute.items[place] = sharing.sharing(compute.items[place])
      }
      draft.steps[index] = .compute(compute)
    }
    return draft.plan
  }
}

/// The values of one step so far, each with a number: two have one where they are the same wherever they were
/// written. Cost: one look-up for each part of an expression.
private struct Sharing {
  private struct Part {
    var value: Expression
    var number: Int
    /// Whether there is something to save: no bare column, nothing that is the same in every row.
    var isWorked: Bool
    var readsColumns: Bool
  }

  /// Each part with the numbers of its operands in their places.
  private var numbers: [Expression: Int] = [:]
  private var columns: [Int: ColumnID] = [:]

  /// A column with earlier ones in place of what they hold.
  mutating func sharing(_ item: Step.Compute.Item) -> Step.Compute.Item {
    var item = item
    let part = part(item.value, canRead: true)
    item.value = part.value
    if part.isWorked, columns[part.number] == nil { columns[part.number] = item.id }
    return item
  }

  private mutating func part(_ expression: Expression, canRead: Bool) -> Part {
    var operands: [Part] = []
    var key = expression.mapOperands { operand in
      let part = part(operand, canRead: canRead && expression.sharesOperands)
      operands.append(part)
      return Expression(.column(ColumnID(part.number)), operand.type, span: SourceSpan(0, 0))
    }
    key.span = SourceSpan(0, 0)
    let number = numbers[key] ?? numbers.count
    numbers[key] = number
    let readsColumns = expression.isColumn || operands.contains(where: \.readsColumns)
    let isWorked = !operands.isEmpty && readsColumns
    if canRead, isWorked, let id = columns[number] {
      let value = Expression(.column(id), expression.type, span: expression.span)
      return Part(value: value, number: number, isWorked: true, readsColumns: true)
    }
    var rest = operands[...]
    let value = expression.mapOperands { rest.popFirst()?.value ?? $0 }
    return Part(value: value, number: number, isWorked: isWorked, readsColumns: readsColumns)
  }
}

extension Expression {
  fileprivate var isColumn: Bool {
    if case .column = form { true } else { false }
  }

  /// Whether all its operands are worked out in every row, and go by no other rules there.
  fileprivate var sharesOperands: Bool {
    switch form {
    case .arithmetic, .negate, .convert: true
    case .call(let function, _): function != .coalesce
    case .column, .literal, .compare, .and, .or, .not, .isIn, .membership, .scalar, .conditional: false
    }
  }
}
