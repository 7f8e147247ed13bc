import Testing

@testable import TianFigures

@Suite struct TemporalTests {
  @Test(arguments: [
    (Int64(0), "1970-01-01"), (11016, "2000-02-29"), (-719_162, "0001-01-01"), (2_932_896, "9999-12-31"),
    (-1, "1969-12-31"),
  ])
  func datesAreProlepticGregorian(_ days: Int64, _ expected: String) {
    #expect(Calendar.text(ofDays: days) == expected)
    #expect(TemporalReader.read(expected.utf8.span) == .date(days: days))
  }

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00"), (-1, "1969-12-31T23:59:59.999999"),
    (1_710_923_400_000_000, "2024-03-20T08:30:00"), (1_710_923_400_250_000, "2024-03-20T08:30:00.25"),
    (Calendar.microsecondRange.lowerBound, "0001-01-01T00:00:00"),
    (Calendar.microsecondRange.upperBound, "9999-12-31T23:59:59.999999"),
  ])
  func timestampsAreWrittenToTheMicrosecond(_ microseconds: Int64, _ expected: String) {
    #expect(Calendar.text(ofMicroseconds: microseconds) == expected)
    #expect(TemporalReader.read(expected.utf8.span) == .timestamp(microseconds: microseconds))
  }

  @Test(arguments: [
    ("2024/3/20", "2024-03-20"), ("2023年9月13日", "2023-09-13"), ("2024-03-20 8:30", "2024-03-20T08:30:00"),
    ("2024/3/20 8:30:05", "2024-03-20T08:30:05"), ("2023年9月13日 18:00", "2023-09-13T18:00:00"),
    ("2024-03-20T08:30:05.25", "2024-03-20T08:30:05.25"), ("2023年", "2023"), ("2023Q2", "2023Q2"),
    ("2023q2", "2023Q2"), ("2023年第二季度", "2023Q2"), ("2023年3季度", "2023Q3"), ("2023-05", "2023-05"),
    ("2023年5月", "2023-05"),
  ])
  func formsOfFilesAreRead(_ text: String, _ expected: String) {
    let read: String? =
      switch TemporalReader.read(text.utf8.span) {
      case .date(let days): Calendar.text(ofDays: days)
      case .timestamp(let microseconds): Calendar.text(ofMicroseconds: microseconds)
      case .period(let period): period.text
      case nil: nil
      }
    #expect(read == expected)
  }

  @Test(arguments: [
    "", "2023", "2023年5", "2023-5", "2023/05", "2023-13", "2023Q5", "2023Q0", "2023年第五季度", "0851-05",
    "2024-02-30", "2024-03-20T", "2024-03-20 24:00", "2024-03-20 8:60", "2024-03-20 8:3",
    "2024-03-20 08:30:60",
    "2024-03-20 08:30:00.", "2024-03-20 08:30:00.1234567", "2024-03-20Z", "12024-03-20", "2024-03/20",
    "2023年5月6", "2023年季度", "20230520",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(TemporalReader.read(text.utf8.span) == nil)
  }

  @Test func periodsHoldTheirDays() {
    for granularity in PeriodGranularity.allCases {
      let ordinals = Calendar.ordinals(of: granularity)
      for ordinal in [ordinals.lowerBound, ordinals.upperBound] + Array(ordinals.dropFirst(1900).prefix(3000))
      {
        let (first, next) = (
          Calendar.firstDay(of: ordinal, granularity), Calendar.firstDay(of: ordinal + 1, granularity)
        )
        #expect(Calendar.ordinal(ofDays: first, granularity) == ordinal)
        #expect(Calendar.ordinal(ofDays: next - 1, granularity) == ordinal)
        #expect(Calendar.ordinal(ofDays: next, granularity) == ordinal + 1)
      }
    }
  }

  /// Against ISO 8601's own rule: the week of January 4th is the first, and weeks begin on Mondays.
  @Test func weeksAreThoseOfISO() {
    for year in Int64(1890)...2110 {
      guard let fourth = Calendar.days(year: year, month: 1, day: 4) else { continue }
      let monday = fourth - Calendar.weekday(ofDays: fourth) + 1
      let next = Calendar.days(year: year + 1, month: 1, day: 4) ?? 0
      let end = next - Calendar.weekday(ofDays: next) + 1
      for days in monday..<end {
        let (weekYear, week) = Calendar.week(ofDays: days)
        #expect(weekYear == year && week == (days - monday) / 7 + 1)
      }
    }
  }
}
