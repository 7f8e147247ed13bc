import TianFigures
import TianPlan

/// The sums of products that `stddev variance weighted_avg corr hhi` are made of, and what is made of them.
/// The sums are exact, and so are the differences of their products as far as a double can show: large
/// values that differ little, and squares that no double holds, are as good as any.
struct Moments: Sendable {
  enum Term: Sendable {
    case x, y, xx, yy, xy
  }

  /// By the places of `terms`, of which there are five at the most.
  typealias Sums = InlineArray<5, WideNumber>

  let function: AggregateFunction
  let arguments: [ColumnID]
  let terms: [Term]
  /// What the coefficients of x are divided by.
  private let power: Double

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

  /// Of the sums by the places of `terms`, over so many rows, so many of them with a negative x. Nil where
  /// no double holds it.
  func result(_ sums: Sums, count: Int, negativeCount: Int) -> Double? {
    switch function {
    case .weightedAvg:
      return sums[0].isZero
        ? nil : sums[1].scaled.divided(by: sums[0].scaled).divided(by: DoubleDouble(power)).double
    case .hhi:
      guard negativeCount == 0, !sums[0].isZero else { return nil }
      return sums[1].scaled.divided(by: WideNumber(sums[0], times: sums[0]).scaled).double
    case .corr: return correlation(sums, count)
    default:
      guard count > 1 else { return nil }
      let spread = Self.spread(sums[0], sums[0], sums[1], count)
      if spread.isZero { return 0 }
      let pairs = DoubleDouble(Double(count)).multiplied(by: DoubleDouble(Double(count - 1)))
      let variance = spread.scaled.divided(by: pairs)
      let power = DoubleDouble(power)
      return function == .stddev
        ? variance.squareRoot.divided(by: power).double
        : variance.divided(by: power.multiplied(by: power)).double
    }
  }

  private func correlation(_ sums: Sums, _ count: Int) -> Double? {
    let (x, y) = (
      Self.spread(sums[0], sums[0], sums[2], count), Self.spread(sums[1], sums[1], sums[3], count)
    )
    guard !x.isZero, !y.isZero else { return nil }
    let both = Self.spread(sums[0], sums[1], sums[4], count).scaled
    return both.divided(by: x.scaled.times(y.scaled).squareRoot).double.map { max(-1, min(1, $0)) }
  }

  /// n Σxy - Σx Σy: n times the sum of what each x and y have together beyond the means.
  private static func spread(
    _ x: WideNumber, _ y: WideNumber, _ products: WideNumber, _ count: Int
  ) -> WideNumber {
    products.times(count).minus(WideNumber(x, times: y))
  }
}

extension Moments.Term {
  /// The factors of a term; nil for x or y alone.
  @inline(__always) func factors<Factor>(_ x: Factor, _ y: Factor) -> (left: Factor, right: Factor?) {
    switch self {
    case .x: (x, nil)
    case .y: (y, nil)
    case .xx: (x, x)
    case .yy: (y, y)
    case .xy: (x, y)
    }
  }
}
