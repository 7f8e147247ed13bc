import TianFigures

/// A moment of the Gregorian calendar, to the microsecond, of no zone.
public struct Timestamp: Hashable, Sendable {
  /// Since 1970-01-01T00:00:00.
  public let microsecondsSince1970: Int64

  /// The nearest moment of the years 1 to 9999.
  public init(microsecondsSince1970 microseconds: Int64) {
    let range = Calendar.microsecondRange
    microsecondsSince1970 = min(max(microseconds, range.lowerBound), range.upperBound)
  }

  /// Nil where a day has no such time.
  public init?(_ date: CalendarDate, hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1_000_000).contains(microsecond)
    else { return nil }
    let seconds = Int64((hour * 60 + minute) * 60 + second)
    self.init(
      microsecondsSince1970: Int64(date.daysSince1970) * Calendar.microsecondsPerDay
        + seconds * Calendar.microsecondsPerSecond + Int64(microsecond))
  }

  /// `2024-03-20T08:30:00`; nil for what is no timestamp.
  public init?(_ text: String) {
    guard case .timestamp(let microseconds) = TemporalReader.read(text.utf8.span) else { return nil }
    microsecondsSince1970 = microseconds
  }

  public var date: CalendarDate {
    CalendarDate(daysSince1970: Int(Calendar.split(microsecondsSince1970).days))
  }

  public var hour: Int { secondOfDay / 3600 }
  public var minute: Int { secondOfDay / 60 % 60 }
  public var second: Int { secondOfDay % 60 }
  public var microsecond: Int {
    Int(Calendar.split(microsecondsSince1970).rest % Calendar.microsecondsPerSecond)
  }

  private var secondOfDay: Int {
    Int(Calendar.split(microsecondsSince1970).rest / Calendar.microsecondsPerSecond)
  }
}

extension Timestamp: Comparable, CustomStringConvertible {
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microsecondsSince1970 < right.microsecondsSince1970
  }

  public var description: String { Calendar.text(ofMicroseconds: microsecondsSince1970) }
}
