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
  // Dates
  case date, year, quarter, month, day, weekday
  // Conversions; what cannot be converted is null.
  case int, decimal, float, text, number
  // Hedged figures
  case lo, hi, best, hedged, original
  // Written as operators, never called by name.
  case contains, starts, ends
  /// The first argument that is not null.
  case coalesce
  /// A date and a whole number of days or months; months stop at the month's end.
  case addDays, addMonths
  /// Two dates; whole days from the second to the first.
  case daysBetween

  package var isOperator: Bool {
    switch self {
    case .contains, .starts, .ends, .coalesce, .addDays, .addMonths, .daysBetween: true
    case .abs, .round, .floor, .ceil, .sqrt, .exp, .ln, .log10, .pow, .least, .greatest, .length,
      .upper, .lower, .trim, .left, .right, .slice, .replace, .splitPart, .concat, .repeat, .pad, .matches,
      .extract, .replaceMatch, .fold, .simplified, .traditional, .pinyin, .initials, .date, .year, .quarter,
      .month,
      .day, .weekday, .int, .decimal, .float, .text, .number, .lo, .hi, .best, .hedged, .original:
      false
    }
  }
}
