/// The points of a series, of which there may be millions: the best of each value, and what hedged ones may
/// be besides, where some are.
struct ChartPoints: RandomAccessCollection, Equatable {
  private struct Values: Equatable {
    var best: [Double] = []
    /// Begun with the first value that is not exact.
    var ends: (low: [Double], high: [Double])?

    mutating func append(_ value: ChartValue) {
      if ends == nil, !value.isExact { ends = (best, best) }
      best.append(value.best)
      ends?.low.append(value.low)
      ends?.high.append(value.high)
    }

    subscript(index: Int) -> ChartValue {
      guard let ends else { return ChartValue(best[index]) }
      return ChartValue(best: best[index], low: ends.low[index], high: ends.high[index])
    }

    static func == (left: Self, right: Self) -> Bool {
      left.best == right.best && left.ends?.low == right.ends?.low && left.ends?.high == right.ends?.high
    }
  }

  private var xs = Values()
  private var ys = Values()

  init() {}

  init(_ points: some Sequence<ChartData.Point>) { for point in points { append(point) } }

  var startIndex: Int { 0 }
  var endIndex: Int { xs.best.count }

  subscript(index: Int) -> ChartData.Point { ChartData.Point(x: xs[index], y: ys[index]) }

  mutating func append(_ point: ChartData.Point) {
    xs.append(point.x)
    ys.append(point.y)
  }

  mutating func reserveCapacity(_ count: Int) {
    xs.best.reserveCapacity(count)
    ys.best.reserveCapacity(count)
  }
}
