import TianEngine
import TianPlan
import TianSource

/// A chart in characters: bars of blocks, lines and points of braille, axes with units. Control characters of
/// names are shown as pictures; no line is wider than asked for.
struct TerminalChart {
  private static let rowCountMax = 60
  private static let plotRows = 16

  let text: String
  private(set) var cut = BoxCut()

  init(_ result: ResultTable, _ chart: Chart, _ options: FormatOptions) {
    var options = options
    options.box.rowCountMax = nil
    let data = ChartData(result, chart, rowCountMax: Self.rowCountMax, showsTexts: false, options)
    let columns = max(20, options.box.width ?? 80) - 1
    let geometry = ChartGeometry(
      data, xTickCount: max(2, columns / 16), yTickCount: 5, style: options.box.numbers)
    if chart.kind == .bar { cut.hiddenRowCount = max(0, result.rowCount - Self.rowCountMax) }
    cut.undrawnCount = data.nullCount
    let body: [String]
    switch chart.kind {
    case _ where data.isEmpty: body = [data.emptyNote]
    case .bar, .histogram:
      body = BarDrawing(geometry, columns, options.box.isColored).lines.map(DisplayWidth.drawing)
    case .line, .scatter:
      body = PlotDrawing(geometry, columns, Self.plotRows, options.box.isColored).lines
        .map(DisplayWidth.drawing)
    case .spark: body = Self.sparks(data, columns)
    }
    let title = chart.title.map { [VisibleText.escaped($0)] } ?? []
    text = (title + body).map { $0 + "\n" }.joined()
  }

  /// A name, its values as blocks of eight heights, and the first and last of them. More values than there is
  /// room for are drawn by the mean of neighbours.
  private static func sparks(_ data: ChartData, _ columns: Int) -> [String] {
    let width = min(data.series.map { DisplayWidth.of($0.name) }.max() ?? 0, columns / 3)
    return data.series.map { series in
      let values = series.points.map(\.y.best)
      let ends =
        values.isEmpty ? "" : "  \(series.texts[0]) → \(series.texts[values.count - 1])"
      let room = max(4, (columns - width - 2 - DisplayWidth.of(ends)) / DisplayWidth.of("▁"))
      let line = pad(series.name, width) + "  " + spark(values, room) + ends
      return DisplayWidth.elided(line, cells: columns)
    }
  }

  static func spark(_ values: [Double], _ room: Int) -> String {
    let groups = min(values.count, room)
    guard groups > 0, let low = values.min(), let high = values.max() else { return "" }
    return (0..<groups).map { group in
      let part = values[group * values.count / groups..<(group + 1) * values.count / groups]
      let mean = part.reduce(0) { $0 + $1 / Double(part.count) }
      let level = high > low ? Int(((mean - low) / (high - low) * 7).rounded()) : 3
      return String(Array("▁▂▃▄▅▆▇█")[min(7, max(0, level))])
    }.joined()
  }

  static func pad(_ text: String, _ width: Int, isRight: Bool = false) -> String {
    DisplayWidth.padded(DisplayWidth.elided(text, cells: width), cells: width, isRight: isRight)
  }

  /// The signs of several series and their names, on as many lines as they need, at most three.
  static func legend(_ entries: [(sign: String, name: String)], _ columns: Int, _ isColored: Bool) -> [String]
  {
    var lines = [""]
    var used = 0
    for (number, entry) in entries.enumerated() {
      let name = DisplayWidth.prefix(of: VisibleText.escaped(entry.name), cells: max(1, columns - 4))
      let cells = DisplayWidth.of(String(name)) + 2
      if used > 0, used + cells + 3 > columns {
        if lines.count == 3 {
          lines.append("… +\(entries.count - number)")
          return lines
        }
        lines.append("")
        used = 0
      }
      let gap = used > 0 ? "   " : ""
      lines[lines.count - 1] +=
        gap + DrawnStyle.series(number).painted(entry.sign, if: isColored) + " " + name
      used += DisplayWidth.of(gap) + cells
    }
    return lines
  }
}

/// Bars, one below the other, their names to the left and their values behind them.
struct BarDrawing {
  private static let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  /// What parts the series where there is no colour.
  private static let fills: [Character] = ["█", "▓", "▒", "░"]

  private let geometry: ChartGeometry
  private let isColored: Bool
  private let nameCells: Int
  private let textCells: Int
  private let barCells: Int
  private let columns: Int

  init(_ geometry: ChartGeometry, _ columns: Int, _ isColored: Bool) {
    self.geometry = geometry
    self.isColored = isColored
    self.columns = columns
    nameCells = min(geometry.yAxis.ticks.map { DisplayWidth.of($0.label) }.max() ?? 0, columns * 2 / 5)
    // A number that is cut says another: it goes before the bar, as long as that can be told from others.
    textCells = min(
      geometry.bars.map { DisplayWidth.of($0.text) }.max() ?? 0, max(columns / 3, columns - nameCells - 12))
    barCells = max(4, columns - nameCells - textCells - 4)
  }

