import TianFigures
import TianPlan
import TianSource

/// The values that `in` looks among, of one kind; built once, shared by all workers.
struct ValueSet: Sendable {
  var integers: Set<Int64> = []
  var doubles: Set<Double> = []
  /// By their bytes, as `==` compares them.
  var texts: TextInterner
  var hasNull = false

  /// Literals of an operand's kind and scale.
  init(_ values: [Value], _ type: DataType) throws(Diagnostic) {
    texts = try TextInterner()
    for value in values {
      switch value {
      case .null: hasNull = true
      case .bool(let value): integers.insert(value ? 1 : 0)
      case .int(let value):
        if type.kind == .float { doubles.insert(Double(value)) } else { integers.insert(value) }
      case .decimal(let value):
        if type.kind == .float {
          doubles.insert(value.double)
        } else if let exact = value.rescaled(to: type.scale ?? value.scale) {
          integers.insert(exact.coefficient)
        }
      case .float(let value): doubles.insert(value)
      case .date(let days): integers.insert(Int64(days))
      case .timestamp(let microseconds): integers.insert(microseconds)
      case .period(let period): integers.insert(period.ordinal)
      case .text(let text): try insert(try TextDictionary([text]), 0)
      case .figure(let figure):
        if !figure.isHedged, let exact = figure.best.rescaled(to: type.scale ?? 0) {
          integers.insert(exact.coefficient)
        }
      }
    }
  }

  /// Every value of a column.
  init(_ column: Column) throws(Diagnostic) {
    texts = try TextInterner()
    if case .text(let codes, let dictionary) = column.storage {
      try insert(codes, dictionary, column)
      return
    }
    for row in 0..<column.count {
      if column.isNull(row) {
        hasNull = true
        continue
      }
      switch column.storage {
      case .integers(let storage): integers.insert(storage[row])
      case .doubles(let buffer): doubles.insert(buffer[row])
      case .bits(let bitmap): integers.insert(bitmap[row] ? 1 : 0)
      // `in` compares exact values, and texts are in already.
      case .text, .hedged: break
      }
    }
  }

  /// Each text that a row holds, once: the dictionary may have more.
  private mutating func insert(
    _ codes: IntegerStorage, _ dictionary: TextDictionary, _ column: Column
  ) throws(Diagnostic) {
    let isIn = try Bitmap(count: dictionary.count)
    for row in 0..<column.count {
      if column.isNull(row) {
        hasNull = true
      } else if !isIn[Int(codes[row])] {
        isIn.set(Int(codes[row]))
        try insert(dictionary, Int(codes[row]))
      }
    }
  }

  private mutating func insert(_ dictionary: TextDictionary, _ code: Int) throws(Diagnostic) {
    _ = try texts.intern(dictionary.utf8(code))
  }
}

/// `in` a list or a column: total equality with any, never null.
final class MembershipEvaluator: Evaluator {
  private let operand: Evaluator
  private let set: ValueSet
  private var memo = TextMemo()

  init(_ operand: Evaluator, in set: ValueSet, span: SourceSpan) {
    self.operand = operand
    self.set = set
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    let set = set
    switch vector.values {
    case .integers(let values): Loops.bits(out, batch.count) { set.integers.contains(values[$0]) }
    case .doubles(let values): Loops.bits(out, batch.count) { set.doubles.contains(values[$0]) }
    case .bits(let words):
      Loops.bits(out, batch.count) { set.integers.contains(Int64(words[$0 >> 6] >> UInt64($0 & 63) & 1)) }
    case .text(let codes, let dictionary):
      memo.bits(codes, dictionary, vector, out, batch.count) { set.texts.find($0) != nil }
    case .hedged(let hedged):
      guard case .integers(let low) = hedged.low, case .integers(let high) = hedged.high else {
        return try Vector.nulls(of: .bool, count: batch.count, batch.arena)
      }
      Loops.bits(out, batch.count) {
        hedged.ends[$0] == 0 && low[$0] == high[$0] && set.integers.contains(low[$0])
      }
    }
    if let validity = vector.validity {
      for word in 0..<Bits.wordCount(batch.count) {
        out[word] = (out[word] & validity[word]) | (set.hasNull ? ~validity[word] : 0)
      }
    }
    return Vector(.bits(out))
  }
}
