// Pictures that are not like those on a terminal: there a bar lies, and a line has no height.
extension SVGChart {
  /// Bars that stand side by side on the ranges that they count, over an axis of their values.
  static func drawHistogram(_ geometry: ChartGeometry, _ top: Double, _ out: inout SVGElements) -> Double {
    guard let axis = geometry.binAxis else { return top }
    let counts = geometry.xAxis
    let frame = frame(top + line, plotHeight, counts.ticks.map(\.label), right: 28)
    for tick in counts.ticks {
      let y = frame.y(tick.position)
      out.line(frame.left, y, frame.right, y, stroke: gridColor)
      out.label(tick.label, frame.left - 8, y + 4, anchor: .end)
    }
    let width = frame.width / Double(max(1, geometry.bars.count))
    for bar in geometry.bars where bar.to > 0 {
      let (left, height) = (frame.left + Double(bar.row) * width, bar.to * frame.height)
      let about = "\(bar.name): \(bar.text)"
      out.rect(left + 1, frame.bottom - height, max(1, width - 2), height, fill: color(0), about: about)
      if cells(bar.text) < width {
        out.label(bar.text, left + width / 2, frame.bottom - height - 4, anchor: .middle, size: 11)
      }
    }
    for tick in apart(axis, frame.width) {
      let x = frame.x(tick.position)
      out.line(x, frame.bottom, x, frame.bottom + 4, stroke: axisColor)
      drawLabel(tick.label, below: frame, x, &out)
    }
    out.line(frame.left, frame.bottom, frame.right, frame.bottom, stroke: axisColor)
    out.label(axis.title, frame.right, frame.bottom + 34, anchor: .end, fill: dimColor)
    out.label(counts.title, 12, frame.top - 10, fill: dimColor)
    return frame.bottom
  }

  /// A small line for each name, over its own range, with its first and last value.
  static func drawSparks(_ data: ChartData, _ top: Double, _ out: inout SVGElements) -> Double {
    let share = 30.0
    let ends = data.series.map { series in
      series.texts.first.map { "\($0) → \(series.texts[series.texts.count - 1])" } ?? ""
    }
    let behind = min(220, (ends.map(cells).max() ?? 0) + 20)
    let frame = frame(top, share * Double(data.series.count), data.series.map(\.name), right: behind)
    for (row, series) in data.series.enumerated() {
      let middle = frame.top + (Double(row) + 0.5) * share
      out.label(cut(series.name, frame.left - 14), frame.left - 8, middle + 4, anchor: .end)
      out.label(cut(ends[row], behind - 14), frame.right + 12, middle + 4, size: 11)
      let values = series.points.map(\.y.best)
      guard let low = values.min(), let high = values.max(), let last = values.last else { continue }
      func place(_ number: Int, _ value: Double) -> (x: Double, y: Double) {
        let y = high > low ? (value - low) / (high - low) : 0.5
        return (frame.x(Double(number) / Double(max(1, values.count - 1))), middle + (0.5 - y) * (share - 10))
      }
      if values.count > 1 {
        out.polyline(values.enumerated().map { place($0, $1) }, stroke: color(0))
      }
      let end = place(values.count - 1, last)
      out.circle(end.x, end.y, radius: 3, fill: color(0), about: "\(series.name) \(ends[row])")
    }
    return frame.bottom - 20
  }
}
