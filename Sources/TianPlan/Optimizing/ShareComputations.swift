import TianSource

/// What a step works out for one column it does not work out again for a later one: `sum(a * b), avg(a * b)`
/// multiplies once, and what becomes null there is counted once. Operands that only some rows need stay as
/// they are, and so do sides of a comparison, whose conversions go by other rules.
enum ShareComputations {
  static func apply(_ plan: Plan) -> Plan {
    var draft = PlanDraft(plan)
    for index in plan.steps.indices {
      guard case .compute(var compute) = draft.steps[index], compute.items.count > 1 else { continue }
      var known: [Expression: ColumnID] = [:]
      for place in compute.items.indices {
        let item = compute.items[place]
        compute.items[place].value = item.value.reading(known)
        let value = item.value.unplaced
        if item.value.isWorked, known[value] == nil { known[value] = item.id }
      }
      draft.steps[index] = .compute(compute)
    }
    return draft.plan
  }
}

extension Expression {
  /// The same wherever it was written.
  fileprivate var unplaced: Expression {
    var copy = mapOperands(\.unplaced)
    copy.span = SourceSpan(0, 0)
    return copy
  }

  /// Whether there is something to save: no bare column, nothing that is the same in every row.
  fileprivate var isWorked: Bool { !children.isEmpty && !columns.isEmpty }

  /// With columns in place of what they hold.
  fileprivate func reading(_ known: [Expression: ColumnID]) -> Expression {
    guard isWorked, !known.isEmpty else { return self }
    if let id = known[unplaced] { return Expression(.column(id), type, span: span) }
    switch form {
    case .arithmetic, .negate, .convert: return mapOperands { $0.reading(known) }
    case .call(let function, _): return function == .coalesce ? self : mapOperands { $0.reading(known) }
    case .column, .literal, .compare, .and, .or, .not, .isIn, .membership, .scalar, .conditional: return self
    }
  }
}
