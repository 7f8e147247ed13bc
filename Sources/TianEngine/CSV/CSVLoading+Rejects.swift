import TianSource

extension CSVLoading {
  static func rejects(
    _ columns: [LoadedColumn], _ loading: [LoadingColumn], _ places: RowPlaces?
  ) -> [TableOrigin.Reject] {
    zip(columns, loading).flatMap { column, loading in
      column.misfits.map { misfit in
        TableOrigin.Reject(
          file: places?.file(ofRow: misfit.row), line: places?.line(ofRow: misfit.row) ?? 0,
          column: loading.header.name, text: misfit.text, reason: misfit.reason)
      }
    }
  }

  /// What there is to say of columns beside their rejects, by their names.
  static func remarks(_ placed: UnitPlaces, _ places: RowPlaces?) -> [String: ColumnRemark] {
    var remarks: [String: ColumnRemark] = [:]
    for (name, column) in zip(placed.names, placed.columns) {
      if let cause = column.textCause {
        remarks[name] = .text(line: places?.line(ofRow: cause.row) ?? 0, text: cause.text)
      } else if let (count, text) = column.ownMultiplier {
        remarks[name] = .ownMultiplier(count: count, text: text)
      }
    }
    return remarks
  }

  /// Records with more cells than there are columns: the cells past the last column.
  static func longRows(
    _ blocks: [BlockPlaces], _ places: RowPlaces, columnCount: Int
  ) -> (rejects: [TableOrigin.Reject], count: Int) {
    var rejects: [TableOrigin.Reject] = []
    var count = 0
    var row = 0
    for block in blocks {
      for long in block.longRows where rejects.count < RejectList.limit {
        rejects.append(
          TableOrigin.Reject(
            file: places.file(ofRow: row + long.row), line: places.line(ofRow: row + long.row), column: "",
            text: long.rest,
            reason: Bilingual(
              "the row has \(long.cellCount) cells, the table \(columnCount) columns",
              "该行有 \(long.cellCount) 个单元格，表只有 \(columnCount) 列")))
      }
      count += block.longRowCount
      row += block.rowCount
    }
    return (rejects, count)
  }
}
