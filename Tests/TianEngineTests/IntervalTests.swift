import Testing
import TianFigures

@testable import TianEngine

/// Interval results contain the result of any choice of points inside the inputs.
@Suite struct IntervalTests {
  private static func interval(_ random: inout SplitMix) -> Interval {
    let low = Int64(random.next() % 41) - 20
    let high = low + Int64(random.next() % 10)
    var ends: HedgeEnds = []
    if random.next() % 6 == 0 { ends.insert(.lowAbsent) }
    if random.next() % 6 == 0 { ends.insert(.highAbsent) }
    return Interval(
      low: .exact(Int128(low)), best: .exact(Int128(low)), high: .exact(Int128(high)), ends: ends)
  }

  private static func point(in interval: Interval, _ random: inout SplitMix) -> Double {
    let low = interval.ends.contains(.lowAbsent) ? interval.low.double - 50 : interval.low.double
    let high = interval.ends.contains(.highAbsent) ? interval.high.double + 50 : interval.high.double
    return low + (high - low) * Double(random.next() % 101) / 100
  }

  private static func contains(_ interval: Interval, _ value: Double) -> Bool {
    let slack = 1e-9 * max(1, value.magnitude)
    let isAbove = interval.ends.contains(.lowAbsent) || value >= interval.low.double - slack
    let isBelow = interval.ends.contains(.highAbsent) || value <= interval.high.double + slack
    return isAbove && isBelow
  }

  @Test func productsAndQuotientsContainEveryPoint() {
    var random = SplitMix(seed: 42)
    for _ in 0..<20_000 {
      let (left, right) = (Self.interval(&random), Self.interval(&random))
      let (a, b) = (Self.point(in: left, &random), Self.point(in: right, &random))
      if let product = left.multiplied(by: right) { #expect(Self.contains(product, a * b)) }
      if let quotient = left.divided(by: right), b != 0 { #expect(Self.contains(quotient, a / b)) }
    }
  }

  @Test func noQuotientWhereTheDivisorMayBeZero() {
    let one = Interval(low: .exact(1), best: .exact(1), high: .exact(1), ends: [])
    let aroundZero = Interval(low: .exact(-1), best: .exact(1), high: .exact(1), ends: [])
    #expect(one.divided(by: aroundZero) == nil)
    let unboundedBelow = Interval(low: .exact(1), best: .exact(1), high: .exact(2), ends: .lowAbsent)
    #expect(one.divided(by: unboundedBelow) == nil)
  }
}
