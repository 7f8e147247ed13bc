extension DatePattern {
  /// A point's fields: of a period those of its first day, of a date a time of midnight.
  package struct Moment: Hashable, Sendable {
    package var days: Int64
    /// Since midnight.
    package var microseconds: Int64

    package init(days: Int64, microseconds: Int64 = 0) {
      (self.days, self.microseconds) = (days, microseconds)
    }
  }

  package func text(of moment: Moment) -> String {
    let date = Calendar.date(fromDays: moment.days)
    var out = ""
    for part in parts {
      switch part {
      case .text(let text): out += text
      case .field(let field, let count): out += text(of: field, count, moment, date)
      }
    }
    return out
  }

  private func text(of field: Field, _ count: Int, _ moment: Moment, _ date: Calendar.Date) -> String {
    let seconds = moment.microseconds / Calendar.microsecondsPerSecond
    switch field {
    case .year: return Self.year(date.year, count)
    case .weekYear: return Self.year(Calendar.week(ofDays: moment.days).year, count)
    case .month:
      return count > 2
        ? names.months(isLong: count == 4)[Int(date.month) - 1] : Self.digits(date.month, count)
    case .day: return Self.digits(date.day, count)
    case .quarter:
      let quarter = (date.month + 2) / 3
      return count > 2
        ? names.quarters(isLong: count == 4)[Int(quarter) - 1] : Self.digits(quarter, count)
    case .week: return Self.digits(Calendar.week(ofDays: moment.days).week, count)
    case .weekday:
      return names.weekdays(isLong: count == 4)[Int(Calendar.weekday(ofDays: moment.days)) - 1]
    case .hour: return Self.digits(seconds / 3600, count)
    case .halfHour: return Self.digits((seconds / 3600 + 11) % 12 + 1, count)
    case .halfDay: return names.halves[seconds / 3600 < 12 ? 0 : 1]
    case .minute: return Self.digits(seconds / 60 % 60, count)
    case .second: return Self.digits(seconds % 60, count)
    case .fraction:
      return String(Self.digits(moment.microseconds % Calendar.microsecondsPerSecond, 6).prefix(count))
    }
  }

  /// At least so many digits.
  private static func digits(_ value: Int64, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// Two letters are the last two digits.
  private static func year(_ year: Int64, _ count: Int) -> String {
    count == 2 ? digits(year % 100, 2) : digits(year, count)
  }

  var names: Names { isChinese ? .chinese : .english }

  /// The names of months, quarters, weekdays and halves of the day in a language.
  struct Names: Sendable {
    let longMonths: [String]
    let shortMonths: [String]
    let longQuarters: [String]
    let shortQuarters: [String]
    let longWeekdays: [String]
    let shortWeekdays: [String]
    let halves: [String]

    func months(isLong: Bool) -> [String] { isLong ? longMonths : shortMonths }
    func quarters(isLong: Bool) -> [String] { isLong ? longQuarters : shortQuarters }
    func weekdays(isLong: Bool) -> [String] { isLong ? longWeekdays : shortWeekdays }

    static let english = Names(
      longMonths: [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
      ],
      shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
      longQuarters: ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"],
      shortQuarters: ["Q1", "Q2", "Q3", "Q4"],
      longWeekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      shortWeekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], halves: ["AM", "PM"])

    static let chinese = Names(
      longMonths: ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
      shortMonths: (1...12).map { "\($0)月" },
      longQuarters: ["第一季度", "第二季度", "第三季度", "第四季度"],
      shortQuarters: (1...4).map { "\($0)季度" },
      longWeekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
      shortWeekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"], halves: ["上午", "下午"])
  }
}
