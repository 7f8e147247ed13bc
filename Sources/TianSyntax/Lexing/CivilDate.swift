import TianFigures

/// A day as it is written, whether the calendar has it or not.
struct CivilDate {
  var year: Int
  var month: Int
  var day: Int

  /// Since 1970-01-01; nil where there is no such day.
  var days: Int32? {
    Calendar.days(year: Int64(year), month: Int64(month), day: Int64(day)).map { Int32($0) }
  }

  /// `2024-03-20`; nil where there is no such day.
  var text: String? { days.map { Calendar.text(ofDays: Int64($0)) } }
}