  var lines: [String] {
    // Ranges of values need their unit; names speak for themselves.
    var lines = geometry.chart.kind == .histogram ? [TerminalChart.pad(geometry.yAxis.title, columns)] : []
    let names = geometry.seriesNames
    if names.count > 1 {
      lines += TerminalChart.legend(names.enumerated().map { (String(fill($0)), $1) }, columns, isColored)
    }
    let bars = Dictionary(grouping: geometry.bars, by: \.row)
    for (row, tick) in geometry.yAxis.ticks.enumerated() {
      let ofRow = bars[row] ?? []
      for (place, bar) in ofRow.enumerated() {
        let text = " " + TerminalChart.pad(bar.text, textCells)
        let drawing = DrawnStyle.series(bar.series).painted(drawn(bar), if: isColored)
        lines.append(head(place == 0 ? tick.label : "") + drawing + text)
      }
      // A null is not the same as zero.
      if ofRow.isEmpty { lines.append(head(tick.label) + String(repeating: " ", count: barCells) + " ·") }
    }
    return lines.map(\.trimmingSpaceAtEnd) + axis
  }

  private func head(_ name: String) -> String { TerminalChart.pad(name, nameCells) + " │" }

  private func fill(_ series: Int) -> Character {
    isColored || geometry.seriesNames.count < 2 ? "█" : Self.fills[series % Self.fills.count]
  }

  /// From zero to the value; of a hedged one the certain part is full, and what it may be besides is shaded.
  private func drawn(_ bar: ChartGeometry.Bar) -> String {
    let width = Double(barCells)
    let (low, high) = (min(bar.from, bar.to) * width, max(bar.from, bar.to) * width)
    let start = Int(low.rounded())
    var cells = [Character](repeating: " ", count: barCells)
    let full = Int(high)
    for cell in max(0, start)..<max(start, min(full, barCells)) { cells[cell] = fill(bar.series) }
    let eighths = Int((high - Double(full)) * 8)
    // Only a bar to the right can end within a cell: there are no blocks that begin there.
    if full < barCells, full >= start, bar.to >= bar.from, let part = Self.blocks[eighths].first {
      cells[full] = part
    }
    if let reach = bar.reach { draw(reach, &cells) }
    // However little a value is, it is not nothing.
    if bar.to != bar.from, cells.allSatisfy({ $0 == " " }) {
      let isBelow = bar.to < bar.from
      cells[min(barCells - 1, max(0, isBelow ? start - 1 : start))] = isBelow ? "▕" : "▏"
    }
    return String(cells)
  }

  /// Shaded; an end that is not there fades into an arrow.
  private func draw(_ reach: ChartGeometry.Reach, _ cells: inout [Character]) {
    let width = Double(barCells)
    let from = min(barCells - 1, max(0, Int((reach.range.lowerBound * width).rounded(.down))))
    let to = min(barCells, max(from + 1, Int((reach.range.upperBound * width).rounded(.up))))
    for cell in from..<to { cells[cell] = "▒" }
    if reach.goesOnAbove {
      if to - from > 2 { cells[to - 2] = "░" }
      cells[to - 1] = "→"
    }
    if reach.goesOnBelow {
      if to - from > 2 { cells[from + 1] = "░" }
      cells[from] = "←"
    }
  }

  /// The line below the bars with its ticks, their labels, and what the numbers are of.
  private var axis: [String] {
    let lead = String(repeating: " ", count: nameCells + 1)
    let marks = TickRow(geometry.xAxis.ticks, cells: barCells)
    return [
      lead + "└" + marks.rule, lead + " " + marks.labels,
      lead + " " + TerminalChart.pad(geometry.xAxis.title, barCells + textCells),
    ].map(\.trimmingSpaceAtEnd)
  }
}

/// The ticks of an axis on a row of cells. A label that would run into the one before it is left out.
struct TickRow {
  private(set) var rule: String
  private(set) var labels = ""

  init(_ ticks: [ChartAxis.Tick], cells: Int) {
    var marks = [Character](repeating: "─", count: cells)
    var used = 0
    for tick in ticks where (0...1).contains(tick.position) {
      let cell = min(cells - 1, Int((tick.position * Double(cells)).rounded(.down)))
      let label = VisibleText.escaped(tick.label)
      let width = DisplayWidth.of(label)
      let start = min(max(0, cell - width / 2), max(0, cells - width))
      guard start >= used + (used > 0 ? 1 : 0), width <= cells else { continue }
      marks[cell] = "┴"
      labels += String(repeating: " ", count: start - used) + label
      used = start + width
    }
    rule = String(marks)
  }
}

extension String {
  var trimmingSpaceAtEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
