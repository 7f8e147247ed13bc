import Glibc
import TianFigures
import TianPlan
import TianSource

/// `sqrt exp ln log10` of hedged figures, and `pow` with an exact exponent: the function's values at the two
/// ends, rounded outward. Null where a value inside has no result.
final class HedgedMathEvaluator: Evaluator {
  private let function: ScalarFunction
  private let operands: [Evaluator]
  private let tally: NullTally?

  init(_ function: ScalarFunction, _ operands: [Evaluator], tally: NullTally?, span: SourceSpan) {
    self.function = function
    self.operands = operands
    self.tally = tally
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operands[0].evaluate(batch)
    guard let hedged = try Intervals.lift(vector, batch), let from = DoubleBounds(hedged) else {
      return vector
    }
    var validity = vector.validity
    var exponents: UnsafeMutablePointer<Double>?
    if operands.count > 1 {
      let exponent = try operands[1].evaluate(batch)
      if case .doubles(let values) = exponent.values { exponents = values }
      validity = try Bits.both(validity, exponent.validity, count: batch.count, batch.arena)
    }
    let out = try DoubleBounds(batch.count, batch.arena)
    let isDefined = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    let kind = Curve.Kind(function)
    Loops.bits(isDefined, batch.count) { row in
      let curve = Curve(kind, exponent: exponents?[row] ?? 1)
      out.best[row] = curve.value(from.best[row])
      if Intervals.isPoint(from, row) {
        (out.low[row], out.high[row], out.ends[row]) = (out.best[row], out.best[row], 0)
        return out.best[row].isFinite
      }
      guard let bounds = curve.bounds(from.bounds(row)) else { return false }
      out.low[row] = bounds.low.infinity == 0 ? bounds.low.value : out.best[row]
      out.high[row] = bounds.high.infinity == 0 ? bounds.high.value : out.best[row]
      out.ends[row] = bounds.ends
      return out.low[row].isFinite && out.best[row].isFinite && out.high[row].isFinite
    }
    // What stands where nothing is defined is read all the same.
    for row in 0..<batch.count where isDefined[row >> 6] >> UInt64(row & 63) & 1 == 0 {
      (out.low[row], out.best[row], out.high[row], out.ends[row]) = (0, 0, 0, 0)
    }
    let given = validity
    validity = try Bits.both(validity, isDefined, count: batch.count, batch.arena)
    tally?.add(from: given, to: validity, at: span, .noNumber, in: batch)
    return Vector(.hedged(out.vector), validity: validity)
  }
}

/// One of those functions, and how it maps bounds.
private struct Curve {
  enum Kind {
    case sqrt, exp, ln, log10, power

    init(_ function: ScalarFunction) {
      let kinds: [(ScalarFunction, Kind)] = [(.sqrt, .sqrt), (.exp, .exp), (.ln, .ln), (.log10, .log10)]
      self = kinds.first { $0.0 == function }?.1 ?? .power
    }
  }

  private let kind: Kind
  private let exponent: Double

  init(_ kind: Kind, exponent: Double) {
    self.kind = kind
    self.exponent = exponent
  }

  func value(_ x: Double) -> Double {
    switch kind {
    case .sqrt: x.squareRoot()
    case .exp: Glibc.exp(x)
    case .ln: Glibc.log(x)
    case .log10: Glibc.log10(x)
    case .power: Glibc.pow(x, exponent)
    }
  }

  func bounds(_ x: Bounds<Double>) -> Bounds<Double>? {
    switch kind {
    case .sqrt:
      guard x.low.infinity == 0, x.low.value >= 0 else { return nil }
      return ends(x)
    case .exp:
      var bounds = ends(x)
      if x.low.infinity != 0 { bounds.low = .init(value: 0, isOpen: true) }
      return bounds
    case .ln, .log10:
      guard x.low.infinity == 0, x.low.value > 0 || (x.low.value == 0 && x.low.isOpen) else { return nil }
      var bounds = ends(x)
      if x.low.value == 0 { bounds.low = .init(value: 0, infinity: -1, isOpen: true) }
      return bounds
    case .power: return power(x)
    }
  }

  /// Whole exponents take any base; a fraction none below zero; a negative one none that may be zero.
  private func power(_ x: Bounds<Double>) -> Bounds<Double>? {
    if exponent == 0 { return Bounds(1, 1, 0) }
    if exponent < 0 {
      guard !x.hasZero, let power = Curve(.power, exponent: -exponent).power(x) else { return nil }
      return Bounds(1, 1, 0).divided(by: power)
    }
    guard exponent == exponent.rounded(), exponent <= 64 else {
      guard x.low.infinity == 0, x.low.value >= 0 else { return nil }
      return ends(x)
    }
    let isEven = Int(exponent) % 2 == 0
    return ends(isEven ? x.magnitude : x)
  }

  private func ends(_ x: Bounds<Double>) -> Bounds<Double> {
    var bounds = x
    if x.low.infinity == 0 { bounds.low.value = bound(x.low.value, isLow: true) }
    if x.high.infinity == 0 { bounds.high.value = bound(x.high.value, isLow: false) }
    return bounds
  }

  private func bound(_ x: Double, isLow: Bool) -> Double {
    switch kind {
    case .sqrt:
      let root = x.squareRoot()
      let square = root * root
      let error = (x - square) - Outward.productError(root, root, square)
      return isLow ? Outward.low(root, error: error) : Outward.high(root, error: error)
    case .exp: return x == 0 ? 1 : isLow ? max(0, widened(x, isLow: true)) : widened(x, isLow: false)
    case .ln: return x == 1 ? 0 : widened(x, isLow: isLow)
    case .log10:
      let power = value(x)
      let isExact = power == power.rounded() && (0...22).contains(power) && Glibc.pow(10, power) == x
      return isExact ? power : widened(x, isLow: isLow)
    case .power:
      if exponent == exponent.rounded(), exponent <= 64 { return wholePower(x, isLow: isLow) }
      return x == 0 || x == 1 ? x : max(0, widened(x, isLow: isLow))
    }
  }

