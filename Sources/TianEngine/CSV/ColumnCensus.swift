import TianFigures

/// How often each meaning stands in the cells of a column that say something. What a column becomes follows
/// from this alone, so it does not depend on how the file was cut or who read which part.
struct ColumnCensus {
  var numberCount = 0
  /// Digits after the point, as written, at most.
  var scale = 0
  /// Bounds of the numbers, at `rangeScale`.
  var range: ClosedRange<Int64>?
  var rangeScale = 0
  var wideDecimalCount = 0
  var longIntegerCount = 0
  var floatCount = 0
  var codeCount = 0
  var dateCount = 0
  var timestampCount = 0
  /// By granularity.
  var periodCounts: [PeriodGranularity: Int] = [:]
  var boolCount = 0
  var figureCount = 0
  /// `…`: figures where all others are numbers.
  var belowUnitCount = 0
  var textCount = 0

  var cellCount: Int {
    numericCount + codeCount + temporalCount + boolCount + figureCount + textCount
  }

  private var numericCount: Int { numberCount + wideDecimalCount + longIntegerCount + floatCount }

  private var temporalCount: Int {
    dateCount + timestampCount + periodCounts.values.reduce(0, +)
  }

  mutating func add(_ meaning: CellMeaning, count: Int = 1) {
    switch meaning {
    case .empty, .missing(.notApplicable), .missing(.unknown): break
    case .missing(.belowUnit): belowUnitCount += count
    case .number(let coefficient, let scale): addNumber(coefficient, scale: scale, count: count)
    case .wideDecimal: wideDecimalCount += count
    case .longInteger: longIntegerCount += count
    case .float: floatCount += count
    case .code: codeCount += count
    case .date: dateCount += count
    case .timestamp: timestampCount += count
    case .period(let period): periodCounts[period.granularity, default: 0] += count
    case .bool: boolCount += count
    case .figure: figureCount += count
    case .undecided, .text: textCount += count
    }
  }

  private mutating func addNumber(_ coefficient: Int64, scale: Int, count: Int) {
    numberCount += count
    self.scale = max(self.scale, scale)
    addRange(coefficient...coefficient, scale: scale)
  }

  mutating func merge(_ other: ColumnCensus) {
    numberCount += other.numberCount
    scale = max(scale, other.scale)
    if let range = other.range { addRange(range, scale: other.rangeScale) }
    wideDecimalCount += other.wideDecimalCount
    longIntegerCount += other.longIntegerCount
    floatCount += other.floatCount
    codeCount += other.codeCount
    dateCount += other.dateCount
    timestampCount += other.timestampCount
    periodCounts.merge(other.periodCounts, uniquingKeysWith: +)
    boolCount += other.boolCount
    figureCount += other.figureCount
    belowUnitCount += other.belowUnitCount
    textCount += other.textCount
  }

  /// Takes numbers in by their bounds at a scale.
  mutating func addRange(_ added: ClosedRange<Int64>, scale: Int) {
    guard let range else {
      (self.range, rangeScale) = (added, scale)
      return
    }
    let common = max(rangeScale, scale)
    let (low, high) = (
      min(Self.raised(range.lowerBound, common - rangeScale), Self.raised(added.lowerBound, common - scale)),
      max(Self.raised(range.upperBound, common - rangeScale), Self.raised(added.upperBound, common - scale))
    )
    self.range = low...high
    rangeScale = common
  }

  /// Times 10^digits, no further than what 18 digits hold and a little more.
  private static func raised(_ value: Int64, _ digits: Int) -> Int64 {
    let (product, overflow) = value.multipliedReportingOverflow(by: ExactDecimal.power(digits))
    return overflow ? (value < 0 ? .min : .max) : product
  }

  func range(atScale scale: Int) -> ClosedRange<Int64>? {
    guard let range else { return nil }
    return Self.raised(
      range.lowerBound, scale - rangeScale)...Self.raised(range.upperBound, scale - rangeScale)
  }

  /// Every number has at most 18 digits at the column's scale.
  private var fitsDecimal: Bool {
    guard let range = range(atScale: scale) else { return true }
    return range.lowerBound > -ExactDecimal.power(18) && range.upperBound < ExactDecimal.power(18)
  }

  /// No number among them is one that only a float holds.
  var isExact: Bool { floatCount + wideDecimalCount + longIntegerCount == 0 && fitsDecimal }

  /// How many cells may misfit a column that is typed all the same: one in a hundred.
  private var misfitLimit: Int { cellCount / 100 }

  enum Verdict: Equatable {
    case decimal(scale: Int)
    case float
    case date
    case timestamp
    case period(PeriodGranularity)
    case bool
    case figures
    case text
  }

  var verdict: Verdict {
    let cellCount = cellCount
    guard cellCount > 0 else { return .text }
    // A date is a timestamp too, so that one with a time among many without is no misfit.
    if timestampCount > 0, cellCount - timestampCount - dateCount <= misfitLimit { return .timestamp }
    if dateCount > 0, cellCount - dateCount <= misfitLimit { return .date }
    for granularity in PeriodGranularity.allCases {
      let count = periodCounts[granularity, default: 0]
      if count > 0, cellCount - count <= misfitLimit { return .period(granularity) }
    }
    if boolCount > 0, cellCount - boolCount <= misfitLimit { return .bool }
    guard codeCount == 0, textCount + temporalCount + boolCount <= misfitLimit else { return .text }
    if belowUnitCount > 0, floatCount + wideDecimalCount + longIntegerCount == 0 { return .figures }
    if figureCount > 0 { return wideDecimalCount + longIntegerCount + floatCount == 0 ? .figures : .text }
    if floatCount > 0 || wideDecimalCount > 0 { return .float }
    if longIntegerCount > 0 { return scale > 0 ? .float : .text }
    return fitsDecimal ? .decimal(scale: scale) : .float
  }
}
