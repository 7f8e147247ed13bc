/// How long the periods of a column are. It is part of the column's type, as a unit is.
public enum PeriodGranularity: String, Hashable, Sendable, CaseIterable {
  case year, quarter, month

  public var periodsPerYear: Int64 {
    switch self {
    case .year: 1
    case .quarter: 4
    case .month: 12
    }
  }

  public var monthCount: Int64 { 12 / periodsPerYear }
}

/// A calendar year, quarter or month of the years 1 to 9999.
public struct Period: Hashable, Sendable {
  public var granularity: PeriodGranularity
  /// Periods of the granularity since the start of the year 0: 2023Q2 is 2023 * 4 + 1.
  public var ordinal: Int64

  public init(_ granularity: PeriodGranularity, ordinal: Int64) {
    self.granularity = granularity
    self.ordinal = ordinal
  }

  /// The period with a number from 1 within its year; nil where there is none, or outside the years 1 to
  /// 9999.
  public init?(_ granularity: PeriodGranularity, year: Int64, number: Int64 = 1) {
    guard (1...9999).contains(year), (1...granularity.periodsPerYear).contains(number) else { return nil }
    self.init(granularity, ordinal: year * granularity.periodsPerYear + number - 1)
  }

  public var year: Int64 { ordinal / granularity.periodsPerYear }

  /// From 1 within its year.
  public var number: Int64 { ordinal % granularity.periodsPerYear + 1 }

  /// `2023`, `2023Q2`, `2023-05`.
  public var text: String {
    let digits = String(year)
    let year = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch granularity {
    case .year: return year
    case .quarter: return "\(year)Q\(number)"
    case .month: return "\(year)-\(number < 10 ? "0" : "")\(number)"
    }
  }
}
