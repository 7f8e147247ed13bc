import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// An aggregate: of a group in `summarize`, over each row's group anywhere else.
  @inline(never)
  mutating func aggregate(
    _ function: AggregateFunction, _ arguments: [ExpressionSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    var inside = context
    inside.aggregates = .refused(Bilingual("inside another aggregate", "在另一个聚合函数之内"))
    switch context.aggregates {
    case .refused(let place):
      report(
        .misplacedAggregate,
        Bilingual("no aggregate can stand \(place.en)", "\(place.zh)不能使用聚合函数"), at: span,
        Bilingual("work it out in a stage before", "请在前面的步骤中先算出来"))
      return .unknown(at: span)
    case .summary(let input, _): inside.scope = input
    case .window: break
    }
    let values = arguments.map { check($0, inside) }
    guard !values.contains(where: \.isUnknown), let type = type(of: function, values),
      function == .count || values.allSatisfy({ sharesUnit($0, for: function, context) })
    else { return .unknown(at: span) }
    var parameter = Value.null
    var columns: [ColumnID] = []
    for (place, (value, syntax)) in zip(values, arguments).enumerated() {
      if place == 1, function.hasParameter {
        guard let fixed = self.parameter(of: function, value) else { return .unknown(at: span) }
        parameter = fixed
      } else {
        columns.append(
          column(of: argument(value.asNull(of: .int), of: function), named: context.title(syntax.span)))
      }
    }
    let call = AggregateCall(function: function, columns: columns, parameter: parameter)
    return Typed(.column(place(call, type, context, at: span)), type, at: span)
  }

  private mutating func sharesUnit(
    _ value: Typed, for function: AggregateFunction, _ context: Context
  ) -> Bool {
    let keys: [ColumnID] =
      switch context.aggregates {
      case .refused: []
      case .summary(_, let keys): keys
      case .window(let partition, _, _): partition
      }
    return sharesUnit(value, among: keys, for: function.rawValue, context.frame)
  }

  /// What is summarized how, its arguments in columns.
  private struct AggregateCall {
    var function: AggregateFunction
    var columns: [ColumnID]
    var parameter: Value
  }

  /// A variance is in the square of its argument's unit, which must be one that can be squared.
  private func argument(_ value: Typed, of function: AggregateFunction) -> Typed {
    let unit = UnitRules.squarable(value.type.unit)
    guard function == .variance, unit != value.type.unit,
      let factor = UnitRules.factor(value.type.unit).divided(by: UnitRules.factor(unit))
    else { return value }
    let kind = TypeRules.scaled(value.type.kind, by: factor)
    return Conversions.convert(value, to: DataType(kind, unit: unit), factor: factor)
  }

  /// The aggregate's column: one that is there already, or a new one.
  private mutating func place(
    _ call: AggregateCall, _ type: DataType, _ context: Context, at span: SourceSpan
  ) -> ColumnID {
    switch context.aggregates {
    case .summary, .refused:
      if let same = flow.aggregates.first(where: {
        $0.function == call.function && $0.arguments == call.columns && $0.parameter == call.parameter
      }) {
        return same.id
      }
      let id = plan.addColumn(context.title(span), type)
      flow.aggregates.append(
        .init(
          id: id, function: call.function, arguments: call.columns, parameter: call.parameter, span: span))
      return id
    case .window(let partition, let order, let frame):
      let function = WindowFunction.aggregate(call.function, parameter: call.parameter, over: frame)
      return appendWindow(
        function, call.columns, type, named: context.title(span), partition: partition, order: order, at: span
      )
    }
  }

  // MARK: Types

  /// The type of an aggregate's result; nil, reported, where an argument does not fit.
  private mutating func type(of function: AggregateFunction, _ arguments: [Typed]) -> DataType? {
    guard let first = arguments.first else { return .int }
    let name = function.rawValue
    let type = first.asNull(of: .int).type
    switch function {
    case .count, .countDistinct: return .int
    case .first, .last, .mode: return type
    case .countIf: return isTruth(first, name) ? .int : nil
    case .any, .all: return isTruth(first, name) ? .bool : nil
    case .sum: return isNumber(first, name) ? type : nil
    case .avg, .median, .quantile:
      return isNumber(first, name) ? DataType(.float, unit: type.unit, isHedged: type.isHedged) : nil
    case .min, .max: return isRanked(first, name) ? type : nil
    case .argMax, .argMin: return isRanked(arguments[1], name) ? type : nil
    case .joinText: return isText(first, name) ? .text : nil
    case .stddev, .weightedAvg:
      return areExactNumbers(arguments, name) ? DataType(.float, unit: type.unit) : nil
    case .corr: return areExactNumbers(arguments, name) ? .float : nil
    case .gini, .hhi, .shareTop: return areExactNumbers([first], name) ? .float : nil
    case .variance:
      guard areExactNumbers(arguments, name) else { return nil }
      let unit = UnitRules.squarable(type.unit)
      guard let product = Unit.product(of: unit, and: unit) else {
        reportUnitsTooLarge(at: first.span)
        return nil
      }
      return DataType(.float, unit: product.unit)
    }
  }

  private mutating func areExactNumbers(_ values: [Typed], _ name: String) -> Bool {
    var isRight = true
    for value in values { isRight = isNumber(value, name) && areExact([value], name) && isRight }
    return isRight
  }

  private mutating func isTruth(_ value: Typed, _ name: String) -> Bool {
    if value.isNull || value.type.kind == .bool { return true }
    let phrase = TypeNames.phrase(value.type)
    report(
      .wrongType,
      Bilingual("`\(name)` takes a condition, and this is \(phrase.en)", "`\(name)` 用于条件，而这是\(phrase.zh)"),
      at: value.span, Bilingual("compare it: `… > 0`, `… == \"…\"`", "请写成比较：`… > 0`、`… == \"…\"`"))
    return false
  }

  private mutating func isRanked(_ value: Typed, _ name: String) -> Bool {
    if value.isNull || value.type.kind != .bool { return true }
    report(
      .wrongType, Bilingual("`\(name)` of conditions", "`\(name)` 不用于条件"), at: value.span,
      Bilingual("write `any(…)` or `all(…)`", "请用 `任一(…)` 或 `全部(…)`"))
    return false
  }
}

