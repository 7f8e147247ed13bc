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
  /// What stands for an end that is not there: so much beyond the value.
  private let openLength: Double

  /// Bars have their names on the y axis; the others have both axes of numbers, or names on the x axis.
  init(_ data: ChartData, xTickCount: Int, yTickCount: Int, style: NumberStyle) {
    chart = data.chart
    title = data.chart.title
    seriesNames = data.series.map(\.name)
    let points = data.series.flatMap(\.points)
    let openLength = Self.openLength(points.map(\.y))
    self.openLength = openLength
    let ends = points.map { Self.ends(of: $0.y, openLength) }
    let range = (ends.map(\.lowerBound).min() ?? 0)...(ends.map(\.upperBound).max() ?? 1)
    switch chart.kind {
    case .bar, .histogram:
      xAxis = ChartAxis(
        range, of: data.yField, startsAtZero: true, tickCount: xTickCount, style: style)
      yAxis = ChartAxis(names: data.names ?? [], title: data.xField.header)
      addBars(data)
    case .line, .scatter, .spark:
      yAxis = ChartAxis(
        range, of: data.yField, startsAtZero: false, nearsZero: chart.kind != .scatter, tickCount: yTickCount,
        style: style)
      if let names = data.names {
        xAxis = ChartAxis(names: names, title: data.xField.header)
      } else {
        let places = points.map(\.x)
        xAxis = ChartAxis(
          (places.min() ?? 0)...(places.max() ?? 1), of: data.xField, startsAtZero: false,
          isTight: chart.kind == .line, nearsZero: chart.kind != .scatter, tickCount: xTickCount, style: style
        )
      }
      addPaths(data)
    }
  }

  private mutating func addBars(_ data: ChartData) {
    for (number, series) in data.series.enumerated() {
      for point in series.points {
        let value = xAxis.position(of: point.y.best)
        bars.append(
          Bar(
            row: Int(point.x), series: number, name: data.names?[Int(point.x)] ?? "",
            text: point.text,
            from: min(1, max(0, xAxis.position(of: 0))), to: value, reach: reach(of: point.y, on: xAxis)))
      }
    }
    bars.sort { ($0.row, $0.series) < ($1.row, $1.series) }
  }

  private mutating func addPaths(_ data: ChartData) {
    let isNamed = data.names != nil
    paths = data.series.map { series in
      let dots = series.points.map { point in
        let x = xAxis.position(of: isNamed ? point.x + 0.5 : point.x)
        return Dot(
          place: Place(x: x, y: yAxis.position(of: point.y.best)), reach: reach(of: point.y, on: yAxis),
          text: point.text)
      }
      return Path(name: series.name, dots: dots)
    }
  }

  // MARK: Hedged values

  private func reach(of value: ChartValue, on axis: ChartAxis) -> Reach? {
    if value.isExact { return nil }
    let ends = Self.ends(of: value, openLength)
    return Reach(
      range: axis.position(of: ends.lowerBound)...axis.position(of: ends.upperBound),
      goesOnBelow: value.low == nil, goesOnAbove: value.high == nil)
  }

  /// From where to where a value is drawn.
  private static func ends(of value: ChartValue, _ openLength: Double) -> ClosedRange<Double> {
    let low = value.low ?? value.best - openLength
    let high = value.high ?? value.best + openLength
    return min(low, value.best)...max(high, value.best)
  }

  /// A twelfth of what the values span, zero among them.
  private static func openLength(_ values: [ChartValue]) -> Double {
    let length =
      (values.reduce(0) { max($0, $1.best, $1.high ?? 0) }
        - values.reduce(0) { min($0, $1.best, $1.low ?? 0) }) / 12
    return length > 0 ? length : 1
  }
}
