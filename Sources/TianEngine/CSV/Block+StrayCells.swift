import TianSource

extension Block {
  /// Takes note of the cells in which a quote stands where the standard has none. Cost: a look at each byte.
  func noteStrayCells(_ places: inout BlockPlaces, columnCount: Int) throws(Diagnostic) {
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        let entry = positions + (row * stride + column)
        let start = Int(entry[0]) + 1
        var end = Int(entry[1])
        if lastCellMayEndInReturn, column == columnCount - 1, end > start,
          bytes[end - 1] == UInt8(ascii: "\r")
        {
          end -= 1
        }
        guard end > start, let content = QuotedCell.strayContent(bytes + start, end - start) else { continue }
        places.strayCellCount += 1
        guard places.strayCells.count < RejectList.limit else { continue }
        places.strayCells.append(BlockPlaces.StrayCell(row: row, column: column, text: content))
      }
    }
  }
}
