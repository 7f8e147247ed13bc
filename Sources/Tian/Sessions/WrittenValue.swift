import TianFigures
import TianSource
import TianSyntax

extension TianValue {
  /// A value as a command line gives it: a literal of the language, else a text.
  package init(written text: String) {
    let parsed = Parser.parse(SourceText(text))
    guard parsed.status == .complete, parsed.script.statements.count == 1,
      case .query(let query) = parsed.script.statements[0], query.stages.isEmpty,
      case .expression(let expression, alias: nil) = query.head, let value = Self.literal(expression)
    else {
      self = .text(text)
      return
    }
    self = value
  }

  private static func literal(_ expression: ExpressionSyntax) -> TianValue? {
    if case .literal(let literal, _) = expression { return value(literal) }
    guard case .negated(.literal(let literal, _), _) = expression else { return nil }
    if case .float(let number) = literal { return .float(-number) }
    if case .figure(let figure) = literal { return negated(figure) }
    return nil
  }

  private static func negated(_ figure: Figure) -> TianValue? {
    guard !figure.isHedged else { return nil }
    return .figure(
      Figure(ExactDecimal(-figure.best.coefficient, scale: figure.best.scale), unit: figure.unit))
  }

  private static func value(_ literal: LiteralSyntax) -> TianValue? {
    switch literal {
    case .null: .null
    case .bool(let value): .bool(value)
    case .figure(let figure): .figure(figure)
    case .float(let value): .float(value)
    case .text(let value): .text(value)
    case .date(let days): .date(CalendarDate(daysSince1970: Int(days)))
    case .timestamp(let microseconds): .timestamp(Timestamp(microsecondsSince1970: microseconds))
    case .period(let period): .period(period)
    }
  }
}
