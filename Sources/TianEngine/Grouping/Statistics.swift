import TianFigures
import TianPlan

/// What aggregates of a spread are made of, for groups and for frames that move alike.
enum Statistics {
  /// The share of a `quantile`; a half, of `median`, which names none.
  static func share(_ parameter: Value) -> Rational {
    guard case .decimal(let number) = parameter else { return half }
    return Rational(Int128(number.coefficient), Int128(ExactDecimal.power(number.scale))) ?? half
  }

  private static let half = Rational(1, 2) ?? .one

  static func count(_ parameter: Value) -> Int {
    if case .int(let count) = parameter { Int(count) } else { 1 }
  }

  static func separator(_ parameter: Value) -> String {
    if case .text(let text) = parameter { text } else { "" }
  }

  /// Gini's coefficient of ascending numbers, none negative; null where they add up to nothing. The terms of
  /// its sum are exact, each a product and what the product lost.
  static func gini(_ ascending: UnsafeBufferPointer<Double>) -> Double? {
    guard let least = ascending.first, least >= 0 else { return nil }
    var (sum, weighted) = (FloatTotal(), FloatTotal())
    for (index, value) in ascending.enumerated() {
      sum.add(value)
      weighted.add(product: Double(2 * index + 1 - ascending.count), value)
    }
    let total = sum.sum
    guard total.double > 0 else { return nil }
    return weighted.sum.divided(by: total.multiplied(by: DoubleDouble(Double(ascending.count))))
      .finite.map { max(0, $0) }
  }

  /// What the greatest are of the sum of ascending numbers, none negative.
  static func shareTop(_ ascending: UnsafeBufferPointer<Double>, _ count: Int) -> Double? {
    guard let least = ascending.first, least >= 0 else { return nil }
    var (sum, top) = (FloatTotal(), FloatTotal())
    for (index, value) in ascending.enumerated() {
      sum.add(value)
      if index >= ascending.count - count { top.add(value) }
    }
    let total = sum.sum
    return total.double > 0 ? top.sum.divided(by: total).finite : nil
  }
}

/// Where a quantile lies among ascending values: at an index, or a share of the way to the next one.
struct QuantilePlace {
  let index: Int
  let numerator: Int128
  let denominator: Int128

  /// At `share * (count - 1)`, exactly. `count` is not 0.
  init(_ share: Rational, of count: Int) {
    let place = Int128(count - 1) * Int128(share.numerator)
    denominator = Int128(share.denominator)
    index = Int(place / denominator)
    numerator = place % denominator
  }

  /// The index of the other value that it lies between.
  var next: Int { numerator == 0 ? index : index + 1 }

  /// Coefficients with so many digits after the point, as `power` says.
  func between(
    _ lower: Int64, _ upper: Int64, power: Double, _ rounding: Rounding = .nearest
  ) -> Double {
    let sum = Int128(lower) * denominator + (Int128(upper) - Int128(lower)) * numerator
    return .share(of: sum, count: Double(nearest: denominator), power: power, rounding)
  }

  func between(_ lower: Double, _ upper: Double, _ rounding: Rounding = .nearest) -> Double {
    if lower == upper || numerator == 0 { return lower }
    let (part, whole) = (Double(nearest: numerator), Double(nearest: denominator))
    switch rounding {
    case .nearest: return lower * (1 - part / whole) + upper * (part / whole)
    case .down, .up:
      let isLow = rounding == .down
      let (left, right) = (
        Double.product(lower, whole - part, isLow: isLow), Double.product(upper, part, isLow: isLow)
      )
      let sum = left + right
      return .share(of: sum, error: Outward.sumError(left, right, sum), count: whole, power: 1, rounding)
    }
  }
}

extension DoubleDouble {
  var finite: Double? { double.isFinite ? double : nil }

  /// Two digits of the quotient, each a double.
  func divided(by divisor: DoubleDouble) -> DoubleDouble {
    let quotient = high / divisor.high
    let rest = adding(divisor.multiplied(by: DoubleDouble(quotient)).negated)
    return Self.twoSum(quotient, rest.high / divisor.high)
  }
}
