import TianSource

/// A column that tells the file of each row.
enum FileColumn {
  static func make(_ origin: TableOrigin, rowCount: Int) throws(Diagnostic) -> Column {
    let firstRows = origin.places?.firstRows(rowCount: rowCount) ?? []
    let paths = firstRows.isEmpty ? [origin.path] : origin.places?.paths ?? []
    let codes = try Buffer<Int32>(count: rowCount)
    codes.pointer.update(repeating: 0, count: rowCount)
    for (code, first) in firstRows.enumerated() {
      let end = code + 1 < firstRows.count ? firstRows[code + 1] : rowCount
      for row in first..<end { codes.pointer[row] = Int32(truncatingIfNeeded: code) }
    }
    return Column(
      type: .text, count: rowCount, storage: .text(.int32(codes), try TextDictionary(paths)), validity: nil)
  }
}
