import TianFigures
import TianPlan
import TianSource

/// Calls: one pattern of the dialect, or several operations put together.
extension ExpressionCompiler {
  func call(
    _ function: ScalarFunction, _ arguments: [Expression], _ whole: Expression
  ) throws(Unsupported) -> SQLExpression {
    if let hedged = arguments.first(where: \.type.isHedged) { throw plan.hedged(hedged.span) }
    if Self.readings.contains(function), let first = arguments.first, first.isLiteral, !first.isValue {
      return .cast(.literal(.null), try plan.sqlType(whole.type, whole.span))
    }
    if let composed = try composed(function, arguments, whole) { return composed }
    guard let pattern = plan.dialect.functions[function] else { throw unknown(function, whole.span) }
    return .pattern(pattern, try arguments.map { argument throws(Unsupported) in try value(argument) })
  }

  /// Of a null they are null, whatever they would read of a text.
  private static let readings: Set<ScalarFunction> = [
    .int, .decimal, .float, .number, .date, .timestamp, .period,
  ]

  private func unknown(_ function: ScalarFunction, _ span: SourceSpan) -> Unsupported {
    let name = function.rawValue
    return plan.unsupported(
      span,
      Bilingual(
        "\(plan.dialect.name) has nothing that means `\(name)` here",
        "\(plan.dialect.name) 中没有与此处 `\(name)` 同义的写法"))
  }

  /// Nil for a function that one pattern says.
  private func composed(
    _ function: ScalarFunction, _ arguments: [Expression], _ whole: Expression
  ) throws(Unsupported) -> SQLExpression? {
    if Self.roundings.contains(function) { return try rounded(function, arguments, whole) }
    if Self.mathematics.contains(function) { return try mathematics(function, arguments, whole.span) }
    if Self.texts.contains(function) { return try text(function, arguments, whole.span) }
    if let point = try point(function, arguments, whole) { return point }
    guard Self.conversions.contains(function), let first = arguments.first else { return nil }
    if function == .text { return try asText(first, whole.span) }
    guard first.type.kind != .text else { throw unknown(function, whole.span) }
    return try converted(first, to: whole.type, whole.span)
  }

  private static let roundings: Set<ScalarFunction> = [.round, .floor, .ceil]
  private static let mathematics: Set<ScalarFunction> = [.sqrt, .exp, .ln, .log10, .pow]
  private static let texts: Set<ScalarFunction> = [
    .left, .right, .slice, .splitPart, .concat, .pad, .extract,
  ]
  private static let conversions: Set<ScalarFunction> = [.int, .decimal, .float, .text, .number]

  // MARK: Numbers

  private func rounded(
    _ function: ScalarFunction, _ arguments: [Expression], _ whole: Expression
  ) throws(Unsupported) -> SQLExpression? {
    guard let first = arguments.first else { return nil }
    let span = whole.span
    let number = try value(first)
    if first.type.kind == .int { return number }
    if function == .floor || function == .ceil {
      let rounded = try operation(function == .floor ? .floor : .ceil, [number], at: span)
      return whole.type.scale.map { .cast(rounded, .decimal($0)) } ?? rounded
    }
    if let scale = whole.type.scale { return .cast(number, .decimal(scale)) }
    guard arguments.count > 1 else { return nil }
    return try operation(.round, [number, try bare(arguments[1])], at: span)
  }

  /// Null where the result is no finite number; a database fails there, or says infinity.
  private func mathematics(
    _ function: ScalarFunction, _ arguments: [Expression], _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression? {
    guard let first = arguments.first else { return nil }
    let number = try value(first)
    let zero = SQLExpression.literal(.integer(0))
    func only(_ test: SQLOperation) throws(Unsupported) -> SQLExpression {
      let holds = try operation(test, [number, zero], at: span)
      return .conditional([.init(condition: holds, value: number)], otherwise: nil)
    }
    if function == .sqrt { return try operation(.sqrt, [try only(.greaterOrEqual)], at: span) }
    if function == .ln { return try operation(.ln, [try only(.greater)], at: span) }
    if function == .log10 { return try operation(.log10, [try only(.greater)], at: span) }
    if function == .exp {
      return try operation(.finite, [try operation(.exp, [number], at: span)], at: span)
    }
    guard arguments.count > 1 else { return nil }
    let power = try operation(.pow, [number, try value(arguments[1])], at: span)
    return try operation(.finite, [power], at: span)
  }

  /// A number as another kind: null where it is past what Tian holds, an error where only the database's
  /// type is too narrow.
  private func converted(
    _ operand: Expression, to type: DataType, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let number = try value(operand)
    guard let scale = type.scale else { return .cast(number, .float) }
    guard operand.type.isNumeric else {
      throw plan.unsupported(span, Bilingual("a conversion of what is no number", "转换的不是数"))
    }
    if type.kind == .int {
      let whole = try operation(.truncate, [number], at: span)
      return operand.type.kind == .float ? .tryCast(whole, .int) : .cast(whole, .int)
    }
    guard let from = operand.type.scale else {
      throw plan.unsupported(span, Bilingual("a float as an exact decimal", "把浮点数转为精确小数"))
    }
    let cast = SQLExpression.cast(number, .decimal(scale))
    if scale <= from { return cast }
    // The greatest decimals of that scale, as exact numbers.
    let bounds = [ExactDecimal(.min, scale: scale), ExactDecimal(.max, scale: scale)]
    let limits = bounds.map { SQLExpression.literal(.decimal($0.text)) }
    let fits = try operation(.between, [.cast(number, .wide(from))] + limits, at: span)
    return .conditional([.init(condition: fits, value: cast)], otherwise: nil)
  }

  /// As CSV writes it, where a database writes the same.
  func asText(_ operand: Expression, _ span: SourceSpan) throws(Unsupported) -> SQLExpression {
    guard !operand.type.isHedged else { throw plan.hedged(span) }
    let value = try value(operand)
    switch operand.type.kind {
    case .text: return value
    case .int, .decimal, .bool: return .cast(value, .text)
    case .date, .timestamp, .period: return try pointText(operand, span)
    case .float:
      throw plan.unsupported(
        span, Bilingual("a float as text, which every database writes its own way", "浮点数转文本，各数据库写法不同"))
    }
  }
}
