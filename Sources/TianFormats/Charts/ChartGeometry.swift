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
    var text: String
  }

  struct Path: Equatable {
    var name: String
    var dots: [Dot]
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

  /// Bars have their names on the y axis; the others have both axes of numbers, or names on the x axis.
  init(_ data: ChartData, xTickCount: Int, yTickCount: Int, style: NumberStyle) {
    chart = data.chart
    title = data.chart.title
    seriesNames = data.series.map(\.name)
    let points = data.series.flatMap(\.points)
    let ySpan = ChartSpan(points.map(\.y))
    let style = Self.style(style, ySpan.range, data.chart)
    switch chart.kind {
    case .bar, .histogram:
      xAxis = ChartAxis(
        ySpan.range, of: data.yField, startsAtZero: true, tickCount: xTickCount, style: style)
      yAxis = ChartAxis(names: data.names ?? [], title: data.xField.header)
      addBars(data, ySpan)
      binAxis = data.bins.map { ChartAxis($0, of: data.xField, tickCount: xTickCount, style: style) }
    case .line, .scatter, .spark:
      yAxis = ChartAxis(
        ySpan.range, of: data.yField, startsAtZero: false, nearsZero: chart.kind != .scatter,
        tickCount: yTickCount,
        style: style)
      let xSpan = ChartSpan(points.map(\.x))
      if let names = data.names {
        xAxis = ChartAxis(names: names, title: data.xField.header)
      } else {
        xAxis = ChartAxis(
          xSpan.range, of: data.xField, startsAtZero: false, isTight: chart.kind == .line,
          nearsZero: chart.kind != .scatter, tickCount: xTickCount,
          style: Self.style(style, xSpan.range, data.chart))
      }
      addPaths(data, xSpan, ySpan)
    }
  }

  private mutating func addBars(_ data: ChartData, _ span: ChartSpan) {
    for (number, series) in data.series.enumerated() {
      for point in series.points {
        let value = xAxis.position(of: point.y.best)
        bars.append(
          Bar(
            row: Int(point.x.best), series: number, name: data.names?[Int(point.x.best)] ?? "",
            text: point.text,
            from: min(1, max(0, xAxis.position(of: 0))), to: value, reach: span.reach(of: point.y, on: xAxis))
        )
      }
    }
    bars.sort { ($0.row, $0.series) < ($1.row, $1.series) }
  }

  private mutating func addPaths(_ data: ChartData, _ xSpan: ChartSpan, _ ySpan: ChartSpan) {
    let isNamed = data.names != nil
    paths = data.series.map { series in
      let dots = series.points.map { point in
        let x = xAxis.position(of: isNamed ? point.x.best + 0.5 : point.x.best)
        return Dot(
          place: Place(x: x, y: yAxis.position(of: point.y.best)),
          xReach: xSpan.reach(of: point.x, on: xAxis), reach: ySpan.reach(of: point.y, on: yAxis),
          text: point.text)
      }
      return Path(name: series.name, dots: dots)
    }
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

  init(_ values: [ChartValue]) {
    let most = values.reduce(0) { max($0, $1.best, $1.high ?? 0) }
    let least = values.reduce(0) { min($0, $1.best, $1.low ?? 0) }
    let openLength = most > least ? (most - least) / 12 : 1
    self.openLength = openLength
    let ends = values.map { Self.ends(of: $0, openLength) }
    range = (ends.map(\.lowerBound).min() ?? 0)...(ends.map(\.upperBound).max() ?? 1)
  }

  /// Nil for an exact value.
  func reach(of value: ChartValue, on axis: ChartAxis) -> ChartGeometry.Reach? {
    if value.isExact { return nil }
    let ends = Self.ends(of: value, openLength)
    return ChartGeometry.Reach(
      range: axis.position(of: ends.lowerBound)...axis.position(of: ends.upperBound),
      goesOnBelow: value.low == nil, goesOnAbove: value.high == nil)
  }

  private static func ends(of value: ChartValue, _ openLength: Double) -> ClosedRange<Double> {
    let low = value.low ?? value.best - openLength
    let high = value.high ?? value.best + openLength
    return min(low, value.best)...max(high, value.best)
  }
}
