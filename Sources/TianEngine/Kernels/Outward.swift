/// Sums, products and quotients of doubles rounded down or up, so that a bound stays one: to the nearest
/// double where that is exact, else to the next one beyond the exact result. The errors are those of Knuth's
/// two-sum and Dekker's two-product, so that no instruction beyond the usual ones is needed.
enum Outward {
  /// The next double below a finite one.
  @inline(__always) static func below(_ value: Double) -> Double {
    if value == 0 { return -.leastNonzeroMagnitude }
    let bits = value.bitPattern
    return Double(bitPattern: value > 0 ? bits &- 1 : bits &+ 1)
  }

  @inline(__always) static func above(_ value: Double) -> Double { -below(-value) }

  @inline(__always) static func low(_ value: Double, error: Double) -> Double {
    error >= 0 ? value : below(value)
  }

  @inline(__always) static func high(_ value: Double, error: Double) -> Double {
    error <= 0 ? value : above(value)
  }

  @inline(__always) static func sumError(_ left: Double, _ right: Double, _ sum: Double) -> Double {
    let part = sum - left
    return (left - (sum - part)) + (right - part)
  }

  /// NaN, which is rounded either way, where the product is too small or too large for an exact error.
  @inline(__always) static func productError(_ left: Double, _ right: Double, _ product: Double) -> Double {
    let (leftHigh, rightHigh) = (head(left), head(right))
    let (leftLow, rightLow) = (left - leftHigh, right - rightHigh)
    let error =
      ((leftHigh * rightHigh - product) + leftHigh * rightLow + leftLow * rightHigh) + leftLow * rightLow
    let isSmall = product.magnitude < 0x1p-960 && left != 0 && right != 0
    return isSmall ? .nan : error
  }

  /// The upper half of a double's digits.
  @inline(__always) private static func head(_ value: Double) -> Double {
    let scaled = 134_217_729 * value  // 2^27 + 1
    return scaled - (scaled - value)
  }

  /// Of the exact quotient less the one that was rounded, the sign.
  @inline(__always) static func quotientError(_ left: Double, _ right: Double, _ quotient: Double) -> Double {
    let product = quotient * right
    let rest = (left - product) - productError(quotient, right, product)
    return right < 0 ? -rest : rest
  }
}

/// Which way a number that no double holds goes: a bound away from the figure, the rest to the nearest.
enum Rounding {
  case down, nearest, up
}

extension Double {
  /// What so many numbers come to on average: their sum, exact but for `error`, whose sign alone counts, over
  /// their count times a power of ten.
  static func share(
    of sum: Double, error: Double, count: Double, power: Double, _ rounding: Rounding
  ) -> Double {
    let divisor = count * power
    let isWhole = Outward.productError(count, power, divisor) == 0
    switch rounding {
    case .nearest: return sum / divisor
    case .down:
      let quotient = Double.quotient(Outward.low(sum, error: error), divisor, isLow: true)
      return isWhole ? quotient : Outward.below(Outward.below(quotient))
    case .up:
      let quotient = Double.quotient(Outward.high(sum, error: error), divisor, isLow: false)
      return isWhole ? quotient : Outward.above(Outward.above(quotient))
    }
  }

  /// The same of a sum in 128 bits.
  static func share(of sum: Int128, count: Double, power: Double, _ rounding: Rounding) -> Double {
    let nearest = Double(nearest: sum)
    let error = Int128(exactly: nearest).map { Double((sum &- $0).signum()) } ?? .nan
    return share(of: nearest, error: error, count: count, power: power, rounding)
  }
}

/// What the bounds of figures are worked out in.
protocol BoundNumber: Comparable, BitwiseCopyable {
  static var zero: Self { get }
  /// The product, rounded down for a low bound or up for a high one; exact kinds have but one.
  static func product(_ left: Self, _ right: Self, isLow: Bool) -> Self
  static func quotient(_ left: Self, _ right: Self, isLow: Bool) -> Self
}

extension Double: BoundNumber {
  @inline(__always) static func product(_ left: Double, _ right: Double, isLow: Bool) -> Double {
    let product = left * right
    let error = Outward.productError(left, right, product)
    return isLow ? Outward.low(product, error: error) : Outward.high(product, error: error)
  }

  @inline(__always) static func quotient(_ left: Double, _ right: Double, isLow: Bool) -> Double {
    let quotient = left / right
    let error = Outward.quotientError(left, right, quotient)
    return isLow ? Outward.low(quotient, error: error) : Outward.high(quotient, error: error)
  }
}

extension Int128: BoundNumber {
  static var zero: Int128 { 0 }

  @inline(__always) static func product(_ left: Int128, _ right: Int128, isLow: Bool) -> Int128 {
    left &* right
  }

  /// Of coefficients: rounded down or up to a whole one.
  @inline(__always) static func quotient(_ left: Int128, _ right: Int128, isLow: Bool) -> Int128 {
    let (quotient, rest) = left.quotientAndRemainder(dividingBy: right)
    if rest == 0 { return quotient }
    let isBelow = (rest < 0) == (right < 0)
    return isLow ? (isBelow ? quotient : quotient - 1) : (isBelow ? quotient + 1 : quotient)
  }
}
