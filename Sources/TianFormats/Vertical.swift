import TianEngine
import TianSource

/// A result as blocks of lines, one row a block and one cell a line: for rows too wide to stand side by side.
/// Control characters are shown as pictures, so that a cell is always one line.
struct Vertical {
  private static let ruleCells = 24

  let text: String
  private(set) var cut = BoxCut()

  init(_ result: ResultTable, _ options: FormatOptions) {
    let rows = Box.shownRows(of: result.rowCount, atMost: options.box.rowCountMax)
    let columns = BoxColumn.all(of: result, rows: rows, options)
    let width = columns.reduce(0) { max($0, DisplayWidth.of($1.header)) }
    let numbers = rows.flatMap { $0 }
    cut.hiddenRowCount = result.rowCount - numbers.count
    var out = ""
    for (place, row) in numbers.enumerated() {
      // Cells are missing then, and the drawing is for nobody.
      if Execution.isStopped { break }
      if place > 0, row != numbers[place - 1] + 1 { out += "⋮\n" }
      let head = "── \(row + 1) "
      let rule = head + String(repeating: "─", count: max(2, Self.ruleCells - head.count))
      out += Self.paint(DisplayWidth.drawing(rule), "2", options) + "\n"
      for column in columns {
        let space = String(repeating: " ", count: width - DisplayWidth.of(column.header))
        let style = column.nulls.contains(place) ? "2" : ""
        out +=
          space + Self.paint(column.header, "1", options)
          + Self.paint(DisplayWidth.drawing(" │ "), "2", options)
        out += Self.paint(column.cells[place], style, options) + "\n"
      }
    }
    text = out
  }

  private static func paint(_ text: String, _ style: String, _ options: FormatOptions) -> String {
    options.box.isColored && !style.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
