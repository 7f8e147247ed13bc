import TianFigures
import TianPlan
import TianSource

/// `admin_code industry_code`: the code of a level above.
final class CodeLevelEvaluator: TextMapEvaluator {
  private let kind: CodeKind

  /// - Parameter areLiteral: the level is one and the same for all rows.
  init(_ function: ScalarFunction, _ operands: [Evaluator], areLiteral: Bool, span: SourceSpan) {
    kind = function == .adminCode ? .admin : .industry
    super.init(
      operands[0], others: Array(operands.dropFirst()), mapsDictionary: areLiteral, span: span)
  }

  override func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ arguments: [Vector], _ row: Int, _ out: inout TextBuilder
  ) throws(Diagnostic) -> Bool {
    let level = Int(arguments.integer(0, row) ?? 0)
    guard let prefix = OfficialCode.prefix(text.span, level: level, kind) else { return false }
    if let section = prefix.section {
      try out.append(String(decoding: [section], as: UTF8.self))
    } else {
      try out.append(UnsafeBufferPointer(rebasing: text[..<prefix.count]))
    }
    return true
  }
}

/// `valid_code`.
final class ValidCodeEvaluator: Evaluator {
  private let operand: Evaluator

  init(_ operand: Evaluator, span: SourceSpan) {
    self.operand = operand
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .text(let codes, let dictionary) = vector.values else {
      return try Vector.nulls(of: .bool, count: batch.count, batch.arena)
    }
    let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    Loops.bits(out, batch.count) { row in
      vector.isValid(row) && OfficialCode.isValid(dictionary.utf8(Int(codes[row])).span)
    }
    return Vector(.bits(out), validity: vector.validity)
  }
}
