import TianSource

/// What did not fit a table, while it is loaded.
struct RejectCollector {
  private(set) var counts: [TableOrigin.Reject.Kind: Int] = [:]
  private var rejects: [TableOrigin.Reject]

  /// Begins with what was found before the rows are read.
  init(_ origin: TableOrigin) {
    rejects = origin.rejects
    counts = origin.rejectCounts
  }

  /// In the order of the files and their lines.
  var first: [TableOrigin.Reject] { rejects.inOrder }

  /// Rows with more cells than there are columns, or fewer, and quotes in the middle of cells.
  mutating func add(_ blocks: [BlockPlaces], _ places: RowPlaces, names: [String]) {
    var (row, keptCount) = (0, 0)
    var (stray, strayCount) = (StrayQuotes(), 0)
    for block in blocks {
      for uneven in block.unevenRows where keptCount < RejectList.limit {
        rejects.append(
          TableOrigin.Reject(
            .unevenRow, file: places.file(ofRow: row + uneven.row),
            line: places.line(ofRow: row + uneven.row), column: "", text: uneven.text,
            reason: RejectList.reason(cellCount: uneven.cellCount, columnCount: names.count)))
        keptCount += 1
      }
      if block.unevenRowCount > 0 { counts[.unevenRow, default: 0] += block.unevenRowCount }
      for cell in block.strayCells {
        let row = row + cell.row
        cell.text.withUnsafeBufferPointer {
          stray.add(
            $0, line: places.line(ofRow: row), column: names[cell.column], file: places.file(ofRow: row))
        }
      }
      strayCount += block.strayCellCount
      row += block.rowCount
    }
    rejects += stray.first
    if strayCount > 0 { counts[.strayQuote, default: 0] += strayCount }
  }

  /// Cells of a column, the first of them by name.
  mutating func add(_ column: Column, _ name: String, _ places: RowPlaces?) {
    let count = column.reasons?.count(.reject) ?? 0
    guard count > 0 else { return }
    counts[.cell, default: 0] += count
    rejects += column.rejects(named: name, places, limit: RejectList.limit)
  }
}

extension Column {
  /// The cells that did not fit, by row.
  fileprivate func rejects(named name: String, _ places: RowPlaces?, limit: Int) -> [TableOrigin.Reject] {
    guard let entries = reasons?.entries else { return [] }
    var rejects: [TableOrigin.Reject] = []
    for place in 0..<entries.rows.count where entries.reason(place) == .reject {
      guard rejects.count < limit else { break }
      let row = Int(entries.rows[place])
      let text = entries.texts.utf8(Int(entries.codes[place]))
      rejects.append(
        TableOrigin.Reject(
          .cell, file: places?.file(ofRow: row), line: places?.line(ofRow: row) ?? row + 1, column: name,
          text: text.baseAddress.flatMap { RejectList.text($0, text.count) } ?? "",
          reason: RejectList.reason(type, text)))
    }
    return rejects
  }
}

extension Table {
  /// All that did not fit, in the order of the lines. Of rows with too many cells or too few, those that are
  /// kept by name.
  package var allRejects: [TableOrigin.Reject] {
    guard let origin else { return [] }
    let rows = origin.rejects.filter { $0.kind != .cell }
    let cells = zip(schema.fields, columns).flatMap { field, column in
      column.rejects(named: field.name, origin.places, limit: .max)
    }
    return (rows + cells).inOrder
  }
}

extension [TableOrigin.Reject] {
  /// By file and line.
  fileprivate var inOrder: [TableOrigin.Reject] {
    sorted { ($0.file ?? "", $0.line) < ($1.file ?? "", $1.line) }
  }
}

extension CSVLoading {
  /// What there is to say of columns beside their rejects, by their names.
  static func remarks(_ marked: LabelMarks, _ places: RowPlaces?) -> [String: ColumnRemark] {
    var remarks: [String: ColumnRemark] = [:]
    for (name, column) in zip(marked.names, marked.columns) {
      if let cause = column.textCause {
        remarks[name] = .text(
          file: places?.file(ofRow: cause.row), line: places?.line(ofRow: cause.row) ?? 0, text: cause.text)
      } else if let own = column.ownMultiplier {
        remarks[name] = .ownMultiplier(own)
      }
    }
    return remarks
  }
}
