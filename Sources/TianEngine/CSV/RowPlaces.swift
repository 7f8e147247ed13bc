import TianSource

/// Where the rows of a table stand in its file.
package struct RowPlaces: Sendable {
  /// From a row on, each row is one line further, up to the next anchor.
  private let anchorRows: Buffer<Int>
  private let anchorLines: Buffer<Int>
  /// The first rows of the parts in which the file was read, and where they begin, in bytes of its UTF-8
  /// text.
  package let parts: [Part]

  package struct Part: Sendable, Hashable {
    package let row: Int
    package let offset: Int
  }

  init(_ blocks: [BlockPlaces], layout: BlockLayout) throws(Diagnostic) {
    var rows = GrowingBuffer<Int>()
    var lines = GrowingBuffer<Int>()
    var parts: [Part] = []
    var (row, line) = (0, layout.firstLine)
    for (number, block) in blocks.enumerated() {
      if block.rowCount > 0 {
        parts.append(Part(row: row, offset: layout.range(ofBlock: number).lowerBound + block.firstRowOffset))
      }
      for anchor in block.anchors where block.rowCount > 0 {
        try rows.append(row + Int(anchor.row))
        try lines.append(line + Int(anchor.line))
      }
      row += block.rowCount
      line += block.newlineCount
    }
    anchorRows = try rows.finish()
    anchorLines = try lines.finish()
    self.parts = parts
  }

  /// The line of the file on which a row begins, from 1. Cost: a binary search.
  package func line(ofRow row: Int) -> Int {
    var (low, high) = (0, anchorRows.count)
    while low < high {
      let middle = (low + high) / 2
      if anchorRows[middle] <= row { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? row + 1 : anchorLines[low - 1] + row - anchorRows[low - 1]
  }
}
