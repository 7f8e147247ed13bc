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
    case .summary(let input): inside.scope = input
    case .window: break
    }
    let values = arguments.map { check($0, inside) }
    guard !values.contains(where: \.isUnknown), let type = type(of: function, values.first) else {
      return .unknown(at: span)
    }
    let columns = zip(values, arguments).map { value, syntax in
      column(of: argument(value.asNull(of: .int), of: function), named: context.title(syntax.span))
    }
    return Typed(.column(place(function, columns, type, context, at: span)), type, at: span)
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
    _ function: AggregateFunction, _ columns: [ColumnID], _ type: DataType, _ context: Context,
    at span: SourceSpan
  ) -> ColumnID {
    switch context.aggregates {
    case .summary, .refused:
      if let same = flow.aggregates.first(where: { $0.function == function && $0.arguments == columns }) {
        return same.id
      }
      let id = plan.addColumn(context.title(span), type)
      flow.aggregates.append(.init(id: id, function: function, arguments: columns, span: span))
      return id
    case .window(let partition, let order):
      let id = plan.addColumn(context.title(span), type)
      appendWindow(
        .init(id: id, function: function, arguments: columns, span: span), partition: partition, order: order)
      return id
    }
  }

  /// The type of an aggregate's result; nil, reported, where its argument does not fit.
  private mutating func type(of function: AggregateFunction, _ argument: Typed?) -> DataType? {
    guard let argument else { return .int }
    let name = function.rawValue
    let type = argument.asNull(of: .int).type
    switch function {
    case .count, .countDistinct: return .int
    case .first, .last: return type
    case .countIf: return isTruth(argument, name) ? .int : nil
    case .any, .all: return isTruth(argument, name) ? .bool : nil
    case .sum: return isNumber(argument, name) ? type : nil
    case .avg:
      return isNumber(argument, name) ? DataType(.float, unit: type.unit, isHedged: type.isHedged) : nil
    case .min, .max:
      if type.kind != .bool { return type }
      report(
        .wrongType, Bilingual("`\(name)` of conditions", "`\(name)` 不用于条件"), at: argument.span,
        Bilingual("write `any(…)` or `all(…)`", "请用 `任一(…)` 或 `全部(…)`"))
      return nil
    case .median, .stddev:
      guard isNumber(argument, name), areExact([argument], name) else { return nil }
      return DataType(.float, unit: type.unit)
    case .variance:
      guard isNumber(argument, name), areExact([argument], name) else { return nil }
      let unit = UnitRules.squarable(type.unit)
      return DataType(.float, unit: Unit.product(of: unit, and: unit)?.unit)
    }
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
}
