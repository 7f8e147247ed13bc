import TianFigures

/// Reads dates, periods and timestamps, and tells what was meant for one.
enum DateReader {
  enum Reading {
    case none
    case date(CivilDate, end: Int)
    case timestamp(CivilDate, ClockTime, end: Int)
    /// Nil for one that the calendar does not have.
    case period(Period?, end: Int)
    /// `2024/3/20`, `2023-05`: the right form where it can be told, `2024-03-20`, `@2023-05`.
    case otherForm(String?, end: Int)
  }

  /// Reads from the first digit. After `@`, a year alone and a year with a month or quarter are periods.
  static func read(_ bytes: [UInt8], from start: Int, isMarked: Bool) -> Reading {
    let year = DigitRun(bytes, from: start)
    guard year.count == 4 else { return .none }
    if isMarked, let quarter = quarter(bytes, year) { return quarter }
    guard let (mark, width) = separator(bytes, year.end) else {
      return isMarked ? .period(Period(.year, year: Int64(year.value)), end: year.end) : .none
    }
    if mark == "年" { return readChinese(bytes, year) }
    let month = DigitRun(bytes, from: year.end + width)
    guard (1...2).contains(month.count) else {
      return isMarked ? .period(Period(.year, year: Int64(year.value)), end: year.end) : .none
    }
    guard let (second, width) = separator(bytes, month.end), second == mark else {
      return monthAlone(mark, year, month, isMarked)
    }
    let day = DigitRun(bytes, from: month.end + width)
    guard (1...2).contains(day.count) else { return monthAlone(mark, year, month, isMarked) }
    let date = CivilDate(year: year.value, month: month.value, day: day.value)
    guard mark == "-", month.count == 2, day.count == 2 else { return .otherForm(date.text, end: day.end) }
    return time(bytes, date, from: day.end)
  }

  /// `2023Q2`; nil where there is no such letter.
  private static func quarter(_ bytes: [UInt8], _ year: DigitRun) -> Reading? {
    guard year.end < bytes.count, bytes[year.end] | 0x20 == UInt8(ascii: "q") else { return nil }
    let number = DigitRun(bytes, from: year.end + 1)
    guard number.count == 1 else { return nil }
    return .period(
      Period(.quarter, year: Int64(year.value), number: Int64(number.value)), end: number.end)
  }

  /// After `@`, `2023-05` is a month. Without the mark it is neither a date nor a number, while `2023-5` and
  /// `2023/5` are arithmetic.
  private static func monthAlone(
    _ mark: Unicode.Scalar, _ year: DigitRun, _ month: DigitRun, _ isMarked: Bool
  ) -> Reading {
    let form = Period(.month, year: Int64(year.value), number: Int64(month.value)).map { "@\($0.text)" }
    if isMarked {
      guard mark == "-", month.count == 2 else { return .otherForm(form, end: month.end) }
      return .period(Period(.month, year: Int64(year.value), number: Int64(month.value)), end: month.end)
    }
    let isMonth = mark == "-" && month.count == 2 && month.firstDigit == 0
    return isMonth ? .otherForm(form, end: month.end) : .none
  }

  /// Four digits before 年 are a year: `2023年`, `2023年5月`, `2023年9月13日`.
  private static func readChinese(_ bytes: [UInt8], _ year: DigitRun) -> Reading {
    let yearEnd = year.end + 3
    let month = DigitRun(bytes, from: yearEnd)
    if month.count == 0 { return .period(Period(.year, year: Int64(year.value)), end: yearEnd) }
    guard month.count <= 2, bytes.starts(with: Array("月".utf8), at: month.end) else {
      let word = Array("季度".utf8)
      guard bytes.starts(with: word, at: month.end) else { return .otherForm(nil, end: month.end) }
      let quarter = Period(.quarter, year: Int64(year.value), number: Int64(month.value))
      return .otherForm(quarter.map { "@\($0.text)" }, end: month.end + word.count)
    }
    let day = DigitRun(bytes, from: month.end + 3)
    if day.count == 0 {
      return .period(
        Period(.month, year: Int64(year.value), number: Int64(month.value)), end: month.end + 3)
    }
    guard day.count <= 2, bytes.starts(with: Array("日".utf8), at: day.end) else {
      return .otherForm(
        CivilDate(year: year.value, month: month.value, day: day.value).text, end: day.end)
    }
    return .date(CivilDate(year: year.value, month: month.value, day: day.value), end: day.end + 3)
  }

  /// `T08:30`, `T08:30:00`, `T08:30:00.25` after a date, or the date alone.
  private static func time(_ bytes: [UInt8], _ date: CivilDate, from start: Int) -> Reading {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "T") else { return .date(date, end: start) }
    let hour = DigitRun(bytes, from: start + 1)
    guard hour.count == 2, let minute = twoDigits(bytes, after: hour.end) else {
      return .date(date, end: start)
    }
    var time = ClockTime(hour: hour.value, minute: minute.value, second: 0, microsecond: 0)
    guard let second = twoDigits(bytes, after: minute.end) else {
      return .timestamp(date, time, end: minute.end)
    }
    time.second = second.value
    guard let (mark, width) = separator(bytes, second.end), mark == "." else {
      return .timestamp(date, time, end: second.end)
    }
    let fraction = DigitRun(bytes, from: second.end + width)
    guard (1...6).contains(fraction.count) else { return .timestamp(date, time, end: second.end) }
    time.microsecond = (fraction.count..<6).reduce(fraction.value) { value, _ in value * 10 }
    return .timestamp(date, time, end: fraction.end)
  }

  /// Two digits after a colon.
  private static func twoDigits(_ bytes: [UInt8], after offset: Int) -> DigitRun? {
    guard offset < bytes.count else { return nil }
    let (scalar, width) = bytes.scalar(at: offset)
    guard scalar == ":" || scalar == "：" else { return nil }
    let digits = DigitRun(bytes, from: offset + width)
    return digits.count == 2 ? digits : nil
  }

  /// What stands between the parts of a date, folded.
  static func separator(_ bytes: [UInt8], _ at: Int) -> (mark: Unicode.Scalar, width: Int)? {
    guard at < bytes.count else { return nil }
    let (scalar, width) = bytes.scalar(at: at)
    switch scalar {
    case "-", "－": return ("-", width)
    case "/", "／": return ("/", width)
    case ".", "．", "。": return (".", width)
    case "年": return ("年", width)
    default: return nil
    }
  }
}
