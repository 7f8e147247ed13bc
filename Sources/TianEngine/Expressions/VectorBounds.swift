import TianFigures
import TianSource

/// A number that the sides of a hedged vector may hold.
protocol SideNumber: BitwiseCopyable, Comparable, ExpressibleByIntegerLiteral {
  /// Nil where they hold another.
  static func values(_ numbers: HedgedVector.Numbers) -> UnsafeMutablePointer<Self>?
  static func numbers(_ values: UnsafeMutablePointer<Self>) -> HedgedVector.Numbers
}

extension Double: SideNumber {
  static func values(_ numbers: HedgedVector.Numbers) -> UnsafeMutablePointer<Double>? {
    if case .doubles(let values) = numbers { values } else { nil }
  }

  static func numbers(_ values: UnsafeMutablePointer<Double>) -> HedgedVector.Numbers { .doubles(values) }
}

extension Int64: SideNumber {
  static func values(_ numbers: HedgedVector.Numbers) -> UnsafeMutablePointer<Int64>? {
    if case .integers(let values) = numbers { values } else { nil }
  }

  static func numbers(_ values: UnsafeMutablePointer<Int64>) -> HedgedVector.Numbers { .integers(values) }
}

/// A hedged vector whose three sides are known to hold numbers of one kind.
struct VectorBounds<Number: SideNumber> {
  var low: UnsafeMutablePointer<Number>
  var best: UnsafeMutablePointer<Number>
  var high: UnsafeMutablePointer<Number>
  var ends: UnsafeMutablePointer<UInt8>

  /// Nil where the sides hold other numbers.
  init?(_ vector: HedgedVector) {
    guard let low = Number.values(vector.low), let best = Number.values(vector.best),
      let high = Number.values(vector.high)
    else { return nil }
    (self.low, self.best, self.high, ends) = (low, best, high, vector.ends)
  }

  /// Room for so many rows.
  init(_ count: Int, _ arena: Arena) throws(Diagnostic) {
    low = try arena.allocate(Number.self, count)
    best = try arena.allocate(Number.self, count)
    high = try arena.allocate(Number.self, count)
    ends = try arena.allocate(UInt8.self, count)
  }

  var vector: HedgedVector {
    HedgedVector(
      low: Number.numbers(low), best: Number.numbers(best), high: Number.numbers(high), ends: ends)
  }

  /// Low and high in each other's place.
  var mirrored: Self {
    var mirrored = self
    (mirrored.low, mirrored.high) = (high, low)
    return mirrored
  }

  /// Whether a row's bound is zero and no open end.
  @inline(__always) func reachesZero(
    _ bound: UnsafeMutablePointer<Number>, _ open: HedgeEnds, _ row: Int
  ) -> Bool {
    bound[row] == 0 && ends[row] & open.rawValue == 0
  }

  /// Whether no bound is absent, and none below zero: then low makes low and high makes high.
  func arePositive(_ count: Int) -> Bool {
    var isPositive = true
    var all: UInt8 = 0
    for row in 0..<count {
      isPositive = isPositive == (low[row] >= 0) && isPositive
      all |= ends[row]
    }
    return isPositive && HedgeEnds(rawValue: all).isDisjoint(with: [.lowAbsent, .highAbsent])
  }
}

typealias DoubleBounds = VectorBounds<Double>
/// Of coefficients.
typealias IntegerBounds = VectorBounds<Int64>

extension VectorBounds<Double> {
  @inline(__always) func bounds(_ row: Int) -> Bounds<Double> { Bounds(low[row], high[row], ends[row]) }
}

extension VectorBounds<Int64> {
  @inline(__always) func bounds(_ row: Int) -> Bounds<Int128> {
    Bounds(Int128(low[row]), Int128(high[row]), ends[row])
  }
}
