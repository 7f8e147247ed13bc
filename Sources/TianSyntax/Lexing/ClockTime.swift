import TianFigures

/// A time of day as it is written, to the microsecond, whether days have it or not.
struct ClockTime {
  var hour: Int
  var minute: Int
  var second: Int
  var microsecond: Int

  var isReal: Bool { hour <= 23 && minute <= 59 && second <= 59 }

  /// Since midnight.
  var microseconds: Int64 {
    Int64((hour * 60 + minute) * 60 + second) * Calendar.microsecondsPerSecond + Int64(microsecond)
  }
}
