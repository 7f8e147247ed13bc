import TianFigures
import TianPlan
import TianSource

/// A hedged column written a figure at a time, in any order; null where none was set.
struct FigureColumn: Sendable {
  private let type: DataType
  /// Coefficients, or bits of doubles.
  private let low: Buffer<Int64>
  private let best: Buffer<Int64>
  private let high: Buffer<Int64>
  private let ends: Buffer<UInt8>
  private let validity: Buffer<UInt8>

  init(_ type: DataType, _ count: Int) throws(Diagnostic) {
    self.type = type
    low = try Buffer(count: count, zeroed: true)
    best = try Buffer(count: count, zeroed: true)
    high = try Buffer(count: count, zeroed: true)
    ends = try Buffer(count: count, zeroed: true)
    validity = try Buffer(count: count, zeroed: true)
  }

  /// A figure with a bound beyond a double is null.
  func set(_ row: Int, _ figure: Interval) {
    guard figure.isFinite else { return }
    low.pointer[row] = word(figure.low)
    best.pointer[row] = word(figure.best)
    high.pointer[row] = word(figure.high)
    ends.pointer[row] = figure.ends.rawValue
    validity.pointer[row] = 1
  }

  private func word(_ bound: Interval.Bound) -> Int64 {
    type.kind == .float
      ? Int64(bitPattern: (bound.double + 0).bitPattern) : Int64(truncatingIfNeeded: bound.integer)
  }

  func finish() throws(Diagnostic) -> Column {
    func numbers(_ words: Buffer<Int64>) throws(Diagnostic) -> HedgedStorage.Numbers {
      guard type.kind == .float else { return .integers(.int64(words)) }
      let doubles = try Buffer<Double>(count: words.count)
      for row in 0..<words.count { doubles.pointer[row] = Double(bitPattern: UInt64(bitPattern: words[row])) }
      return .doubles(doubles)
    }
    let storage = HedgedStorage(
      low: try numbers(low), best: try numbers(best), high: try numbers(high), ends: ends,
      originalCodes: nil, originals: nil)
    return Column(
      type: type, count: ends.count, storage: .hedged(storage), validity: try Bitmap.values(validity))
  }
}
