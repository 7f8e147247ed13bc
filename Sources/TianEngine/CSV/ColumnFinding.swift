import TianFigures
import TianPlan
import TianSource

/// What was decided of a column's cells, where they could have been read otherwise.
enum ColumnFinding: Hashable, Sendable {
  /// Dates that end in their year.
  case dayOrder(DayOrder)
  /// Dates that may begin with the day as well as with the month: they stay texts.
  case ambiguousDates
  /// Numbers such as `1,234`, in a text where the comma could be a decimal one.
  case groupedCommas
  /// `(3)` is -3.
  case bracketedNumbers(cellCount: Int)
  /// Times of one zone, as its clocks show them.
  case zone(TimeZoneOffset)
  /// Times of several zones, or of one and of none: they stay texts.
  case mixedZones
  /// Numbers with marks of footnotes.
  case footnotes(cellCount: Int)
  /// A header's unit, where a row names another one in a column of units.
  case unitConflict(own: String, column: String, other: String, row: Int)

  /// Whether it says something of a column that has become one of a type.
  func holds(of type: DataType) -> Bool {
    switch self {
    case .dayOrder, .zone: type.isTemporal
    case .ambiguousDates, .mixedZones: type.kind == .text
    case .groupedCommas, .footnotes, .bracketedNumbers, .unitConflict: type.isNumeric
    }
  }

  func message(_ column: String) -> Bilingual {
    switch self {
    case .dayOrder(.dayFirst):
      Bilingual("`\(column)`: dates as day/month/year", "`\(column)`：日期按日/月/年")
    case .dayOrder(.monthFirst):
      Bilingual("`\(column)`: dates as month/day/year", "`\(column)`：日期按月/日/年")
    case .ambiguousDates:
      Bilingual(
        "`\(column)`: day and month cannot be told apart, so it stays text (day_order: \"dmy\" or \"mdy\")",
        "`\(column)`：日、月先后不明，仍作文本（日期次序: \"dmy\" 或 \"mdy\"）")
    case .groupedCommas:
      Bilingual(
        "`\(column)`: commas read as those of thousands (decimal: \",\" reads them as decimal)",
        "`\(column)`：逗号作千分位（小数点: \",\" 则作小数点）")
    case .unitConflict(let own, let units, let other, let row):
      Bilingual(
        "`\(column)` is in \(own) by its header, though `\(units)` says \(other) in row \(row)",
        "`\(column)` 按表头以 \(own) 计，而第 \(row) 行的 `\(units)` 是 \(other)")
    case .bracketedNumbers(let count):
      Bilingual(
        "`\(column)`: \(count == 1 ? "1 number" : "\(count) numbers") in brackets read as negative",
        "`\(column)`：\(count) 个带括号的数按负数读取")
    case .zone(let zone):
      Bilingual(
        "`\(column)`: times of \(zone.text), kept as they are written without it",
        "`\(column)`：时刻的时区为 \(zone.text)，照原样读取，不带时区")
    case .mixedZones:
      Bilingual(
        "`\(column)`: times of several zones, or some without one, so it stays text",
        "`\(column)`：时刻的时区不一，或有的没有时区，仍作文本")
    case .footnotes(let count):
      Bilingual(
        "`\(column)`: footnote marks taken off \(count == 1 ? "1 number" : "\(count) numbers"), kept in "
          + "original(\(column))",
        "`\(column)`：\(count) 个数去掉了脚注符号，原样见 原文(\(column))")
    }
  }
}
