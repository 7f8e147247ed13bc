/// The proleptic Gregorian calendar of the years 1 to 9999, over days since 1970-01-01 and microseconds since
/// its midnight (H. Hinnant, "chrono-compatible low-level date algorithms").
package enum Calendar {
  package struct Date: Hashable, Sendable {
    package var year: Int64
    package var month: Int64
    package var day: Int64

    @inlinable package init(year: Int64, month: Int64, day: Int64) {
      (self.year, self.month, self.day) = (year, month, day)
    }
  }

  @inlinable package static var years: ClosedRange<Int64> { 1...9999 }
  @inlinable package static var microsecondsPerSecond: Int64 { 1_000_000 }
  @inlinable package static var microsecondsPerDay: Int64 { 86_400_000_000 }

  /// No date lies outside.
  @inlinable package static var dayRange: ClosedRange<Int64> { -719_162...2_932_896 }

  /// No timestamp lies outside.
  @inlinable package static var microsecondRange: ClosedRange<Int64> {
    dayRange.lowerBound * microsecondsPerDay...(dayRange.upperBound + 1) * microsecondsPerDay - 1
  }

  /// Of any number, for what stands at a null row may be any; a date where it is within `dayRange`.
  @inlinable package static func date(fromDays days: Int64) -> Date {
    let shifted = days &+ 719_468
    let era = quotient(shifted, 146_097)
    let dayOfEra = shifted &- era &* 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Date(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Nil where there is no such day.
  @inlinable package static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard years.contains(year), (1...12).contains(month), day >= 1,
      day <= dayCount(year: year, month: month)
    else { return nil }
    return daysUnchecked(year: year, month: month, day: day)
  }

  /// Of a day that there is, and of the first of January in the year 10000; of any other numbers any number.
  @inlinable static func daysUnchecked(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year &- 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear &- era &* 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era &* 146_097 &+ dayOfEra &- 719_468
  }

  @inlinable package static func dayCount(year: Int64, month: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Months on or back, stopping at the month's end: January 31st and a month is the last of February. Nil
  /// outside the years.
  @inlinable package static func addMonths(_ months: Int64, to days: Int64) -> Int64? {
    let date = date(fromDays: days)
    let (total, overflow) = (date.year * 12 + date.month - 1).addingReportingOverflow(months)
    guard !overflow, (12..<120_000).contains(total) else { return nil }
    let (year, month) = (total / 12, total % 12 + 1)
    return daysUnchecked(year: year, month: month, day: min(date.day, dayCount(year: year, month: month)))
  }

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  @inlinable package static func weekday(ofDays days: Int64) -> Int64 {
    let shifted = (days &+ 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// The week and the year that it belongs to: that of its Thursday (ISO 8601).
  @inlinable package static func week(ofDays days: Int64) -> (year: Int64, week: Int64) {
    let thursday = days &- weekday(ofDays: days) &+ 4
    let year = date(fromDays: thursday).year
    return (year, (thursday &- daysUnchecked(year: year, month: 1, day: 1)) / 7 + 1)
  }

  /// The day of a timestamp, and the microseconds since its midnight.
  @inlinable package static func split(_ microseconds: Int64) -> (days: Int64, rest: Int64) {
    let days = quotient(microseconds, microsecondsPerDay)
    return (days, microseconds &- days &* microsecondsPerDay)
  }

  /// Rounded down; the divisor is positive.
  @inlinable package static func quotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
  }

  /// `2024-03-20`.
  package static func text(ofDays days: Int64) -> String {
    TemporalText.string { TemporalText.write(days: days, to: $0) }
  }

  /// `2024-03-20T08:30:00`, with a fraction where it does not lie on a second.
  package static func text(ofMicroseconds microseconds: Int64) -> String {
    TemporalText.string { TemporalText.write(microseconds: microseconds, to: $0) }
  }
}
