/// A ratio of 128-bit numbers; whatever does not fit is nil, for the caller to draw again.
struct ExactRatio {
  let numerator: Int128
  let denominator: Int128

  init(_ whole: Int128) { (numerator, denominator) = (whole, 1) }

  init?(_ numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    var (left, right) = (numerator.magnitude, denominator.magnitude)
    while right != 0 { (left, right) = (right, left % right) }
    let common = Int128(max(left, 1))
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * (numerator / common)
    self.denominator = sign * (denominator / common)
  }

  private static func product(_ left: Int128, _ right: Int128) -> Int128? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }

  func multiplied(by other: ExactRatio) -> ExactRatio? {
    guard let left = ExactRatio(numerator, other.denominator),
      let right = ExactRatio(other.numerator, denominator),
      let above = Self.product(left.numerator, right.numerator),
      let below = Self.product(left.denominator, right.denominator)
    else { return nil }
    return ExactRatio(above, below)
  }

  func divided(by other: ExactRatio) -> ExactRatio? {
    ExactRatio(other.denominator, other.numerator).flatMap(multiplied)
  }

  func adding(_ other: ExactRatio) -> ExactRatio? {
    guard let left = Self.product(numerator, other.denominator),
      let right = Self.product(other.numerator, denominator),
      let below = Self.product(denominator, other.denominator)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : ExactRatio(sum, below)
  }

  var negated: ExactRatio { multiplied(by: ExactRatio(-1)) ?? self }
  var isZero: Bool { numerator == 0 }

  /// Rounded down.
  var floor: ExactRatio {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return ExactRatio(rest < 0 ? quotient - 1 : quotient)
  }

  /// Whether it is less than a double (-1), equal (0) or greater (1), exactly; nil where more than 256 bits
  /// would be needed.
  func compared(to double: Double) -> Int? {
    if double == 0 { return numerator.signum() == 0 ? 0 : Int(numerator.signum()) }
    if (numerator < 0) != (double < 0) || numerator == 0 { return numerator < 0 || double > 0 ? -1 : 1 }
    // |numerator| * 2^down against significand * 2^up * denominator.
    let exponent = Int(double.exponent) - 52
    let significand = UInt128((double.magnitude * 1).significandBitPattern | 1 << 52)
    guard double.isNormal, exponent > -127, exponent < 60 else { return nil }
    let (up, down) = (max(exponent, 0), max(-exponent, 0))
    let left = numerator.magnitude.multipliedFullWidth(by: UInt128(1) << UInt128(down))
    let right = (significand << UInt128(up)).multipliedFullWidth(by: denominator.magnitude)
    let order =
      left.high == right.high
      ? (left.low == right.low ? 0 : left.low < right.low ? -1 : 1) : left.high < right.high ? -1 : 1
    return double < 0 ? -order : order
  }
}
