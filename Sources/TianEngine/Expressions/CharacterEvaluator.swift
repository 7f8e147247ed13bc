import TianPlan
import TianSource
import TianText

/// Texts made of another's characters by published tables: `upper lower fold simplified traditional pinyin
/// initials`.
final class CharacterEvaluator: TextMapEvaluator {
  private let convert: (String) -> String

  init(_ function: ScalarFunction, _ operand: Evaluator, span: SourceSpan) {
    convert = Self.conversions[function] ?? { $0 }
    super.init(operand, others: [], mapsDictionary: true, span: span)
  }

  private static let conversions: [ScalarFunction: @Sendable (String) -> String] = [
    .upper: LetterCase.upper, .lower: LetterCase.lower, .fold: TextFolding.fold,
    .simplified: ChineseVariants.simplified.convert, .traditional: ChineseVariants.traditional.convert,
    .pinyin: Pinyin.shared.syllables, .initials: Pinyin.shared.initials,
  ]

  override func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ arguments: [Vector], _ row: Int, _ out: inout TextBuilder
  ) throws(Diagnostic) -> Bool {
    try out.append(convert(String(decoding: text, as: UTF8.self)))
    return true
  }
}
