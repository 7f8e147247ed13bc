import TianFigures
import TianPlan

/// One value: a cell of a result, or what a program binds to a name before it asks.
public enum TianValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  /// Exact.
  case decimal(ExactDecimal)
  /// Never NaN or infinite.
  case float(Double)
  case text(String)
  case date(CalendarDate)
  case timestamp(Timestamp)
  /// A year, a quarter or a month.
  case period(Period)
  /// A number with a unit, or hedged: low, best and high. In a result, a cell of a hedged column.
  case figure(Figure)

  /// A figure as it is written: `500亩`, `近2000`, `7万余元`. Nil where the text is no figure.
  public init?(figure text: String) {
    guard let figure = FigureReader.read(whole: text) else { return nil }
    self = .figure(figure)
  }

  public var isNull: Bool { self == .null }

  public var bool: Bool? {
    if case .bool(let value) = self { return value }
    return nil
  }

  /// A whole number.
  public var int: Int64? {
    switch self {
    case .int(let value): value
    case .decimal(let value): value.rescaled(to: 0)?.coefficient
    case .figure(let figure): figure.isHedged ? nil : figure.best.rescaled(to: 0)?.coefficient
    case .null, .bool, .float, .text, .date, .timestamp, .period: nil
    }
  }

  /// Any number, as near as a Double comes to it; the best value of a figure.
  public var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .decimal(let value): value.double
    case .float(let value): value
    case .figure(let figure): figure.best.double
    case .null, .bool, .text, .date, .timestamp, .period: nil
    }
  }

  /// An exact number.
  public var decimal: ExactDecimal? {
    switch self {
    case .int(let value): ExactDecimal(value)
    case .decimal(let value): value
    case .figure(let figure): figure.isHedged ? nil : figure.best
    case .null, .bool, .float, .text, .date, .timestamp, .period: nil
    }
  }

  public var text: String? {
    if case .text(let value) = self { return value }
    return nil
  }

  public var date: CalendarDate? {
    if case .date(let value) = self { return value }
    return nil
  }

  public var timestamp: Timestamp? {
    if case .timestamp(let value) = self { return value }
    return nil
  }

  public var period: Period? {
    if case .period(let value) = self { return value }
    return nil
  }

  public var figure: Figure? {
    if case .figure(let value) = self { return value }
    return nil
  }
}

extension TianValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral
{
  public init(integerLiteral value: Int64) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .float(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension TianValue {
  /// As the checker takes it; nil for a float that is no finite number.
  var typed: (value: Value, type: DataType)? {
    switch self {
    case .null: (.null, DataType(.text))
    case .bool(let value): (.bool(value), .bool)
    case .int(let value): (.int(value), .int)
    case .decimal(let value): (.decimal(value), DataType(.decimal(scale: value.scale)))
    case .float(let value): value.isFinite ? (.float(value), .float) : nil
    case .text(let value): (.text(value), .text)
    case .date(let value): (.date(days: Int32(clamping: value.daysSince1970)), .date)
    case .timestamp(let value): (.timestamp(microseconds: value.microsecondsSince1970), .timestamp)
    case .period(let value): (.period(value), DataType(.period(value.granularity)))
    case .figure(let figure): typed(figure)
    }
  }

  private func typed(_ figure: Figure) -> (value: Value, type: DataType) {
    let best = figure.best
    if figure.isHedged {
      return (.figure(figure), DataType(.decimal(scale: best.scale), unit: figure.unit, isHedged: true))
    }
    if best.scale == 0 { return (.int(best.coefficient), DataType(.int, unit: figure.unit)) }
    return (.decimal(best), DataType(.decimal(scale: best.scale), unit: figure.unit))
  }
}
