/// Reads days, moments and periods as files write them. A period or a date takes a year of four digits, not
/// beginning with 0 in a period, so that `0851-05` stays the number of a telephone.
package enum TemporalReader {
  package enum Reading: Hashable, Sendable {
    case date(days: Int64)
    case timestamp(microseconds: Int64)
    case period(Period)
  }

  /// `2024-03-20`, `2024/3/20`, `2024.3.20`, `2023年9月13日`; one of them with `08:30`, `8:30:05`,
  /// `08:30:05.25`, `8:30 PM` or `下午 8:30` after a `T` or spaces; `2023年`, `2023Q2`, `2023年第二季度`,
  /// `2023-05`, `2023年5月`. Nil for what is not wholly one of them.
  package static func read(_ text: Span<UInt8>) -> Reading? {
    if let digits = inDigits(text) { return read(digits.span) }
    var cursor = Cursor()
    guard text.count >= 6, let year = cursor.number(text, 4...4), let mark = cursor.mark(text) else {
      return nil
    }
    let isPlain = text[0] != UInt8(ascii: "0")
    switch mark {
    case .quarter:
      guard isPlain, let number = cursor.number(text, 1...1), cursor.at == text.count else { return nil }
      return period(.quarter, year, number)
    case .year where cursor.at == text.count: return isPlain ? period(.year, year, 1) : nil
    case .year where isPlain:
      if let number = cursor.chineseQuarter(text) {
        return cursor.at == text.count ? period(.quarter, year, number) : nil
      }
    case .year, .dash, .slash, .dot: break
    }
    let start = cursor.at
    guard let month = cursor.number(text, 1...2) else { return nil }
    let width = cursor.at - start
    if mark == .year, !cursor.skip(text, "月") { return nil }
    if cursor.at == text.count {
      // `2024/3` may be a share, `2024-3` a difference, and `2024.03` is a number.
      return isPlain && (mark == .year || mark == .dash && width == 2) ? period(.month, year, month) : nil
    }
    if mark == .dash, !cursor.skip(text, "-") { return nil }
    if mark == .slash, !cursor.skip(text, "/") { return nil }
    if mark == .dot, !cursor.skip(text, ".") { return nil }
    guard let day = cursor.number(text, 1...2), mark != .year || cursor.skip(text, "日"),
      let days = Calendar.days(year: year, month: month, day: day)
    else { return nil }
    if cursor.at == text.count { return .date(days: days) }
    guard let time = cursor.time(text), cursor.at == text.count else { return nil }
    return .timestamp(microseconds: days * Calendar.microsecondsPerDay + time)
  }

  private static func period(_ granularity: PeriodGranularity, _ year: Int64, _ number: Int64) -> Reading? {
    Period(granularity, year: year, number: number).map { .period($0) }
  }

  /// `31/12/2023`, `12-31-2023`, `31.12.2023`, with a time or without. Nil for what is not wholly one.
  package static func readUnordered(_ text: Span<UInt8>) -> UnorderedDate? {
    var cursor = Cursor()
    guard text.count >= 8, let first = cursor.number(text, 1...2), let mark = cursor.mark(text),
      mark == .dash || mark == .slash || mark == .dot, let second = cursor.number(text, 1...2),
      cursor.mark(text) == mark, let year = cursor.number(text, 4...4)
    else { return nil }
    var time: Int64?
    if cursor.at < text.count {
      guard let read = cursor.time(text), cursor.at == text.count else { return nil }
      time = read
    }
    let date = UnorderedDate(first: first, second: second, year: year, microseconds: time)
    return date.days(.dayFirst) == nil && date.days(.monthFirst) == nil ? nil : date
  }

  private enum Mark {
    case dash, slash, dot, year, quarter
  }

  /// A place in the text, which every call hands over.
  private struct Cursor {
    private(set) var at = 0

    mutating func number(_ text: Span<UInt8>, _ widths: ClosedRange<Int>) -> Int64? {
      var value: Int64 = 0
      let start = at
      while at < text.count, at - start < widths.upperBound, text[at] &- 0x30 <= 9 {
        value = value * 10 + Int64(text[at] - 0x30)
        at += 1
      }
      return widths.contains(at - start) ? value : nil
    }

    mutating func skip(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
      guard at + word.utf8CodeUnitCount <= text.count else { return false }
      for index in 0..<word.utf8CodeUnitCount where text[at + index] != word.utf8Start[index] { return false }
      at += word.utf8CodeUnitCount
      return true
    }

    mutating func mark(_ text: Span<UInt8>) -> Mark? {
      if skip(text, "-") { return .dash }
      if skip(text, "/") { return .slash }
      if skip(text, ".") { return .dot }
      if skip(text, "年") { return .year }
      return skip(text, "Q") || skip(text, "q") ? .quarter : nil
    }

    /// `第二季度`, `第2季度`, `二季度`.
    mutating func chineseQuarter(_ text: Span<UInt8>) -> Int64? {
      let start = at
      _ = skip(text, "第")
      let number: Int64? =
        if skip(text, "一") { 1 } else if skip(text, "二") { 2 } else if skip(text, "三") {
          3
        } else if skip(text, "四") { 4 } else {
          number(text, 1...1)
        }
      if let number, skip(text, "季度") { return number }
      at = start
      return nil
    }

    /// Microseconds since midnight.
    mutating func time(_ text: Span<UInt8>) -> Int64? {
      guard skip(text, "T") || spaces(text) || isWord(text, "上午") || isWord(text, "下午") else { return nil }
      var half = half(text, ["上午", "下午"])
      if half != nil { _ = spaces(text) }
      guard var hour = number(text, 1...2), skip(text, ":"), let minute = number(text, 2...2), hour < 24,
        minute < 60
      else {
        return nil
      }
      var second: Int64 = 0
      var fraction: Int64 = 0
      if skip(text, ":") {
        guard let digits = number(text, 2...2), digits < 60 else { return nil }
        second = digits
        if skip(text, ".") {
          let start = at
          guard let digits = number(text, 1...6) else { return nil }
          fraction = digits
          for _ in (at - start)..<6 { fraction *= 10 }
          // Some write nanoseconds, of which there are none.
          while skip(text, "0") {}
        }
      }
      if half == nil {
        let end = at
        _ = spaces(text)
        half = self.half(text, ["AM", "PM"]) ?? self.half(text, ["am", "pm"])
        if half == nil { at = end }
      }
      if let half {
        // Twelve is the first hour of each half; some write 0 for it, and 14 behind 下午.
        guard half == 1 || hour <= 12 else { return nil }
        if hour <= 12 { hour = hour % 12 + half * 12 }
      }
      return ((hour * 60 + minute) * 60 + second) * Calendar.microsecondsPerSecond + fraction
    }

    /// 0 for the word of the first half of a day, 1 for that of the second.
    private mutating func half(_ text: Span<UInt8>, _ words: [StaticString]) -> Int64? {
      if skip(text, words[0]) { return 0 }
      return skip(text, words[1]) ? 1 : nil
    }

    private func isWord(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
      var ahead = self
      return ahead.skip(text, word)
    }

    private mutating func spaces(_ text: Span<UInt8>) -> Bool {
      let start = at
      while skip(text, " ") {}
      return at > start
    }
  }
}
