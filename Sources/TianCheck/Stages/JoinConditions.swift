import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// One condition of a join as an equality of two columns; nil, reported, where it is none.
  mutating func equality(
    _ condition: ExpressionSyntax, _ sides: inout JoinSides, _ frame: Frame
  ) -> Step.Join.Equality? {
    if case .name(let path) = condition { return shared(path, &sides, frame) }
    let span = frame.place(condition.span)
    let refused = Context.Aggregates.refused(Bilingual("in a join's condition", "在关联的条件中"))
    let context = Context(scope: sides.scope, frame: frame, aggregates: refused)
    guard case .binary(.equal, let first, let second, _) = condition else {
      if !check(condition, context).isUnknown { reportCondition(at: span) }
      return nil
    }
    let values = (check(first, context), check(second, context))
    guard !values.0.isUnknown, !values.1.isUnknown else { return nil }
    switch (sides.side(of: values.0), sides.side(of: values.1)) {
    case (.left, .right): return equality(values.0, values.1, &sides, at: span)
    case (.right, .left): return equality(values.1, values.0, &sides, at: span)
    case (.left, .left), (.right, .right), (nil, _), (_, nil):
      reportCondition(at: span)
      return nil
    }
  }

  private mutating func reportCondition(at span: SourceSpan) {
    report(
      .joinCondition,
      Bilingual("a join takes equalities between the two tables, and this is none", "关联的条件须是两表之间的等式"),
      at: span,
      Bilingual("write `on a == t.b`, and filter by other conditions after", "请写 `依据 a == t.b`，其他条件在关联之后筛选"))
  }

  /// A bare name that both tables have, one column from here on.
  private mutating func shared(
    _ path: PathSyntax, _ sides: inout JoinSides, _ frame: Frame
  ) -> Step.Join.Equality? {
    let refused = Context.Aggregates.refused(Bilingual("", ""))
    var found: [Scope.Column] = []
    for scope in [sides.left.scope, sides.right.scope] {
      let columns = columns(path, in: scope)
      let context = Context(scope: scope, frame: frame, aggregates: refused)
      if columns.isEmpty { report(unknownColumn(path, context, quoted: nil)) }
      if columns.count > 1 { reportAmbiguous(path, columns.map(\.title), context) }
      if columns.count == 1 { found += columns }
    }
    guard found.count == 2, !found[0].isUnknown, !found[1].isUnknown else { return nil }
    let span = frame.place(path.span)
    let values = found.map { Typed(.column($0.id), plan.type(of: $0.id), at: span) }
    guard let equality = equality(values[0], values[1], &sides, at: span) else { return nil }
    sides.shared.insert(found[1].title)
    return equality
  }

  /// Both sides as columns of one kind and unit, computed where they are no columns yet.
  private mutating func equality(
    _ left: Typed, _ right: Typed, _ sides: inout JoinSides, at span: SourceSpan
  ) -> Step.Join.Equality? {
    guard areExact([left, right], "join") else { return nil }
    let test = comparison(.equal, left, right, at: span)
    guard !test.isUnknown, case .compare(_, let first, let second, _) = test.expression.form else {
      return nil
    }
    return Step.Join.Equality(left: key(first, &sides.left), right: key(second, &sides.right))
  }

  private mutating func key(_ value: Expression, _ side: inout Flow) -> ColumnID {
    let outer = flow
    flow = side
    let id = column(of: Typed(value), named: source.text(of: value.span))
    side = flow
    flow = outer
    return id
  }
}
