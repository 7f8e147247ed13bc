import TianFigures
import TianPlan
import TianSource

/// `sum` of whole numbers and decimals, in 128 bits.
struct ExactSumState: FrameState {
  private let values: Buffer<Int64>
  private let type: DataType
  private let span: SourceSpan
  private let out: Buffer<Int64>
  private var sum: Int128 = 0

  init(_ rows: WindowRows, _ call: FrameAggregate.Call, _ column: Column) throws(Diagnostic) {
    values = try rows.integers(column)
    type = call.type
    span = call.span
    out = try Buffer(count: rows.rowCount)
    guard column.validity != nil else { return }
    let validity = try rows.validity([column])
    for place in 0..<rows.rowCount where validity[place] == 0 { values.pointer[place] = 0 }
  }

  mutating func begin(_ places: Range<Int>) { sum = 0 }
  mutating func add(_ place: Int) { sum &+= Int128(values[place]) }
  mutating func remove(_ place: Int) { sum &-= Int128(values[place]) }

  func emit(_ frame: Range<Int>, to row: Int) throws(Diagnostic) {
    guard let value = Int64(exactly: sum) else { throw Failures.sumOverflow(span) }
    out.pointer[row] = value
  }

  func finish() throws(Diagnostic) -> Column { try .integers(out, type) }
}

/// `avg` of whole numbers and decimals, from the exact sum.
struct ExactAverageState: FrameState {
  private let values: Buffer<Int64>
  private let validity: Buffer<UInt8>
  private let type: DataType
  private let power: Double
  private let out: DoubleOutput
  private var sum: Int128 = 0
  private var count = 0

  init(
    _ rows: WindowRows, _ call: FrameAggregate.Call, _ column: Column, _ source: DataType
  ) throws(Diagnostic) {
    values = try rows.integers(column)
    validity = try rows.validity([column])
    type = call.type
    power = ExactDecimal.doublePower(source.scale ?? 0)
    out = try DoubleOutput(rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) { (sum, count) = (0, 0) }

  mutating func add(_ place: Int) {
    guard validity[place] != 0 else { return }
    sum &+= Int128(values[place])
    count += 1
  }

  mutating func remove(_ place: Int) {
    guard validity[place] != 0 else { return }
    sum &-= Int128(values[place])
    count -= 1
  }

  func emit(_ frame: Range<Int>, to row: Int) {
    out.set(row, count == 0 ? nil : Double(nearest: sum) / (Double(count) * power))
  }

  func finish() throws(Diagnostic) -> Column { try out.column(type) }
}

/// `sum` and `avg` of floats.
struct FloatSumState: FrameState {
  private let values: Buffer<Double>
  private let validity: Buffer<UInt8>
  private let type: DataType
  private let isAverage: Bool
  private let out: DoubleOutput
  private var total = FloatTotal()
  private var count = 0

  init(_ rows: WindowRows, _ call: FrameAggregate.Call, _ column: Column) throws(Diagnostic) {
    values = try rows.doubles(column)
    validity = try rows.validity([column])
    type = call.type
    isAverage = call.function == .avg
    out = try DoubleOutput(rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) {
    total.reset()
    count = 0
  }

  mutating func add(_ place: Int) {
    guard validity[place] != 0 else { return }
    total.add(values[place])
    count += 1
  }

  mutating func remove(_ place: Int) {
    guard validity[place] != 0 else { return }
    total.remove(values[place])
    count -= 1
  }

  mutating func emit(_ frame: Range<Int>, to row: Int) {
    if isAverage {
      out.set(row, count == 0 ? nil : total.sum.divided(by: Double(count)).double)
    } else {
      out.set(row, total.sum.double)
    }
  }

  func finish() throws(Diagnostic) -> Column { try out.column(type) }
}

/// `sum` and `avg` of hedged figures: bounds add up, an end is open or absent where any row's is.
struct HedgedSumState: FrameState {
  private let storage: HedgedStorage
  private let rows: WindowRows
  private let validity: Buffer<UInt8>
  private let source: DataType
  private let type: DataType
  private let span: SourceSpan
  private let isAverage: Bool
  private let power: Double
  private let out: FigureColumn
  /// Low, best, high.
  private var exact = [Int128](repeating: 0, count: 3)
  private var totals = [FloatTotal](repeating: FloatTotal(), count: 3)
  /// How many rows have each end, by the bits of `HedgeEnds`.
  private var endCounts = [Int](repeating: 0, count: 4)
  private var count = 0

