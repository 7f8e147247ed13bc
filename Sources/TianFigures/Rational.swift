/// An exact ratio in lowest terms; the denominator is positive.
public struct Rational: Hashable, Sendable {
  public let numerator: Int64
  public let denominator: Int64

  public static let one = Rational(1)

  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// Nil where the denominator is zero or the reduced parts do not fit.
  public init?(_ numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    let common = Int128(Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    let sign: Int128 = denominator < 0 ? -1 : 1
    guard let numerator = Int64(exactly: sign * (numerator / common)),
      let denominator = Int64(exactly: sign * (denominator / common))
    else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  public var double: Double { Double(numerator) / Double(denominator) }

  public func multiplied(by other: Rational) -> Rational? {
    Rational(Int128(numerator) * Int128(other.numerator), Int128(denominator) * Int128(other.denominator))
  }

  public func divided(by other: Rational) -> Rational? {
    Rational(Int128(numerator) * Int128(other.denominator), Int128(denominator) * Int128(other.numerator))
  }

  /// How many digits after the point write this ratio exactly; nil where no finite decimal does.
  public var decimalDigits: Int? {
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    return rest == 1 ? max(twos, fives) : nil
  }

  static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return max(left, 1)
  }
}
