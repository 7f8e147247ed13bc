import TianFigures
import TianPlan
import TianSource

/// Products and quotients of hedged vectors. Where no bound is absent or below zero, which is told for a
/// whole batch at once, low makes low and high makes high; else each row takes the hull of the four corners.
extension Intervals {
  /// The product, and the rows where it is defined; nil where those are the rows given.
  func multiply(
    _ left: HedgedVector, _ right: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> (HedgedVector, UnsafeMutablePointer<UInt64>?) {
    if let first = IntegerBounds(left), let second = IntegerBounds(right) {
      let isExact = left.isExact && right.isExact
      return (try multiply(first, second, validity, isExact: isExact), validity)
    }
    guard let first = DoubleBounds(left), let second = DoubleBounds(right) else { return (left, validity) }
    let best = try batch.arena.allocate(Double.self, batch.count)
    Loops.zip(first.best, second.best, best, batch.count) { $0 * $1 }
    if left.isExact, right.isExact { return try exact(best, left.ends, validity) }
    var out = try DoubleBounds(batch.count, batch.arena)
    out.best = best
    if first.arePositive(batch.count), second.arePositive(batch.count) {
      for row in 0..<batch.count {
        let (low, high) = (first.low[row] * second.low[row], first.high[row] * second.high[row])
        let isPoint = Self.isPoint(first, row) && Self.isPoint(second, row)
        let lowError = isPoint ? 0 : Outward.productError(first.low[row], second.low[row], low)
        let highError = isPoint ? 0 : Outward.productError(first.high[row], second.high[row], high)
        out.low[row] = Outward.low(low, error: lowError)
        out.high[row] = Outward.high(high, error: highError)
        out.ends[row] = Self.productEnds(first, second, row)
      }
      return (out.vector, try ArithmeticEvaluator.nullWhereNotFinite(out.high, validity, batch))
    } else {
      store(into: out) {
        first.bounds($0).multiplied(by: second.bounds($0))
      } isPoint: {
        Self.isPoint(first, $0) && Self.isPoint(second, $0)
      }
    }
    return (out.vector, try finite(out, validity))
  }

  private func multiply(
    _ first: IntegerBounds, _ second: IntegerBounds, _ validity: UnsafeMutablePointer<UInt64>?, isExact: Bool
  ) throws(Diagnostic) -> HedgedVector {
    var out = try IntegerBounds(batch.count, batch.arena)
    func product(
      _ left: UnsafeMutablePointer<Int64>, _ right: UnsafeMutablePointer<Int64>,
      _ out: UnsafeMutablePointer<Int64>
    ) throws(Diagnostic) {
      guard Loops.checked(left, right, out, batch.count, { $0.multipliedReportingOverflow(by: $1) }) else {
        return
      }
      try Failures.throwOverflow(span, in: batch, validity: validity) {
        left[$0].multipliedReportingOverflow(by: right[$0]).overflow
      }
    }
    try product(first.best, second.best, out.best)
    if isExact {
      (out.low, out.high, out.ends) = (out.best, out.best, first.ends)
      var vector = out.vector
      vector.isExact = true
      return vector
    }
    if first.arePositive(batch.count), second.arePositive(batch.count) {
      try product(first.low, second.low, out.low)
      try product(first.high, second.high, out.high)
      for row in 0..<batch.count {
        out.ends[row] = Self.productEnds(first, second, row)
      }
      return out.vector
    }
    for row in 0..<batch.count {
      let bounds = first.bounds(row).multiplied(by: second.bounds(row))
      out.ends[row] = bounds.ends
      let low = bounds.low.infinity == 0 ? Int64(exactly: bounds.low.value) : out.best[row]
      let high = bounds.high.infinity == 0 ? Int64(exactly: bounds.high.value) : out.best[row]
      if low == nil || high == nil, validity.map({ $0[row >> 6] >> UInt64(row & 63) & 1 != 0 }) ?? true {
        throw Failures.overflow(span, row: batch.ordinal(row))
      }
      (out.low[row], out.high[row]) = (low ?? 0, high ?? 0)
    }
    return out.vector
  }

  /// The quotient, and the rows where it is defined: those whose divisor cannot be zero.
  func divide(
    _ left: HedgedVector, _ right: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> (HedgedVector, UnsafeMutablePointer<UInt64>?) {
    guard let first = DoubleBounds(left), let second = DoubleBounds(right) else { return (left, validity) }
    let best = try batch.arena.allocate(Double.self, batch.count)
    Loops.zip(first.best, second.best, best, batch.count) { $0 / $1 }
    if left.isExact, right.isExact { return try exact(best, left.ends, validity) }
    var out = try DoubleBounds(batch.count, batch.arena)
    out.best = best
    var least = Double.infinity
    for row in 0..<batch.count { least = min(least, second.low[row]) }
    if least > 0, first.arePositive(batch.count), second.arePositive(batch.count) {
      for row in 0..<batch.count {
        let (low, high) = (first.low[row] / second.high[row], first.high[row] / second.low[row])
        let isPoint = Self.isPoint(first, row) && Self.isPoint(second, row)
        let lowError = isPoint ? 0 : Outward.quotientError(first.low[row], second.high[row], low)
        let highError = isPoint ? 0 : Outward.quotientError(first.high[row], second.low[row], high)
        out.low[row] = Outward.low(low, error: lowError)
        out.high[row] = Outward.high(high, error: highError)
        out.ends[row] = Self.openEnds(
          first.ends[row], Self.mirrored(second.ends[row]),
          low: first.reachesZero(first.low, .lowOpen, row),
          high: first.reachesZero(first.high, .highOpen, row))
      }
      // None is above the high bound.
      return (out.vector, try ArithmeticEvaluator.nullWhereNotFinite(out.high, validity, batch))
    }
    let isDefined = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    Loops.bits(isDefined, batch.count) { !second.bounds($0).hasZero }
    for row in 0..<batch.count where isDefined[row >> 6] >> UInt64(row & 63) & 1 == 0 { out.best[row] = 0 }
    store(into: out) { row in
      let divisor = second.bounds(row)
      return divisor.hasZero ? Bounds(0, 0, 0) : first.bounds(row).divided(by: divisor)
    } isPoint: {
      Self.isPoint(first, $0) && Self.isPoint(second, $0)
    }
    let defined = try Bits.both(validity, isDefined, count: batch.count, batch.arena)
    return (out.vector, try finite(out, defined))
  }

  // MARK: Parts

  @inline(__always) static func isPoint(_ bounds: DoubleBounds, _ row: Int) -> Bool {
    bounds.ends[row] == 0 && bounds.low[row] == bounds.high[row]
  }

  /// Of two figures without absent ends: an end is open where one of theirs is, but where one of theirs is a
  /// zero that is reached: whatever the other's is, theirs is zero then, and reached too.
  @inline(__always) private static func openEnds(
    _ left: UInt8, _ right: UInt8, low isLowZero: Bool, high isHighZero: Bool
  ) -> UInt8 {
    let ends = left | right
    return ends & ~(isLowZero ? HedgeEnds.lowOpen.rawValue : 0)
      & ~(isHighZero ? HedgeEnds.highOpen.rawValue : 0)
  }

  @inline(__always) private static func productEnds<Number>(
    _ first: VectorBounds<Number>, _ second: VectorBounds<Number>, _ row: Int
  ) -> UInt8 {
    openEnds(
      first.ends[row], second.ends[row],
      low: first.reachesZero(first.low, .lowOpen, row) || second.reachesZero(second.low, .lowOpen, row),
      high: first.reachesZero(first.high, .highOpen, row) || second.reachesZero(second.high, .highOpen, row))
  }

  /// Rows one by one; a bound that is absent repeats the best, and a row that is one number has no bounds of
  /// its own.
  private func store(
    into out: DoubleBounds, _ bounds: (Int) -> Bounds<Double>, isPoint: (Int) -> Bool
  ) {
    for row in 0..<batch.count {
      let result = bounds(row)
      let isPoint = isPoint(row)
      out.ends[row] = isPoint ? 0 : result.ends
      out.low[row] = isPoint || result.low.infinity != 0 ? out.best[row] : result.low.value
      out.high[row] = isPoint || result.high.infinity != 0 ? out.best[row] : result.high.value
    }
  }

  private func exact(
    _ best: UnsafeMutablePointer<Double>, _ ends: UnsafeMutablePointer<UInt8>,
    _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> (HedgedVector, UnsafeMutablePointer<UInt64>?) {
    let numbers = HedgedVector.Numbers.doubles(best)
    let vector = HedgedVector(low: numbers, best: numbers, high: numbers, ends: ends, isExact: true)
    return (vector, try ArithmeticEvaluator.nullWhereNotFinite(best, validity, batch))
  }

  /// Null where any of the three numbers is beyond a double.
  func finite(
    _ out: DoubleBounds, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>? {
    var validity = validity
    for numbers in [out.low, out.best, out.high] {
      validity = try ArithmeticEvaluator.nullWhereNotFinite(numbers, validity, batch)
    }
    return validity
  }
}
