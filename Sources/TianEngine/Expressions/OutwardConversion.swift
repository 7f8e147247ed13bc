import TianFigures

/// Moves the bounds of converted figures outward, where the conversion rounded them to the nearest number. A
/// figure that is one number stays one.
struct OutwardConversion {
  /// What was multiplied by; nil where its parts are no doubles.
  private let ratio: Rational?
  private let numerator: Double
  private let denominator: Double

  init(_ ratio: Rational?) {
    let isSmall =
      ratio.map { max($0.numerator.magnitude, $0.denominator.magnitude) <= 1 << 53 } ?? false
    self.ratio = isSmall ? ratio : nil
    numerator = ratio.map { Double($0.numerator) } ?? .nan
    denominator = ratio.map { Double($0.denominator) } ?? .nan
  }

  func widen(_ converted: HedgedVector, from hedged: HedgedVector, _ count: Int) {
    guard ratio != nil else { return widenBlindly(converted, from: hedged, count) }
    switch (hedged.low, hedged.high, converted.low, converted.high) {
    case (.integers(let low), .integers(let high), .integers(let newLow), .integers(let newHigh)):
      if ratio?.denominator == 1 { return }
      for row in 0..<count where low[row] != high[row] || hedged.ends[row] != 0 {
        newLow[row] = bound(low[row], newLow[row], isLow: true)
        newHigh[row] = bound(high[row], newHigh[row], isLow: false)
      }
    case (.integers(let low), .integers(let high), .doubles(let newLow), .doubles(let newHigh))
    where ratio?.numerator == 1 && Self.areSmall(low, count) && Self.areSmall(high, count):
      if denominator != 1 { widenQuotients(low, high, hedged.ends, newLow, newHigh, count) }
    case (.integers(let low), .integers(let high), .doubles(let newLow), .doubles(let newHigh)):
      for row in 0..<count where low[row] != high[row] || hedged.ends[row] != 0 {
        newLow[row] = bound(low[row], isLow: true)
        newHigh[row] = bound(high[row], isLow: false)
      }
    case (.doubles(let low), .doubles(let high), .doubles(let newLow), .doubles(let newHigh)):
      if ratio == .one { return }
      for row in 0..<count where low[row] != high[row] || hedged.ends[row] != 0 {
        newLow[row] = bound(low[row], isLow: true)
        newHigh[row] = bound(high[row], isLow: false)
      }
    case (.doubles(let low), .doubles(let high), .integers(let newLow), .integers(let newHigh)):
      for row in 0..<count where low[row] != high[row] || hedged.ends[row] != 0 {
        let (least, most) = (bound(low[row], isLow: true), bound(high[row], isLow: false))
        newLow[row] = Int64(exactly: least.rounded(.down)) ?? newLow[row]
        newHigh[row] = Int64(exactly: most.rounded(.up)) ?? newHigh[row]
      }
    case (_, _, _, _): break
    }
    // An absent bound is the best, as ever.
    _ = converted.withAbsentBoundsAtBest(count)
  }

  /// Coefficients divided by a power of ten, which doubles hold: each quotient was rounded once, and is moved
  /// by the sign of what that left. Without branches, as which rows are hedged is another matter in each.
  private func widenQuotients(
    _ low: UnsafePointer<Int64>, _ high: UnsafePointer<Int64>, _ ends: UnsafePointer<UInt8>,
    _ newLow: UnsafeMutablePointer<Double>, _ newHigh: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for row in 0..<count {
      let isPoint = ends[row] == 0 && low[row] == high[row]
      let (least, most) = (newLow[row], newHigh[row])
      let lowError = isPoint ? 0 : Outward.quotientError(Double(low[row]), denominator, least)
      let highError = isPoint ? 0 : Outward.quotientError(Double(high[row]), denominator, most)
      newLow[row] = Outward.low(least, error: lowError)
      newHigh[row] = Outward.high(most, error: highError)
    }
  }

  /// By as much as three roundings may have moved them; whole numbers, by one.
  private func widenBlindly(_ converted: HedgedVector, from hedged: HedgedVector, _ count: Int) {
    func isHedged(_ row: Int) -> Bool {
      hedged.ends[row] != 0 || hedged.low.word(row) != hedged.high.word(row)
    }
    if let bounds = IntegerBounds(converted) {
      for row in 0..<count where isHedged(row) {
        bounds.low[row] = max(bounds.low[row], .min + 1) - 1
        bounds.high[row] = min(bounds.high[row], .max - 1) + 1
      }
    }
    if let bounds = DoubleBounds(converted) {
      for row in 0..<count where isHedged(row) {
        for _ in 0..<3 {
          bounds.low[row] = Outward.below(bounds.low[row])
          bounds.high[row] = Outward.above(bounds.high[row])
        }
      }
    }
    _ = converted.withAbsentBoundsAtBest(count)
  }

  private static func areSmall(_ values: UnsafePointer<Int64>, _ count: Int) -> Bool {
    var isSmall = true
    for row in 0..<count { isSmall = isSmall == (values[row].magnitude < 1 << 53) && isSmall }
    return isSmall
  }

  private func bound(_ value: Int64, _ nearest: Int64, isLow: Bool) -> Int64 {
    guard let ratio else { return nearest }
    let exact = Int128.quotient(
      Int128(value) * Int128(ratio.numerator), Int128(ratio.denominator), isLow: isLow)
    return Int64(exactly: exact) ?? nearest
  }

  private func bound(_ value: Int64, isLow: Bool) -> Double {
    let number = Double(value)
    if value.magnitude < 1 << 53 { return bound(number, isLow: isLow) }
    return bound(isLow ? Outward.below(number) : Outward.above(number), isLow: isLow)
  }

  /// Both roundings go outward.
  private func bound(_ value: Double, isLow: Bool) -> Double {
    let product = numerator == 1 ? value : Double.product(value, numerator, isLow: isLow)
    return denominator == 1 ? product : Double.quotient(product, denominator, isLow: isLow)
  }
}
