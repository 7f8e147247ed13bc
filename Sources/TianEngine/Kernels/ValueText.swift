import TianFigures
import TianPlan

/// How single values are written where text is wanted: full precision, no thousands separators.
package enum ValueText {
  /// The shortest digits that read back as the same number; whole numbers without a point, and no -0.
  package static func float(_ value: Double) -> String {
    let text = (value + 0).description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  package static func integer(_ value: Int64, _ kind: DataType.Kind) -> String {
    switch kind {
    case .decimal(let scale): ExactDecimal(value, scale: scale).text
    case .date: Calendar.text(ofDays: value)
    case .timestamp: Calendar.text(ofMicroseconds: value)
    case .period(let granularity): Period(granularity, ordinal: value).text
    case .int, .bool, .float, .text: String(value)
    }
  }

  package static func bool(_ value: Bool) -> String { value ? "true" : "false" }
}
