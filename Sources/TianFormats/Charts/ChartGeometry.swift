import TianPlan

/// Where everything of a chart stands, in shares of its width and height from the lower left corner: one
/// geometry, for the terminal and for pictures alike.
struct ChartGeometry {
  struct Place: Equatable {
    var x: Double
    var y: Double
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
    /// What a hedged value may be besides.
    var range: ClosedRange<Double>?
  }

  struct Dot: Equatable {
    var place: Place
    /// What a hedged value may be besides, upwards.
    var range: ClosedRange<Double>?
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

  /// Bars have their names on the y axis; the others have both axes of numbers, or names on the x axis.
  init(_ data: ChartData, xTickCount: Int, yTickCount: Int, style: NumberStyle) {
    chart = data.chart
    title = data.chart.title
    seriesNames = data.series.map(\.name)
    let values = data.series.flatMap(\.points).map(\.y.bounds)
    let range = (values.map(\.lowerBound).min() ?? 0)...(values.map(\.upperBound).max() ?? 1)
    switch chart.kind {
    case .bar, .histogram:
      xAxis = ChartAxis(
        range, of: data.yField, startsAtZero: true, tickCount: xTickCount, style: style)
      yAxis = ChartAxis(names: data.names ?? [], title: data.xField.header)
      addBars(data)
    case .line, .scatter, .spark:
      yAxis = ChartAxis(
        range, of: data.yField, startsAtZero: false, tickCount: yTickCount, style: style)
      if let names = data.names {
        xAxis = ChartAxis(names: names, title: data.xField.header)
      } else {
        let places = data.series.flatMap(\.points).map(\.x)
        xAxis = ChartAxis(
          (places.min() ?? 0)...(places.max() ?? 1), of: data.xField, startsAtZero: false,
          tickCount: xTickCount, style: style)
      }
      addPaths(data)
    }
  }

  private mutating func addBars(_ data: ChartData) {
    for (number, series) in data.series.enumerated() {
      for point in series.points {
        let value = xAxis.position(of: point.y.best)
        let bounds = point.y.bounds
        let range = xAxis.position(of: bounds.lowerBound)...xAxis.position(of: bounds.upperBound)
        bars.append(
          Bar(
            row: Int(point.x), series: number, name: data.names?[Int(point.x)] ?? "",
            text: point.text,
            from: min(1, max(0, xAxis.position(of: 0))), to: value,
            range: point.y.isExact ? nil : range))
      }
    }
    bars.sort { ($0.row, $0.series) < ($1.row, $1.series) }
  }

  private mutating func addPaths(_ data: ChartData) {
    let isNamed = data.names != nil
    paths = data.series.map { series in
      let dots = series.points.map { point in
        let bounds = point.y.bounds
        let range = yAxis.position(of: bounds.lowerBound)...yAxis.position(of: bounds.upperBound)
        let x = xAxis.position(of: isNamed ? point.x + 0.5 : point.x)
        return Dot(
          place: Place(x: x, y: yAxis.position(of: point.y.best)),
          range: point.y.isExact ? nil : range,
          text: point.text)
      }
      return Path(name: series.name, dots: dots)
    }
  }
}
