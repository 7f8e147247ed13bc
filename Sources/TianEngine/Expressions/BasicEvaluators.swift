import TianFigures
import TianPlan
import TianSource

final class ColumnEvaluator: Evaluator {
  private let id: ColumnID

  init(_ id: ColumnID, span: SourceSpan) {
    self.id = id
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector { try batch.vector(id) }
}

/// A literal, spread once over as many rows as a batch can have.
final class LiteralEvaluator: Evaluator {
  private let arena = Arena(chunkBytes: 0)
  let vector: Vector

  init(_ value: Value, _ type: DataType, span: SourceSpan) throws(Diagnostic) {
    vector = try Self.spread(value, type, over: Batch.capacity, arena)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector { vector }

  /// One value in so many rows, in an arena's memory.
  static func spread(
    _ value: Value, _ type: DataType, over count: Int, _ arena: Arena
  ) throws(Diagnostic) -> Vector {
    func integers(_ value: Int64) throws(Diagnostic) -> UnsafeMutablePointer<Int64> {
      let out = try arena.allocate(Int64.self, count)
      out.update(repeating: value, count: count)
      return out
    }
    func doubles(_ value: Double) throws(Diagnostic) -> UnsafeMutablePointer<Double> {
      let out = try arena.allocate(Double.self, count)
      out.update(repeating: value, count: count)
      return out
    }
    switch value {
    case .null:
      return try .nulls(of: type, count: count, arena)
    case .bool(let value):
      let out = try arena.allocate(UInt64.self, Bits.wordCount(count))
      out.update(repeating: value ? ~0 : 0, count: Bits.wordCount(count))
      return Vector(.bits(out))
    case .int(let value):
      return type.kind == .float
        ? Vector(.doubles(try doubles(Double(value)))) : Vector(.integers(try integers(value)))
    case .decimal(let value):
      if type.kind == .float { return Vector(.doubles(try doubles(value.double))) }
      return Vector(.integers(try integers(value.rescaled(to: type.scale ?? value.scale)?.coefficient ?? 0)))
    case .float(let value): return Vector(.doubles(try doubles(value)))
    case .date(let days): return Vector(.integers(try integers(Int64(days))))
    case .timestamp(let microseconds): return Vector(.integers(try integers(microseconds)))
    case .period(let period): return Vector(.integers(try integers(period.ordinal)))
    case .text(let text):
      return Vector(.text(try integers(0), try TextDictionary([text])))
    case .figure(let figure):
      func numbers(_ value: ExactDecimal) throws(Diagnostic) -> HedgedVector.Numbers {
        if type.kind == .float { return .doubles(try doubles(value.double)) }
        return .integers(try integers(value.rescaled(to: type.scale ?? value.scale)?.coefficient ?? 0))
      }
      let ends = try arena.allocate(UInt8.self, count)
      ends.update(repeating: figure.ends.rawValue, count: count)
      if figure.ends.isEmpty, figure.low == figure.best, figure.best == figure.high {
        let best = try numbers(figure.best)
        return Vector(.hedged(HedgedVector(low: best, best: best, high: best, ends: ends, isExact: true)))
      }
      return Vector(
        .hedged(
          HedgedVector(
            low: try numbers(figure.low), best: try numbers(figure.best), high: try numbers(figure.high),
            ends: ends)))
    }
  }
}

extension Vector {
  /// Nulls in the form that a type's vectors have.
  static func nulls(of type: DataType, count: Int, _ arena: Arena) throws(Diagnostic) -> Vector {
    let integers = try Vector.nulls(count: count, arena)
    guard case .integers(let zeros) = integers.values else { return integers }
    let doubles = UnsafeMutableRawPointer(zeros).assumingMemoryBound(to: Double.self)  // zero bits are 0.0
    if type.isHedged {
      let ends = try arena.allocate(UInt8.self, count)
      ends.update(repeating: 0, count: count)
      // Three separate columns: an assembly writes into them.
      func numbers() throws(Diagnostic) -> HedgedVector.Numbers {
        guard case .integers(let zeros) = try Vector.nulls(count: count, arena).values else {
          return .integers(zeros)
        }
        return type.kind == .float
          ? .doubles(UnsafeMutableRawPointer(zeros).assumingMemoryBound(to: Double.self)) : .integers(zeros)
      }
      return Vector(
        .hedged(HedgedVector(low: try numbers(), best: try numbers(), high: try numbers(), ends: ends)),
        validity: integers.validity)
    }
    switch type.kind {
    case .int, .decimal, .date, .timestamp, .period: return integers
    case .float: return Vector(.doubles(doubles), validity: integers.validity)
    case .bool:
      let bits = UnsafeMutableRawPointer(zeros).assumingMemoryBound(to: UInt64.self)
      return Vector(.bits(bits), validity: integers.validity)
    case .text: return Vector(.text(zeros, try TextDictionary([])), validity: integers.validity)
    }
  }
}

/// `and`, `or`: three-valued.
final class LogicalEvaluator: Evaluator {
  private let operands: [Evaluator]
  private let isAnd: Bool

  init(_ operands: [Evaluator], isAnd: Bool, span: SourceSpan) {
    self.operands = operands
    self.isAnd = isAnd
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let words = Bits.wordCount(batch.count)
    let isTrue = try batch.arena.allocate(UInt64.self, words)
    let isFalse = try batch.arena.allocate(UInt64.self, words)
    isTrue.update(repeating: isAnd ? ~0 : 0, count: words)
    isFalse.update(repeating: isAnd ? 0 : ~0, count: words)
    for operand in operands {
      let vector = try operand.evaluate(batch)
      guard case .bits(let bits) = vector.values else { continue }
      for word in 0..<words {
        let valid = vector.validity?[word] ?? ~0
        let (yes, no) = (bits[word] & valid, ~bits[word] & valid)
        if isAnd {
          isTrue[word] &= yes
          isFalse[word] |= no
        } else {
          isTrue[word] |= yes
          isFalse[word] &= no
        }
      }
    }
    for word in 0..<words { isFalse[word] |= isTrue[word] }
    return Vector(.bits(isTrue), validity: isFalse)
  }
}

final class NotEvaluator: Evaluator {
  private let operand: Evaluator

  init(_ operand: Evaluator, span: SourceSpan) {
    self.operand = operand
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .bits(let bits) = vector.values else { return vector }
    let words = Bits.wordCount(batch.count)
    let out = try batch.arena.allocate(UInt64.self, words)
    Loops.map(bits, out, words) { ~$0 }
    return Vector(.bits(out), validity: vector.validity)
  }
}
