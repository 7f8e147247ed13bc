import Testing
import TianTestSupport

@testable import Tian

/// A calendar walked day by day, to hold the arithmetic to.
private struct WalkedCalendar {
  struct Day: Equatable {
    var (year, month, day, weekday) = (1895, 1, 1, 2)

    var isLeap: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    var lastOfMonth: Int { [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] }
    var quarter: Int { (month - 1) / 3 + 1 }

    var text: String {
      let (month, day) = (month < 10 ? "0\(month)" : "\(month)", day < 10 ? "0\(day)" : "\(day)")
      return "\(year)-\(month)-\(day)"
    }

    func next() -> Day {
      var next = self
      next.weekday = weekday % 7 + 1
      next.day += 1
      if next.day > lastOfMonth { (next.month, next.day) = (month + 1, 1) }
      if next.month > 12 { (next.year, next.month) = (year + 1, 1) }
      return next
    }
  }

  let days: [Day]
  private let places: [String: Int]

  init() {
    var days = [Day()]
    while days[days.count - 1].year < 2106 { days.append(days[days.count - 1].next()) }
    self.days = days
    places = Dictionary(days.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func place(_ text: String) -> Int? { places[text] }

  /// A month at a time, the day then cut to the month's last.
  func adding(months: Int, to place: Int) -> Int? {
    var day = days[place]
    for _ in 0..<abs(months) {
      day.month += months < 0 ? -1 : 1
      if day.month == 13 { (day.year, day.month) = (day.year + 1, 1) }
      if day.month == 0 { (day.year, day.month) = (day.year - 1, 12) }
    }
    day.day = min(day.day, day.lastOfMonth)
    return self.place(day.text)
  }

  /// Back to the first day of which something holds.
  func back(from place: Int, to isStart: (Day) -> Bool) -> Int {
    var place = place
    while !isStart(days[place]) { place -= 1 }
    return place
  }

  /// The Thursdays of the year from January 1st on tell the week.
  func week(_ place: Int) -> Int {
    let thursday = back(from: place, to: { $0.weekday == 1 }) + 3
    let year = days[thursday].year
    return back(from: thursday, to: { $0.year == year && $0.month == 1 && $0.day == 1 })
      .distance(to: thursday) / 7 + 1
  }

  func age(_ born: Int, on: Int) -> Int? {
    var years = 0
    while let next = adding(months: 12 * (years + 1), to: born), next <= on { years += 1 }
    while let birthday = adding(months: 12 * years, to: born), birthday > on { years -= 1 }
    return years
  }
}

@Suite struct TemporalPropertyTests {
  private struct Row {
    var first: Int
    var second: Int
    var months: Int
    var seconds: Int
  }

  private static let calendar = WalkedCalendar()

  /// Days of 1910 to 2090, many of them at the ends of months, and times of the day.
  private static func rows(seed: UInt64) -> [Row] {
    var random = SeededRandom(seed: seed)
    let inner = calendar.days.indices.filter { (1910...2090).contains(calendar.days[$0].year) }
    let ends = inner.filter { calendar.days[$0].day > 27 || calendar.days[$0].day == 1 }
    func day() -> Int { (random.next() % 2 == 0 ? inner : ends)[random.below(inner.count) % ends.count] }
    return (0..<1500).map { _ in
      Row(first: day(), second: day(), months: random.below(361) - 180, seconds: random.below(86_400))
    }
  }

  private static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }

  private static func table(_ rows: [Row]) -> String {
    "甲,乙,月数（月）,时刻\n"
      + rows.map {
        let (first, second) = (calendar.days[$0.first].text, calendar.days[$0.second].text)
        return "\(first),\(second),\($0.months),\(first) \(clock($0.seconds))\n"
      }.joined()
  }

  private static func texts(_ query: String, _ rows: [Row]) throws -> [[String]] {
    let workspace = Workspace()
    try workspace.add(csv: table(rows), as: "t")
    let result = try workspace.query("t | select " + query + " | select " + "*")
    return result.columns.map { column in
      column.values.map { value in
        if let int = value.int { return "\(int)" }
        if let bool = value.bool { return "\(bool)" }
        return value.date?.description ?? value.timestamp?.description ?? value.period?.text ?? "null"
      }
    }
  }

  @Test(arguments: [1, 2]) func arithmeticIsThatOfAWalkedCalendar(_ seed: UInt64) throws {
    let rows = Self.rows(seed: seed)
    let calendar = Self.calendar
    let columns = try Self.texts(
      "a = 甲 + 月数, b = 甲 - 乙, c = 甲 + (乙 - 甲), d = age(甲, 乙), e = 时刻 - 月数, f = 时刻 + 90000秒", rows)
    for (index, row) in rows.enumerated() {
      func day(_ place: Int?) -> String { place.map { calendar.days[$0].text } ?? "?" }
      let passed = row.seconds + 90_000
      let expected = [
        day(calendar.adding(months: row.months, to: row.first)), "\(row.first - row.second)",
        day(row.second), "\(calendar.age(row.first, on: row.second) ?? 0)",
        day(calendar.adding(months: -row.months, to: row.first)) + "T" + Self.clock(row.seconds),
        day(row.first + passed / 86_400) + "T" + Self.clock(passed % 86_400),
      ]
      #expect(columns.map { $0[index] } == expected)
    }
  }

  @Test func partsAndStartsAreThoseOfAWalkedCalendar() throws {
    let rows = Self.rows(seed: 3)
    let calendar = Self.calendar
    let columns = try Self.texts(
      "y = year(时刻), q = quarter(甲), m = month(时刻), w = week(甲), d = day(时刻), k = weekday(甲), "
        + "h = hour(时刻), n = minute(时刻), s = second(时刻), p = truncate(甲, 1季度), u = truncate(甲, 1周), "
        + "v = truncate(时刻, 20分钟), x = period(时刻, 1季度), z = date(period(甲, 1月))", rows)
    for (index, row) in rows.enumerated() {
      let day = calendar.days[row.first]
      func text(_ place: Int) -> String { calendar.days[place].text }
      let expected = [
        "\(day.year)", "\(day.quarter)", "\(day.month)", "\(calendar.week(row.first))", "\(day.day)",
        "\(day.weekday)", "\(row.seconds / 3600)", "\(row.seconds / 60 % 60)", "\(row.seconds % 60)",
        text(calendar.back(from: row.first) { $0.day == 1 && $0.month % 3 == 1 }),
        text(calendar.back(from: row.first) { $0.weekday == 1 }),
        day.text + "T" + Self.clock(row.seconds / 1200 * 1200), "\(day.year)Q\(day.quarter)",
        text(calendar.back(from: row.first) { $0.day == 1 }),
      ]
      #expect(columns.map { $0[index] } == expected)
    }
  }

  /// `==` inside, `<` before its start, `<=` before its end, `>` after its end, `>=` from its start.
  @Test(arguments: ["1年", "1季度", "1月"]) func pointsComparePeriodsByTheirEnds(_ length: String) throws {
    let rows = Self.rows(seed: 4).map { row in
      // Near one another, so that ends meet.
      var near = row
      near.second = row.first + row.months / 6
      return near
    }
    let calendar = Self.calendar
    let symbols = ["==", "!=", "<", "<=", ">", ">="]
    let turned = ["==", "!=", ">", ">=", "<", "<="]
    let points = ["甲", "时刻", "period(甲, 1月)"]
    let items = points.enumerated().flatMap { place, point in
      zip(symbols, turned).enumerated().flatMap { index, pair in
        [
          "a\(place)\(index) = \(point) \(pair.0) period(乙, \(length))",
          "b\(place)\(index) = period(乙, \(length)) \(pair.1) \(point)",
        ]
      }
    }
    let columns = try Self.texts(items.joined(separator: ", "), rows)
    for (index, row) in rows.enumerated() {
      let isStart: (WalkedCalendar.Day) -> Bool =
        switch length {
        case "1年": { $0.day == 1 && $0.month == 1 }
        case "1季度": { $0.day == 1 && $0.month % 3 == 1 }
        default: { $0.day == 1 }
        }
      let start = calendar.back(from: row.second, to: isStart)
      var end = row.second
      while !isStart(calendar.days[end + 1]) { end += 1 }
      let point = row.first
      let expected = [
        point >= start && point <= end, point < start || point > end, point < start, point <= end,
        point > end, point >= start,
      ].flatMap { ["\($0)", "\($0)"] }
      #expect(columns.map { $0[index] } == expected + expected + expected)
    }
  }
}
