import TianPlan
import TianSource

/// `stddev variance weighted_avg corr hhi`.
struct MomentsState: FrameState {
  /// A column in the order of the places, as integers times powers of two; whole numbers all at one place.
  private struct Numbers: Sendable {
    let integers: Buffer<Int64>
    let places: Buffer<Int32>?

    init(_ rows: WindowRows, _ column: Column) throws(Diagnostic) {
      guard case .doubles = column.storage else {
        (integers, places) = (try rows.integers(column), nil)
        return
      }
      let doubles = try rows.doubles(column)
      let (integers, places) = (
        try Buffer<Int64>(count: rows.rowCount), try Buffer<Int32>(count: rows.rowCount)
      )
      for row in 0..<rows.rowCount {
        (integers.pointer[row], places.pointer[row]) = Significands.split(doubles[row])
      }
      (self.integers, self.places) = (integers, places)
    }

    @inline(__always) func place(_ row: Int) -> Int32 { places?[row] ?? Significands.wholePlace }
  }

  private let moments: Moments
  private let xs: Numbers
  private let ys: Numbers
  private let validity: Buffer<UInt8>
  private let type: DataType
  private let out: DoubleOutput
  /// The windows of every term, one term after another, and which of them were used.
  private var sums = Scratch<WideInteger>()
  private var used = InlineArray<5, UsedWindows>(repeating: UsedWindows())
  private var count = 0
  private var negativeCount = 0

  init(_ rows: WindowRows, _ call: FrameAggregate.Call, _ source: DataType) throws(Diagnostic) {
    moments = Moments(call.function, [], scale: source.scale ?? 0)
    xs = try Numbers(rows, call.columns[0])
    ys = call.columns.count > 1 ? try Numbers(rows, call.columns[1]) : xs
    validity = try rows.validity(call.columns)
    type = call.type
    out = try DoubleOutput(rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    try sums.fill(moments.terms.count * ProductSums.windowCount, .zero)
    used = InlineArray(repeating: UsedWindows())
    (count, negativeCount) = (0, 0)
  }

  mutating func add(_ place: Int) { change(place, 1) }
  mutating func remove(_ place: Int) { change(place, -1) }

  private mutating func change(_ row: Int, _ by: Int) {
    guard validity[row] != 0 else { return }
    count += by
    let x = (integer: Int128(xs.integers[row]), place: xs.place(row))
    let y = (integer: Int128(ys.integers[row]), place: ys.place(row))
    if x.integer < 0 { negativeCount += by }
    for (term, factors) in moments.terms.enumerated() {
      let (left, right) = factors.factors(x, y)
      let place = Int(left.place + (right?.place ?? Significands.wholePlace))
      let window = place / ProductSums.windowBits
      used[term].add(window)
      sums[term * ProductSums.windowCount + window].add(
        left.integer &* (right?.integer ?? 1) &* Int128(by), shiftedBy: place % ProductSums.windowBits)
    }
  }

  mutating func emit(_ frame: Range<Int>, to row: Int) {
    guard count > 0, let sums = sums.pointer else { return out.set(row, nil) }
    var totals = Moments.Sums(repeating: WideNumber())
    for term in moments.terms.indices {
      totals[term] = ProductSums.total(used[term]) { sums[term * ProductSums.windowCount + $0] }
    }
    out.set(row, moments.result(totals, count: count, negativeCount: negativeCount))
  }

  func finish() throws(Diagnostic) -> Column { try out.column(type) }
}
