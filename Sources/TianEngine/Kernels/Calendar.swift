/// The proleptic Gregorian calendar over days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
package enum Calendar {
  package struct Date: Hashable, Sendable {
    package var year: Int64
    package var month: Int64
    package var day: Int64
  }

  /// The days of the years -9999 to 9999: no date lies outside.
  package static let dayRange: ClosedRange<Int64> = -4_371_587...2_932_896

  /// Of any number, for what stands at a null row may be any; a date where it is within `dayRange`.
  package static func date(fromDays days: Int64) -> Date {
    let shifted = days &+ 719_468
    let era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Date(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Nil where there is no such day.
  package static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard (-9999...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= dayCount(year: year, month: month)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package static func dayCount(year: Int64, month: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Months on or back, stopping at the month's end: January 31st and a month is the last of February. Nil
  /// outside the years -9999 to 9999.
  package static func addMonths(_ months: Int64, to days: Int64) -> Int64? {
    let date = date(fromDays: days)
    let (total, overflow) = (date.year * 12 + date.month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let year = total >= 0 ? total / 12 : (total - 11) / 12
    let month = total - year * 12 + 1
    guard (-9999...9999).contains(year) else { return nil }
    return Self.days(year: year, month: month, day: min(date.day, dayCount(year: year, month: month)))
  }

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  package static func weekday(ofDays days: Int64) -> Int64 {
    let shifted = (days &+ 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// `2024-03-20`.
  package static func text(ofDays days: Int64) -> String {
    let date = date(fromDays: days)
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value.magnitude)
      return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }
}
