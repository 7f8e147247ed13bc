import TianPlan
import TianSource

/// Parts and repeats: `trim left right slice replace split_part repeat pad`.
final class TextPartEvaluator: TextMapEvaluator {
  private let function: ScalarFunction

  init(
    _ function: ScalarFunction, _ operand: Evaluator, others: [Evaluator], mapsDictionary: Bool,
    span: SourceSpan
  ) {
    self.function = function
    super.init(operand, others: others, mapsDictionary: mapsDictionary, span: span)
  }

  override func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ arguments: [Vector], _ row: Int, _ out: inout TextBuilder
  ) throws(Diagnostic) -> Bool {
    let number = arguments.integer(0, row) ?? 0
    if function == .trim {
      try out.append(TextKernels.trimmed(text))
    } else if function == .left {
      try out.append(TextKernels.slice(text, from: 1, length: number))
    } else if function == .right {
      let length = max(0, number)
      let count = Int64(TextKernels.length(text))
      try out.append(
        TextKernels.slice(text, from: max(1, count - min(length, count) + 1), length: length))
    } else if function == .slice {
      try out.append(TextKernels.slice(text, from: number, length: arguments.integer(1, row)))
    } else if function == .replace {
      try TextKernels.replace(text, arguments.text(0, row), arguments.text(1, row), into: &out)
    } else if function == .repeat {
      try TextKernels.repeat(text, count: number, into: &out)
      out.end()
    } else if function == .pad {
      try TextKernels.pad(text, to: number, with: arguments.text(1, row), into: &out)
    } else {
      let part = TextKernels.splitPart(
        text, separator: arguments.text(0, row), number: arguments.integer(1, row) ?? 0)
      guard let part else { return false }
      try out.append(part)
    }
    return true
  }
}

/// `contains starts ends`.
final class TextPredicateEvaluator: Evaluator {
  private let function: ScalarFunction
  private let operand: Evaluator
  private let wanted: Evaluator
  private var memo = TextMemo()

  init(_ function: ScalarFunction, _ operand: Evaluator, _ wanted: Evaluator, span: SourceSpan) {
    self.function = function
    self.operand = operand
    self.wanted = wanted
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (vector, other) = (try operand.evaluate(batch), try wanted.evaluate(batch))
    guard case .text(let codes, let dictionary) = vector.values,
      case .text(let otherCodes, let otherDictionary) = other.values
    else { return try Vector.nulls(of: .bool, count: batch.count, batch.arena) }
    let validity = try Bits.both(vector.validity, other.validity, count: batch.count, batch.arena)
    let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    if otherDictionary.count == 1 {
      let wanted = otherDictionary.utf8(0)
      memo.bits(codes, dictionary, against: otherDictionary, vector, out, batch.count) { holds($0, wanted) }
    } else {
      Loops.bits(out, batch.count) { row in
        vector.isValid(row) && other.isValid(row)
          && holds(dictionary.utf8(Int(codes[row])), otherDictionary.utf8(Int(otherCodes[row])))
      }
    }
    return Vector(.bits(out), validity: validity)
  }

  private func holds(_ text: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    if function == .starts { return TextKernels.starts(text, with: wanted) }
    if function == .ends { return TextKernels.ends(text, with: wanted) }
    return TextKernels.find(wanted, in: text) != nil
  }
}

/// `length`, in characters.
final class LengthEvaluator: Evaluator {
  private let operand: Evaluator

  init(_ operand: Evaluator, span: SourceSpan) {
    self.operand = operand
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .text(let codes, let dictionary) = vector.values else { return vector }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    for row in 0..<batch.count {
      out[row] = vector.isValid(row) ? Int64(TextKernels.length(dictionary.utf8(Int(codes[row])))) : 0
    }
    return Vector(.integers(out), validity: vector.validity)
  }
}

/// `concat`: a null is an empty text.
final class ConcatEvaluator: Evaluator {
  private let operands: [Evaluator]

  init(_ operands: [Evaluator], span: SourceSpan) {
    self.operands = operands
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    var vectors: [Vector] = []
    for operand in operands { vectors.append(try operand.evaluate(batch)) }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    var builder = TextBuilder(reservingTexts: batch.count)
    for row in 0..<batch.count {
      out[row] = Int64(row)
      for vector in vectors where vector.isValid(row) {
        if case .text(let codes, let dictionary) = vector.values {
          try builder.extend(dictionary.utf8(Int(codes[row])))
        }
      }
      builder.end()
    }
    return Vector(.text(out, try builder.finish()))
  }
}
