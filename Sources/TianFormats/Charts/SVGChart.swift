import TianEngine
import TianPlan
import TianSource

/// A chart as a picture, SVG, whole by itself: no script, nothing from elsewhere, and what stands in the data
/// is text in it and nothing else. A hedged value has a line over its range.
struct SVGChart {
  private static let colors = [
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#4fa7a0", "#b07aa1", "#c9a21f", "#9c755f", "#f07f92",
    "#79706e",
  ]
  static let width = 720.0
  static let plotHeight = 360.0
  private static let barsMax = 400
  /// Of a cell of text: half as wide as a wide character.
  private static let cell = 6.6
  static let line = 18.0
  static let (axisColor, gridColor, dimColor) = ("#888", "#e4e4e4", "#666")

  struct Frame {
    var left: Double
    var top: Double
    var width: Double
    var height: Double
    var right: Double { left + width }
    var bottom: Double { top + height }

    func x(_ share: Double) -> Double { left + share * width }
    func y(_ share: Double) -> Double { top + (1 - share) * height }
  }

  let text: String

  init(_ result: ResultTable, _ chart: Chart, _ options: FormatOptions) {
    let data = ChartData(result, chart, rowCountMax: Self.barsMax, showsTexts: true, options)
    let geometry = ChartGeometry(data, xTickCount: 6, yTickCount: 6, style: options.box.numbers)
    var out = SVGElements()
    let top = Self.drawTitles(geometry, &out)
    let bottom: Double
    switch chart.kind {
    case _ where data.isEmpty: bottom = top
    case .bar: bottom = Self.drawBars(geometry, top, &out)
    case .histogram: bottom = Self.drawHistogram(geometry, top, &out)
    case .line, .scatter: bottom = Self.drawPaths(geometry, top, &out)
    case .spark: bottom = Self.drawSparks(data, top, &out)
    }
    let note = Self.note(data, leftOut: chart.kind == .bar ? max(0, result.rowCount - Self.barsMax) : 0)
    if let note { out.label(note, 12, bottom + 34, size: 11, fill: Self.dimColor) }
    // A picture that nobody waits for any more is not put together: it may be of millions of points.
    text = Execution.isStopped ? "" : Self.head(bottom + 44) + out.text + "</svg>\n"
  }

  /// What is not in the picture; a picture has no line below it.
  private static func note(_ data: ChartData, leftOut: Int) -> String? {
    if data.isEmpty { return data.emptyNote }
    var parts: [Bilingual] = []
    if data.nullCount > 0 { parts.append(Footer.undrawn(data.nullCount)) }
    if leftOut > 0 {
      let count = Footer.count(leftOut)
      parts.append(Bilingual("\(count) more rows not drawn", "另有 \(count) 行未画出"))
    }
    return parts.isEmpty ? nil : parts.map { $0[data.chart.language] }.joined(separator: " · ")
  }

