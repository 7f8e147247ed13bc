import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// What a join asks of two rows.
  struct JoinConditions {
    var equalities: [Step.Join.Equality] = []
    /// Conditions that are no equality between the two tables.
    var others: [Expression] = []
    /// Whether rows are matched by the nearest, which no hedged figure tells.
    let isAsof: Bool
  }

  /// The conditions of a join; nil, reported, where one is wrong.
  mutating func joinConditions(
    _ conditions: [ExpressionSyntax], isAsof: Bool = false, _ sides: inout JoinSides, _ frame: Frame
  ) -> JoinConditions? {
    var all = JoinConditions(isAsof: isAsof)
    var isRight = true
    for condition in conditions.flatMap(Self.conjuncts) {
      isRight = add(condition, to: &all, &sides, frame) && isRight
    }
    return isRight ? all : nil
  }

  private mutating func add(
    _ condition: ExpressionSyntax, to all: inout JoinConditions, _ sides: inout JoinSides, _ frame: Frame
  ) -> Bool {
    if case .name(let path) = condition, path.single != nil { return shared(path, to: &all, &sides, frame) }
    let refused = Context.Aggregates.refused(Bilingual("in a join's condition", "在关联的条件中"))
    let context = Context(scope: sides.scope, frame: frame, aggregates: refused)
    guard case .binary(.equal, let first, let second, _) = condition else {
      let value = reading(&sides.left, &sides.right) { $0.condition(condition, context) }
      return add(value, to: &all)
    }
    let (left, right) = reading(&sides.left, &sides.right) { $0.comparands(first, second, context) }
    guard !left.isUnknown, !right.isUnknown else { return false }
    let span = frame.place(condition.span)
    switch (sides.side(of: left.expression), sides.side(of: right.expression)) {
    case (.left, .right): return add(equal: left, right, to: &all, &sides, at: span)
    case (.right, .left): return add(equal: right, left, to: &all, &sides, at: span)
    case (.left, .left), (.right, .right), (nil, _), (_, nil):
      return add(comparison(.equal, left, right, at: span), to: &all)
    }
  }

  /// An equality of the two sides as columns of one kind and unit, computed where they are no columns yet.
  private mutating func add(
    equal left: Typed, _ right: Typed, to all: inout JoinConditions, _ sides: inout JoinSides,
    at span: SourceSpan
  ) -> Bool {
    guard areExact([left, right], "join") else { return false }
    let test = comparison(.equal, left, right, at: span)
    guard !test.isUnknown, case .compare(.equal, let first, let second, _) = test.expression.form else {
      return add(test, to: &all)
    }
    all.equalities.append(.init(left: key(first, &sides.left), right: key(second, &sides.right)))
    return true
  }

  private mutating func add(_ value: Typed, to all: inout JoinConditions) -> Bool {
    guard !value.isUnknown else { return false }
    if all.isAsof, case .compare(_, let left, let right, _) = value.expression.form {
      guard areExact([Typed(left), Typed(right)], "join asof") else { return false }
    }
    guard isDecided(value) else { return false }
    all.others.append(value.expression)
    return true
  }

  /// Whether a condition of two rows is true or false whatever the figures are; reported where hedged ones
  /// may leave it undecided.
  mutating func isDecided(_ value: Typed) -> Bool {
    guard value.possible != nil else { return true }
    report(
      .hedgedNotTaken,
      Bilingual(
        "hedged figures may leave this undecided, and a join matches rows or does not",
        "约数可能使此条件无法判定，而关联须判定行是否匹配"), at: value.span,
      Bilingual("write `certain(…)` or `possible(…)`", "请写 `一定(…)` 或 `可能(…)`"))
    return false
  }

  /// The one inequality of `join asof`, as columns of the two sides; nil, reported, where it is not so.
  mutating func nearest(
    _ conditions: JoinConditions, _ sides: inout JoinSides, at span: SourceSpan
  ) -> Step.Asof.Nearest? {
    guard let condition = conditions.others.first, conditions.others.count == 1,
      case .compare(let symbol, let first, let second, _) = condition.form,
      let flipped = symbol.flipped, let side = sides.side(of: first), let other = sides.side(of: second),
      side != other
    else {
      let odd = conditions.others.count > 1 ? conditions.others[1].span : conditions.others.first?.span
      report(
        .joinCondition,
        Bilingual(
          "`join asof` takes equalities and one inequality between the two tables",
          "`关联 就近` 的条件是若干等式，加上两表之间的一个不等式"), at: odd ?? span,
        Bilingual("as in `on k, 年 >= t.起`", "例如 `依据 k, 年 >= t.起`"))
      return nil
    }
    let (left, right) = side == .left ? (first, second) : (second, first)
    return .init(
      left: key(left, &sides.left), comparison: side == .left ? symbol : flipped,
      right: key(right, &sides.right))
  }

  /// A bare name that both tables have, one column from here on.
  private mutating func shared(
    _ path: PathSyntax, to all: inout JoinConditions, _ sides: inout JoinSides, _ frame: Frame
  ) -> Bool {
    let refused = Context.Aggregates.refused(Bilingual("", ""))
    var found: [Scope.Column] = []
    for scope in [sides.left.scope, sides.right.scope] {
      let columns = columns(path, in: scope)
      let context = Context(scope: scope, frame: frame, aggregates: refused)
      if columns.isEmpty { report(unknownColumn(path, context, quoted: nil)) }
      if columns.count > 1 { reportAmbiguous(path, columns.map(\.title), context) }
      if columns.count == 1 { found += columns }
    }
    guard found.count == 2, !found[0].isUnknown, !found[1].isUnknown else { return false }
    let span = frame.place(path.span)
    let values = found.map { Typed(.column($0.id), plan.type(of: $0.id), at: span) }
    let count = all.equalities.count
    guard add(equal: values[0], values[1], to: &all, &sides, at: span) else { return false }
    if all.equalities.count > count {
      sides.shared.append(.init(left: found[0], right: found[1], equality: all.equalities[count]))
    }
    return true
  }

  /// Reads what is said of two rows: a foreign key that is walked there adds a step to the side that has it.
  mutating func reading<Read>(
    _ left: inout Flow, _ right: inout Flow, _ read: (inout StatementChecker) -> Read
  ) -> Read {
    let outer = (flow, beside)
    (flow, beside) = (left, right)
    let value = read(&self)
    (left, right) = (flow, beside ?? right)
    (flow, beside) = outer
    return value
  }

  /// The column of one side that holds an expression.
  mutating func key(_ value: Expression, _ side: inout Flow) -> ColumnID {
    let outer = flow
    flow = side
    let id = column(of: Typed(value), named: source.text(of: value.span))
    side = flow
    flow = outer
    return id
  }
}

extension Comparison {
  /// The inequality that holds of the two sides exchanged; nil for an equality.
  fileprivate var flipped: Comparison? {
    switch self {
    case .equal, .notEqual: nil
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
