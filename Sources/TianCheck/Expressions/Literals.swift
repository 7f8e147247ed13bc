import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// Literals as values with types. They are converted while checking, exactly where that can be.
enum Literals {
  static func typed(_ literal: LiteralSyntax, at span: SourceSpan) -> Typed {
    switch literal {
    case .null: .null(at: span)
    case .bool(let value): Typed(.literal(.bool(value)), .bool, at: span)
    case .figure(let figure): typed(figure, at: span)
    case .float(let value): Typed(.literal(.float(value)), .float, at: span)
    case .text(let value): Typed(.literal(.text(value)), .text, at: span)
    case .date(let days): Typed(.literal(.date(days: days)), .date, at: span)
    case .timestamp(let microseconds):
      Typed(.literal(.timestamp(microseconds: microseconds)), .timestamp, at: span)
    case .period(let period):
      Typed(.literal(.period(period)), DataType(.period(period.granularity)), at: span)
    }
  }

  /// A whole number is an int, one with a point a decimal of as many digits, a hedged one always a decimal.
  static func typed(_ figure: Figure, at span: SourceSpan) -> Typed {
    if figure.isHedged {
      let type = DataType(.decimal(scale: figure.best.scale), unit: figure.unit, isHedged: true)
      return Typed(.literal(.figure(figure)), type, at: span)
    }
    return typed(figure.best, unit: figure.unit, at: span)
  }

  static func typed(_ number: ExactDecimal, unit: Unit?, at span: SourceSpan) -> Typed {
    number.scale == 0
      ? Typed(.literal(.int(number.coefficient)), DataType(.int, unit: unit), at: span)
      : Typed(.literal(.decimal(number)), DataType(.decimal(scale: number.scale), unit: unit), at: span)
  }

  static func negated(_ value: Value) -> Value? {
    switch value {
    case .int(let number): number == .min ? nil : .int(-number)
    case .decimal(let number):
      number.coefficient == .min ? nil : .decimal(ExactDecimal(-number.coefficient, scale: number.scale))
    case .float(let number): .float(-number)
    case .null, .bool, .text, .date, .timestamp, .period, .figure: nil
    }
  }

  /// The whole number that literals joined by `+`, `-` and `*` make; nil for anything else, and where it
  /// has more than 64 bits.
  static func whole(_ expression: Expression) -> Int64? {
    switch expression.form {
    case .literal(.int(let number)): return number
    case .negate(let operand):
      guard let number = whole(operand), number != .min else { return nil }
      return -number
    case .arithmetic(let symbol, let left, let right):
      guard let left = whole(left), let right = whole(right) else { return nil }
      let (number, overflow): (Int64, Bool)
      switch symbol {
      case .add: (number, overflow) = left.addingReportingOverflow(right)
      case .subtract: (number, overflow) = left.subtractingReportingOverflow(right)
      case .multiply: (number, overflow) = left.multipliedReportingOverflow(by: right)
      case .divide, .floorDivide, .remainder: return nil
      }
      return overflow ? nil : number
    case .column, .literal, .compare, .and, .or, .not, .isIn, .membership, .scalar, .convert, .conditional,
      .call:
      return nil
    }
  }

  /// An exact number, if the value is one.
  static func exact(_ value: Value) -> ExactDecimal? {
    switch value {
    case .int(let number): ExactDecimal(number)
    case .decimal(let number): number
    case .null, .bool, .float, .text, .date, .timestamp, .period, .figure: nil
    }
  }

  /// A literal of a type multiplied by a ratio and held as another; nil where that is not exact.
  static func converted(_ value: Value, to type: DataType, factor: Rational) -> Value? {
    if value == .null { return .null }
    if case .figure(let figure) = value { return converted(figure, to: type, factor: factor) }
    if case .float(let number) = value { return type.kind == .float ? .float(number * factor.double) : nil }
    guard let number = exact(value) else { return factor == .one ? value : nil }
    if type.isHedged {
      return converted(Figure(number, unit: type.unit), to: type, factor: factor)
    }
    guard let product = number.multiplied(by: factor) else {
      return type.kind == .float ? .float(number.double * factor.double) : nil
    }
    return switch type.kind {
    case .int: product.rescaled(to: 0).map { .int($0.coefficient) }
    case .decimal(let scale): product.rescaled(to: scale).map { .decimal($0) }
    case .float: .float(product.double)
    case .bool, .text, .date, .timestamp, .period: nil
    }
  }

  private static func converted(_ figure: Figure, to type: DataType, factor: Rational) -> Value? {
    guard case .decimal(let scale) = type.kind, type.isHedged, factor.numerator > 0 else { return nil }
    func part(_ number: ExactDecimal) -> ExactDecimal? {
      number.multiplied(by: factor)?.rescaled(to: scale)
    }
    guard let low = part(figure.low), let best = part(figure.best), let high = part(figure.high) else {
      return nil
    }
    return .figure(
      Figure(
        low: low, best: best, high: high, ends: figure.ends, isHedged: figure.isHedged, unit: type.unit))
  }

  /// The least scale that holds an exact or hedged literal after a conversion; nil where none does.
  static func scale(of value: Value, factor: Rational) -> Int? {
    if case .figure(let figure) = value {
      let parts = [figure.low, figure.best, figure.high].map { $0.multiplied(by: factor)?.scale }
      return parts.contains(nil) ? nil : parts.compactMap(\.self).max()
    }
    return exact(value)?.multiplied(by: factor)?.reduced.scale
  }
}
