import TianFigures
import TianPlan
import TianSource

/// Interval arithmetic over hedged vectors: bounds are safe, not tight. An end is open where an open end made
/// it, absent where it is not bounded.
struct Intervals {
  private let batch: Batch
  private let span: SourceSpan

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
    return HedgedVector(low: numbers, best: numbers, high: numbers, ends: ends)
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

  func add(
    _ left: HedgedVector, _ right: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> HedgedVector {
    let ends = try batch.arena.allocate(UInt8.self, batch.count)
    Loops.zip(left.ends, right.ends, ends, batch.count) { $0 | $1 }
    let sum = HedgedVector(
      low: try numbers(.add, left.low, right.low, validity),
      best: try numbers(.add, left.best, right.best, validity),
      high: try numbers(.add, left.high, right.high, validity), ends: ends)
    return sum.withAbsentBoundsAtBest(batch.count)
  }

  /// The right side's ends change places.
  func subtract(
    _ left: HedgedVector, _ right: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> HedgedVector {
    let ends = try batch.arena.allocate(UInt8.self, batch.count)
    Loops.zip(left.ends, right.ends, ends, batch.count) { $0 | Self.mirrored($1) }
    let difference = HedgedVector(
      low: try numbers(.subtract, left.low, right.high, validity),
      best: try numbers(.subtract, left.best, right.best, validity),
      high: try numbers(.subtract, left.high, right.low, validity), ends: ends)
    return difference.withAbsentBoundsAtBest(batch.count)
  }

  @inline(__always) static func mirrored(_ ends: UInt8) -> UInt8 { (ends & 5) << 1 | (ends & 10) >> 1 }

  private func numbers(
    _ operation: ArithmeticOperator, _ left: HedgedVector.Numbers, _ right: HedgedVector.Numbers,
    _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> HedgedVector.Numbers {
    let isAdd = operation == .add
    switch (left, right) {
    case (.doubles(let left), .doubles(let right)):
      let out = try batch.arena.allocate(Double.self, batch.count)
      Loops.zip(left, right, out, batch.count) { isAdd ? $0 + $1 : $0 - $1 }
      return .doubles(out)
    case (.integers(let left), .integers(let right)):
      let out = try batch.arena.allocate(Int64.self, batch.count)
      let overflowed = Loops.checked(left, right, out, batch.count) {
        isAdd ? $0.addingReportingOverflow($1) : $0.subtractingReportingOverflow($1)
      }
      if overflowed {
        try Failures.throwOverflow(span, in: batch, validity: validity) { row in
          isAdd
            ? left[row].addingReportingOverflow(right[row]).overflow
            : left[row].subtractingReportingOverflow(right[row]).overflow
        }
      }
      return .integers(out)
    case (.integers, .doubles), (.doubles, .integers):
      return left
    }
  }

  /// Products and quotients, row by row over doubles or exact coefficients.
  func scale(
    _ operation: ArithmeticOperator, _ left: HedgedVector, _ right: HedgedVector,
    _ validity: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> (HedgedVector, UnsafeMutablePointer<UInt64>?) {
    let count = batch.count
    let out = try IntervalColumns(
      count, isExact: operation == .multiply && left.isExact && right.isExact, batch.arena)
    let isDefined = try batch.arena.allocate(UInt64.self, Bits.wordCount(count))
    isDefined.update(repeating: 0, count: Bits.wordCount(count))
    for row in 0..<count {
      let isValid = validity.map { $0[row >> 6] >> UInt64(row & 63) & 1 != 0 } ?? true
      guard isValid else {
        out.clear(row)
        continue
      }
      guard
        let interval = operation == .multiply
          ? left.interval(row).multiplied(by: right.interval(row))
          : left.interval(row).divided(by: right.interval(row))
      else {
        out.clear(row)
        continue
      }
      guard out.store(interval, row) else { throw Failures.overflow(span, row: batch.ordinal(row)) }
      isDefined[row >> 6] |= 1 << UInt64(row & 63)
    }
    return (out.vector, isDefined)
  }
}

extension HedgedVector {
  /// Of a vector just made: a bound that is absent repeats the best, so that figures alike have like words.
  fileprivate func withAbsentBoundsAtBest(_ count: Int) -> HedgedVector {
    for row in 0..<count where ends[row] & HedgeEnds([.lowAbsent, .highAbsent]).rawValue != 0 {
      if ends[row] & HedgeEnds.lowAbsent.rawValue != 0 { low.set(best.word(row), row) }
      if ends[row] & HedgeEnds.highAbsent.rawValue != 0 { high.set(best.word(row), row) }
    }
    return self
  }

  var isExact: Bool {
    switch best {
    case .integers: true
    case .doubles: false
    }
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

/// Where a product or a quotient is written: coefficients while they are exact, doubles else.
private struct IntervalColumns {
  let vector: HedgedVector
  private let isExact: Bool

  init(_ count: Int, isExact: Bool, _ arena: Arena) throws(Diagnostic) {
    self.isExact = isExact
    func numbers() throws(Diagnostic) -> HedgedVector.Numbers {
      isExact
        ? .integers(try arena.allocate(Int64.self, count)) : .doubles(try arena.allocate(Double.self, count))
    }
    vector = HedgedVector(
      low: try numbers(), best: try numbers(), high: try numbers(),
      ends: try arena.allocate(UInt8.self, count))
  }

  func clear(_ row: Int) {
    _ = store(Interval(low: .exact(0), best: .exact(0), high: .exact(0), ends: []), row)
  }

  /// False where a coefficient does not fit.
  func store(_ interval: Interval, _ row: Int) -> Bool {
    vector.ends[row] = interval.ends.rawValue
    return vector.low.store(interval.low, row) && vector.best.store(interval.best, row)
      && vector.high.store(interval.high, row)
  }
}

extension HedgedVector.Numbers {
  fileprivate func store(_ bound: Interval.Bound, _ row: Int) -> Bool {
    switch (self, bound) {
    case (.integers(let out), .exact(let value)):
      guard let value = Int64(exactly: value) else { return false }
      out[row] = value
    case (.integers(let out), .approximate): out[row] = 0
    case (.doubles(let out), .exact(let value)): out[row] = Double(value)
    case (.doubles(let out), .approximate(let value)): out[row] = value
    }
    return true
  }
}
