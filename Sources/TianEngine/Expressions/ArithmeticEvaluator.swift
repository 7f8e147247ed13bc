import Glibc
import TianFigures
import TianPlan
import TianSource

/// `+ - * / // %` of exact figures: both sides integers at scales that the checker agreed, or both doubles.
final class ArithmeticEvaluator: Evaluator {
  private let operation: ArithmeticOperator
  private let left: Evaluator
  private let right: Evaluator
  /// What a whole quotient is multiplied by to be a coefficient of the result.
  private let quotientPower: Int64
  private let tally: NullTally?

  init(
    _ operation: ArithmeticOperator, _ left: Evaluator, _ right: Evaluator, scale: Int, tally: NullTally?,
    span: SourceSpan
  ) {
    self.tally = tally
    self.operation = operation
    self.left = left
    self.right = right
    quotientPower = ExactDecimal.power(scale)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (left, right) = (try left.evaluate(batch), try right.evaluate(batch))
    let validity = try Bits.both(left.validity, right.validity, count: batch.count, batch.arena)
    let result: Vector
    switch (left.values, right.values) {
    case (.integers(let left), .integers(let right)):
      result = try integers(left, right, validity, batch)
    case (.doubles(let left), .doubles(let right)):
      result = try doubles(left, right, validity, batch)
      if operation.nullCause == .zeroDivisor, result.validity != validity, let tally {
        let isDefined = try nullWhere(right, is: 0, validity, batch)
        tally.add(from: validity, to: isDefined, at: span, .zeroDivisor, in: batch)
        tally.add(from: isDefined, to: result.validity, at: span, .noNumber, in: batch)
        return result
      }
    case (.integers, _), (.doubles, _), (.bits, _), (.text, _), (.hedged, _):
      return try Vector.nulls(count: batch.count, batch.arena)
    }
    tally?.add(from: validity, to: result.validity, at: span, operation.nullCause, in: batch)
    return result
  }

  private func integers(
    _ left: UnsafeMutablePointer<Int64>, _ right: UnsafeMutablePointer<Int64>,
    _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    let count = batch.count
    switch operation {
    case .add, .subtract, .multiply:
      let out = try batch.arena.allocate(Int64.self, count)
      if Self.overflows(operation, left, right, out, count) {
        try Failures.throwOverflow(span, in: batch, validity: validity) {
          Self.overflows(operation, left + $0, right + $0, out + $0, 1)
        }
      }
      return Vector(.integers(out), validity: validity)
    case .floorDivide:
      let out = try batch.arena.allocate(Int64.self, count)
      let power = quotientPower
      Loops.zip(left, right, out, count) { Self.floorDivide($0, $1) &* power }
      try Failures.throwOverflow(span, in: batch, validity: validity) {
        (left[$0] == .min && right[$0] == -1)
          || Self.floorDivide(left[$0], right[$0]).multipliedReportingOverflow(by: power).overflow
      }
      return Vector(.integers(out), validity: try nullWhere(right, is: 0, validity, batch))
    case .remainder:
      let out = try batch.arena.allocate(Int64.self, count)
      Loops.zip(left, right, out, count) { Self.remainder($0, $1) }
      return Vector(.integers(out), validity: try nullWhere(right, is: 0, validity, batch))
    case .divide:
      let out = try batch.arena.allocate(Double.self, count)
      Loops.zip(left, right, out, count) { $1 == 0 ? 0 : Double($0) / Double($1) }
      return Vector(.doubles(out), validity: try nullWhere(right, is: 0, validity, batch))
    }
  }

  private static func overflows(
    _ operation: ArithmeticOperator, _ left: UnsafePointer<Int64>, _ right: UnsafePointer<Int64>,
    _ out: UnsafeMutablePointer<Int64>, _ count: Int
  ) -> Bool {
    switch operation {
    case .add: Loops.checked(left, right, out, count) { $0.addingReportingOverflow($1) }
    case .subtract: Loops.checked(left, right, out, count) { $0.subtractingReportingOverflow($1) }
    case .multiply: Loops.checked(left, right, out, count) { $0.multipliedReportingOverflow(by: $1) }
    case .divide, .floorDivide, .remainder: false
    }
  }

