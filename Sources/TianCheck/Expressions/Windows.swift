import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// A function of the rows around a row, in the groups and the order of the stage's tails.
  @inline(never)
  mutating func window(
    _ name: WindowName, _ arguments: [ExpressionSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    guard case .window(_, let order, .group) = context.aggregates else {
      reportMisplaced(name, context, at: span)
      return .unknown(at: span)
    }
    switch name {
    case .rowNumber: return place(.rowNumber, [], .int, context, at: span)
    case .rank, .denseRank, .percentRank:
      guard !order.isEmpty else {
        report(
          .windowNeedsOrder,
          Bilingual("`\(name.rawValue)` counts places in an order", "`\(name.rawValue)` 按次序计名次"), at: span,
          Bilingual("add the order to this stage: `sort -…`", "请在本步末尾写明次序：`排序 -…`"))
        return .unknown(at: span)
      }
      if name == .percentRank { return place(.percentRank, [], .float, context, at: span) }
      return place(name == .rank ? .rank : .denseRank, [], .int, context, at: span)
    case .ntile:
      let count = check(arguments[0], refusing(context))
      guard let count = wholeNumber(count, in: 1...Int64(Int32.max), Bilingual("how many parts", "档数")) else {
        return .unknown(at: span)
      }
      return place(.ntile(Int(count)), [], .int, context, at: span)
    case .lag, .lead: return shift(arguments, isForward: name == .lead, context, at: span)
    case .running: return framed(arguments[0], .running, name, context, at: span)
    case .rolling:
      let width = check(arguments[1], refusing(context))
      guard let distance = distance(width, order, rowsMin: 1) else { return .unknown(at: span) }
      return framed(arguments[0], .last(distance), name, context, at: span)
    case .share:
      let value = check(arguments[0], refusing(context))
      guard !value.isUnknown, isNumber(value, name.rawValue) else { return .unknown(at: span) }
      let column = column(of: value.asNull(of: .int), named: context.title(arguments[0].span))
      let type = value.asNull(of: .int).type
      let sum = place(
        .aggregate(.sum, parameter: .null, over: .group), [column], of: [value], type, context, at: span)
      return product(.divide, Typed(.column(column), type, at: value.span), sum, at: span)
    }
  }

  private mutating func place(
    _ function: WindowFunction, _ columns: [ColumnID], of values: [Typed] = [], _ type: DataType,
    _ context: Context, at span: SourceSpan
  ) -> Typed {
    guard case .window(let partition, let order, _) = context.aggregates,
      values.allSatisfy({ sharesUnit($0, among: partition, for: context.title(span), context.frame) })
    else { return .unknown(at: span) }
    let id = appendWindow(
      function, columns, type, named: context.title(span), partition: partition, order: order, at: span)
    return Typed(.column(id), type, at: span)
  }

  /// Arguments are worked out row by row.
  private func refusing(_ context: Context) -> Context {
    var inside = context
    inside.aggregates = .refused(Bilingual("inside a window function", "在窗口函数之内"))
    return inside
  }

  private mutating func reportMisplaced(_ name: WindowName, _ context: Context, at span: SourceSpan) {
    let message =
      switch context.aggregates {
      case .refused(let place):
        Bilingual("no window function can stand \(place.en)", "\(place.zh)不能使用窗口函数")
      case .summary:
        Bilingual(
          "`\(name.rawValue)` gives a value for every row, and `summarize` one for each group",
          "`\(name.rawValue)` 为每行给出一个值，而 `汇总` 每组只有一个值")
      case .window:
        Bilingual(
          "`running` and `rolling` take an aggregate, and `\(name.rawValue)` is none",
          "`累计`、`滚动` 用于聚合函数，而 `\(name.rawValue)` 不是")
      }
    report(
      .misplacedWindow, message, at: span,
      Bilingual("derive it in a stage before: `derive x = …`", "请在前面的步骤中先算出来：`新增 值 = …`"))
  }

  // MARK: Neighbours

  /// `lag`, `lead`: a value some rows away, or some distance of the sort key.
  private mutating func shift(
    _ arguments: [ExpressionSyntax], isForward: Bool, _ context: Context, at span: SourceSpan
  ) -> Typed {
    guard case .window(_, let order, _) = context.aggregates else { return .unknown(at: span) }
    let inside = refusing(context)
    let value = check(arguments[0], inside)
    var by: WindowDistance? = .rows(1)
    if arguments.count > 1 { by = distance(check(arguments[1], inside), order, rowsMin: 0) }
    let otherwise = arguments.count > 2 ? check(arguments[2], inside) : nil
    guard let by, !value.isUnknown, let (type, values) = unify([value] + (otherwise.map { [$0] } ?? []))
    else {
      return .unknown(at: span)
    }
    let columns = zip(values, [0, 2]).map { column(of: $0, named: context.title(arguments[$1].span)) }
    return place(.shift(by, isForward: isForward), columns, of: [value], type, context, at: span)
  }

  // MARK: Frames

  /// `running`, `rolling`: the one aggregate that they are given, of the frame's rows.
  private mutating func framed(
    _ syntax: ExpressionSyntax, _ frame: WindowFrame, _ name: WindowName, _ context: Context,
    at span: SourceSpan
  ) -> Typed {
    guard case .window(let partition, let order, _) = context.aggregates else { return .unknown(at: span) }
    var inside = context
    inside.aggregates = .window(partition: partition, order: order, frame: frame)
    let value = check(syntax, inside)
    if value.isUnknown { return value }
    if case .column(let id) = value.expression.form, case .window(let window) = plan.steps[flow.step.index],
      let item = window.items.first(where: { $0.id == id }),
      case .aggregate(_, parameter: _, over: frame) = item.function
    {
      return value.placed(at: span)
    }
    let text = context.title(syntax.span)
    let place = context.place(syntax.span)
    let sum = TianWords.translated("sum", to: language)
    let isMended = value.type.isNumeric && place == syntax.span
    report(
      .notAnAggregate,
      Bilingual("`\(name.rawValue)` takes one aggregate", "`\(name.rawValue)` 用于一个聚合函数"), at: value.span,
      value.type.isNumeric
        ? Bilingual("write `sum(\(text))`, `avg(\(text))` …", "请写 `合计(\(text))`、`平均(\(text))` 等")
        : Bilingual("write `count(\(text))`, `last(\(text))` …", "请写 `计数(\(text))`、`末个(\(text))` 等"),
      fix: isMended ? "\(sum)(\(text))" : nil)
    return .unknown(at: span)
  }
}
