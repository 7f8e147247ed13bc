import Glibc
import TianFigures
import TianPlan
import TianSource

/// Double to double: `sqrt exp ln log10`, and `pow` of two. What is no finite number is null.
final class MathEvaluator: Evaluator {
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
    guard case .doubles(let values) = vector.values else { return vector }
    let out = try batch.arena.allocate(Double.self, batch.count)
    var validity = vector.validity
    if function == .pow, operands.count > 1 {
      let exponent = try operands[1].evaluate(batch)
      guard case .doubles(let exponents) = exponent.values else { return vector }
      validity = try Bits.both(validity, exponent.validity, count: batch.count, batch.arena)
      Loops.zip(values, exponents, out, batch.count) { Glibc.pow($0, $1) }
    } else if function == .sqrt {
      Loops.map(values, out, batch.count) { $0.squareRoot() }
    } else if function == .exp {
      Loops.map(values, out, batch.count) { Glibc.exp($0) }
    } else if function == .ln {
      Loops.map(values, out, batch.count) { Glibc.log($0) }
    } else {
      Loops.map(values, out, batch.count) { Glibc.log10($0) }
    }
    let isDefined = try ArithmeticEvaluator.nullWhereNotFinite(out, validity, batch)
    tally?.add(from: validity, to: isDefined, at: span, .noNumber, in: batch)
    return Vector(.doubles(out), validity: isDefined)
  }
}

/// `abs round floor ceil`. Exact figures go to the result's scale, `round` half away from zero.
final class RoundingEvaluator: Evaluator {
  private let function: ScalarFunction
  private let operand: Evaluator
  private let digits: Evaluator?
  /// 10 to the digits that an exact result loses.
  private let divisor: Int64

  init(
    _ function: ScalarFunction, _ operand: Evaluator, digits: Evaluator?, fromScale: Int, toScale: Int,
    span: SourceSpan
  ) {
    self.function = function
    self.operand = operand
    self.digits = digits
    divisor = ExactDecimal.power(fromScale - toScale)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    switch vector.values {
    case .integers(let values):
      let out = try batch.arena.allocate(Int64.self, batch.count)
      try integers(values, out, vector.validity, batch)
      return Vector(.integers(out), validity: vector.validity)
    case .doubles(let values):
      let out = try batch.arena.allocate(Double.self, batch.count)
      try doubles(values, out, batch)
      return Vector(
        .doubles(out), validity: try ArithmeticEvaluator.nullWhereNotFinite(out, vector.validity, batch))
    case .hedged(let hedged): return try evaluate(hedged, vector.validity, batch)
    case .bits, .text: return vector
    }
  }

  /// Rounding keeps order, so that bounds stay bounds; an open end may be rounded to and is closed then.
  private func evaluate(
    _ hedged: HedgedVector, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    func part(_ numbers: HedgedVector.Numbers) throws(Diagnostic) -> HedgedVector.Numbers {
      switch numbers {
      case .integers(let values):
        let out = try batch.arena.allocate(Int64.self, batch.count)
        try integers(values, out, validity, batch)
        return .integers(out)
      case .doubles(let values):
        let out = try batch.arena.allocate(Double.self, batch.count)
        try doubles(values, out, batch)
        return .doubles(out)
      }
    }
    let best = try part(hedged.best)
    if hedged.isExact {
      return Vector(
        .hedged(HedgedVector(low: best, best: best, high: best, ends: hedged.ends, isExact: true)),
        validity: validity)
    }
    let ends = try batch.arena.allocate(UInt8.self, batch.count)
    let parts = HedgedVector(low: try part(hedged.low), best: best, high: try part(hedged.high), ends: ends)
    let isAbs = function == .abs
    let closed = ~HedgeEnds([.lowOpen, .highOpen]).rawValue
    for row in 0..<batch.count {
      if isAbs { parts.foldAtZero(row, from: hedged) } else { ends[row] = hedged.ends[row] & closed }
    }
    return Vector(.hedged(parts.withAbsentBoundsAtBest(batch.count)), validity: validity)
  }

