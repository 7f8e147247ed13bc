/// The functions of one row. Null where an argument is null, unless said otherwise.
package enum ScalarFunction: String, Hashable, Sendable, CaseIterable {
  // Numbers
  case abs, round, floor, ceil, sqrt, exp, ln, log10, pow
  /// Of the arguments that are not null.
  case least, greatest
  // Text; positions count characters from 1, negative from the end.
  case length, upper, lower, trim, left, right, slice, replace
  case splitPart = "split_part"
  /// A text and a whole number; `pad` also what it is filled up with, in front where the number is negative.
  case `repeat`, pad
  /// Null counts as empty.
  case concat
  /// A text, a literal pattern as `Pattern` writes it, then a literal group or replacement. `extract` is null
  /// where nothing matches.
  case matches, extract
  case replaceMatch = "replace_match"
  // Characters by published tables
  case fold, simplified, traditional, pinyin, initials
  // Official codes: of a text and a whole number, the code of that level above it, null where there is none;
  // whether a text is one.
  case adminCode = "admin_code"
  case industryCode = "industry_code"
  case validCode = "valid_code"
  // Dates, timestamps and periods, which are called points in time. Conversions of texts are null where the
  // text writes none; a finer point becomes the day or the period that it lies in, a coarser one its start.
  case date, timestamp, period
  case year, quarter, month, week, day, weekday, hour, minute, second
  /// A point and a literal pattern; a text and a literal pattern, of a result that the pattern tells.
  case formatDate = "format_date"
  case parseDate = "parse_date"
  /// A date or timestamp and a literal int in 年, 季度, 月, 周, 天, 小时, 分钟 or 秒.
  case truncate
  /// Two points of one kind; whole years from the first to the second, rounded down.
  case age
  // Conversions; what cannot be converted is null.
  case int, decimal, float, text, number
  // Hedged figures
  case lo, hi, best, hedged, original
  /// A column of a table, and whether the answer is Chinese.
  case why
  // Written as operators, never called by name.
  case contains, starts, ends
  /// The first argument that is not null.
  case coalesce
  /// Two readings of a condition, certain and possible: the certain one. Rows where they differ are counted.
  case settled
  /// A date and a whole number of days; a date or timestamp and one of months, which stop at the month's end.
  case addDays, addMonths
  /// A timestamp and a whole number of microseconds; a period and a whole number of its own length.
  case addMicroseconds, addPeriods
  /// Two dates; whole days from the second to the first.
  case daysBetween
  /// Two timestamps, as seconds of scale 6; two periods of one granularity.
  case microsecondsBetween, periodsBetween
}
