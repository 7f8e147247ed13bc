import TianEngine
import TianPlan

/// Where everything of a chart stands, in shares of its width and height from the lower left corner: one
/// geometry, for the terminal and for pictures alike.
struct ChartGeometry {
  struct Place: Equatable {
    var x: Double
    var y: Double
  }

  /// What a hedged value may be besides its best, along the axis of values.
  struct Reach: Equatable {
    var range: ClosedRange<Double>
    /// Nothing bounds it there: it is drawn as going on.
    var goesOnBelow: Bool
    var goesOnAbove: Bool
  }

  /// A bar lies along the x axis, from zero to its value.
  struct Bar: Equatable {
    /// The row of names that it stands in, from the top.
    var row: Int
    var series: Int
    var name: String
    var text: String
    /// Zero, or the end of the axis nearest to it.
    var from: Double
    var to: Double
    var reach: Reach?
  }

  struct Dot: Equatable {
    var place: Place
    /// Along the x axis, and along the y axis.
    var xReach: Reach?
    var reach: Reach?
  }

  /// The points of a series, each of which is placed where it is drawn.
  struct Path {
    let name: String
    let texts: [String]
    fileprivate let points: ChartPoints
    /// The points that the line from the one before does not reach: a null stands between them.
    let breaks: Set<Int>

    fileprivate init(_ series: ChartData.Series) {
      (name, texts, points) = (series.name, series.texts, series.points)
      var (breaks, gaps) = (Set<Int>(), series.gaps.sorted()[...])
      if !gaps.isEmpty {
        Execution.drawing(points.indices) { [points] index in
          let passed = gaps.prefix { $0 < points[index].x.best }
          if index > 0, let gap = passed.last, gap > points[index - 1].x.best { breaks.insert(index) }
          gaps = gaps.dropFirst(passed.count)
        }
      }
      self.breaks = breaks
    }

    var count: Int { points.count }
  }

  let chart: Chart
  let title: String?
  private(set) var xAxis: ChartAxis
  private(set) var yAxis: ChartAxis
  private(set) var bars: [Bar] = []
  private(set) var paths: [Path] = []
  /// Of the bars of several series; of paths there is one a series.
  let seriesNames: [String]
  /// Of a histogram that has numbers: what its bars stand on where they stand.
  private(set) var binAxis: ChartAxis?
  /// Whether names stand along the x axis.
  private let isNamed: Bool
  private let spans: (x: ChartSpan, y: ChartSpan)

  /// Bars have their names on the y axis; the others have both axes of numbers, or names on the x axis.
  init(_ data: ChartData, xTickCount: Int, yTickCount: Int, style: NumberStyle) {
    chart = data.chart
    title = data.chart.title
    seriesNames = data.series.map(\.name)
    isNamed = data.names != nil
    spans = (ChartSpan(data, \.x), ChartSpan(data, \.y))
    let (xSpan, ySpan) = spans
    let style = Self.style(style, ySpan.range, data.chart)
    switch chart.kind {
    case .bar, .histogram:
      xAxis = ChartAxis(
        ySpan.range, of: data.yField, startsAtZero: true, tickCount: xTickCount, style: style)
      yAxis = ChartAxis(names: data.names ?? [], title: data.xField.header)
      addBars(data)
      binAxis = data.bins.map { ChartAxis($0, of: data.xField, tickCount: xTickCount, style: style) }
    case .line, .scatter, .spark:
      yAxis = ChartAxis(
        ySpan.range, of: data.yField, startsAtZero: false, nearsZero: chart.kind != .scatter,
        tickCount: yTickCount,
        style: style)
      if let names = data.names {
        xAxis = ChartAxis(names: names, title: data.xField.header)
      } else {
        xAxis = ChartAxis(
          xSpan.range, of: data.xField, startsAtZero: false, isTight: chart.kind == .line,
          nearsZero: chart.kind != .scatter, tickCount: xTickCount,
          style: Self.style(style, xSpan.range, data.chart))
      }
      paths = data.series.map(Path.init)
    }
  }

  private mutating func addBars(_ data: ChartData) {
    for (number, series) in data.series.enumerated() {
      for (point, text) in zip(series.points, series.texts) {
        let value = xAxis.position(of: point.y.best)
        bars.append(
          Bar(
            row: Int(point.x.best), series: number, name: data.names?[Int(point.x.best)] ?? "", text: text,
            from: min(1, max(0, xAxis.position(of: 0))), to: value,
            reach: spans.y.reach(of: point.y, on: xAxis)))
      }
    }
    bars.sort { ($0.row, $0.series) < ($1.row, $1.series) }
  }

  /// A point of a path, in its place.
  func dot(_ index: Int, of path: Path) -> Dot {
    let point = path.points[index]
    let x = xAxis.position(of: isNamed ? point.x.best + 0.5 : point.x.best)
    return Dot(
      place: Place(x: x, y: yAxis.position(of: point.y.best)), xReach: spans.x.reach(of: point.x, on: xAxis),
      reach: spans.y.reach(of: point.y, on: yAxis))
  }

  /// Large numbers on the axes of a chart in Chinese are counted in 亿, for there is no room for all digits.
  private static func style(
    _ style: NumberStyle, _ values: ClosedRange<Double>, _ chart: Chart
  ) -> NumberStyle {
    let largest = max(values.lowerBound.magnitude, values.upperBound.magnitude)
    return style == .thousands && chart.language == .chinese && largest >= 1e8 ? .wan : style
  }
}

/// From where to where some values are drawn, with what hedged ones may be.
struct ChartSpan {
  let range: ClosedRange<Double>
  /// What stands for an end that is not there: so much beyond the value, a twelfth of what the values span,
  /// zero among them.
  private let openLength: Double

  init(_ data: ChartData, _ value: (ChartData.Point) -> ChartValue) {
    let whole = Self.whole(data) { point in
      let ends = Self.ends(of: value(point), 0)
      return min(0, ends.lowerBound)...max(0, ends.upperBound)
    }
    let length = whole.map { ($0.upperBound - $0.lowerBound) / 12 } ?? 0
    let openLength = length > 0 ? length : 1
    self.openLength = openLength
    range = Self.whole(data) { Self.ends(of: value($0), openLength) } ?? 0...1
  }

  /// From where to where all points lie; nil where there are none.
  private static func whole(
    _ data: ChartData, _ range: (ChartData.Point) -> ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    var whole: ClosedRange<Double>?
    for series in data.series {
      Execution.drawing(series.points.indices) { index in
        let new = range(series.points[index])
        let old = whole ?? new
        whole = min(old.lowerBound, new.lowerBound)...max(old.upperBound, new.upperBound)
      }
    }
    return whole
  }

  /// Nil for an exact value.
  func reach(of value: ChartValue, on axis: ChartAxis) -> ChartGeometry.Reach? {
    if value.isExact { return nil }
    let ends = Self.ends(of: value, openLength)
    return ChartGeometry.Reach(
      range: axis.position(of: ends.lowerBound)...axis.position(of: ends.upperBound),
      goesOnBelow: value.low.isInfinite, goesOnAbove: value.high.isInfinite)
  }

  private static func ends(of value: ChartValue, _ openLength: Double) -> ClosedRange<Double> {
    let low = value.low.isFinite ? value.low : value.best - openLength
    let high = value.high.isFinite ? value.high : value.best + openLength
    return min(low, value.best)...max(high, value.best)
  }
}
