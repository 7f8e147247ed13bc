import TianEngine
import TianPlan

/// What a chart draws: points of one or several series, and what their axes are of.
struct ChartData {
  struct Point: Equatable {
    /// A number, or the place of a name.
    var x: ChartValue
    var y: ChartValue
  }

  struct Series: Equatable {
    var name: String
    var points = ChartPoints()
    /// Each point's value as a table would show it; empty where nothing shows it.
    var texts: [String] = []
    /// Where along the x axis a value is null: a line does not go on over it.
    var gaps: [Double] = []
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
  private var placesBySeries: [String: Int] = [:]
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

  /// - Parameters:
  ///   - rowCountMax: of bars, further rows are left out; the caller says so.
  ///   - showsTexts: whether the values of lines and points are shown as texts, too.
  init(
    _ result: ResultTable, _ chart: Chart, rowCountMax: Int, showsTexts: Bool, _ options: FormatOptions
  ) {
    self.chart = chart
    let rows = 0..<(chart.kind == .bar ? min(result.rowCount, rowCountMax) : result.rowCount)
    let columns =
      chart.kind == .histogram
      ? [] : result.columns.indices.map { ShownCells($0, of: result, rows: [rows], options) }
    let last = result.columns.count - (chart.hasSeries ? 1 : 0)
    let count = Field(chart.language == .chinese ? "个数" : "count", .int)
    xField = result.fields.first ?? count
    yField = chart.kind == .histogram ? count : last > 0 ? result.fields[last - 1] : count
    // Several columns have one unit and no one name.
    if chart.kind != .histogram, last > 2 { yField.name = "" }
    switch chart.kind {
    case .histogram: addBins(result.columns.first)
    case .spark: addSparks(result, columns, rows, last)
    case .bar, .line, .scatter:
      addPoints(result, columns, rows, last, showsTexts: showsTexts || chart.kind == .bar)
    }
  }

  /// Where bars hold names and lines numbers: the x of each row, and a series for each column of numbers, or
  /// for each key.
  private mutating func addPoints(
    _ result: ResultTable, _ columns: [ShownCells], _ rows: Range<Int>, _ last: Int, showsTexts: Bool
  ) {
    guard last >= 2 else { return }
    let isNamed = chart.kind == .bar || !(xField.type.isNumeric || xField.type.isTemporal)
    var names: [String] = []
    var placesByName: [String: Int] = [:]
    var taken: Set<[String]> = []
    if !chart.hasSeries { series = (1..<last).map { Series(name: result.fields[$0].name) } }
    for place in series.indices { series[place].points.reserveCapacity(rows.count) }
    for run in [rows].runs {
      if Execution.isStopped { break }
      let ofNames = isNamed ? columns[0].texts(run) : []
      let ofSeries = chart.hasSeries ? columns[last].texts(run) : []
      let ofValues = (1..<last).map { showsTexts ? columns[$0].texts(run) : [] }
      for (index, row) in run.enumerated() {
        var x: ChartValue?
        if isNamed {
          let name = ofNames[index]
          // Rows of one name are one place, where series share it; bars of one series stand each alone.
          let isAlone =
            chart.kind == .bar && !(chart.hasSeries && taken.insert([name, ofSeries[index]]).inserted)
          let known = isAlone ? nil : placesByName[name]
          if known == nil { names.append(name) }
          placesByName[name] = known ?? names.count - 1
          x = ChartValue(Double(known ?? names.count - 1))
        } else {
          x = ChartValue(result.columns[0], row: row)
        }
        for column in 1..<last {
          guard let x, let y = ChartValue(result.columns[column], row: row) else {
            nullCount += 1
            let place = chart.hasSeries ? placesBySeries[ofSeries[index]] : column - 1
            if chart.kind == .line, let x, let place { series[place].gaps.append(x.best) }
            continue
          }
          let place = chart.hasSeries ? placeOfSeries(ofSeries[index]) : column - 1
          series[place].points.append(Point(x: x, y: y))
          if showsTexts { series[place].texts.append(ofValues[column - 1][index]) }
        }
      }
    }
    self.names = isNamed ? names : nil
    if chart.kind == .line { for place in series.indices { series[place].sort() } }
  }

  /// Of the series of a name, which is added where there is none.
  private mutating func placeOfSeries(_ name: String) -> Int {
    if let place = placesBySeries[name] { return place }
    placesBySeries[name] = series.count
    series.append(Series(name: name))
    return series.count - 1
  }

  /// One value after another, of each name.
  private mutating func addSparks(
    _ result: ResultTable, _ columns: [ShownCells], _ rows: Range<Int>, _ last: Int
  ) {
    for run in [rows].runs {
      if Execution.isStopped { break }
      let ofNames = last > 1 ? columns[0].texts(run) : []
      let ofValues = columns[last - 1].texts(run)
      for (index, row) in run.enumerated() {
        let name = last > 1 ? ofNames[index] : result.fields[0].name
        let place = placeOfSeries(name)
        guard let y = ChartValue(result.columns[last - 1], row: row) else {
          nullCount += 1
          continue
        }
        series[place].points.append(Point(x: ChartValue(Double(series[place].points.count)), y: y))
        series[place].texts.append(ofValues[index])
      }
    }
  }

  /// How many values lie in each of some ranges of equal, round widths; a hedged one counts by its best.
  private mutating func addBins(_ column: Column?) {
    guard let column else { return }
    var (low, high, valueCount) = (Double.infinity, -Double.infinity, 0)
    Execution.drawing(0..<column.count) { row in
      guard let value = ChartValue(column, row: row)?.best else { return }
      (low, high, valueCount) = (min(low, value), max(high, value), valueCount + 1)
    }
    nullCount = column.count - valueCount
    guard valueCount > 0 else { return }
    let wanted =
      chart.binCount ?? min(20, max(5, Int(Double(valueCount).squareRoot().rounded(.up))))
    let width = high > low ? high - low : max(1, high.magnitude)
    let step = ChartAxis.step(width / Double(wanted), of: xField.type)
    let first = (low / step).rounded(.down)
    let count = max(1, Int(((high - first * step) / step).rounded(.down)) + 1)
    var counts = [Int](repeating: 0, count: count)
    Execution.drawing(0..<column.count) { row in
      guard let value = ChartValue(column, row: row)?.best else { return }
      counts[min(count - 1, max(0, Int((value / step - first).rounded(.down))))] += 1
    }
    let bins = Bins(first: first, width: step, count: count)
    self.bins = bins
    names = counts.indices.map { Self.name($0, of: bins, xField, low...high) }
    series = [Series(name: xField.name)]
    series[0].points = ChartPoints(
      counts.enumerated().map { place, count in
        Point(x: ChartValue(Double(place)), y: ChartValue(Double(count)))
      })
    series[0].texts = counts.map(Footer.count)
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

extension ChartData.Series {
  /// Along the x axis; points of one place stay in their order.
  fileprivate mutating func sort() {
    let points = points
    if zip(points, points.dropFirst()).allSatisfy({ $0.x.best <= $1.x.best }) { return }
    var order = Array(points.indices)
    // A run that was cancelled needs no order.
    guard (try? Execution.sort(&order) { points[$0].x.best < points[$1].x.best }) != nil else { return }
    var sorted = ChartPoints()
    sorted.reserveCapacity(order.count)
    Execution.drawing(order.indices) { sorted.append(points[order[$0]]) }
    self.points = sorted
    if !texts.isEmpty { texts = order.map { texts[$0] } }
  }
}