  private static func head(_ height: Double) -> String {
    let size = (SVGElements.number(width), SVGElements.number(height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size.0) \(size.1)" width="\(size.0)" \
      height="\(size.1)" font-family="system-ui, 'Noto Sans CJK SC', 'PingFang SC', \
      'Microsoft YaHei', sans-serif">
      <rect width="100%" height="100%" fill="white"/>

      """
  }

  /// The title and the names of several series; gives where the drawing begins.
  private static func drawTitles(_ geometry: ChartGeometry, _ out: inout SVGElements) -> Double {
    var y = 20.0
    if let title = geometry.title {
      out.label(cut(title, width * 0.75), 12, y, size: 15, isBold: true)
      y += line
    }
    guard geometry.seriesNames.count > 1, geometry.chart.kind != .spark else { return y }
    var x = 12.0
    for (place, name) in geometry.seriesNames.enumerated() {
      let name = cut(name, 240)
      let needed = 30 + cells(name)
      if x + needed > width, x > 12 { (x, y) = (12, y + line) }
      if isDashed(place), geometry.chart.kind == .line {
        out.polyline([(x - 2, y - 5), (x + 12, y - 5)], stroke: color(place), isDashed: true)
      } else {
        out.rect(x, y - 10, 10, 10, fill: color(place))
      }
      out.label(name, x + 14, y)
      x += needed
    }
    return y + line
  }

  private static func drawBars(_ geometry: ChartGeometry, _ top: Double, _ out: inout SVGElements)
    -> Double
  {
    let seriesCount = Double(max(1, geometry.seriesNames.count))
    let height = seriesCount > 1 ? 14.0 : 20
    let share = height * seriesCount + (seriesCount > 1 ? 16 : 8)
    let rowCount = Double(geometry.yAxis.ticks.count)
    let behind = min(220, (geometry.bars.map { cells($0.text) }.max() ?? 0) + 12)
    let frame = frame(top, rowCount * share, geometry.yAxis.ticks.map(\.label), right: behind)
    drawAxes(geometry, frame, hasYTicks: false, &out)
    // A null is not the same as zero.
    for row in Set(geometry.yAxis.ticks.indices).subtracting(geometry.bars.map(\.row)).sorted() {
      let x = frame.x(min(1, max(0, geometry.xAxis.position(of: 0))))
      out.label("·", x + 6, frame.top + (Double(row) + 0.5) * share + 4, size: 11, fill: dimColor)
    }
    let space = (share - height * seriesCount) / 2
    for bar in geometry.bars {
      let y = frame.top + Double(bar.row) * share + space + Double(bar.series) * height
      let end = draw(bar, frame, y, height, &out)
      out.label(cut(bar.text, behind - 6), end + 6, y + height / 2 + 3, size: 11)
    }
    return frame.bottom
  }

  /// A bar, pale over what a hedged value may be besides; gives where it ends to the right.
  private static func draw(
    _ bar: ChartGeometry.Bar, _ frame: Frame, _ y: Double, _ height: Double, _ out: inout SVGElements
  ) -> Double {
    let (fill, about) = (color(bar.series), "\(bar.name) \(bar.text)")
    func rect(_ from: Double, _ to: Double, isPale: Bool = false) {
      let (low, high) = (frame.x(min(from, to)), frame.x(max(from, to)))
      // What is too short to be seen is a line, on its side of zero.
      let length = max(1, high - low)
      out.rect(
        to < from ? high - length : low, y, length, height - 2, fill: fill, about: about, isPale: isPale)
    }
    guard let reach = bar.reach else {
      if bar.to != bar.from { rect(bar.from, bar.to) }
      return frame.x(max(bar.from, bar.to))
    }
    let range = reach.range
    if range.lowerBound > bar.from {
      rect(bar.from, range.lowerBound)
    } else if range.upperBound < bar.from {
      rect(bar.from, range.upperBound)
    }
    rect(range.lowerBound, range.upperBound, isPale: true)
    draw(
      reach, low: frame.x(range.lowerBound), high: frame.x(range.upperBound), y + height / 2 - 1, "#333", &out
    )
    return frame.x(max(bar.from, range.upperBound))
  }

  /// The line over a range, across which it lies or stands.
  private static func draw(
    _ reach: ChartGeometry.Reach, low: Double, high: Double, _ across: Double, _ stroke: String,
    isLying: Bool = true, _ out: inout SVGElements
  ) {
    out.range(
      (low, reach.goesOnBelow ? .arrow : .bar), (high, reach.goesOnAbove ? .arrow : .bar), across: across,
      isLying: isLying, stroke: stroke)
  }

  private static func drawPaths(_ geometry: ChartGeometry, _ top: Double, _ out: inout SVGElements)
    -> Double
  {
    let frame = frame(top + line, plotHeight, geometry.yAxis.ticks.map(\.label), right: 28)
    drawAxes(geometry, frame, hasYTicks: true, &out)
    for (series, path) in geometry.paths.enumerated() {
      var places: [(x: Double, y: Double)] = []
      Execution.drawing(0..<path.count) { index in
        let dot = geometry.dot(index, of: path)
        let place = (x: frame.x(dot.place.x), y: frame.y(dot.place.y))
        places.append(place)
        if let range = dot.reach?.range {
          let (low, high) = (frame.y(range.lowerBound), frame.y(range.upperBound))
          dot.reach.map { draw($0, low: low, high: high, place.x, color(series), isLying: false, &out) }
        }
        if let range = dot.xReach?.range {
          let (low, high) = (frame.x(range.lowerBound), frame.x(range.upperBound))
          dot.xReach.map { draw($0, low: low, high: high, place.y, color(series), &out) }
        }
      }
      let starts = [0] + path.breaks.sorted() + [places.count]
      for (start, end) in zip(starts, starts.dropFirst()) where geometry.chart.kind != .scatter {
        guard end - start > 1, end <= places.count else { continue }
        out.polyline(Array(places[start..<end]), stroke: color(series), isDashed: isDashed(series))
      }
      Execution.drawing(places.indices) { index in
        out.circle(
          places[index].x, places[index].y, radius: 3, fill: color(series),
          about: "\(path.name) \(path.texts[index])")
      }
    }
    return frame.bottom
  }

  static func frame(_ top: Double, _ height: Double, _ labels: [String], right: Double)
    -> Frame
  {
    let left = min(240, max(28, (labels.map(cells).max() ?? 0) + 20))
    return Frame(left: left, top: top, width: width - left - right, height: max(20, height))
  }

  private static func drawAxes(
    _ geometry: ChartGeometry, _ frame: Frame, hasYTicks: Bool, _ out: inout SVGElements
  ) {
    for tick in apart(geometry.xAxis, frame.width) {
      let x = frame.x(tick.position)
      out.line(x, frame.top, x, frame.bottom, stroke: gridColor)
      drawLabel(tick.label, below: frame, x, &out)
    }
    for tick in geometry.yAxis.ticks {
      // Names go down from the top, numbers up from the bottom.
      let y = frame.y(hasYTicks ? tick.position : 1 - tick.position)
      if hasYTicks { out.line(frame.left, y, frame.right, y, stroke: gridColor) }
      out.label(cut(tick.label, frame.left - 14), frame.left - 8, y + 4, anchor: .end)
    }
    let zero = min(1, max(0, geometry.xAxis.position(of: 0)))
    let x = hasYTicks ? frame.left : frame.x(zero)
    out.line(x, frame.top, x, frame.bottom, stroke: axisColor)
    out.line(frame.left, frame.bottom, frame.right, frame.bottom, stroke: axisColor)
    out.label(geometry.xAxis.title, frame.right, frame.bottom + 34, anchor: .end, fill: dimColor)
    if hasYTicks { out.label(geometry.yAxis.title, 12, frame.top - 10, fill: dimColor) }
  }

  /// What a tick below the drawing says; at its ends it is moved into the picture.
  static func drawLabel(_ label: String, below frame: Frame, _ x: Double, _ out: inout SVGElements) {
    let half = cells(label) / 2 + 2
    out.label(label, min(max(x, half), width - half), frame.bottom + 17, anchor: .middle)
  }

  /// Ticks whose labels do not run into one another. Names are cut to the room that each has, if that is
  /// enough to tell them.
  static func apart(_ axis: ChartAxis, _ width: Double) -> [ChartAxis.Tick] {
    let room = width / Double(max(1, axis.ticks.count)) - 8
    var end = -Double.infinity
    return axis.ticks.compactMap { tick in
      let label = axis.isOfNames && room > 50 ? cut(tick.label, room) : tick.label
      let (middle, half) = (tick.position * width, cells(label) / 2)
      guard middle - half > end + 6 else { return nil }
      end = middle + half
      return ChartAxis.Tick(position: tick.position, label: label)
    }
  }

  static func cells(_ text: String) -> Double { Double(DisplayWidth.of(text)) * cell }

  static func cut(_ text: String, _ room: Double) -> String {
    guard cells(text) > room else { return text }
    return DisplayWidth.prefix(of: text, cells: max(1, Int(room / cell) - 1)) + "…"
  }

  /// The colours come again, with another stroke.
  static func isDashed(_ series: Int) -> Bool { series / colors.count % 2 == 1 }

  static func color(_ series: Int) -> String { colors[series % colors.count] }
}
