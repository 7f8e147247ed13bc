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
  private(set) var title: String
  let isOfNames: Bool

  func position(of value: Double) -> Double {
    let width = range.upperBound - range.lowerBound
    return width > 0 ? (value - range.lowerBound) / width : 0.5
  }

  /// Names, one beside the other: each stands in the middle of its share.
  init(names: [String], title: String) {
    self.title = title
    isOfNames = true
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
    title = Self.title(of: field)
    isOfNames = false
    var (low, high) = (values.lowerBound, values.upperBound)
    if startsAtZero || (low > 0 && low < high / 2 && !isTight && nearsZero) {
      (low, high) = (min(low, 0), max(high, 0))
    }
    if low == high { (low, high) = startsAtZero ? (0, 1) : (low - 1, high + 1) }
    let step = Self.step((high - low) / Double(max(1, tickCount)), of: field.type)
    let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
    // What is counted in days or months ends where the data does: there are no round ones among them.
    range = field.type.isNumeric && !isTight ? first * step...last * step : low...high
    if let perDay = Self.unitsPerDay(field.type), (high - low) / perDay > 62 {
      addMonths(low / perDay, high / perDay, tickCount, perDay: perDay)
      return
    }
    let style = Self.isYear(field, values) ? .plain : style
    for number in stride(from: first, through: last, by: 1) {
      let value = number * step
      guard range.contains(value) else { continue }
      ticks.append(Tick(position: position(of: value), label: label(value, step, field.type, style)))
    }
    nameDay(of: field.type, step)
  }

  /// Ranges of one width, side by side, with ticks where they meet.
  init(_ bins: ChartData.Bins, of field: Field, tickCount: Int, style: NumberStyle) {
    title = Self.title(of: field)
    isOfNames = false
    range = bins.edge(0)...bins.edge(bins.count)
    let style = Self.isYear(field, range) ? .plain : style
    let apart = Int(Self.roundStep(Double(bins.count) / Double(max(1, tickCount * 2)), isWhole: true))
    for number in stride(from: 0, through: bins.count, by: apart) {
      let edge = bins.edge(number)
      ticks.append(Tick(position: position(of: edge), label: label(edge, bins.width, field.type, style)))
    }
    nameDay(of: field.type, bins.width)
  }

  private static func title(of field: Field) -> String {
    field.name.isEmpty ? field.type.unit?.text ?? "" : field.header
  }

  /// Whole numbers that are years are written as names are.
  static func isYear(_ field: Field, _ values: ClosedRange<Double>) -> Bool {
    field.type.kind == .int && field.type.unit == nil && values.lowerBound >= 1600
      && values.upperBound <= 2199
  }

  /// How dates and timestamps count days; nil for all else.
  private static func unitsPerDay(_ type: DataType) -> Double? {
    switch type.kind {
    case .date: 1
    case .timestamp: Double(Calendar.microsecondsPerDay)
    case .int, .decimal, .float, .bool, .text, .period: nil
    }
  }

  private mutating func addMonths(_ low: Double, _ high: Double, _ countMax: Int, perDay: Double) {
    let first = Calendar.ordinal(ofDays: Int64(low), .month) + 1
    let last = Calendar.ordinal(ofDays: Int64(high), .month)
    let step = Self.months((last - first) / Int64(max(1, countMax)) + 1)
    let granularity = step % 12 == 0 ? PeriodGranularity.year : .month
    for month in stride(from: (first + step - 1) / step * step, through: max(first, last), by: Int(step)) {
      let ordinal = granularity == .year ? month / 12 : month
      let label = label(Double(ordinal), 1, DataType(.period(granularity)), .plain)
      let day = Double(Calendar.firstDay(of: month, .month))
      ticks.append(Tick(position: position(of: day * perDay), label: label))
    }
  }

  /// A width in months that calendars know, not much less than one that is wanted.
  private static func months(_ wanted: Int64) -> Int64 {
    let months: [Int64] = [1, 2, 3, 6]
    // The names of years are short: there may be twice as many.
    let years: [Int64] = [12, 24, 60, 120, 240, 600]
    return months.first { $0 >= wanted } ?? years.first { $0 * 2 >= wanted } ?? wanted
  }

  /// A round width not less than another, or not much less, as its kind of values counts.
  static func step(_ width: Double, of type: DataType) -> Double {
    switch type.kind {
    case .decimal, .float: roundStep(width, isWhole: false)
    case .int, .bool, .text, .date, .period(.year): roundStep(width, isWhole: true)
    case .period(.month): max(1, Double(months(Int64(width.rounded(.up)))))
    case .period(.quarter): max(1, Double(months(Int64((width * 3).rounded(.up))) / 3))
    case .timestamp: timeStep(width)
    }
  }

  /// Microseconds: so many seconds, minutes or hours that clocks show them, or days.
  private static func timeStep(_ width: Double) -> Double {
    let seconds = width / Double(Calendar.microsecondsPerSecond)
    let clock: [Double] = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
    ]
    if seconds <= 0.5 { return roundStep(width, isWhole: true) }
    let known = clock.first { $0 >= seconds } ?? roundStep(seconds / 86_400, isWhole: true) * 86_400
    return known * Double(Calendar.microsecondsPerSecond)
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

  private func label(_ value: Double, _ step: Double, _ type: DataType, _ style: NumberStyle) -> String {
    guard case .timestamp = type.kind else { return Self.text(value, step, type, style) }
    let text = Self.text(value, step, type, style)
    let (day, time) = (text.prefix(10), text.dropFirst(11))
    if step >= Double(Calendar.microsecondsPerDay) { return String(day) }
    let short = step >= 60 * Double(Calendar.microsecondsPerSecond) ? time.prefix(5) : time
    return isOfOneDay ? String(short) : "\(day.dropFirst(5)) \(short)"
  }

  /// Of an axis of timestamps.
  private var isOfOneDay: Bool {
    let days = [range.lowerBound, range.upperBound].map {
      ($0 / Double(Calendar.microsecondsPerDay)).rounded(.down)
    }
    return days[0] == days[1]
  }

  /// The ticks of one day do not say which.
  private mutating func nameDay(of type: DataType, _ step: Double) {
    guard case .timestamp = type.kind, isOfOneDay else { return }
    title += " " + Self.text(range.lowerBound, step, type, .plain).prefix(10)
  }

  /// A value where a tick stands, with the digits that a step needs.
  static func text(_ value: Double, _ step: Double, _ type: DataType, _ style: NumberStyle) -> String {
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
