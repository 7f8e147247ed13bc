import TianPlan
import TianSource

/// `extract replace_match`; `make` gives `matches` too. The checker has seen to it that the pattern, the
/// group and the replacement are literals.
final class PatternEvaluator: TextMapEvaluator {
  private let pattern: TextPattern
  /// Nil where matches are replaced.
  private let group: Int?

  private init(
    _ pattern: TextPattern, group: Int?, _ operand: Evaluator, others: [Evaluator], span: SourceSpan
  ) {
    self.pattern = pattern
    self.group = group
    super.init(operand, others: others, mapsDictionary: true, span: span)
  }

  /// `arguments`: the text, the pattern, then the group or the replacement.
  static func make(
    _ function: ScalarFunction, _ operands: [Evaluator], _ arguments: [Expression], span: SourceSpan
  ) throws(Diagnostic) -> Evaluator {
    guard arguments.count > 1, case .literal(.text(let text)) = arguments[1].form else { return operands[0] }
    let pattern = try TextPattern(text)
    guard function != .matches, arguments.count > 2 else {
      return PatternTestEvaluator(pattern, operands[0], span: span)
    }
    if case .literal(.int(let group)) = arguments[2].form {
      return PatternEvaluator(pattern, group: Int(clamping: group), operands[0], others: [], span: span)
    }
    return PatternEvaluator(pattern, group: nil, operands[0], others: [operands[2]], span: span)
  }

  override func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ arguments: [Vector], _ row: Int, _ out: inout TextBuilder
  ) throws(Diagnostic) -> Bool {
    if let group {
      guard let part = pattern.find(group, in: text) else { return false }
      try out.append(part)
    } else {
      try out.append(try pattern.replacing(text, with: arguments.text(0, row)))
    }
    return true
  }
}

/// `matches`: each text of a dictionary is looked at once.
final class PatternTestEvaluator: Evaluator {
  private let pattern: TextPattern
  private let operand: Evaluator
  private var memo = TextMemo()

  init(_ pattern: TextPattern, _ operand: Evaluator, span: SourceSpan) {
    self.pattern = pattern
    self.operand = operand
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .text(let codes, let dictionary) = vector.values else { return vector }
    let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    let pattern = pattern
    memo.bits(codes, dictionary, vector, out, batch.count) { pattern.matches($0) }
    return Vector(.bits(out), validity: vector.validity)
  }
}
