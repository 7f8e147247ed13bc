import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `x in (a, b)`, `x in a..b`, `x in T`; whether `not` stands before `in` is for messages alone.
  @inline(never)
  mutating func membership(
    _ operand: ExpressionSyntax, _ set: SetSyntax, isNegated: Bool, _ context: Context, at span: SourceSpan
  ) -> Typed {
    let value = check(operand, context)
    switch set {
    case .expression(.range(let low, let high, _)):
      return within(value, low, high, context, at: span)
    case .expression(let single):
      if isColumnAndTable(single, context) { return .unknown(at: span) }
      if isUnit(single, of: value, operand, context) { return .unknown(at: span) }
      if let table = tableUse(single, context) { return isMember(value, of: table, at: span) }
      let member = member(single, beside: value, context)
      if Self.isStretch(member, beside: value) { return comparison(.equal, value, member, at: span) }
      reportNoSet(value, member, operand, single, isNegated: isNegated, context)
      return .unknown(at: span)
    case .list(let members, _):
      if let only = members.first, members.count == 1 {
        if isColumnAndTable(only, context) { return .unknown(at: span) }
        if let table = tableUse(only, context) { return isMember(value, of: table, at: span) }
        if case .range(let low, let high, _) = only { return within(value, low, high, context, at: span) }
      }
      return isAny(value, of: members, context, at: span)
    }
  }

  /// A name in the place of a set that is a column's and that of a table of one column, which is reported.
  private mutating func isColumnAndTable(_ syntax: ExpressionSyntax, _ context: Context) -> Bool {
    guard case .name(let path) = syntax, let name = path.single, context.frame.parameters == nil,
      !columns(path, in: context.scope).isEmpty, let table = schema(of: name.text, context.frame),
      table.fields.count == 1
    else { return false }
    let written = WrittenName.of(name.text)
    report(
      .ambiguousName,
      Bilingual(
        "`\(name.text)` is a column here, and a table of one column", "`\(name.text)` 既是此处的列，又是只有一列的表"),
      at: context.place(path.span),
      Bilingual(
        "for the table write `(from \(written))`, for the column `==`", "指表请写 `(从 \(written))`，指列请用 `==`"),
      fix: "(from \(written))")
    return true
  }

  /// `面积 in 公顷`, which is reported with `to`.
  private mutating func isUnit(
    _ syntax: ExpressionSyntax, of value: Typed, _ operand: ExpressionSyntax, _ context: Context
  ) -> Bool {
    guard value.type.unit != nil, case .name(let path) = syntax, let name = path.single,
      isLooseName(syntax, context), Unit(name.text, in: environment.units) != nil,
      context.frame.useSpan == nil
    else { return false }
    let to = TianWords.keyword(.to, in: language)
    let mended = "\(context.frame.source.text(of: operand.span)) \(to) \(name.text)"
    let gap = SourceSpan(lower: operand.span.upper, upper: name.span.lower)
    report(
      Diagnostic(
        .unknownColumn, Bilingual("`\(name.text)` is a unit, not a set", "`\(name.text)` 是单位，不是集合"),
        at: [.init(name.span, Bilingual("write `\(mended)`", "请写 `\(mended)`"))],
        fixes: [.init(gap, " \(to) ")]))
    return true
  }

  /// A period, or a day beside a timestamp, is a set of what lies in it: `日期 in @2023`.
  private static func isStretch(_ member: Typed, beside value: Typed) -> Bool {
    if case .period = member.type.kind { return !member.isNull }
    return member.type.kind == .date && value.type.kind == .timestamp
  }

  /// One value stands where a set is wanted: `x in y`.
  private mutating func reportNoSet(
    _ value: Typed, _ member: Typed, _ operand: ExpressionSyntax, _ single: ExpressionSyntax,
    isNegated: Bool, _ context: Context
  ) {
    guard !value.isUnknown, !member.isUnknown else { return }
    let phrase = member.isNull ? Bilingual("null", "空值") : TypeNames.phrase(member.type)
    let texts = (context.frame.source.text(of: operand.span), context.frame.source.text(of: single.span))
    let comparison = "\(texts.0) \(isNegated ? "!=" : "==") \(texts.1)"
    var hint = Bilingual("write `\(comparison)`", "请写 `\(comparison)`")
    if value.type.kind == .text, member.type.kind == .text, !value.isNull, !member.isNull {
      hint = Bilingual(
        "\(hint.en), or `\(texts.1)\(isNegated ? " not" : "") contains \(texts.0)`",
        "\(hint.zh)，或 `\(texts.1) \(isNegated ? "非 " : "")含 \(texts.0)`")
    }
    var fix: String?
    if value.type.isTemporal, case .int(let year) = member.literal, (1000...9999).contains(year) {
      let period = "@\(year)"
      hint = Bilingual("for the year write `\(period)`", "指年份请写 `\(period)`")
      fix = period
    }
    report(
      .wrongType,
      Bilingual(
        "`in` takes a list, a range or a table of one column, and this is \(phrase.en)",
        "`在` 之后须是列表、范围或只有一列的表，而这是\(phrase.zh)"), at: member.span, hint, fix: fix)
  }

  private mutating func within(
    _ value: Typed, _ low: ExpressionSyntax?, _ high: ExpressionSyntax?, _ context: Context,
    at span: SourceSpan
  ) -> Typed {
    var tests: [Typed] = []
    if let low {
      tests.append(comparison(.greaterOrEqual, value, member(low, beside: value, context), at: span))
    }
    if let high {
      tests.append(comparison(.lessOrEqual, value, member(high, beside: value, context), at: span))
    }
    return tests.count == 1 ? tests[0] : logical(.and, tests, at: span)
  }

  /// Literals become one test; anything else, and hedged figures, an `or` of comparisons.
  private mutating func isAny(
    _ value: Typed, of members: [ExpressionSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    var tests: [Typed] = []
    for syntax in members {
      tests.append(comparison(.equal, value, member(syntax, beside: value, context), at: span))
    }
    guard let first = tests.first else {
      return value.isUnknown ? value : Typed(.literal(.bool(false)), .bool, at: span)
    }
    if let literals = sharedLiterals(tests) {
      return Typed(.isIn(literals.operand, literals.values), .bool, at: span)
    }
    return tests.count == 1 ? first : logical(.or, tests, at: span)
  }

  /// Where every test compares the same exact operand with a literal: that operand, and the literals.
  private func sharedLiterals(_ tests: [Typed]) -> (operand: Expression, values: [Value])? {
    var operand: Expression?
    var values: [Value] = []
    for test in tests {
      guard !test.isUnknown, test.possible == nil,
        case .compare(.equal, let left, let right, _) = test.expression.form,
        case .literal(let value) = right.form, operand == nil || operand == left
      else { return nil }
      operand = left
      values.append(value)
    }
    return operand.map { ($0, values) }
  }

  private mutating func isMember(
    _ value: Typed, of table: TableUse, at span: SourceSpan
  ) -> Typed {
    guard let (flow, column) = oneColumn(of: table, at: span), !value.isUnknown, !column.isUnknown else {
      return .unknown(at: span)
    }
    guard areExact([value], "in") else { return .unknown(at: span) }
    guard !column.type.isHedged else {
      report(
        .hedgedNotTaken,
        Bilingual("`in` takes a table of exact numbers, and these are hedged", "`在` 用于确数的表，而这一列是约数"),
        at: span,
        Bilingual("select the column's `best(…)` in the table", "请在表中选列 `最佳(…)`"))
      return .unknown(at: span)
    }
    // The table's side takes the value's kind and unit, or both a wider kind.
    let test = comparison(.equal, value, column, at: span)
    guard !test.isUnknown, case .compare(_, let left, let right, _) = test.expression.form else {
      return .unknown(at: span)
    }
    return Typed(.membership(left, projected(flow, right)), .bool, at: span)
  }

  /// A step of only the column that holds an expression over a flow.
  private mutating func projected(_ sub: Flow, _ value: Expression) -> StepID {
    let outer = flow
    flow = sub
    let id = column(of: Typed(value), named: sub.scope.shown.first?.title ?? "")
    append { .distinct(.init(input: $0, columns: [id])) }
    let step = flow.step
    flow = outer
    return step
  }

  /// A bracketed query as a value: of one column, and of one row when it runs.
  @inline(never)
  mutating func scalar(of query: QuerySyntax, _ context: Context, at span: SourceSpan) -> Typed {
    scalar(of: TableUse.query(query, context.frame, name: nil), at: span)
  }

  mutating func scalar(of table: TableUse, at span: SourceSpan) -> Typed {
    guard let (sub, column) = oneColumn(of: table, at: span), !column.isUnknown else {
      return .unknown(at: span)
    }
    guard case .column(let id) = column.expression.form else { return .unknown(at: span) }
    return Typed(.scalar(alone(id, sub)), column.type, at: span)
  }

  /// A step that gives one column of a flow and no other: a union with a table of no rows.
  private mutating func alone(_ id: ColumnID, _ sub: Flow) -> StepID {
    let outer = flow
    flow = sub
    flush()
    if plan.columns(from: flow.step) != [id] {
      let name = plan.columns[id.index].name
      let none = plan.addColumn(name, plan.type(of: id))
      let empty = plan.addStep(.values(.init(columns: [none], rows: [])))
      let single = plan.addColumn(name, plan.type(of: id))
      let column = Step.Union.Column(id: single, left: id, right: none)
      append { .union(.init(left: $0, right: empty, columns: [column])) }
    }
    let step = flow.step
    flow = outer
    return step
  }

  /// A query's flow and the only column that it shows; reported where it shows several.
  mutating func oneColumn(of use: TableUse, at span: SourceSpan) -> (Flow, Typed)? {
    let sub = subquery(use)
    if sub.scope.isUnknown { return nil }
    let shown = sub.scope.shown
    guard let only = shown.first, shown.count == 1 else {
      report(
        .oneColumn,
        Bilingual(
          "one column is wanted here, and this table has \(shown.count)", "此处只能有一列，而这个表有 \(shown.count) 列"),
        at: span, Bilingual("add `| select …`", "请加上 `| 选列 …`"))
      return nil
    }
    if only.isUnknown { return (sub, .unknown(at: span)) }
    return (sub, Typed(.column(only.id), plan.type(of: only.id), at: span))
  }
}
