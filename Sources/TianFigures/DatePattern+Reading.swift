extension DatePattern {
  /// What a text that is read by the pattern is: the finest of its fields says so. Nil where a coarser field
  /// is missing, or one stands twice, or cannot be read: a year of two digits is of some century, unless
  /// somebody says that it is one from 1969 to 2068.
  package func readNeed(takesShortYears: Bool = false) -> Need? {
    let fields = fields
    guard Set(fields).count == fields.count, fields.contains(.year) else { return nil }
    for part in parts where !takesShortYears {
      if case .field(.year, 2) = part { return nil }
    }
    func has(_ needed: Field...) -> Bool { needed.allSatisfy(fields.contains) }
    if has(.weekYear) || has(.week) || has(.quarter) && has(.month) { return nil }
    switch need {
    case .year, .quarter, .month: return need
    case .day: return has(.month, .day) && !has(.quarter) ? .day : nil
    case .time:
      let hasHour = has(.hour) != has(.halfHour) && has(.halfHour) == has(.halfDay)
      guard has(.month, .day), hasHour, !has(.fraction) || has(.second), !has(.second) || has(.minute) else {
        return nil
      }
      return .time
    }
  }

  /// The moment that a text writes, wholly in this pattern: of a month its first day. Nil where it writes
  /// none.
  package func moment(of text: Substring) -> Moment? {
    var rest = text.utf8[...]
    var values: [Field: Int64] = [:]
    for part in parts {
      switch part {
      case .text(let literal):
        guard rest.starts(with: literal.utf8) else { return nil }
        rest = rest.dropFirst(literal.utf8.count)
      case .field(let field, let count):
        guard let value = read(field, count, &rest) else { return nil }
        values[field] = value
      }
    }
    return rest.isEmpty ? Self.moment(values) : nil
  }

  private func read(_ field: Field, _ count: Int, _ rest: inout Substring.UTF8View) -> Int64? {
    switch field {
    case .year where count == 2:
      return Self.number(2...2, &rest).map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
    case .year: return Self.number(count == 1 ? 1...4 : 4...4, &rest)
    case .month: return number(count, names.months(isLong: count == 4), &rest)
    case .quarter: return number(count, names.quarters(isLong: count == 4), &rest)
    case .weekday: return Self.name(names.weekdays(isLong: count == 4), &rest)
    case .halfDay: return Self.name(names.halves, &rest).map { $0 - 1 }
    case .day, .hour, .halfHour, .minute, .second: return Self.number(count == 1 ? 1...2 : 2...2, &rest)
    case .fraction:
      guard var value = Self.number(count...count, &rest) else { return nil }
      for _ in count..<6 { value *= 10 }
      return value
    case .weekYear, .week: return nil
    }
  }

  private func number(_ count: Int, _ names: [String], _ rest: inout Substring.UTF8View) -> Int64? {
    count > 2 ? Self.name(names, &rest) : Self.number(count == 1 ? 1...2 : 2...2, &rest)
  }

  /// Which of some names stands here, from 1; the longest, for 十 begins 十一.
  private static func name(_ names: [String], _ rest: inout Substring.UTF8View) -> Int64? {
    var found: Int?
    for (place, name) in names.enumerated() where rest.starts(with: name.utf8) {
      if name.utf8.count > found.map({ names[$0].utf8.count }) ?? 0 { found = place }
    }
    guard let found else { return nil }
    rest = rest.dropFirst(names[found].utf8.count)
    return Int64(found) + 1
  }

  private static func number(_ widths: ClosedRange<Int>, _ rest: inout Substring.UTF8View) -> Int64? {
    var value: Int64 = 0
    var width = 0
    while width < widths.upperBound, let byte = rest.first, byte &- 0x30 <= 9 {
      value = value * 10 + Int64(byte - 0x30)
      rest.removeFirst()
      width += 1
    }
    return widths.contains(width) ? value : nil
  }

  private static func moment(_ values: [Field: Int64]) -> Moment? {
    func value(_ field: Field, _ range: ClosedRange<Int64>, else absent: Int64 = 0) -> Int64? {
      guard let value = values[field] else { return absent }
      return range.contains(value) ? value : nil
    }
    guard let quarter = value(.quarter, 1...4, else: 1), let half = value(.halfDay, 0...1),
      let days = Calendar.days(
        year: values[.year] ?? 0, month: values[.month] ?? quarter * 3 - 2, day: values[.day] ?? 1),
      let fullHour = value(.hour, 0...23), let halfHour = value(.halfHour, 1...12, else: 12),
      let minute = value(.minute, 0...59), let second = value(.second, 0...59),
      values[.weekday].map({ $0 == Calendar.weekday(ofDays: days) }) ?? true
    else { return nil }
    let hour = fullHour + halfHour % 12 + half * 12
    let seconds = (hour * 60 + minute) * 60 + second
    return Moment(
      days: days, microseconds: seconds * Calendar.microsecondsPerSecond + (values[.fraction] ?? 0))
  }
}
