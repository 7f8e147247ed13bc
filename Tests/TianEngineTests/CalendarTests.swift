import TianFigures
import Testing

@testable import TianEngine

@Suite struct CalendarTests {
  @Test func everyDayComesBack() {
    var expected = Calendar.Date(year: 1896, month: 1, day: 1)
    let first = Calendar.days(year: 1896, month: 1, day: 1) ?? 0
    for days in first..<(first + 80_000) {
      #expect(Calendar.date(fromDays: days) == expected)
      #expect(Calendar.days(year: expected.year, month: expected.month, day: expected.day) == days)
      expected.day += 1
      if expected.day > Calendar.dayCount(year: expected.year, month: expected.month) {
        (expected.day, expected.month) = (1, expected.month + 1)
      }
      if expected.month > 12 { (expected.month, expected.year) = (1, expected.year + 1) }
    }
  }

  @Test func knownDays() {
    #expect(Calendar.days(year: 1970, month: 1, day: 1) == 0)
    #expect(Calendar.days(year: 2024, month: 3, day: 20) == 19_802)
    #expect(Calendar.days(year: 2023, month: 2, day: 29) == nil)
    #expect(Calendar.weekday(ofDays: 0) == 4)  // a Thursday
    #expect(Calendar.weekday(ofDays: -1) == 3)
    #expect(Calendar.text(ofDays: 19_802) == "2024-03-20")
  }

  @Test func monthsStopAtTheMonthsEnd() {
    func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
      Calendar.days(year: year, month: month, day: day) ?? .min
    }
    #expect(Calendar.addMonths(1, to: days(2024, 1, 31)) == days(2024, 2, 29))
    #expect(Calendar.addMonths(-1, to: days(2023, 3, 31)) == days(2023, 2, 28))
    #expect(Calendar.addMonths(12, to: days(2024, 2, 29)) == days(2025, 2, 28))
    #expect(Calendar.addMonths(.max, to: 0) == nil)
    #expect(Calendar.addMonths(200_000, to: 0) == nil)
  }
}
