import TianEngine
import TianPlan

/// What a chart draws: points of one or several series, and what their axes are of.
struct ChartData {
  struct Point: Equatable {
    /// A number, or the place of a name.
    var x: ChartValue
    var y: ChartValue
    /// The value as a table would show it.
    var text: String
  }

  struct Series: Equatable {
    var name: String
    var points: [Point] = []
  }

  /// Ranges of one width, side by side.
  struct Bins: Equatable {
    /// How many widths lie between zero and the first.
    var first: Double
    var width: Double
    var count: Int

    /// Where one begins, or the last ends.
    func edge(_ number: Int) -> Double { (first + Double(number)) * width }
  }

  let chart: Chart
  private(set) var series: [Series] = []
  /// The names along the x axis; nil where it is of numbers.
  private(set) var names: [String]?
  private(set) var xField: Field
  private(set) var yField: Field
  /// Of a histogram that has numbers.
  private(set) var bins: Bins?
  /// Rows that have a null in place of a number.
  private(set) var nullCount = 0

  var isEmpty: Bool { series.allSatisfy(\.points.isEmpty) }

  /// What stands in place of a drawing of nothing.
  var emptyNote: String { chart.language == .chinese ? "没有可画的数" : "no numbers to draw" }

  /// - Parameter rowCountMax: of bars, further rows are left out; the caller says so.
  init(_ result: ResultTable, _ chart: Chart, rowCountMax: Int, _ options: FormatOptions) {
    self.chart = chart
    let rows = 0..<(chart.kind == .bar ? min(result.rowCount, rowCountMax) : result.rowCount)
    let columns = chart.kind == .histogram ? [] : BoxColumn.all(of: result, rows: [rows], options)
    // Where it was stopped cells are missing, and the drawing is for nobody.
    if Execution.isStopped {
      (xField, yField) = (Field("", .int), Field("", .int))
      return
    }
    let last = result.columns.count - (chart.hasSeries ? 1 : 0)
    let count = Field(chart.language == .chinese ? "个数" : "count", .int)
    xField = result.fields.first ?? count
    yField = chart.kind == .histogram ? count : last > 0 ? result.fields[last - 1] : count
    // Several columns have one unit and no one name.
    if chart.kind != .histogram, last > 2 { yField.name = "" }
    switch chart.kind {
    case .histogram: addBins(result.columns.first)
    case .spark: addSparks(result, columns, rows, last)
    case .bar, .line, .scatter: addPoints(result, columns, rows, last)
    }
  }

  /// Where bars hold names and lines numbers: the x of each row, and a series for each column of numbers, or
  /// for each key.
  private mutating func addPoints(
    _ result: ResultTable, _ columns: [BoxColumn], _ rows: Range<Int>, _ last: Int
  ) {
    guard last >= 2 else { return }
    let isNamed = chart.kind == .bar || !(xField.type.isNumeric || xField.type.isTemporal)
    var names: [String] = []
    var placesByName: [String: Int] = [:]
    var placesBySeries: [String: Int] = [:]
    if !chart.hasSeries { series = (1..<last).map { Series(name: result.fields[$0].name) } }
    for row in rows {
      if row & 0xFFF == 0, Execution.isStopped { break }
      var x: ChartValue?
      if isNamed {
        let name = columns[0].cells[row]
        // Rows of one name are one place, where series share it; bars of a single series stand each alone.
        let known = chart.hasSeries || chart.kind != .bar ? placesByName[name] : nil
        if known == nil { names.append(name) }
        placesByName[name] = known ?? names.count - 1
        x = ChartValue(Double(known ?? names.count - 1))
      } else {
        x = ChartValue(result.columns[0], row: row)
      }
      for column in 1..<last {
        guard let x, let y = ChartValue(result.columns[column], row: row) else {
          nullCount += 1
          continue
        }
        var place = column - 1
        if chart.hasSeries {
          let key = columns[last].cells[row]
          place = placesBySeries[key] ?? series.count
          if place == series.count { series.append(Series(name: key)) }
          placesBySeries[key] = place
        }
        series[place].points.append(Point(x: x, y: y, text: columns[column].cells[row]))
      }
    }
    self.names = isNamed ? names : nil
    if chart.kind == .line {
      for place in series.indices { try? Execution.sort(&series[place].points) { $0.x.best < $1.x.best } }
    }
  }

  /// One value after another, of each name.
  private mutating func addSparks(
    _ result: ResultTable, _ columns: [BoxColumn], _ rows: Range<Int>, _ last: Int
  ) {
    var placesByName: [String: Int] = [:]
    for row in rows {
      let name = last > 1 ? columns[0].cells[row] : result.fields[0].name
      let place = placesByName[name] ?? series.count
      if place == series.count { series.append(Series(name: name)) }
      placesByName[name] = place
      guard let y = ChartValue(result.columns[last - 1], row: row) else {
        nullCount += 1
        continue
      }
      let x = ChartValue(Double(series[place].points.count))
      series[place].points.append(Point(x: x, y: y, text: columns[last - 1].cells[row]))
    }
  }

  /// How many values lie in each of some ranges of equal, round widths; a hedged one counts by its best.
  private mutating func addBins(_ column: Column?) {
    guard let column else { return }
    var values: [Double] = []
    for row in 0..<column.count {
      if row & 0xFFFF == 0, Execution.isStopped { return }
      if let value = ChartValue(column, row: row) { values.append(value.best) }
    }
    nullCount = column.count - values.count
    guard let low = values.min(), let high = values.max() else { return }
    let wanted =
      chart.binCount ?? min(20, max(5, Int(Double(values.count).squareRoot().rounded(.up))))
    let width = high > low ? high - low : max(1, high.magnitude)
    let step = ChartAxis.step(width / Double(wanted), of: xField.type)
    let first = (low / step).rounded(.down)
    let count = max(1, Int(((high - first * step) / step).rounded(.down)) + 1)
    var counts = [Int](repeating: 0, count: count)
    for value in values {
      counts[min(count - 1, max(0, Int((value / step - first).rounded(.down))))] += 1
    }
    let bins = Bins(first: first, width: step, count: count)
    self.bins = bins
    names = counts.indices.map { Self.name($0, of: bins, xField, low...high) }
    series = [Series(name: xField.name)]
    series[0].points = counts.enumerated().map { place, count in
      Point(x: ChartValue(Double(place)), y: ChartValue(Double(count)), text: Footer.count(count))
    }
  }

  /// `500–1,000`, with spaces where the ends have hyphens of their own.
  private static func name(
    _ number: Int, of bins: Bins, _ field: Field, _ values: ClosedRange<Double>
  ) -> String {
    let style = ChartAxis.isYear(field, values) ? NumberStyle.plain : .thousands
    let ends = [number, number + 1].map { ChartAxis.text(bins.edge($0), bins.width, field.type, style) }
    return ends.joined(separator: ends.contains { $0.contains("-") } ? " – " : "–")
  }
}
