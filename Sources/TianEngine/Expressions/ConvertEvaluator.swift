import TianFigures
import TianPlan
import TianSource

/// To another kind, scale or unit: the value multiplied by an exact ratio. Exact kinds round half away from
/// zero; an exact figure may become a hedged one of no width.
final class ConvertEvaluator: Evaluator {
  private let operand: Evaluator
  private let target: DataType
  /// What a coefficient of the operand is multiplied by to be one of the target; nil where its parts are too
  /// long, as `wide` has them.
  private let ratio: Rational?
  private let wide: (numerator: Int128, denominator: Int128)
  private let approximateRatio: Double
  private let saturates: Bool

  /// - Parameter saturates: beside a comparison, where an exact result that does not fit becomes the
  ///   greatest or the least that does. The other side fits, so that the order between them stays.
  init(
    _ operand: Evaluator, from source: DataType, to target: DataType, factor: Rational,
    saturates: Bool = false,
    span: SourceSpan
  ) {
    self.operand = operand
    self.saturates = saturates
    self.target = target
    let shift = (target.scale ?? 0) - (source.scale ?? 0)
    let power = ExactDecimal.power(abs(shift))
    wide = (
      Int128(factor.numerator) * Int128(shift >= 0 ? power : 1),
      Int128(factor.denominator) * Int128(shift >= 0 ? 1 : power)
    )
    ratio =
      shift >= 0 ? factor.multiplied(by: Rational(power)) : factor.divided(by: Rational(power))
    approximateRatio =
      ratio?.double ?? factor.double * ExactDecimal.doublePower(max(0, shift))
      / ExactDecimal.doublePower(max(0, -shift))
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    switch vector.values {
    case .integers(let values):
      let numbers = try convert(.integers(values), vector.validity, batch)
      return try hedgedIfWanted(numbers, vector.validity, batch)
    case .doubles(let values):
      let numbers = try convert(.doubles(values), vector.validity, batch)
      var validity = vector.validity
      if case .doubles(let converted) = numbers {
        validity = try ArithmeticEvaluator.nullWhereNotFinite(converted, validity, batch)
      }
      return try hedgedIfWanted(numbers, validity, batch)
    case .hedged(let hedged): return try convert(hedged, vector.validity, batch)
    case .bits, .text:
      return vector
    }
  }

  /// The bounds rounded outward, but for figures that are one number.
  private func convert(
    _ hedged: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    let best = try convert(hedged.best, validity, batch)
    if hedged.isExact {
      return try Intervals(batch, span).vector(
        HedgedVector(low: best, best: best, high: best, ends: hedged.ends, isExact: true), validity)
    }
    let converted = HedgedVector(
      low: try convert(hedged.low, validity, batch), best: best,
      high: try convert(hedged.high, validity, batch), ends: hedged.ends)
    OutwardConversion(ratio).widen(converted, from: hedged, batch.count)
    return try Intervals(batch, span).vector(converted, validity)
  }

  private func hedgedIfWanted(
    _ numbers: HedgedVector.Numbers, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    let vector = Vector(numbers.values, validity: validity)
    guard target.isHedged, let hedged = try Intervals.lift(vector, batch) else { return vector }
    return Vector(.hedged(hedged), validity: validity)
  }

  private func convert(
    _ numbers: HedgedVector.Numbers, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> HedgedVector.Numbers {
    switch numbers {
    case .integers(let values):
      guard target.scale != nil else {
        let out = try batch.arena.allocate(Double.self, batch.count)
        if let ratio {
          // One rounding each: the numerator and denominator are exact.
          let (numerator, denominator) = (Double(ratio.numerator), Double(ratio.denominator))
          Loops.map(values, out, batch.count) { Double($0) * numerator / denominator }
        } else {
          let ratio = approximateRatio
          Loops.map(values, out, batch.count) { Double($0) * ratio }
        }
        return .doubles(out)
      }
      return .integers(try scale(values, validity, batch))
    case .doubles(let values):
      let ratio = approximateRatio
      guard target.scale != nil else {
        let out = try batch.arena.allocate(Double.self, batch.count)
        Loops.map(values, out, batch.count) { $0 * ratio }
        return .doubles(out)
      }
      return .integers(try round(values, validity, batch))
    }
  }

  private func scale(
    _ values: UnsafePointer<Int64>, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> UnsafeMutablePointer<Int64> {
    let out = try batch.arena.allocate(Int64.self, batch.count)
    guard let ratio else {
      for row in 0..<batch.count {
        out[row] = widely(values[row]) ?? ((values[row] < 0) == (wide.numerator < 0) ? .max : .min)
      }
      if saturates { return out }
      try Failures.throwOverflow(span, in: batch, validity: validity) { widely(values[$0]) == nil }
      return out
    }
    let (numerator, denominator) = (ratio.numerator, ratio.denominator)
    if saturates {
      Loops.map(values, out, batch.count) {
        Self.roundedQuotient(Int128($0) * Int128(numerator), Int128(denominator))
          ?? (($0 < 0) == (numerator < 0) ? .max : .min)
      }
      return out
    }
    if denominator == 1 {
      var overflowed = false
      for index in 0..<batch.count {
        let product = values[index].multipliedReportingOverflow(by: numerator)
        out[index] = product.partialValue
        overflowed = overflowed != product.overflow || overflowed
      }
      if overflowed {
        try Failures.throwOverflow(span, in: batch, validity: validity) {
          values[$0].multipliedReportingOverflow(by: numerator).overflow
        }
      }
      return out
    }
    for index in 0..<batch.count {
      out[index] =
        Self.roundedQuotient(Int128(values[index]) * Int128(numerator), Int128(denominator)) ?? 0
    }
    try Failures.throwOverflow(span, in: batch, validity: validity) {
      Self.roundedQuotient(Int128(values[$0]) * Int128(numerator), Int128(denominator)) == nil
    }
    return out
  }

  /// Nil where it does not fit, which a product that is longer than 126 bits never does.
  private func widely(_ value: Int64) -> Int64? {
    let (product, overflow) = Int128(value).multipliedReportingOverflow(by: wide.numerator)
    return overflow || product.magnitude > 1 << 126
      ? nil : Self.roundedQuotient(product, wide.denominator)
  }

  private func round(
    _ values: UnsafePointer<Double>, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> UnsafeMutablePointer<Int64> {
    let out = try batch.arena.allocate(Int64.self, batch.count)
    let ratio = approximateRatio
    Loops.map(values, out, batch.count) {
      let number = ($0 * ratio).rounded(.toNearestOrAwayFromZero)
      return Int64(exactly: number) ?? (number < 0 ? .min : .max)
    }
    if saturates { return out }
    try Failures.throwOverflow(span, in: batch, validity: validity) {
      Int64(exactly: (values[$0] * ratio).rounded(.toNearestOrAwayFromZero)) == nil
    }
    return out
  }

  /// Half away from zero; the denominator is positive. Nil where it does not fit.
  static func roundedQuotient(_ numerator: Int128, _ denominator: Int128) -> Int64? {
    let half = denominator / 2
    let shifted = numerator >= 0 ? numerator + half : numerator - half
    return Int64(exactly: shifted / denominator)
  }
}
