import TianSource

extension Lexer {
  /// `@2024-03-20`; any other use of the mark is told the form of a date.
  mutating func lexMarkedDate() {
    let start = at
    let digits = start + bytes.scalar(at: start).width
    if lexDate(from: digits, tokenFrom: start) { return }
    at = max(wordEnd(from: digits), digits)
    let minus = DateReader.separator(bytes, at)
    if minus?.mark == "-", DigitRun(bytes, from: at + (minus?.width ?? 0)).count > 0 {
      at = wordEnd(from: at + (minus?.width ?? 0))
    }
    reportDateForm(from: start, fix: nil)
    emit(.date, from: start)
  }

  /// A date, or what looks like one and is told the right form. False, nothing read, for other numbers.
  mutating func lexDate(from start: Int, tokenFrom: Int? = nil) -> Bool {
    let tokenStart = tokenFrom ?? start
    switch DateReader.read(bytes, from: start) {
    case .none: return false
    case .date(let date, let end):
      at = end
      emit(.date, from: tokenStart)
      if !date.isReal {
        errors.add(
          .noSuchDate, Bilingual("the calendar has no such day", "历法里没有这一天"), at: SourceSpan(tokenStart, end))
      }
      if isNameCharacter(at: end) {
        let written = String(decoding: bytes[tokenStart..<end], as: UTF8.self)
        errors.add(
          Diagnostic(
            .missingSpace, Bilingual("a space is missing after `\(written)`", "`\(written)` 后面缺一个空格"),
            at: [.init(SourceSpan(tokenStart, end), Bilingual("a date ends here", "日期到此为止"))],
            fixes: [.init(SourceSpan(end, end), " ")]))
      }
      return true
    case .otherForm(let date, let end):
      at = max(wordEnd(from: end), end)
      reportDateForm(from: tokenStart, fix: at == end && date?.isReal == true ? date?.text : nil)
      emit(.date, from: tokenStart)
      return true
    }
  }

  private mutating func reportDateForm(from start: Int, fix: String?) {
    let form = fix ?? "2024-03-20"
    errors.add(
      .dateForm, Bilingual("this is neither a date nor a number", "这既不是日期，也不是数字"), at: SourceSpan(start, at),
      Bilingual("a date is written `\(form)`", "日期写作 `\(form)`"), fix: fix)
  }
}

/// Reads dates, and tells what was meant for one.
enum DateReader {
  enum Reading {
    case none
    case date(CivilDate, end: Int)
    /// `2024/3/20`, `2023-05`, `2023年5月`: the day where all three numbers are there.
    case otherForm(CivilDate?, end: Int)
  }

  static func read(_ bytes: [UInt8], from start: Int) -> Reading {
    let year = DigitRun(bytes, from: start)
    guard year.count == 4, let (mark, width) = separator(bytes, year.end) else { return .none }
    if mark == "年" { return readChinese(bytes, year) }
    let month = DigitRun(bytes, from: year.end + width)
    guard (1...2).contains(month.count) else { return .none }
    guard let (second, width) = separator(bytes, month.end), second == mark else {
      return monthAlone(mark, year, month)
    }
    let day = DigitRun(bytes, from: month.end + width)
    guard (1...2).contains(day.count) else { return monthAlone(mark, year, month) }
    let date = CivilDate(year: year.value, month: month.value, day: day.value)
    let isDate = mark == "-" && month.count == 2 && day.count == 2
    return isDate ? .date(date, end: day.end) : .otherForm(date, end: day.end)
  }

  /// `2023-05` is neither a date nor a number; `2023-5` and `2023/5` are arithmetic.
  private static func monthAlone(_ mark: Unicode.Scalar, _ year: DigitRun, _ month: DigitRun) -> Reading {
    mark == "-" && month.count == 2 && month.firstDigit == 0 ? .otherForm(nil, end: month.end) : .none
  }

  /// Four digits before 年 are a year: `2023年9月13日` is a date, and less than that is not.
  private static func readChinese(_ bytes: [UInt8], _ year: DigitRun) -> Reading {
    let yearEnd = year.end + 3
    let month = DigitRun(bytes, from: yearEnd)
    guard (1...2).contains(month.count), bytes.starts(with: Array("月".utf8), at: month.end) else {
      return .otherForm(nil, end: yearEnd)
    }
    let day = DigitRun(bytes, from: month.end + 3)
    guard (1...2).contains(day.count), bytes.starts(with: Array("日".utf8), at: day.end) else {
      return .otherForm(nil, end: month.end + 3)
    }
    return .date(CivilDate(year: year.value, month: month.value, day: day.value), end: day.end + 3)
  }

  /// What stands between the parts of a date, folded.
  static func separator(_ bytes: [UInt8], _ at: Int) -> (mark: Unicode.Scalar, width: Int)? {
    guard at < bytes.count else { return nil }
    let (scalar, width) = bytes.scalar(at: at)
    switch scalar {
    case "-", "－": return ("-", width)
    case "/", "／": return ("/", width)
    case ".", "．": return (".", width)
    case "年": return ("年", width)
    default: return nil
    }
  }
}
