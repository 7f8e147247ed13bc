import TianFigures
import TianPlan
import TianSource

/// Arithmetic and conversions with Tian's rules.
extension ExpressionCompiler {
  func arithmetic(
    _ symbol: ArithmeticOperator, _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(Unsupported) -> SQLExpression {
    let span = whole.span
    guard !left.type.isHedged, !right.type.isHedged else { throw plan.hedged(span) }
    let first = right.isLiteral ? try value(left) : try side(left)
    let second = left.isLiteral ? try value(right) : try side(right)
    guard left.type.kind != .float else {
      let number = try floats(symbol, first, second, span)
      return whole.mayBeInfinite ? try operation(.finite, [number], at: span) : number
    }
    switch symbol {
    case .add: return try fitted(try operation(.add, [first, second], at: span), whole)
    case .subtract: return try fitted(try operation(.subtract, [first, second], at: span), whole)
    case .multiply: return try fitted(try operation(.multiply, [first, second], at: span), whole)
    case .divide: return try floats(.divide, .cast(first, .float), .cast(second, .float), span)
    case .floorDivide: return try floorQuotient(left, right, whole)
    case .remainder: return try remainder(first, second, span)
    }
  }

  /// Beside an operand that says its type, or where any whole number will do.
  func side(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    expression.isLiteral ? try bare(expression) : try value(expression)
  }

  /// Products of decimals come out wider than they may be.
  private func fitted(_ number: SQLExpression, _ whole: Expression) throws(Unsupported) -> SQLExpression {
    guard case .decimal(let scale) = whole.type.kind else { return number }
    return .cast(number, .decimal(scale))
  }

  private func floats(
    _ symbol: ArithmeticOperator, _ left: SQLExpression, _ right: SQLExpression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    switch symbol {
    case .add: return try operation(.add, [left, right], at: span)
    case .subtract: return try operation(.subtract, [left, right], at: span)
    case .multiply: return try operation(.multiply, [left, right], at: span)
    case .divide:
      var divisor = right
      if !right.isNonzero { divisor = try operation(.nonzero, [right], at: span) }
      return try operation(.divide, [left, divisor], at: span)
    case .floorDivide:
      return try operation(.floor, [try floats(.divide, left, right, span)], at: span)
    case .remainder: return try remainder(left, right, span)
    }
  }

  /// Rounded down. Decimals of one scale divide as the whole numbers that they are multiples of.
  private func floorQuotient(
    _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(Unsupported) -> SQLExpression {
    let span = whole.span
    let sides = [try coefficient(left), try coefficient(right)]
    let zero = SQLExpression.literal(.integer(0))
    let rest = try operation(.remainder, sides, at: span)
    let quotient = try operation(.quotient, sides, at: span)
    let isNegative = try operation(.less, [sides[0], zero], at: span)
    var isBelow = [try operation(.notEqual, [rest, zero], at: span)]
    if sides[1].isPositive {
      isBelow.append(isNegative)
    } else {
      let signs = [isNegative, try operation(.less, [sides[1], zero], at: span)]
      isBelow.append(try operation(.notEqual, signs, at: span))
    }
    let next = try operation(.subtract, [quotient, .literal(.integer(1))], at: span)
    let floor = SQLExpression.conditional(
      [.init(condition: .and(isBelow), value: next)], otherwise: quotient)
    return whole.type.kind == .int ? floor : try fitted(floor, whole)
  }

  /// The whole number that a decimal is of its last places.
  private func coefficient(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    if case .literal(.decimal(let value)) = expression.form { return .literal(.integer(value.coefficient)) }
    let number = try side(expression)
    guard case .decimal(let scale) = expression.type.kind else { return number }
    let power = SQLExpression.literal(.integer(ExactDecimal.power(scale)))
    return .cast(try operation(.multiply, [.cast(number, .wide(scale)), power], at: expression.span), .int)
  }

  /// With the divisor's sign.
  private func remainder(
    _ first: SQLExpression, _ second: SQLExpression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let zero = SQLExpression.literal(.integer(0))
    let rest = try operation(.remainder, [first, second], at: span)
    let isNegative = try operation(.less, [rest, zero], at: span)
    var isOther = isNegative
    if !second.isPositive {
      let signs = [isNegative, try operation(.less, [second, zero], at: span)]
      isOther = .and([
        try operation(.notEqual, [rest, zero], at: span), try operation(.notEqual, signs, at: span),
      ])
    }
    return .conditional(
      [.init(condition: isOther, value: try operation(.add, [rest, second], at: span))], otherwise: rest)
  }

  // MARK: Conversions

  func convert(
    _ operand: Expression, _ factor: Rational, _ whole: Expression
  ) throws(Unsupported) -> SQLExpression {
    let span = whole.span
    guard !operand.type.isHedged else { throw plan.hedged(span) }
    if whole.type.scale != nil {
      if operand.type.scale != nil {
        return try scaled(operand, by: factor, to: whole.type, isWide: false, span)
      }
      throw plan.unsupported(span, Bilingual("a float as an exact number", "把浮点数转为精确数"))
    }
    guard let scale = operand.type.scale else {
      let number = try times(try value(operand), Rational(factor.numerator), factor.denominator, span)
      return whole.mayBeInfinite ? try operation(.finite, [number], at: span) : number
    }
    // The engine multiplies whole coefficients, so that 0.3 in tenths is 3 and no neighbour of it.
    let power = ExactDecimal.power(scale)
    guard let ratio = factor.divided(by: Rational(power)) else {
      throw plan.unsupported(span, Bilingual("so large a factor", "过大的换算系数"))
    }
    if ratio == Rational.one.divided(by: Rational(power)) { return .cast(try value(operand), .float) }
    let coefficient =
      scale == 0
      ? try value(operand)
      : try operation(
        .multiply, [.cast(try value(operand), .wide(scale)), .literal(.integer(power))], at: span)
    return try times(.cast(coefficient, .float), Rational(ratio.numerator), ratio.denominator, span)
  }

  /// A float times a numerator, over a denominator.
  private func times(
    _ number: SQLExpression, _ numerator: Rational, _ denominator: Int64, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    var number = number
    if numerator != .one {
      number = try operation(.multiply, [number, .literal(.integer(numerator.numerator))], at: span)
    }
    if denominator != 1 {
      number = try operation(.divide, [number, .literal(.integer(denominator))], at: span)
    }
    return number
  }

  /// An exact number times an exact ratio, at another scale, half away from zero.
  func scaled(
    _ operand: Expression, by factor: Rational, to type: DataType, isWide: Bool, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let scale = type.scale ?? 0
    var number = try value(operand)
    if factor != .one {
      guard let digits = factor.decimalDigits, digits <= ExactDecimal.maximumScale,
        let decimal = ExactDecimal(1).multiplied(by: factor)
      else {
        throw plan.unsupported(
          span, Bilingual("a conversion by a factor that no decimal writes", "换算系数不是有限小数"))
      }
      if isWide { number = .cast(number, .wide(operand.type.scale ?? 0)) }
      number = try operation(.multiply, [number, .literal(.decimal(decimal.text))], at: span)
    }
    if type.kind == .int { return .cast(number, isWide ? .wide(0) : .int) }
    return .cast(number, isWide ? .wide(scale) : .decimal(scale))
  }
}

extension SQLExpression {
  /// A literal above zero.
  fileprivate var isPositive: Bool {
    switch self {
    case .literal(.integer(let value)): value > 0
    case .literal(.decimal(let text)): !text.hasPrefix("-") && text.contains { "123456789".contains($0) }
    case .literal, .column, .pattern, .cast, .tryCast, .conditional, .and, .or, .not, .isIn, .exists, .scalar,
      .filtered, .over, .keys:
      false
    }
  }

  fileprivate var isNonzero: Bool {
    switch self {
    case .literal(.integer(let value)): value != 0
    case .literal(.float(let value)): value != 0
    case .literal, .column, .pattern, .cast, .tryCast, .conditional, .and, .or, .not, .isIn, .exists, .scalar,
      .filtered, .over, .keys:
      false
    }
  }
}

extension Expression {
  /// Whether a float may come to be past what doubles hold: powers of ten up to 307 are finite ones.
  var mayBeInfinite: Bool { type.kind == .float && magnitude > 307 }

  /// A power of ten that no value passes, as far as its form tells; past a double's range where anything
  /// may be.
  fileprivate var magnitude: Int {
    let unbounded = 1000
    guard type.kind == .float else { return type.isNumeric ? 19 : unbounded }
    switch form {
    case .literal(.float(let value)):
      return value == 0 ? 0 : Int(value.magnitude.exponent) * 3 / 10 + 2
    case .arithmetic(let symbol, let left, let right):
      switch symbol {
      case .add, .subtract: return max(left.magnitude, right.magnitude) + 1
      case .multiply: return left.magnitude + right.magnitude
      // No exact divisor but zero is less than its last place.
      case .divide: return right.smallest.map { left.magnitude + $0 } ?? unbounded
      case .floorDivide, .remainder: return unbounded
      }
    case .negate(let operand): return operand.magnitude
    case .convert(let operand, let factor):
      return operand.magnitude + String(factor.numerator.magnitude).count
    case .column, .literal, .compare, .and, .or, .not, .isIn, .membership, .scalar, .conditional, .call:
      return unbounded
    }
  }

  /// A negative power of ten that no value but zero is below; nil where anything may be.
  private var smallest: Int? {
    if let scale = type.scale { return scale }
    switch form {
    case .literal(.float(let value)):
      return value == 0 ? nil : max(0, 1 - Int(value.magnitude.exponent) * 3 / 10)
    case .convert(let operand, let factor):
      return operand.type.scale.map { $0 + String(factor.denominator).count }
    case .column, .literal, .arithmetic, .negate, .compare, .and, .or, .not, .isIn, .membership, .scalar,
      .conditional, .call:
      return nil
    }
  }
}