// MARK: Parameters

extension AggregateFunction {
  /// Whether its second argument is fixed before any row is read.
  fileprivate var hasParameter: Bool {
    switch self {
    case .quantile, .joinText, .shareTop: true
    case .count, .countIf, .countDistinct, .sum, .avg, .min, .max, .median, .stddev, .variance, .first, .last,
      .any, .all, .mode, .argMax, .argMin, .weightedAvg, .corr, .gini, .hhi:
      false
    }
  }
}

extension StatementChecker {
  /// Nil, reported, where it isn't fixed or doesn't fit.
  private mutating func parameter(of function: AggregateFunction, _ value: Typed) -> Value? {
    switch function {
    case .shareTop:
      return wholeNumber(value, in: 1...Int64(Int32.max), Bilingual("how many values", "个数")).map(Value.int)
    case .joinText:
      if case .text = value.literal { return value.literal }
      report(
        .notWholeNumber,
        Bilingual(
          "the separator must be a text, written out or a `let`", "分隔文字必须是写明的文本，或 `令` 定义的文本"),
        at: value.span, Bilingual("write `\", \"`", "请写 `\"、\"`"))
      return nil
    default: return literalShare(value).map(Value.decimal)
    }
  }

  /// A literal from 0 to 1, or from 0% to 100%.
  mutating func literalShare(_ value: Typed) -> ExactDecimal? {
    if UnitRules.dimension(value.type.unit).isNone, let number = value.literal.flatMap(Literals.exact),
      let share = number.multiplied(by: UnitRules.factor(value.type.unit)),
      share >= ExactDecimal(0), share <= ExactDecimal(1)
    {
      return share
    }
    report(
      .notWholeNumber,
      Bilingual(
        "the share must be a number from 0 to 1, written out or a `let`", "比例必须是 0 至 1 的数，写明或由 `令` 定义"),
      at: value.span, Bilingual("write `0.9` or `90%`", "请写 `0.9` 或 `90%`"))
    return nil
  }
}
