import TianPlan

/// How one database spells SQL: tables of names and patterns. What is not in them cannot be said there.
package struct Dialect: Sendable {
  /// What `--dialect` calls it.
  package let name: String
  /// Around identifiers; doubled inside.
  let identifierQuote: Character
  /// With `$1` and `$2` for precision and scale of a decimal.
  let types: Types
  let operations: [SQLOperation: SQLPattern]
  /// Functions that are said by one pattern, with Tian's meaning. Others are put together of operations.
  let functions: [ScalarFunction: SQLPattern]
  let aggregates: [AggregateFunction: SQLPattern]

  struct Types: Sendable {
    var bool: String
    var int: String
    var float: String
    var text: String
    var date: String
    var timestamp: String
    var decimal: String
  }

  package static let all: [Dialect] = [duckDB]

  package static func named(_ name: String) -> Dialect? { all.first { $0.name == name } }
}

/// What functions and operators are put together of, and databases spell differently.
enum SQLOperation: String, Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, negate
  /// Of whole numbers, towards zero; null where the divisor is zero.
  case quotient
  /// With the dividend's sign; null where the divisor is zero.
  case remainder
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  /// Null equals null, and nothing else does.
  case same, different
  case isNull, isPresent
  case between
  /// Null where a float is no finite number.
  case finite
  /// Null where a number is zero.
  case nonzero
  case floor, ceil
  /// Towards zero.
  case truncate
  /// Half away from zero, to so many digits.
  case round
  case sqrt, exp, ln, log10, pow
  case coalesce, concat, greatest, least
  /// Fails with a text; of any type.
  case fail
  /// From a position, to the end.
  case substring
  /// From a position, so many characters.
  case substringOf
  case left, right
  /// One of the parts between separators, from 1 or from the end; null where there is none.
  case part
  /// A text, and how many characters it has at the least, filled up with a third argument.
  case padLeft, padRight
  case length
  /// By a regular expression, of the syntax that all databases share.
  case matches
  /// The first match, or its group of a number.
  case extract
  /// A date and a number of days.
  case addDays
  /// A date or timestamp and a number of months, which stop at the month's end; of either type.
  case addMonths
  case addMicroseconds
  case daysBetween
  /// `'month'` and two dates: how many begin after the first, up to the second.
  case pointsBetween
  /// `'month'` and a point: the start of that in which it lies; of either type.
  case truncatePoint
  case year, quarter, month
  /// Of year, month and day.
  case makeDate
  /// Of a timestamp, since 1970.
  case microseconds
  /// A point as C's `strftime` writes it, of the years from 1 on.
  case pointText
  /// A text without some characters at its end.
  case trimEnd
  case rowNumber, rank, denseRank, percentRank, ntile, lag, lead, countRows
  /// Of floats, compensated.
  case floatSum, floatMean
  case minimum
  /// Some value of a group that is not null.
  case anyValue
  /// A row for each part of a text between separators; null is one null part.
  case parts
  /// Of a share, interpolated.
  case quantile
  case correlation
  /// The first value in an order, the last one; texts in an order with another between them.
  case first, last, joinTexts
  /// The first of a window's rows whose value is not null.
  case firstValue
  case lastValue
  /// The value of a window's first row, null or not.
  case rowValue
}
