import TianFigures
import TianPlan
import TianSource

/// Values as SQL writes them.
enum Literals {
  /// As it is written: a whole number may be of any width there.
  static func bare(
    _ value: Value, _ plan: PlanCompiler, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    switch value {
    case .null: return .literal(.null)
    case .bool(let value): return .literal(.bool(value))
    case .int(let value): return .literal(.integer(value))
    case .decimal(let value): return .literal(.decimal(value.text))
    case .float(let value): return .literal(.float(value))
    case .date(let days): return .literal(.date(days: days))
    case .timestamp(let microseconds): return .literal(.timestamp(microseconds: microseconds))
    case .period(let period):
      let day = Calendar.firstDay(of: period.ordinal, period.granularity)
      return .literal(.date(days: Int32(clamping: day)))
    case .text(let text):
      guard !text.unicodeScalars.contains("\0") else {
        throw plan.unsupported(span, Bilingual("a zero byte in a text", "文本中有零字节"))
      }
      return .literal(.text(text))
    case .figure: throw plan.hedged(span)
    }
  }
}
