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
    let lows = rows.map(low).sorted()
    let bests = rows.map(best).sorted()
    let highs = rows.map(high).sorted()
    let place = QuantilePlace(share, of: rows.count)
    let (first, next) = (place.index, place.next)
    return Self.figure(
      place, low: (lows[first], lows[next]), best: (bests[first], bests[next]),
      high: (highs[first], highs[next]))
  }

  /// Of the bounds and bests on either side of a place.
  static func figure(
    _ place: QuantilePlace, low: (Bound, Bound), best: (Double, Double), high: (Bound, Bound)
  ) -> Interval {
    let best = place.between(best.0, best.1)
    var ends: HedgeEnds = []
    func side(_ bounds: (Bound, Bound), _ open: HedgeEnds, _ absent: HedgeEnds) -> Interval.Bound {
      guard bounds.0.value.isFinite, bounds.1.value.isFinite else {
        ends.insert(absent)
        return .approximate(best)
      }
      if bounds.0.isOpen || bounds.1.isOpen { ends.insert(open) }
      return .approximate(place.between(bounds.0.value, bounds.1.value))
    }
    let (low, high) = (side(low, .lowOpen, .lowAbsent), side(high, .highOpen, .highAbsent))
    return Interval(low: low, best: .approximate(best), high: high, ends: ends)
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
