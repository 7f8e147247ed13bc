/// How long the periods of a column are. It is part of the column's type, as a unit is.
public enum PeriodGranularity: String, Hashable, Sendable, CaseIterable {
  case year, quarter, month

  @inlinable public var periodsPerYear: Int64 {
    switch self {
    case .year: 1
    case .quarter: 4
    case .month: 12
    }
  }

  @inlinable public var monthCount: Int64 { 12 / periodsPerYear }
}

/// A calendar year, quarter or month of the years 1 to 9999.
public struct Period: Hashable, Sendable {
  public let granularity: PeriodGranularity
  /// Periods of the granularity since the start of the year 0: 2023Q2 is 2023 * 4 + 1.
  package let ordinal: Int64

  package init(_ granularity: PeriodGranularity, ordinal: Int64) {
    self.granularity = granularity
    self.ordinal = ordinal
  }

  /// The period with a number from 1 within its year; nil where there is none, or outside the years 1 to
  /// 9999.
  public init?(_ granularity: PeriodGranularity, year: Int64, number: Int64 = 1) {
    guard Calendar.years.contains(year), (1...granularity.periodsPerYear).contains(number) else { return nil }
    self.init(granularity, ordinal: year * granularity.periodsPerYear + number - 1)
  }

  public var year: Int64 { ordinal / granularity.periodsPerYear }

  /// From 1 within its year.
  public var number: Int64 { ordinal % granularity.periodsPerYear + 1 }

  /// The coarser period, or the same, that it lies in; nil for a finer granularity.
  package func within(_ granularity: PeriodGranularity) -> Period? {
    let count = self.granularity.periodsPerYear / granularity.periodsPerYear
    return count == 0 ? nil : Period(granularity, ordinal: ordinal / count)
  }

  /// `2023`, `2023Q2`, `2023-05`.
  public var text: String { TemporalText.string { TemporalText.write(self, to: $0) } }
}

extension Calendar {
  /// The ordinals of the years 1 to 9999.
  @inlinable package static func ordinals(of granularity: PeriodGranularity) -> ClosedRange<Int64> {
    granularity.periodsPerYear...(10_000 * granularity.periodsPerYear - 1)
  }

  /// The ordinal of the period that a day lies in. Of any number, as `date(fromDays:)`.
  @inlinable package static func ordinal(ofDays days: Int64, _ granularity: PeriodGranularity) -> Int64 {
    let date = date(fromDays: days)
    return date.year &* granularity.periodsPerYear &+ (date.month - 1) / granularity.monthCount
  }

  /// The first day of a period; of the one past the last year its day after. Of any number, as above.
  @inlinable package static func firstDay(of ordinal: Int64, _ granularity: PeriodGranularity) -> Int64 {
    let perYear = granularity.periodsPerYear
    let (year, place) = (ordinal / perYear, ordinal % perYear)
    return daysUnchecked(year: year, month: place * granularity.monthCount + 1, day: 1)
  }
}
