import TianFigures
import TianPlan
import TianSource

/// Interval arithmetic over hedged vectors: bounds are safe, not tight. An end is open where an open end made
/// it, absent where it is not bounded.
struct Intervals {
  let batch: Batch
  let span: SourceSpan

  init(_ batch: Batch, _ span: SourceSpan) {
    self.batch = batch
    self.span = span
  }

  /// An exact vector as an interval of no width; a hedged one as it is.
  static func lift(_ vector: Vector, _ batch: Batch) throws(Diagnostic) -> HedgedVector? {
    try lift(vector, count: batch.count, batch.arena)
  }

  static func lift(_ vector: Vector, count: Int, _ arena: Arena) throws(Diagnostic) -> HedgedVector? {
    let numbers: HedgedVector.Numbers
    switch vector.values {
    case .hedged(let hedged): return hedged
    case .integers(let values): numbers = .integers(values)
    case .doubles(let values): numbers = .doubles(values)
    case .bits, .text: return nil
    }
    let ends = try arena.allocate(UInt8.self, count)
    ends.update(repeating: 0, count: count)
    return HedgedVector(low: numbers, best: numbers, high: numbers, ends: ends, isExact: true)
  }

  static func zero(like hedged: HedgedVector, _ batch: Batch) throws(Diagnostic) -> HedgedVector {
    let ends = try batch.arena.allocate(UInt8.self, batch.count)
    ends.update(repeating: 0, count: batch.count)
    let zeros = try batch.arena.allocate(Int64.self, batch.count)
    zeros.update(repeating: 0, count: batch.count)
    switch hedged.best {
    case .integers:
      return HedgedVector(low: .integers(zeros), best: .integers(zeros), high: .integers(zeros), ends: ends)
    case .doubles:
      let doubles = UnsafeMutableRawPointer(zeros).assumingMemoryBound(to: Double.self)  // zero bits are 0.0
      return HedgedVector(
        low: .doubles(doubles), best: .doubles(doubles), high: .doubles(doubles), ends: ends)
    }
  }

  /// Figures with a bound beyond a double as null.
  func vector(
    _ hedged: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> Vector {
    guard let bounds = DoubleBounds(hedged) else { return Vector(.hedged(hedged), validity: validity) }
    let isFinite =
      hedged.isExact
      ? try ArithmeticEvaluator.nullWhereNotFinite(bounds.best, validity, batch)
      : try finite(bounds, validity)
    return Vector(.hedged(hedged), validity: isFinite)
  }

  func add(
    _ left: HedgedVector, _ right: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> HedgedVector {
    try sum(left, right, isDifference: false, validity)
  }

  /// The right side's ends change places.
  func subtract(
    _ left: HedgedVector, _ right: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> HedgedVector {
    try sum(left, right, isDifference: true, validity)
  }

  private func sum(
    _ left: HedgedVector, _ right: HedgedVector, isDifference: Bool,
    _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> HedgedVector {
    let best = try numbers(left.best, right.best, isDifference, validity)
    if left.isExact, right.isExact {
      return HedgedVector(low: best, best: best, high: best, ends: left.ends, isExact: true)
    }
    let ends = try batch.arena.allocate(UInt8.self, batch.count)
    if isDifference {
      Loops.zip(left.ends, right.ends, ends, batch.count) { $0 | Self.mirrored($1) }
    } else {
      Loops.zip(left.ends, right.ends, ends, batch.count) { $0 | $1 }
    }
    let (rightLow, rightHigh) = isDifference ? (right.high, right.low) : (right.low, right.high)
    let sum = HedgedVector(
      low: try numbers(left.low, rightLow, isDifference, validity), best: best,
      high: try numbers(left.high, rightHigh, isDifference, validity), ends: ends)
    if let left = DoubleBounds(left), let right = DoubleBounds(right), let sum = DoubleBounds(sum) {
      Self.widen(sum, left, isDifference ? right.mirrored : right, isDifference, batch.count)
    }
    return sum.withAbsentBoundsAtBest(batch.count)
  }

  @inline(__always) static func mirrored(_ ends: UInt8) -> UInt8 { (ends & 5) << 1 | (ends & 10) >> 1 }

  /// Rounds the bounds of a sum of doubles outward; exact figures stay so.
  private static func widen(
    _ sum: DoubleBounds, _ left: DoubleBounds, _ right: DoubleBounds, _ isDifference: Bool, _ count: Int
  ) {
    let sign = isDifference ? -1.0 : 1
    for row in 0..<count {
      let isPoint =
        sum.ends[row] == 0 && left.low[row] == left.high[row] && right.low[row] == right.high[row]
      let (low, high) = (sum.low[row], sum.high[row])
      let lowError = isPoint ? 0 : Outward.sumError(left.low[row], sign * right.low[row], low)
      let highError = isPoint ? 0 : Outward.sumError(left.high[row], sign * right.high[row], high)
      sum.low[row] = Outward.low(low, error: lowError)
      sum.high[row] = Outward.high(high, error: highError)
    }
  }

  private func numbers(
    _ left: HedgedVector.Numbers, _ right: HedgedVector.Numbers, _ isDifference: Bool,
    _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> HedgedVector.Numbers {
    switch (left, right) {
    case (.doubles(let left), .doubles(let right)):
      let out = try batch.arena.allocate(Double.self, batch.count)
      if isDifference {
        Loops.zip(left, right, out, batch.count) { $0 - $1 }
      } else {
        Loops.zip(left, right, out, batch.count) { $0 + $1 }
      }
      return .doubles(out)
    case (.integers(let left), .integers(let right)):
      let out = try batch.arena.allocate(Int64.self, batch.count)
      let overflowed =
        isDifference
        ? Loops.checked(left, right, out, batch.count) { $0.subtractingReportingOverflow($1) }
        : Loops.checked(left, right, out, batch.count) { $0.addingReportingOverflow($1) }
      if overflowed {
        try Failures.throwOverflow(span, in: batch, validity: validity) { row in
          isDifference
            ? left[row].subtractingReportingOverflow(right[row]).overflow
            : left[row].addingReportingOverflow(right[row]).overflow
        }
      }
      return .integers(out)
    case (.integers, .doubles), (.doubles, .integers):
      return left
    }
  }
}

extension HedgedVector {
  /// Of a vector just made: a bound that is absent repeats the best, so that figures alike have like words.
  func withAbsentBoundsAtBest(_ count: Int) -> HedgedVector {
    var all: UInt8 = 0
    for row in 0..<count { all |= ends[row] }
    guard !HedgeEnds(rawValue: all).isDisjoint(with: [.lowAbsent, .highAbsent]) else { return self }
    for row in 0..<count where ends[row] & HedgeEnds([.lowAbsent, .highAbsent]).rawValue != 0 {
      if ends[row] & HedgeEnds.lowAbsent.rawValue != 0 { low.set(best.word(row), row) }
      if ends[row] & HedgeEnds.highAbsent.rawValue != 0 { high.set(best.word(row), row) }
    }
    return self
  }

  func interval(_ row: Int) -> Interval {
    Interval(
      low: low.bound(row), best: best.bound(row), high: high.bound(row), ends: HedgeEnds(rawValue: ends[row]))
  }
}

extension HedgedVector.Numbers {
  fileprivate func bound(_ row: Int) -> Interval.Bound {
    switch self {
    case .integers(let values): .exact(Int128(values[row]))
    case .doubles(let values): .approximate(values[row])
    }
  }
}
