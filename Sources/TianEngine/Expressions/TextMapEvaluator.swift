import TianPlan
import TianSource

/// A text of a text, and of other arguments. Where those are literals, each text of a small dictionary is
/// worked on once and the codes stay as they are.
class TextMapEvaluator: Evaluator {
  private static let dictionaryCountMax = 1 << 16

  private let operand: Evaluator
  private let others: [Evaluator]
  private let mapsDictionary: Bool
  private var mapped: Mapped?

  /// A dictionary worked on: its texts, and which of them gave none.
  private struct Mapped {
    let from: TextDictionary
    let to: TextDictionary
    let missing: Set<Int>
  }

  /// `mapsDictionary`: the other arguments are literals, and no text is worth an error that no row holds.
  init(_ operand: Evaluator, others: [Evaluator], mapsDictionary: Bool, span: SourceSpan) {
    self.operand = operand
    self.others = others
    self.mapsDictionary = mapsDictionary
    super.init(span: span)
  }

  /// Adds one text, ended; or false, and nothing, where there is none. `row` is of the other arguments.
  func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ arguments: [Vector], _ row: Int, _ out: inout TextBuilder
  ) throws(Diagnostic) -> Bool {
    try out.append(text)
    return true
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
    if mapsDictionary, dictionary.count <= Self.dictionaryCountMax {
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
      } else if !(try apply(dictionary.utf8(Int(codes[row])), arguments, row, &builder)) {
        builder.end()
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
      } else if !(try apply(dictionary.utf8(code), arguments, 0, &builder)) {
        builder.end()
        missing.insert(code)
      }
    }
    let new = Mapped(from: dictionary, to: try builder.finish(), missing: missing)
    mapped = new
    return new
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
  func integer(_ index: Int, _ row: Int) -> Int64? {
    guard indices.contains(index), case .integers(let values) = self[index].values else { return nil }
    return values[row]
  }

  /// A text argument of a row; empty where there is none.
  func text(_ index: Int, _ row: Int) -> UnsafeBufferPointer<UInt8> {
    guard indices.contains(index), case .text(let codes, let dictionary) = self[index].values else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return dictionary.utf8(Int(codes[row]))
  }
}