  /// The library's functions are less than one place off.
  private func widened(_ x: Double, isLow: Bool) -> Double {
    isLow ? Outward.below(value(x)) : Outward.above(value(x))
  }

  /// Below zero the exponent is odd, and the magnitude is rounded the other way.
  private func wholePower(_ x: Double, isLow: Bool) -> Double {
    let base = x.magnitude
    var product = base
    for _ in 1..<Int(exponent) { product = Double.product(product, base, isLow: isLow == (x >= 0)) }
    return x < 0 ? -product : product
  }
}

extension Bounds where Number == Double {
  /// Of the magnitudes.
  fileprivate var magnitude: Bounds {
    func negated(_ end: End) -> End {
      End(value: -end.value, infinity: -end.infinity, isOpen: end.isOpen)
    }
    if low.infinity == 0, low.value >= 0 { return self }
    let mirrored = Bounds(low: negated(high), high: negated(low))
    if high.infinity == 0, high.value <= 0 { return mirrored }
    let most = high.isBelow(mirrored.high) || (!mirrored.high.isBelow(high) && high.isOpen)
    return Bounds(low: End(value: 0), high: most ? mirrored.high : high)
  }
}

extension HedgedVector {
  /// The bounds of a figure's magnitude, of which `self` holds the magnitudes of the bounds.
  func foldAtZero(_ row: Int, from hedged: HedgedVector) {
    let from = HedgeEnds(rawValue: hedged.ends[row])
    let isLowBelow = from.contains(.lowAbsent) || hedged.low.isNegative(row)
    let isHighBelow = !from.contains(.highAbsent) && !hedged.high.isPositive(row)
    if !isLowBelow {
      ends[row] = from.rawValue
    } else if isHighBelow {
      let least = high.word(row)
      high.set(low.word(row), row)
      low.set(least, row)
      ends[row] = Intervals.mirrored(from.rawValue)
    } else {
      foldAcrossZero(row, from)
    }
  }

  /// Zero lies inside, and the farther of the two ends is the high one.
  private func foldAcrossZero(_ row: Int, _ from: HedgeEnds) {
    let isLowOpen = from.contains(.lowOpen)
    let isHighOpen = from.contains(.highOpen)
    if !from.isDisjoint(with: [.lowAbsent, .highAbsent]) {
      ends[row] = HedgeEnds.highAbsent.rawValue
    } else if low.isMagnitudeLess(row, than: high) {
      ends[row] = isHighOpen ? HedgeEnds.highOpen.rawValue : 0
    } else if high.isMagnitudeLess(row, than: low) {
      high.set(low.word(row), row)
      ends[row] = isLowOpen ? HedgeEnds.highOpen.rawValue : 0
    } else {
      ends[row] = isLowOpen && isHighOpen ? HedgeEnds.highOpen.rawValue : 0
    }
    low.set(0, row)
  }
}

extension HedgedVector.Numbers {
  fileprivate func isNegative(_ row: Int) -> Bool {
    switch self {
    case .integers(let values): values[row] < 0
    case .doubles(let values): values[row] < 0
    }
  }

  fileprivate func isPositive(_ row: Int) -> Bool {
    switch self {
    case .integers(let values): values[row] > 0
    case .doubles(let values): values[row] > 0
    }
  }

  /// Of two that hold magnitudes.
  fileprivate func isMagnitudeLess(_ row: Int, than other: Self) -> Bool {
    switch (self, other) {
    case (.integers(let left), .integers(let right)): left[row] < right[row]
    case (.doubles(let left), .doubles(let right)): left[row] < right[row]
    case (.integers, .doubles), (.doubles, .integers): false
    }
  }
}

/// `least`, `greatest` where an argument is hedged: of those that are not null, bound by bound.
final class HedgedExtremeEvaluator: Evaluator {
  private let operands: [Evaluator]
  private let isLeast: Bool
  private let type: DataType

  init(_ operands: [Evaluator], isLeast: Bool, _ type: DataType, span: SourceSpan) {
    self.operands = operands
    self.isLeast = isLeast
    self.type = type
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let out = try Vector.nulls(of: type, count: batch.count, batch.arena)
    guard case .hedged(let extremes) = out.values, let validity = out.validity else { return out }
    for operand in operands {
      let vector = try operand.evaluate(batch)
      guard let hedged = try Intervals.lift(vector, batch) else { continue }
      for row in 0..<batch.count where vector.isValid(row) {
        let figure = hedged.interval(row)
        extremes.set(
          out.isValid(row) ? extremes.interval(row).extreme(with: figure, isLeast: isLeast) : figure, row)
        validity[row >> 6] |= 1 << UInt64(row & 63)
      }
    }
    return out
  }
}

extension HedgedVector {
  fileprivate func set(_ interval: Interval, _ row: Int) {
    for (numbers, bound) in [(low, interval.low), (best, interval.best), (high, interval.high)] {
      switch (numbers, bound) {
      case (.integers(let values), .exact(let value)): values[row] = Int64(truncatingIfNeeded: value)
      case (.doubles(let values), .exact(let value)): values[row] = Double(value)
      case (.integers(let values), .approximate(let value)): values[row] = Int64(exactly: value) ?? 0
      case (.doubles(let values), .approximate(let value)): values[row] = value
      }
    }
    ends[row] = interval.ends.rawValue
  }
}
