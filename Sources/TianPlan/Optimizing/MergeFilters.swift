/// A filter right after a filter becomes one, where the first never drops a row for a null: then the
/// joined condition is null, or undecided, for just those rows for which the second was. The second is
/// worked out for more rows then, which must not be noticed.
enum MergeFilters {
  static func apply(_ plan: Plan) -> Plan {
    var draft = PlanDraft(plan)
    for index in plan.steps.indices {
      guard case .filter(let second) = draft.steps[index], draft.hasOneReader(second.input),
        case .filter(let first) = draft[second.input], first.possible == nil, first.condition.isNeverNull,
        second.condition.isQuiet
      else { continue }
      draft.steps[index] = .filter(
        .init(
          input: first.input, condition: joined(first.condition, second.condition),
          possible: second.possible.map { joined(first.condition, $0) }))
    }
    return draft.plan
  }

  private static func joined(_ first: Expression, _ second: Expression) -> Expression {
    Expression(
      .and(first.conjuncts + second.conjuncts), .bool, span: first.span.joined(with: second.span))
  }
}

extension Expression {
  /// The operands of an `and`, or the expression alone.
  package var conjuncts: [Expression] {
    if case .and(let operands) = form { operands.flatMap(\.conjuncts) } else { [self] }
  }

  /// Conditions that must all hold as one; nil for none.
  package static func conjunction(_ operands: [Expression]) -> Expression? {
    guard let first = operands.first else { return nil }
    if operands.count == 1 { return first }
    let span = operands.dropFirst().reduce(first.span) { $0.joined(with: $1.span) }
    return Expression(.and(operands), .bool, span: span)
  }
}