  private func doubles(
    _ left: UnsafeMutablePointer<Double>, _ right: UnsafeMutablePointer<Double>,
    _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    let out = try batch.arena.allocate(Double.self, batch.count)
    switch operation {
    case .add: Loops.zip(left, right, out, batch.count) { $0 + $1 }
    case .subtract: Loops.zip(left, right, out, batch.count) { $0 - $1 }
    case .multiply: Loops.zip(left, right, out, batch.count) { $0 * $1 }
    case .divide: Loops.zip(left, right, out, batch.count) { $0 / $1 }
    case .floorDivide: Loops.zip(left, right, out, batch.count) { ($0 / $1).rounded(.down) }
    case .remainder:
      // Exact: rounding a quotient first may give a rest of the other sign, or as large as the divisor.
      Loops.zip(left, right, out, batch.count) {
        let rest = fmod($0, $1)
        return rest == 0 ? 0 : (rest < 0) != ($1 < 0) ? rest + $1 : rest
      }
    }
    return Vector(.doubles(out), validity: try Self.nullWhereNotFinite(out, validity, batch))
  }

  /// -7 // 2 is -4. A zero divisor gives 0, which the caller makes null; the least number by -1 wraps.
  @inline(__always) static func floorDivide(_ left: Int64, _ right: Int64) -> Int64 {
    if right == 0 { return 0 }
    if right == -1 { return 0 &- left }
    let quotient = left / right
    return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient
  }

  /// Takes the divisor's sign: -7 % 2 is 1.
  @inline(__always) static func remainder(_ left: Int64, _ right: Int64) -> Int64 {
    if right == 0 || right == -1 { return 0 }
    let rest = left % right
    return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest
  }

  private func nullWhere<Number: BitwiseCopyable & Equatable>(
    _ divisor: UnsafePointer<Number>, is zero: Number, _ validity: UnsafeMutablePointer<UInt64>?,
    _ batch: Batch
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>? {
    let isNonzero = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    Loops.bits(divisor, divisor, isNonzero, batch.count) { divisor, _ in divisor != zero }
    return try Bits.both(validity, isNonzero, count: batch.count, batch.arena)
  }

  /// There is no NaN or infinity: what would be one is null.
  static func nullWhereNotFinite(
    _ values: UnsafePointer<Double>, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>? {
    var sum = 0.0  // 0 * x is 0 for finite x and NaN else: one test for the usual batch
    for index in 0..<batch.count { sum += 0 * values[index] }
    if sum == 0 { return validity }
    let isFinite = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    Loops.bits(values, values, isFinite, batch.count) { value, _ in value.isFinite }
    return try Bits.both(validity, isFinite, count: batch.count, batch.arena)
  }
}

extension ArithmeticOperator {
  /// Why a result is null where neither side is.
  var nullCause: NullCause {
    switch self {
    case .divide, .floorDivide, .remainder: .zeroDivisor
    case .add, .subtract, .multiply: .noNumber
    }
  }
}

/// Unary minus, of exact and hedged figures.
final class NegateEvaluator: Evaluator {
  private let operand: Evaluator

  init(_ operand: Evaluator, span: SourceSpan) {
    self.operand = operand
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    switch vector.values {
    case .integers(let from):
      return Vector(.integers(try negate(from, vector.validity, batch)), validity: vector.validity)
    case .doubles(let from):
      let out = try batch.arena.allocate(Double.self, batch.count)
      Loops.map(from, out, batch.count) { -$0 }
      return Vector(.doubles(out), validity: vector.validity)
    case .hedged(let hedged):
      let zero = try Intervals.zero(like: hedged, batch)
      return Vector(
        .hedged(try Intervals(batch, span).subtract(zero, hedged, vector.validity)), validity: vector.validity
      )
    case .bits, .text:
      return vector
    }
  }

  private func negate(
    _ from: UnsafePointer<Int64>, _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> UnsafeMutablePointer<Int64> {
    let out = try batch.arena.allocate(Int64.self, batch.count)
    var least = false
    for index in 0..<batch.count {
      out[index] = 0 &- from[index]
      least = least != (from[index] == .min) || least
    }
    if least { try Failures.throwOverflow(span, in: batch, validity: validity) { from[$0] == .min } }
    return out
  }
}
