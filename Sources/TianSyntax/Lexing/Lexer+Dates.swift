import TianSource

extension Lexer {
  /// `@2024-03-20`, `@2023Q2`; any other use of the mark is told the form of a date.
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

  /// A date, a period or a timestamp, or what looks like one and is told the right form. False, nothing read,
  /// for other numbers.
  mutating func lexDate(from start: Int, tokenFrom: Int? = nil) -> Bool {
    let tokenStart = tokenFrom ?? start
    let kind: Token.Kind
    let isReal: Bool
    switch DateReader.read(bytes, from: start, isMarked: tokenFrom != nil) {
    case .none: return false
    case .otherForm(let form, let end):
      at = max(wordEnd(from: end), end)
      reportDateForm(from: tokenStart, fix: at == end ? form : nil)
      emit(.date, from: tokenStart)
      return true
    case .date(let date, let end): (kind, isReal, at) = (.date, date.days != nil, end)
    case .period(let period, let end): (kind, isReal, at) = (.period, period != nil, end)
    case .timestamp(let date, let time, let end):
      (kind, isReal, at) = (.timestamp, date.days != nil && time.isReal, end)
    }
    emit(kind, from: tokenStart)
    if !isReal {
      errors.add(
        .noSuchDate, Bilingual("the calendar has no such day or time", "历法里没有这样的日期或时间"),
        at: SourceSpan(tokenStart, at))
    }
    if isNameCharacter(at: at) { reportGluedDate(kind, from: tokenStart) }
    return true
  }

  private mutating func reportGluedDate(_ kind: Token.Kind, from start: Int) {
    let (end, wordEnd) = (at, wordEnd(from: at))
    if kind == .timestamp, wordEnd == end + 1, bytes[end] == UInt8(ascii: "Z") {
      at = wordEnd
      errors.add(
        .dateForm, Bilingual("a time of day has no zone", "时间不带时区"), at: SourceSpan(end, wordEnd),
        Bilingual("remove the `Z`", "请删去 `Z`"), fix: "")
      return
    }
    guard KeywordLookup.shared.find(bytes, end..<wordEnd) != nil else {
      at = wordEnd
      let name = "[\(String(decoding: bytes[start..<wordEnd], as: UTF8.self))]"
      errors.add(
        .dateForm, Bilingual("a date with a name glued to it", "日期后面紧跟着名称"), at: SourceSpan(start, wordEnd),
        Bilingual("a name that begins with a digit is quoted: `\(name)`", "以数字开头的名称要加引号：`\(name)`"),
        fix: name)
      return
    }
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    errors.add(
      Diagnostic(
        .missingSpace, Bilingual("a space is missing after `\(written)`", "`\(written)` 后面缺一个空格"),
        at: [.init(SourceSpan(start, end), Bilingual("a date ends here", "日期到此为止"))],
        fixes: [.init(SourceSpan(end, end), " ")]))
  }

  private mutating func reportDateForm(from start: Int, fix: String?) {
    let form = fix ?? "2024-03-20"
    let isPeriod = form.hasPrefix("@")
    errors.add(
      .dateForm, Bilingual("this is neither a date nor a number", "这既不是日期，也不是数字"), at: SourceSpan(start, at),
      isPeriod
        ? Bilingual("a month or quarter is written `\(form)`", "月份和季度写作 `\(form)`")
        : Bilingual("a date is written `\(form)`", "日期写作 `\(form)`"), fix: fix)
  }
}
