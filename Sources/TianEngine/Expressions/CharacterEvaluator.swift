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

  /// Each reads its own table, and only when a text is to be worked on.
  private static let conversions: [ScalarFunction: @Sendable (String) -> String] = [
    .upper: { LetterCase.upper($0) }, .lower: { LetterCase.lower($0) }, .fold: { TextFolding.fold($0) },
    .simplified: { ChineseVariants.simplified.convert($0) },
    .traditional: { ChineseVariants.traditional.convert($0) },
    .pinyin: { Pinyin.shared.syllables(of: $0) }, .initials: { Pinyin.shared.initials(of: $0) },
  ]

  override func apply(
    _ text: UnsafeBufferPointer<UInt8>, _ arguments: [Vector], _ row: Int, _ out: inout TextBuilder
  ) throws(Diagnostic) -> Bool {
    try out.append(convert(String(decoding: text, as: UTF8.self)))
    return true
  }
}
