import TianFigures

/// A cell of which the whole column tells what it says.
enum UndecidedCell {
  /// A date whose day or whose month may stand first.
  case date(UnorderedDate)
  /// `(1,234.50)`: a negative number where the others are numbers, as accountants write; else a label.
  case bracketed(Figure)
  /// `2023-01-02T03:04:05+08:00`: the time of a column where all have one zone.
  case zoned(microseconds: Int64, zone: TimeZoneOffset)

  /// `(3)`; nil for what is no number in brackets.
  init?(bracketed text: UnsafeBufferPointer<UInt8>, in units: UnitTable) {
    guard let figure = FigureReader.read(bracketed: text.span, in: units) else { return nil }
    self = .bracketed(
      Figure(ExactDecimal(-figure.best.coefficient, scale: figure.best.scale), unit: figure.unit))
  }

  /// `2023-01-02T03:04:05+08:00`, `…Z`, `… +0800`: a moment as the clocks of its zone show it; nil for
  /// others.
  init?(zoned text: UnsafeBufferPointer<UInt8>) {
    guard let (zone, width) = TimeZoneOffset.read(endOf: text.span) else { return nil }
    var end = text.count - width
    while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    let moment = UnsafeBufferPointer(rebasing: text[..<end])
    guard case .timestamp(let microseconds)? = TemporalReader.read(moment.span) else { return nil }
    self = .zoned(microseconds: microseconds, zone: zone)
  }

  /// Decides those of a column, as far as it tells; the others stay as they are. Returns what was found.
  /// - Parameters:
  ///   - weights: how many cells each meaning has.
  ///   - order: of dates, where it is said.
  static func settle(
    _ meanings: inout [CellMeaning], _ weights: Buffer<Int>, order: DayOrder?
  ) -> [ColumnFinding] {
    settleYears(&meanings)
    guard meanings.contains(where: { if case .undecided = $0 { true } else { false } }) else { return [] }
    return [
      settleDates(&meanings, weights, order), settleBrackets(&meanings, weights),
      settleZones(&meanings, weights),
    ].compactMap(\.self)
  }

  /// Makes dates of those that wait for an order: the one that is given, or under which more of them are
  /// dates.
  private static func settleDates(
    _ meanings: inout [CellMeaning], _ weights: Buffer<Int>, _ given: DayOrder?
  ) -> ColumnFinding? {
    var counts = [0, 0]
    for (code, meaning) in meanings.enumerated() {
      guard case .undecided(.date(let date)) = meaning else { continue }
      for (place, order) in DayOrder.allCases.enumerated() where date.days(order) != nil {
        counts[place] += weights[code]
      }
    }
    guard counts.contains(where: { $0 > 0 }) else { return nil }
    guard
      let order = given
        ?? (counts[0] == counts[1] ? nil : counts[0] > counts[1] ? .dayFirst : .monthFirst)
    else { return .ambiguousDates }
    for (code, meaning) in meanings.enumerated() {
      guard case .undecided(.date(let date)) = meaning else { continue }
      meanings[code] = date.days(order).map { date.meaning(onDay: $0) } ?? .text
    }
    return .dayOrder(order)
  }

  /// `2015` beside `2010年` is a year, where all numbers of the column may be.
  private static func settleYears(_ meanings: inout [CellMeaning]) {
    var (hasYear, years) = (false, [Int: Period]())
    for (code, meaning) in meanings.enumerated() {
      switch meaning {
      case .period(let period) where period.granularity == .year: hasYear = true
      case .number(let number, scale: 0) where (1900...2100).contains(number):
        years[code] = Period(.year, year: number)
      case .empty, .missing: break
      case .number, .wideDecimal, .longInteger, .float, .code, .date, .timestamp, .period, .undecided,
        .bool, .figure, .text:
        return
      }
    }
    guard hasYear else { return }
    for (code, year) in years { meanings[code] = .period(year) }
  }

  /// Numbers in brackets are negative where at least as many stand without.
  private static func settleBrackets(
    _ meanings: inout [CellMeaning], _ weights: Buffer<Int>
  ) -> ColumnFinding? {
    var (plainCount, bracketCount) = (0, 0)
    for (code, meaning) in meanings.enumerated() {
      switch meaning {
      case .undecided(.bracketed): bracketCount += weights[code]
      case .number, .figure: plainCount += weights[code]
      case .empty, .missing, .wideDecimal, .longInteger, .float, .code, .date, .timestamp, .period,
        .undecided, .bool, .text:
        break
      }
    }
    guard bracketCount > 0, plainCount >= bracketCount else { return nil }
    for (code, meaning) in meanings.enumerated() {
      if case .undecided(.bracketed(let figure)) = meaning { meanings[code] = .figure(figure) }
    }
    return .bracketedNumbers(cellCount: bracketCount)
  }

  private static func settleZones(
    _ meanings: inout [CellMeaning], _ weights: Buffer<Int>
  ) -> ColumnFinding? {
    var zones: Set<TimeZoneOffset> = []
    var isBare = false
    for (code, meaning) in meanings.enumerated() where weights[code] > 0 {
      switch meaning {
      case .undecided(.zoned(_, let zone)): zones.insert(zone)
      case .timestamp: isBare = true
      case .empty, .missing, .number, .wideDecimal, .longInteger, .float, .code, .date, .period, .undecided,
        .bool, .figure, .text:
        break
      }
    }
    guard let zone = zones.first else { return nil }
    guard zones.count == 1, !isBare else { return .mixedZones }
    for (code, meaning) in meanings.enumerated() {
      if case .undecided(.zoned(let time, _)) = meaning { meanings[code] = .timestamp(microseconds: time) }
    }
    return .zone(zone)
  }
}

extension UnorderedDate {
  /// As what it is, once its day is known.
  func meaning(onDay days: Int64) -> CellMeaning {
    guard let microseconds else { return .date(days: days) }
    return .timestamp(microseconds: days * Calendar.microsecondsPerDay + microseconds)
  }
}
