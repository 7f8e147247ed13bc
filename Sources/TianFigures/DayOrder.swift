/// Whether the day or the month stands first in dates that end in their year.
public enum DayOrder: String, Hashable, Sendable, CaseIterable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
}

/// A date that ends in its year, before it is known which of its first two numbers is the day.
package struct UnorderedDate: Hashable, Sendable {
  package let first: Int64
  package let second: Int64
  package let year: Int64
  /// Since midnight, where a time follows.
  package let microseconds: Int64?

  init(first: Int64, second: Int64, year: Int64, microseconds: Int64?) {
    self.first = first
    self.second = second
    self.year = year
    self.microseconds = microseconds
  }

  /// Nil where no such day exists.
  package func days(_ order: DayOrder) -> Int64? {
    switch order {
    case .dayFirst: Calendar.days(year: year, month: second, day: first)
    case .monthFirst: Calendar.days(year: year, month: first, day: second)
    }
  }
}