  init(
    _ rows: WindowRows, _ call: FrameAggregate.Call, _ column: Column, _ source: DataType
  ) throws(Diagnostic) {
    storage = try HedgedStorage.of(column)
    self.rows = rows
    validity = try rows.validity([column])
    self.source = source
    type = call.type
    span = call.span
    isAverage = call.function == .avg
    power = ExactDecimal.doublePower(source.scale ?? 0)
    out = try FigureColumn(call.type, rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) {
    for side in 0..<3 {
      exact[side] = 0
      totals[side].reset()
    }
    for end in 0..<4 { endCounts[end] = 0 }
    count = 0
  }

  mutating func add(_ place: Int) { change(place, 1) }
  mutating func remove(_ place: Int) { change(place, -1) }

  private mutating func change(_ place: Int, _ by: Int) {
    guard validity[place] != 0 else { return }
    let row = Int(rows.rows[place])
    for (side, numbers) in [storage.low, storage.best, storage.high].enumerated() {
      switch numbers {
      case .integers(let values): exact[side] &+= Int128(values[row]) * Int128(by)
      case .doubles(let values): totals[side].add(by > 0 ? values[row] : -values[row])
      }
    }
    for end in 0..<4 where storage.ends[row] >> UInt8(end) & 1 != 0 { endCounts[end] += by }
    count += by
  }

  mutating func emit(_ frame: Range<Int>, to row: Int) throws(Diagnostic) {
    if isAverage, count == 0 { return }
    var ends: UInt8 = 0
    for end in 0..<4 where endCounts[end] > 0 { ends |= 1 << UInt8(end) }
    let flags = HedgeEnds(rawValue: ends)
    let isPoint = ends == 0 && isOneNumber
    out.set(
      row,
      Interval(
        low: try flags.contains(.lowAbsent) ? bound(1, .nearest) : bound(0, isPoint ? .nearest : .down),
        best: try bound(1, .nearest),
        high: try flags.contains(.highAbsent) ? bound(1, .nearest) : bound(2, isPoint ? .nearest : .up),
        ends: flags))
  }

  /// Low and high are the same sum.
  private var isOneNumber: Bool {
    guard source.kind == .float else { return exact[0] == exact[2] }
    let (low, high) = (totals[0].sum, totals[2].sum)
    return low.high == high.high && low.low == high.low
  }

  private func bound(_ side: Int, _ rounding: Rounding) throws(Diagnostic) -> Interval.Bound {
    if type.kind != .float {
      guard Int64(exactly: exact[side]) != nil else { throw Failures.sumOverflow(span) }
      return .exact(exact[side])
    }
    let divisor = isAverage && count > 0 ? Double(count) : 1
    guard source.kind == .float else {
      return .approximate(.share(of: exact[side], count: divisor, power: power, rounding))
    }
    let sum = totals[side].sum
    return .approximate(.share(of: sum.high, error: sum.low, count: divisor, power: 1, rounding))
  }

  func finish() throws(Diagnostic) -> Column { try out.finish() }
}

extension HedgedStorage {
  /// Of a column that is hedged.
  static func of(_ column: Column) throws(Diagnostic) -> HedgedStorage {
    if case .hedged(let storage) = column.storage { return storage }
    let nothing = Numbers.doubles(try Buffer(count: column.count, zeroed: true))
    return HedgedStorage(
      low: nothing, best: nothing, high: nothing, ends: try Buffer(count: column.count, zeroed: true),
      originalCodes: nil, originals: nil)
  }
}
