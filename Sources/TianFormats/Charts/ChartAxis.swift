import TianEngine
import TianFigures
import TianPlan

/// A scale from values to 0...1, with its ticks.
struct ChartAxis: Equatable {
  struct Tick: Equatable {
    var position: Double
    var label: String
  }

  private(set) var range: ClosedRange<Double>
  private(set) var ticks: [Tick] = []
  let title: String

  func position(of value: Double) -> Double {
    let width = range.upperBound - range.lowerBound
    return width > 0 ? (value - range.lowerBound) / width : 0.5
  }

  /// Names, one beside the other: each stands in the middle of its share.
  init(names: [String], title: String) {
    self.title = title
    range = 0...Double(max(1, names.count))
    ticks = names.enumerated().map { Tick(position: position(of: Double($0) + 0.5), label: $1) }
  }

  /// Numbers, dates or periods. The range is that of the values, widened to round numbers.
  /// - Parameters:
  ///   - startsAtZero: 0 is on the axis whatever the values are.
  ///   - isTight: the axis ends where the values do.
  ///   - nearsZero: 0 is on the axis if it is no further from the values than they reach.
  ///   - tickCount: about so many ticks.
  init(
    _ values: ClosedRange<Double>, of field: Field, startsAtZero: Bool, isTight: Bool = false,
    nearsZero: Bool = true, tickCount: Int, style: NumberStyle
  ) {
    title = field.name.isEmpty ? field.type.unit?.text ?? "" : field.header
    var (low, high) = (values.lowerBound, values.upperBound)
    if startsAtZero || (low > 0 && low < high / 2 && !isTight && nearsZero) {
      (low, high) = (min(low, 0), max(high, 0))
    }
    let isWhole = !field.type.isNumeric || field.type.kind == .int
    if low == high { (low, high) = startsAtZero ? (0, 1) : (low - 1, high + 1) }
    let step = Self.roundStep((high - low) / Double(max(1, tickCount)), isWhole: isWhole)
    let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
    // What is counted in days or months ends where the data does: there are no round ones among them.
    range = field.type.isNumeric && !isTight ? first * step...last * step : low...high
    if case .date = field.type.kind, high - low > 62 {
      let months = Self.months(low, high, tickCount)
      let granularity = months.allSatisfy { $0 % 12 == 0 } ? PeriodGranularity.year : .month
      ticks = months.map { month in
        let ordinal = granularity == .year ? month / 12 : month
        let label = Self.label(Double(ordinal), step, DataType(.period(granularity)), style)
        return Tick(position: position(of: Double(Calendar.firstDay(of: month, .month))), label: label)
      }
      return
    }
    let isName =
      field.type.kind == .int && field.type.unit == nil && values.lowerBound >= 1600
      && values.upperBound <= 2199
    for number in stride(from: first, through: last, by: 1) {
      let value = number * step
      guard range.contains(value) else { continue }
      let label = Self.label(value, step, field.type, isName ? .plain : style)
      ticks.append(Tick(position: position(of: value), label: label))
    }
  }

  /// Months, counted as periods are, so many apart that there are not too many.
  private static func months(_ low: Double, _ high: Double, _ countMax: Int) -> [Int64] {
    let first = Calendar.ordinal(ofDays: Int64(low), .month) + 1
    let last = Calendar.ordinal(ofDays: Int64(high), .month)
    let wanted = (last - first) / Int64(max(1, countMax)) + 1
    let months: [Int64] = [1, 2, 3, 6]
    // The names of years are short: there may be twice as many.
    let years: [Int64] = [12, 24, 60, 120, 240, 600]
    let step = months.first { $0 >= wanted } ?? years.first { $0 * 2 >= wanted } ?? wanted
    return Array(stride(from: (first + step - 1) / step * step, through: max(first, last), by: Int(step)))
  }

  /// 1, 2 or 5 times a power of ten, not less than a width.
  static func roundStep(_ width: Double, isWhole: Bool) -> Double {
    guard width > 0, width.isFinite else { return 1 }
    var power = 1.0
    while power > width { power /= 10 }
    while power * 10 <= width { power *= 10 }
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= width * 0.999_999 } ?? power * 10
    return isWhole ? max(1, step.rounded()) : step
  }

  private static func label(_ value: Double, _ step: Double, _ type: DataType, _ style: NumberStyle)
    -> String
  {
    let whole = Int64(exactly: value.rounded()) ?? 0
    switch type.kind {
    case .date: return TemporalText.string { TemporalText.write(days: whole, to: $0) }
    case .timestamp: return TemporalText.string { TemporalText.write(microseconds: whole, to: $0) }
    case .period(let granularity):
      return TemporalText.string { TemporalText.write(Period(granularity, ordinal: whole), to: $0) }
    case .int, .decimal, .float, .bool, .text:
      var digits = 0
      var scaled = step
      while digits < 12, scaled < 0.999_999 { (digits, scaled) = (digits + 1, scaled * 10) }
      var out = ByteBuffer()
      NumberText.append(value, digits: digits, in: style, to: &out)
      return String(decoding: out.bytes, as: UTF8.self)
    }
  }
}
