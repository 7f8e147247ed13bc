import TianFigures

/// The numbers of a figure counted in another unit, as doubles: the nearest ones where decimals hold them; of
/// others the bounds are rounded outward, but for figures that are one number.
struct FloatFigure {
  let low: Double
  let best: Double
  let high: Double

  /// - Parameter factor: what the figure is multiplied by, positive.
  init(_ figure: Figure, times factor: Rational) {
    best = Self.product(figure.best, factor, .nearest)
    low =
      figure.isHedged && !figure.ends.contains(.lowAbsent) ? Self.product(figure.low, factor, .down) : best
    high =
      figure.isHedged && !figure.ends.contains(.highAbsent) ? Self.product(figure.high, factor, .up) : best
  }

  private static func product(_ number: ExactDecimal, _ factor: Rational, _ rounding: Rounding) -> Double {
    if let exact = number.multiplied(by: factor) { return exact.double }
    let (above, below) = (Double(factor.numerator), Double(factor.denominator))
    let power = ExactDecimal.doublePower(number.scale)
    let isLow: Bool
    switch rounding {
    case .nearest: return Double(number.coefficient) * above / (below * power)
    case .down: isLow = true
    case .up: isLow = false
    }
    let product = Double.product(Double(number.coefficient), above, isLow: isLow)
    return Double.quotient(Double.quotient(product, below, isLow: isLow), power, isLow: isLow)
  }
}
