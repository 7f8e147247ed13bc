import TianEngine
import TianSource

/// One column of a box: its header, its cells and how wide they are.
struct BoxColumn {
  let header: String
  let cells: ShownCells
  let isRight: Bool
  /// Whether cells may be cut: a number with digits missing would be another number.
  let isElastic: Bool
  let width: Int

  /// The columns of a result, the shown rows of them.
  static func all(of result: ResultTable, rows: [Range<Int>], _ options: FormatOptions) -> [BoxColumn] {
    result.columns.indices.map { BoxColumn($0, of: result, rows: rows, options) }
  }

  private init(_ place: Int, of result: ResultTable, rows: [Range<Int>], _ options: FormatOptions) {
    let field = result.fields[place]
    header = options.hasHeader ? VisibleText.escaped(field.shownHeader) : ""
    isRight = field.type.isNumeric
    isElastic = !field.type.isNumeric
    let cells = ShownCells(place, of: result, rows: rows, options)
    var width = max(1, DisplayWidth.of(header))
    for run in rows.runs {
      if Execution.isStopped { break }
      width = cells.texts(run).reduce(width) { max($0, DisplayWidth.of($1)) }
    }
    (self.cells, self.width) = (cells, width)
  }
}
