import TianPlan
import TianSource

/// Text from text: `upper lower trim left right slice replace split_part`. Where the other arguments are
/// literals, each text of a small dictionary is worked on once and the codes stay as they are.
final class TextFunctionEvaluator: Evaluator {
  private static let dictionaryCountMax = 1 << 16

  private let function: ScalarFunction
  private let operand: Evaluator
  private let others: [Evaluator]
  private let othersAreLiteral: Bool
  private var mapped: Mapped?

  /// A dictionary worked on: its texts, and which of them gave none.
  private struct Mapped {
    let from: TextDictionary
    let to: TextDictionary
    let missing: Set<Int>
  }

  init(
    _ function: ScalarFunction, _ operand: Evaluator, others: [Evaluator], othersAreLiteral: Bool,
    span: SourceSpan
  ) {
    self.function = function
    self.operand = operand
    self.others = others
    self.othersAreLiteral = othersAreLiteral
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .text(let codes, let dictionary) = vector.values else { return vector }
    var arguments: [Vector] = []
    var validity = vector.validity
    for other in others {
      let argument = try other.evaluate(batch)
      arguments.append(argument)
      validity = try Bits.both(validity, argument.validity, count: batch.count, batch.arena)
    }
    if othersAreLiteral, dictionary.isUnique, dictionary.count <= Self.dictionaryCountMax {
      let mapped = try map(dictionary, arguments)
      let result = Vector(.text(codes, mapped.to), validity: validity)
      if mapped.missing.isEmpty { return result }
      return try result.nullWhere(batch) { mapped.missing.contains(Int(codes[$0])) }
    }
    let result = Vector(.text(codes, dictionary), validity: validity)
    let out = try batch.arena.allocate(Int64.self, batch.count)
    var builder = TextBuilder(reservingTexts: batch.count)
    var missing: Set<Int> = []
    for row in 0..<batch.count {
      out[row] = Int64(row)
      if !result.isValid(row) {
        builder.end()
      } else if !apply(dictionary.utf8(Int(codes[row])), arguments, row, &builder) {
        missing.insert(row)
      }
    }
    let texts = Vector(.text(out, try builder.finish()), validity: validity)
    return missing.isEmpty ? texts : try texts.nullWhere(batch) { missing.contains($0) }
  }

  private func map(_ dictionary: TextDictionary, _ arguments: [Vector]) throws(Diagnostic) -> Mapped {
    if let mapped, mapped.from === dictionary { return mapped }
    var builder = TextBuilder(reservingTexts: dictionary.count)
    var missing: Set<Int> = []
    let isNull = arguments.contains { !$0.isValid(0) }
    for code in 0..<dictionary.count {
      if isNull {
        builder.end()
      } else if !apply(dictionary.utf8(code), arguments, 0, &builder) {
        missing.insert(code)
      }
    }
    let new = Mapped(from: dictionary, to: try builder.finish(), missing: missing)
    mapped = new
    return new
  }

  /// Appends one text; false, and an empty one, where the function gives none.
  private func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ arguments: [Vector], _ row: Int, _ out: inout TextBuilder
  ) -> Bool {
    switch function {
    case .upper: out.append(String(decoding: text, as: UTF8.self).uppercased().utf8)
    case .lower: out.append(String(decoding: text, as: UTF8.self).lowercased().utf8)
    case .trim: out.append(TextKernels.trimmed(text))
    case .left:
      out.append(TextKernels.slice(text, from: 1, length: arguments.integer(0, row) ?? 0))
    case .right:
      let length = max(0, arguments.integer(0, row) ?? 0)
      let count = Int64(TextKernels.length(text))
      out.append(TextKernels.slice(text, from: max(1, count - min(length, count) + 1), length: length))
    case .slice:
      out.append(
        TextKernels.slice(
          text, from: arguments.integer(0, row) ?? 1, length: arguments.integer(1, row) ?? .max))
    case .replace:
      TextKernels.replace(text, arguments.text(0, row), arguments.text(1, row), into: &out)
    case .splitPart:
      let part = TextKernels.splitPart(
        text, separator: arguments.text(0, row), number: arguments.integer(1, row) ?? 0)
      guard let part else {
        out.end()
        return false
      }
      out.append(part)
    case .abs, .round, .floor, .ceil, .sqrt, .exp, .ln, .log10, .pow, .least, .greatest, .length, .concat,
      .date, .year, .quarter, .month, .day, .weekday, .int, .decimal, .float, .text, .number, .lo, .hi,
      .best, .hedged, .original, .contains, .starts, .ends, .coalesce, .addDays, .addMonths, .daysBetween:
      out.append(text)
    }
    return true
  }
}

extension Vector {
  /// Null where a predicate on the row's number holds, too.
  fileprivate func nullWhere(_ batch: Batch, _ isNull: (Int) -> Bool) throws(Diagnostic) -> Vector {
    let stays = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    Loops.bits(stays, batch.count) { isValid($0) && !isNull($0) }
    return Vector(values, validity: stays)
  }
}

extension [Vector] {
  /// A whole-number argument of a row; nil where there is no such argument.
  fileprivate func integer(_ index: Int, _ row: Int) -> Int64? {
    guard indices.contains(index), case .integers(let values) = self[index].values else { return nil }
    return values[row]
  }

  /// A text argument of a row; empty where there is none.
  fileprivate func text(_ index: Int, _ row: Int) -> UnsafeBufferPointer<UInt8> {
    guard indices.contains(index), case .text(let codes, let dictionary) = self[index].values else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return dictionary.utf8(Int(codes[row]))
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
          builder.extend(dictionary.utf8(Int(codes[row])))
        }
      }
      builder.end()
    }
    return Vector(.text(out, try builder.finish()))
  }
}
