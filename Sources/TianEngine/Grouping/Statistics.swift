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
  func between(_ lower: Int64, _ upper: Int64, power: Double) -> Double {
    let sum = Int128(lower) * denominator + (Int128(upper) - Int128(lower)) * numerator
    return Double(sum) / (Double(denominator) * power)
  }

  func between(_ lower: Double, _ upper: Double) -> Double {
    if lower == upper || numerator == 0 { return lower }
    let share = Double(numerator) / Double(denominator)
    return lower * (1 - share) + upper * share
  }
}

/// The sums of products that a statistic is made of, and what it makes of them.
struct Moments: Sendable {
  enum Term: Sendable {
    case x, y, xx, yy, xy
  }

  /// By the places of `terms`, of which there are five at the most.
  typealias Sums = InlineArray<5, DoubleDouble>

  let function: AggregateFunction
  let arguments: [ColumnID]
  let terms: [Term]
  /// What the coefficients of x are divided by.
  let power: Double

  init(_ function: AggregateFunction, _ arguments: [ColumnID], scale: Int) {
    self.function = function
    self.arguments = arguments
    power = ExactDecimal.doublePower(scale)
    terms =
      switch function {
      case .weightedAvg: [.y, .xy]
      case .corr: [.x, .y, .xx, .yy, .xy]
      default: [.x, .xx]
      }
  }

  /// Of the sums by the places of `terms`, over so many rows, so many of them with a negative x.
  func result(_ sums: Sums, count: Int, negativeCount: Int) -> Double? {
    switch function {
    case .weightedAvg: return weightedAverage(sums)
    case .corr: return correlation(sums, count)
    case .hhi:
      guard negativeCount == 0, sums[0].double > 0 else { return nil }
      return sums[1].divided(by: sums[0].multiplied(by: sums[0])).finite
    default:
      guard count > 1, let spread = Self.spread(sums[0], sums[1], count) else { return nil }
      let variance = spread / Double(count - 1)
      return function == .stddev ? variance.squareRoot() / power : variance / power / power
    }
  }

  private func weightedAverage(_ sums: Sums) -> Double? {
    sums[0].double == 0 ? nil : sums[1].divided(by: sums[0]).finite.map { $0 / power }
  }

  private func correlation(_ sums: Sums, _ count: Int) -> Double? {
    guard count > 1, let x = Self.spread(sums[0], sums[2], count),
      let y = Self.spread(sums[1], sums[3], count),
      x > 0, y > 0
    else { return nil }
    let both = sums[4].adding(
      sums[0].multiplied(by: sums[1]).divided(by: Double(count)).negated
    ).double
    let product = x * y
    let root = product.isNormal ? product.squareRoot() : x.squareRoot() * y.squareRoot()
    let ratio = both / root
    return ratio.isFinite ? max(-1, min(1, ratio)) : nil
  }

  /// Σ (x - mean)², at twice a double's precision, so that nothing cancels that a double could show.
  private static func spread(_ sum: DoubleDouble, _ squares: DoubleDouble, _ count: Int) -> Double? {
    let spread = squares.adding(sum.multiplied(by: sum).divided(by: Double(count)).negated).double
    guard spread.isFinite else { return nil }
    // What is left of equal values is the rounding of the last steps, below what two doubles can hold.
    return spread > squares.double * 0x1p-96 ? spread : 0
  }
}

extension Moments.Term {
  /// A product, and what it lost where it was rounded. Not finite where no double holds it.
  @inline(__always) func product(_ x: Double, _ y: Double) -> (value: Double, error: Double) {
    switch self {
    case .x: (x, 0)
    case .y: (y, 0)
    case .xx: Self.product(x, x)
    case .yy: Self.product(y, y)
    case .xy: Self.product(x, y)
    }
  }

  @inline(__always) private static func product(_ x: Double, _ y: Double) -> (value: Double, error: Double) {
    let product = x * y
    return (product, (-product).addingProduct(x, y))
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
