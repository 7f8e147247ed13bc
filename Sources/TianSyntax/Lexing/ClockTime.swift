/// A time of day without a zone, to the microsecond.
struct ClockTime {
  static let microsecondsPerSecond: Int64 = 1_000_000
  static let microsecondsPerDay: Int64 = 86_400 * microsecondsPerSecond

  var hour: Int
  var minute: Int
  var second: Int
  var microsecond: Int

  var isReal: Bool { hour <= 23 && minute <= 59 && second <= 59 }

  /// Since midnight.
  var microseconds: Int64 {
    Int64((hour * 60 + minute) * 60 + second) * Self.microsecondsPerSecond + Int64(microsecond)
  }

  /// A date and time, counted in microseconds since 1970-01-01T00:00:00: `2024-03-20T08:30:00`, with a
  /// fraction where there is one.
  static func text(microseconds: Int64) -> String {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: microsecondsPerDay)
    let days = remainder < 0 ? quotient - 1 : quotient
    let time = microseconds - days * microsecondsPerDay
    let seconds = Int(time / microsecondsPerSecond)
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    var fraction = String(microsecondsPerSecond + time % microsecondsPerSecond).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    let date = CivilDate(days: Int32(clamping: days)).text
    return "\(date)T\(parts.joined(separator: ":"))" + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
