import TianEngine
import TianSource

/// A result as blocks of lines, one row a block and one cell a line: for rows too wide to stand side by side.
/// Control characters are shown as pictures, so that a cell is always one line.
struct Vertical {
  private static let ruleCells = 24

  private let columns: [(cells: ShownCells, head: String)]
  private let rows: [Range<Int>]
  private let isColored: Bool
  private(set) var cut = BoxCut()

  init(_ result: ResultTable, _ options: FormatOptions) {
    let rows = Box.shownRows(of: result.rowCount, atMost: options.box.rowCountMax)
    let headers = result.fields.map { options.hasHeader ? VisibleText.escaped($0.shownHeader) : "" }
    let width = headers.reduce(0) { max($0, DisplayWidth.of($1)) }
    let isColored = options.box.isColored
    columns = result.columns.indices.map { place in
      let space = String(repeating: " ", count: width - DisplayWidth.of(headers[place]))
      let bar = DrawnStyle.dim.painted(DisplayWidth.drawing(" │ "), if: isColored)
      return (
        ShownCells(place, of: result, rows: rows, options),
        space + DrawnStyle.bold.painted(headers[place], if: isColored) + bar
      )
    }
    (self.rows, self.isColored) = (rows, isColored)
    cut.hiddenRowCount = result.rowCount - rows.reduce(0) { $0 + $1.count }
  }

  /// Writes blocks, many at once, until the work at hand is cancelled.
  func write<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    for run in rows.runs {
      if Execution.isStopped { return }
      let gap = rows.dropFirst().contains { $0.lowerBound == run.lowerBound } ? "⋮\n" : ""
      try sink(Array((gap + blocks(run)).utf8))
    }
  }

  private func blocks(_ rows: Range<Int>) -> String {
    let texts = columns.map { $0.cells.texts(rows) }
    var out = ""
    for row in rows {
      let head = "── \(row + 1) "
      let rule = head + String(repeating: "─", count: max(2, Self.ruleCells - head.count))
      out += DrawnStyle.dim.painted(DisplayWidth.drawing(rule), if: isColored) + "\n"
      for (column, texts) in zip(columns, texts) {
        let style = column.cells.isNull(row) ? DrawnStyle.dim : .plain
        out += column.head + style.painted(texts[row - rows.lowerBound], if: isColored) + "\n"
      }
    }
    return out
  }
}
