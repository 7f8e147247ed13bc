import TianPlan
import TianSource

/// `case` and `if`: each arm is evaluated on the rows that come to it and on no others, so that what would
/// fail in an arm not taken does not.
final class ConditionalEvaluator: Evaluator {
  private let arms: [(condition: Evaluator, value: Evaluator)]
  private let otherwise: Evaluator
  private let type: DataType

  init(
    _ arms: [(condition: Evaluator, value: Evaluator)], otherwise: Evaluator, _ type: DataType,
    span: SourceSpan
  ) {
    self.arms = arms
    self.otherwise = otherwise
    self.type = type
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    var assembly = VectorAssembly(type, count: batch.count, batch.arena)
    var rest = try Self.identity(batch)
    var part = batch
    for arm in arms where part.count > 0 {
      let condition = try arm.condition.evaluate(part)
      guard case .bits(let bits) = condition.values else { continue }
      let taken = try batch.arena.allocate(UInt32.self, part.count)
      let left = try batch.arena.allocate(UInt32.self, part.count)
      var (takenCount, leftCount) = (0, 0)
      for row in 0..<part.count {
        let isTrue = bits[row >> 6] >> UInt64(row & 63) & 1 != 0 && condition.isValid(row)
        (isTrue ? taken : left)[isTrue ? takenCount : leftCount] = UInt32(truncatingIfNeeded: row)
        takenCount += isTrue ? 1 : 0
        leftCount += isTrue ? 0 : 1
      }
      if takenCount > 0 {
        let value = try arm.value.evaluate(try part.part(taken, count: takenCount))
        assembly.add(value, rows: try Vector.gather(rest, taken, takenCount, batch.arena), count: takenCount)
      }
      rest = try Vector.gather(rest, left, leftCount, batch.arena)
      part = try part.part(left, count: leftCount)
    }
    if part.count > 0 { assembly.add(try otherwise.evaluate(part), rows: rest, count: part.count) }
    return try assembly.finish()
  }

  static func identity(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
    let rows = try batch.arena.allocate(UInt32.self, batch.count)
    for row in 0..<batch.count { rows[row] = UInt32(truncatingIfNeeded: row) }
    return rows
  }
}

/// `??`: each operand is asked only for the rows that are still null.
final class CoalesceEvaluator: Evaluator {
  private let operands: [Evaluator]
  private let type: DataType

  init(_ operands: [Evaluator], _ type: DataType, span: SourceSpan) {
    self.operands = operands
    self.type = type
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    var assembly = VectorAssembly(type, count: batch.count, batch.arena)
    var rest = try ConditionalEvaluator.identity(batch)
    var part = batch
    for operand in operands where part.count > 0 {
      let vector = try operand.evaluate(part)
      // A null that a later operand fills is written over.
      assembly.add(vector, rows: rest, count: part.count)
      let left = try batch.arena.allocate(UInt32.self, part.count)
      var count = 0
      for row in 0..<part.count where !vector.isValid(row) {
        left[count] = UInt32(truncatingIfNeeded: row)
        count += 1
      }
      rest = try Vector.gather(rest, left, count, batch.arena)
      part = try part.part(left, count: count)
    }
    return try assembly.finish()
  }
}

/// Puts vectors of parts of a batch together; rows that no part gave are null.
struct VectorAssembly {
  private let type: DataType
  private let count: Int
  private let arena: Arena
  private var parts: [(vector: Vector, rows: UnsafeMutablePointer<UInt32>, count: Int)] = []

  init(_ type: DataType, count: Int, _ arena: Arena) {
    self.type = type
    self.count = count
    self.arena = arena
  }

  /// `rows` says where in the batch each row of the part stands.
  mutating func add(_ vector: Vector, rows: UnsafeMutablePointer<UInt32>, count: Int) {
    parts.append((vector, rows, count))
  }

  func finish() throws(Diagnostic) -> Vector {
    if parts.count == 1, parts[0].count == count { return parts[0].vector }
    var out = try Vector.nulls(of: type, count: count, arena)
    guard let validity = out.validity else { return out }
    for (vector, rows, count) in parts {
      for index in 0..<count where vector.isValid(index) {
        validity[Int(rows[index]) >> 6] |= 1 << UInt64(rows[index] & 63)
      }
    }
    switch out.values {
    case .integers(let target):
      scatter(to: target) { if case .integers(let values) = $0.values { values } else { nil } }
    case .doubles(let target):
      scatter(to: target) { if case .doubles(let values) = $0.values { values } else { nil } }
    case .bits(let target): scatterBits(to: target)
    case .text(let codes, _): out.values = try scatterText(to: codes)
    case .hedged(let hedged): try scatterHedged(to: hedged)
    }
    return out
  }

  private func scatter<Element: BitwiseCopyable>(
    to target: UnsafeMutablePointer<Element>, _ values: (Vector) -> UnsafeMutablePointer<Element>?
  ) {
    for (vector, rows, count) in parts {
      guard let from = values(vector) else { continue }
      for index in 0..<count { target[Int(rows[index])] = from[index] }
    }
  }

  private func scatterBits(to target: UnsafeMutablePointer<UInt64>) {
    for (vector, rows, count) in parts {
      guard case .bits(let from) = vector.values else { continue }
      for index in 0..<count where vector.isValid(index) && from[index >> 6] >> UInt64(index & 63) & 1 != 0 {
        target[Int(rows[index]) >> 6] |= 1 << UInt64(rows[index] & 63)
      }
    }
  }

  /// Codes of one dictionary stay; texts of several are copied into a new one. An empty dictionary, that of
  /// a null literal, is none.
  private func scatterText(to target: UnsafeMutablePointer<Int64>) throws(Diagnostic) -> Vector.Values {
    var dictionaries: [TextDictionary] = []
    for (vector, _, _) in parts {
      if case .text(_, let dictionary) = vector.values, dictionary.count > 0,
        !dictionaries.contains(where: { $0 === dictionary })
      {
        dictionaries.append(dictionary)
      }
    }
    if dictionaries.count == 1 {
      for (vector, rows, count) in parts {
        guard case .text(let codes, _) = vector.values else { continue }
        for index in 0..<count where vector.isValid(index) { target[Int(rows[index])] = codes[index] }
      }
      return .text(target, dictionaries[0])
    }
    var builder = TextBuilder(reservingTexts: count)
    for (vector, rows, count) in parts {
      guard case .text(let codes, let dictionary) = vector.values else { continue }
      for index in 0..<count where vector.isValid(index) {
        target[Int(rows[index])] = Int64(builder.count)
        try builder.append(dictionary.utf8(Int(codes[index])))
      }
    }
    return .text(target, try builder.finish())
  }

  private func scatterHedged(to target: HedgedVector) throws(Diagnostic) {
    let sides: [(HedgedVector.Numbers, (HedgedVector) -> HedgedVector.Numbers)] = [
      (target.low, { $0.low }), (target.best, { $0.best }), (target.high, { $0.high }),
    ]
    for (vector, rows, count) in parts {
      guard let from = try Intervals.lift(vector, count: count, arena) else { continue }
      for (numbers, side) in sides {
        switch (numbers, side(from)) {
        case (.integers(let out), .integers(let values)):
          for index in 0..<count { out[Int(rows[index])] = values[index] }
        case (.doubles(let out), .doubles(let values)):
          for index in 0..<count { out[Int(rows[index])] = values[index] }
        case (.integers, .doubles), (.doubles, .integers): break
        }
      }
      for index in 0..<count { target.ends[Int(rows[index])] = from.ends[index] }
    }
  }
}
