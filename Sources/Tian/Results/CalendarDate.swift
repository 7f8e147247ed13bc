import TianFigures
import TianEngine

/// A day of the Gregorian calendar.
public struct CalendarDate: Hashable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Nil where there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard Calendar.days(year: Int64(year), month: Int64(month), day: Int64(day)) != nil else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// `2023-09-13`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
    let numbers = parts.compactMap { $0.allSatisfy(\.isASCII) ? Int($0) : nil }
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// The day a number of days after 1970-01-01.
  public init(daysSince1970 days: Int) {
    let date = Calendar.date(fromDays: Int64(days))
    (year, month, day) = (Int(date.year), Int(date.month), Int(date.day))
  }

  public var daysSince1970: Int {
    Int(Calendar.days(year: Int64(year), month: Int64(month), day: Int64(day)) ?? 0)
  }
}

extension CalendarDate: Comparable, CustomStringConvertible {
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  public var description: String { Calendar.text(ofDays: Int64(daysSince1970)) }
}
