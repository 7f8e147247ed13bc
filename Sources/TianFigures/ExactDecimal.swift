// TianFigures: what a written figure means — exact decimals, units with rational factors, hedges and their
// bounds — as tables and pure functions over bytes. It is read by the lexer and by the CSV loader alike, and
// never sees a query or a table.

/// An exact decimal number: `coefficient / 10^scale`, scale 0 to 18.
public struct ExactDecimal: Hashable, Sendable {
  public static let maximumScale = 18

  public var coefficient: Int64
  public var scale: Int

  public init(_ coefficient: Int64, scale: Int = 0) {
    self.coefficient = coefficient
    self.scale = scale
  }

  /// The nearest double.
  public var double: Double { Self.quotient(coefficient, Self.doublePower(scale)) }

  /// The double nearest to a whole number divided by a power of ten of at most 10^18. Past 2^53 the number
  /// itself is no double: what its rounding and that of the first quotient lost is divided and added. The sum
  /// cannot round the wrong way: a quotient is either halfway between two doubles, and then all of this is
  /// exact, or further from there than 5^-18 of their distance.
  @inlinable public static func quotient(_ number: Int64, _ power: Double) -> Double {
    let nearest = Double(number)
    let first = nearest / power
    guard nearest.magnitude >= 0x1p53 else { return first }
    let lost = nearest < 0x1p63 ? Double(number &- Int64(nearest)) : Double(number &- .max) - 1
    return first + (nearest.addingProduct(-first, power) + lost) / power
  }

  /// 10^exponent for 0...18.
  public static func power(_ exponent: Int) -> Int64 { powers[min(max(exponent, 0), maximumScale)] }

  /// 10^exponent, exact as a Double up to 22.
  public static func doublePower(_ exponent: Int) -> Double {
    exponent <= maximumScale ? Double(power(exponent)) : (0..<exponent).reduce(1.0) { value, _ in value * 10 }
  }

  /// The same number at another scale; nil where digits would be lost or the coefficient overflows.
  public func rescaled(to scale: Int) -> ExactDecimal? {
    if scale == self.scale { return self }
    guard (0...Self.maximumScale).contains(scale) else { return nil }
    if scale > self.scale {
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: Self.power(scale - self.scale))
      return overflow ? nil : ExactDecimal(product, scale: scale)
    }
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: Self.power(self.scale - scale))
    return remainder == 0 ? ExactDecimal(quotient, scale: scale) : nil
  }

  /// The nearest number of a scale in a direction; nil where it has more than 18 digits.
  func rounded(to scale: Int, _ rule: FloatingPointRoundingRule) -> ExactDecimal? {
    let shift = scale - self.scale
    let power = Int128(Self.power(abs(shift)))
    let number: Int128
    if shift >= 0 {
      number = Int128(coefficient) * power
    } else {
      let (quotient, rest) = Int128(coefficient).quotientAndRemainder(dividingBy: power)
      let isAway =
        rule == .down ? rest < 0 : rule == .up ? rest > 0 : rest.magnitude * 2 >= power.magnitude
      number = isAway ? quotient + Int128(rest.signum()) : quotient
    }
    guard number.magnitude < UInt128(Self.power(Self.maximumScale)) else { return nil }
    return ExactDecimal(Int64(number), scale: scale)
  }

  /// Without trailing zeros after the point.
  public var reduced: ExactDecimal {
    var value = self
    while value.scale > 0, value.coefficient % 10 == 0 {
      value.coefficient /= 10
      value.scale -= 1
    }
    return value
  }

  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let scale = max(scale, other.scale)
    guard let left = rescaled(to: scale), let right = other.rescaled(to: scale) else { return nil }
    let (sum, overflow) = left.coefficient.addingReportingOverflow(right.coefficient)
    return overflow ? nil : ExactDecimal(sum, scale: scale)
  }

  public func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
    guard other.coefficient != .min else { return nil }
    return adding(ExactDecimal(-other.coefficient, scale: other.scale))
  }

  /// The exact product, reduced; nil where it does not fit.
  public func multiplied(by factor: Rational) -> ExactDecimal? {
    var numerator = Int128(coefficient) * Int128(factor.numerator)
    var denominator = Int128(factor.denominator)
    var scale = scale
    let common = Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    numerator /= Int128(common)
    denominator /= Int128(common)
    while denominator != 1 {
      scale += 1
      let (product, overflow) = numerator.multipliedReportingOverflow(by: 10)
      guard !overflow, scale <= Self.maximumScale else { return nil }
      let common = Rational.greatestCommonDivisor(product.magnitude, denominator.magnitude)
      numerator = product / Int128(common)
      denominator /= Int128(common)
    }
    // Zeros after the point make way where the number is too long with them.
    while scale > 0, Int64(exactly: numerator) == nil, numerator % 10 == 0 {
      numerator /= 10
      scale -= 1
    }
    guard let coefficient = Int64(exactly: numerator) else { return nil }
    return ExactDecimal(coefficient, scale: scale)
  }

  /// `-12.50` with as many digits after the point as the scale says.
  public var text: String {
    if scale == 0 { return String(coefficient) }
    let digits = String(coefficient.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return (coefficient < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  private static let powers: [Int64] = (0...maximumScale).map { exponent in
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }
}

extension ExactDecimal: Comparable {
  /// By value, exactly; equal numbers of different scales are neither less.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let scale = max(left.scale, right.scale)
    return Int128(left.coefficient) * Int128(power(scale - left.scale))
      < Int128(right.coefficient) * Int128(power(scale - right.scale))
  }
}