  private func integers(
    _ values: UnsafePointer<Int64>, _ out: UnsafeMutablePointer<Int64>,
    _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) {
    let divisor = divisor
    if function == .abs {
      Loops.map(values, out, batch.count) { $0 < 0 ? 0 &- $0 : $0 }
      try Failures.throwOverflow(span, in: batch, validity: validity) { values[$0] == .min }
    } else if function == .floor {
      Loops.map(values, out, batch.count) { ArithmeticEvaluator.floorDivide($0, divisor) }
    } else if function == .ceil {
      Loops.map(values, out, batch.count) {
        let floor = ArithmeticEvaluator.floorDivide($0, divisor)
        return floor &* divisor == $0 ? floor : floor &+ 1
      }
    } else {
      Loops.map(values, out, batch.count) {
        ConvertEvaluator.roundedQuotient(Int128($0), Int128(divisor)) ?? 0
      }
    }
  }

  private func doubles(
    _ values: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ batch: Batch
  ) throws(Diagnostic) {
    if function == .abs {
      Loops.map(values, out, batch.count) { $0.magnitude }
    } else if function == .floor {
      Loops.map(values, out, batch.count) { $0.rounded(.down) }
    } else if function == .ceil {
      Loops.map(values, out, batch.count) { $0.rounded(.up) }
    } else if let digits, case .integers(let places) = try digits.evaluate(batch).values {
      Loops.zip(values, places, out, batch.count) {
        let power = Glibc.pow(10, Double(min(max($1, 0), 18)))
        let shifted = $0 * power
        // Past 2^53 there are no digits to round away.
        return shifted.magnitude < 0x1p53 ? shifted.rounded(.toNearestOrAwayFromZero) / power : $0
      }
    } else {
      Loops.map(values, out, batch.count) { $0.rounded(.toNearestOrAwayFromZero) }
    }
  }
}

/// `least`, `greatest`: of the arguments that are not null.
final class ExtremeEvaluator: Evaluator {
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
    var best = try operands[0].evaluate(batch)
    for operand in operands.dropFirst() {
      let other = try operand.evaluate(batch)
      let isOther = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
      let comparison: Comparison = isLeast ? .less : .greater
      switch (other.values, best.values) {
      case (.integers(let left), .integers(let right)):
        CompareEvaluator.compare(comparison, left, right, isOther, batch.count)
      case (.doubles(let left), .doubles(let right)):
        CompareEvaluator.compare(comparison, left, right, isOther, batch.count)
      case (.text(let left, let dictionary), .text(let right, let otherDictionary)):
        Loops.bits(isOther, batch.count) { row in
          guard other.isValid(row), best.isValid(row) else { return false }
          let order = TextOrder.compare(
            dictionary.utf8(Int(left[row])), otherDictionary.utf8(Int(right[row])))
          return CompareEvaluator.holds(comparison, order)
        }
      case (.integers, _), (.doubles, _), (.text, _), (.bits, _), (.hedged, _): return best
      }
      best = try choose(other, over: best, where: isOther, batch)
    }
    return best
  }

  private func choose(
    _ other: Vector, over best: Vector, where isOther: UnsafeMutablePointer<UInt64>, _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    let rows = try ConditionalEvaluator.identity(batch)
    let takes = try batch.arena.allocate(UInt32.self, batch.count)
    let stays = try batch.arena.allocate(UInt32.self, batch.count)
    var (takeCount, stayCount) = (0, 0)
    for row in 0..<batch.count {
      let isTaken =
        other.isValid(row) && (!best.isValid(row) || isOther[row >> 6] >> UInt64(row & 63) & 1 != 0)
      (isTaken ? takes : stays)[isTaken ? takeCount : stayCount] = rows[row]
      takeCount += isTaken ? 1 : 0
      stayCount += isTaken ? 0 : 1
    }
    var assembly = VectorAssembly(type, count: batch.count, batch.arena)
    assembly.add(try other.gather(takes, count: takeCount, batch.arena), rows: takes, count: takeCount)
    assembly.add(try best.gather(stays, count: stayCount, batch.arena), rows: stays, count: stayCount)
    return try assembly.finish()
  }
}
