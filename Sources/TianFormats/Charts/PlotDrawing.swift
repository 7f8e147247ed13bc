import TianEngine
import TianPlan
import TianSource

/// Lines and points between two axes.
struct PlotDrawing {
  /// What marks the points of a series where there is no colour.
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")

  private let geometry: ChartGeometry
  private let isColored: Bool
  private let labelCells: Int
  /// Points without a line between them are larger, to be seen, unless they are many.
  private let isLarge: Bool
  private var canvas: Canvas
  /// Points of series that are told apart by letters.
  private var marks: [Int: Character] = [:]

  init(_ geometry: ChartGeometry, _ columns: Int, _ rows: Int, _ isColored: Bool) {
    self.geometry = geometry
    self.isColored = isColored
    isLarge = geometry.chart.kind == .scatter && geometry.paths.reduce(0) { $0 + $1.count } < 500
    labelCells = min(
      geometry.yAxis.ticks.map { DisplayWidth.of($0.label) }.max() ?? 0, max(4, columns / 3))
    canvas = Canvas(columns: max(8, columns - labelCells - 2), rows: rows)
    for (number, path) in geometry.paths.enumerated() { draw(path, number) }
  }

  private mutating func draw(_ path: ChartGeometry.Path, _ series: Int) {
    if geometry.chart.kind == .line {
      Execution.drawing(0..<max(0, path.count - 1)) { index in
        if path.breaks.contains(index + 1) { return }
        let ends = (geometry.dot(index, of: path), geometry.dot(index + 1, of: path))
        canvas.line(from: ends.0.place, to: ends.1.place, series: series)
      }
    }
    Execution.drawing(0..<path.count) { index in
      let dot = geometry.dot(index, of: path)
      let (x, y) = canvas.dot(dot.place)
      canvas.set(x, y, series: series)
      if isLarge {
        for place in [(x ^ 1, y), (x, y ^ 1), (x ^ 1, y ^ 1)] { canvas.set(place.0, place.1, series: series) }
      }
      if let reach = dot.reach { draw(reach, isLying: false, across: dot.place.x, series) }
      if let reach = dot.xReach { draw(reach, isLying: true, across: dot.place.y, series) }
      if !isColored, geometry.paths.count > 1 {
        mark(x, y, Self.letters[series % Self.letters.count])
      }
    }
  }

  private mutating func mark(_ x: Int, _ y: Int, _ character: Character) {
    if let cell = canvas.index(x, y) { marks[cell] = character }
  }

  /// A dotted line over what a value may be; an end that is not there is an arrow.
  private mutating func draw(
    _ reach: ChartGeometry.Reach, isLying: Bool, across share: Double, _ series: Int
  ) {
    func dot(_ along: Double) -> (x: Int, y: Int) {
      canvas.dot(isLying ? .init(x: along, y: share) : .init(x: share, y: along))
    }
    let (low, high) = (dot(reach.range.lowerBound), dot(reach.range.upperBound))
    for x in stride(from: low.x, through: high.x, by: 2) {
      for y in stride(from: high.y, through: low.y, by: 2) { canvas.set(x, y, series: series) }
    }
    if reach.goesOnAbove { mark(high.x, high.y, isLying ? "→" : "↑") }
    if reach.goesOnBelow { mark(low.x, low.y, isLying ? "←" : "↓") }
  }

  var lines: [String] {
    var lines = [
      TerminalChart.pad(geometry.yAxis.title, labelCells + canvas.columns).trimmingSpaceAtEnd
    ]
    if geometry.paths.count > 1 { lines += legend }
    var labels: [Int: String] = [:]
    for tick in geometry.yAxis.ticks where (0...1).contains(tick.position) {
      labels[canvas.dot(.init(x: 0, y: tick.position)).y / 4] = tick.label
    }
    for row in 0..<canvas.rows {
      let label = TerminalChart.pad(
        VisibleText.escaped(labels[row] ?? ""), labelCells, isRight: true)
      lines.append((label + (labels[row] == nil ? " │" : " ┤") + cells(row)).trimmingSpaceAtEnd)
    }
    let ticks = TickRow(geometry.xAxis.ticks, cells: canvas.columns)
    let lead = String(repeating: " ", count: labelCells + 1)
    let title = TerminalChart.pad(geometry.xAxis.title, canvas.columns, isRight: true)
    return lines
      + [lead + "└" + ticks.rule, lead + " " + ticks.labels, lead + " " + title].map(
        \.trimmingSpaceAtEnd)
  }

  private var legend: [String] {
    let entries = geometry.paths.enumerated().map { number, path in
      (isColored ? "●" : String(Self.letters[number % Self.letters.count]), path.name)
    }
    return TerminalChart.legend(entries, labelCells + canvas.columns + 2, isColored)
  }

  private func cells(_ row: Int) -> String {
    (0..<canvas.columns).map { column in
      if let mark = marks[row * canvas.columns + column] { return String(mark) }
      let (character, series) = canvas.cell(column, row)
      return character == " "
        ? " " : DrawnStyle.series(series).painted(String(character), if: isColored)
    }.joined()
  }
}
