import TianFigures
import TianPlan
import TianSource

/// `median`, `quantile` of hedged figures: of the lows, of the bests and of the highs. An end is open or
/// absent where one of the bounds that it lies between is.
struct HedgedQuantile {
  /// A bound of a figure: how far it lies (absent: infinitely), and on which side of that it begins.
  struct Bound: Comparable {
    var value: Double
    /// Of a low: 0 closed, 1 open; of a high: 0 open, 1 closed. An open low lies above a closed one.
    var side: Int8
    var isOpen: Bool

    static func < (left: Bound, right: Bound) -> Bool {
      left.value == right.value ? left.side < right.side : left.value < right.value
    }
  }

  private let storage: HedgedStorage
  private let share: Rational
  private let power: Double

  init(_ storage: HedgedStorage, _ source: DataType, _ share: Rational) {
    self.storage = storage
    self.share = share
    power = ExactDecimal.doublePower(source.scale ?? 0)
  }

  /// By the numbers of the groups; null where a group has no figure.
  func column(
    _ type: DataType, _ numbers: Buffer<UInt32>, _ groupCount: Int
  ) throws(Diagnostic) -> Column {
    let runs = try GroupRuns(numbers, groupCount, [])
    let figures = try FigureColumn(type, groupCount)
    for (group, places) in runs.groups.enumerated() where !places.isEmpty {
      figures.set(group, figure(places.map { Int(runs.sorted.rows.pointer[$0]) }))
    }
    return try figures.finish()
  }

  private func figure(_ rows: [Int]) -> Interval {
    let place = QuantilePlace(share, of: rows.count)
    func beside<Value: Comparable>(_ value: (Int) -> Value) -> (Int, Int) {
      let sorted = rows.map { (value: value($0), row: $0) }.sorted { $0.value < $1.value }
      return (sorted[place.index].row, sorted[place.next].row)
    }
    return figure(place, low: beside(low), best: beside(best), high: beside(high))
  }

  /// Of the rows whose bounds, and bests, stand on either side of a place. The bounds are rounded outward,
  /// but where they are one number.
  func figure(
    _ place: QuantilePlace, low: (Int, Int), best: (Int, Int), high: (Int, Int)
  ) -> Interval {
    var ends: HedgeEnds = []
    func note(_ bounds: [Bound], open: HedgeEnds, absent: HedgeEnds) {
      if bounds.contains(where: { !$0.value.isFinite }) {
        ends.insert(absent)
      } else if bounds.contains(where: \.isOpen) {
        ends.insert(open)
      }
    }
    note([self.low(low.0), self.low(low.1)], open: .lowOpen, absent: .lowAbsent)
    note([self.high(high.0), self.high(high.1)], open: .highOpen, absent: .highAbsent)
    let middle = between(place, storage.best, best, .nearest)
    let isPoint =
      ends.isEmpty && storage.low.word(low.0) == storage.high.word(high.0)
      && storage.low.word(low.1) == storage.high.word(high.1)
    let least = isPoint ? middle : min(middle, between(place, storage.low, low, .down))
    let most = isPoint ? middle : max(middle, between(place, storage.high, high, .up))
    return Interval(
      low: .approximate(ends.contains(.lowAbsent) ? middle : least), best: .approximate(middle),
      high: .approximate(ends.contains(.highAbsent) ? middle : most), ends: ends)
  }

  private func between(
    _ place: QuantilePlace, _ numbers: HedgedStorage.Numbers, _ rows: (Int, Int), _ rounding: Rounding
  ) -> Double {
    switch numbers {
    case .integers(let values):
      place.between(values[rows.0], values[rows.1], power: power, rounding)
    case .doubles(let values): place.between(values[rows.0], values[rows.1], rounding)
    }
  }

  func best(_ row: Int) -> Double { number(storage.best, row) }

  func low(_ row: Int) -> Bound {
    let ends = HedgeEnds(rawValue: storage.ends[row])
    if ends.contains(.lowAbsent) { return Bound(value: -.infinity, side: 0, isOpen: true) }
    let isOpen = ends.contains(.lowOpen)
    return Bound(value: number(storage.low, row), side: isOpen ? 1 : 0, isOpen: isOpen)
  }

  func high(_ row: Int) -> Bound {
    let ends = HedgeEnds(rawValue: storage.ends[row])
    if ends.contains(.highAbsent) { return Bound(value: .infinity, side: 0, isOpen: true) }
    let isOpen = ends.contains(.highOpen)
    return Bound(value: number(storage.high, row), side: isOpen ? 0 : 1, isOpen: isOpen)
  }

  private func number(_ numbers: HedgedStorage.Numbers, _ row: Int) -> Double {
    switch numbers {
    case .integers(let values): Double(values[row]) / power
    case .doubles(let values): values[row]
    }
  }
}
