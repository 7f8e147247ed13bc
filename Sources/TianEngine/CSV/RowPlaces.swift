import TianSource

/// Where the rows of a table stand in its file.
package struct RowPlaces: Sendable {
  /// From a row on, each row is one line further, up to the next anchor.
  private let anchorRows: Buffer<Int>
  private let anchorLines: Buffer<Int>
  /// The first rows of the parts in which the file was read, and where they begin, in bytes of its UTF-8
  /// text.
  package let parts: [Part]
  /// Where each file begins, if the table has several; else none.
  private let files: [FileStart]

  /// One of several files whose rows were read as one text.
  struct FileStart: Sendable {
    let path: String
    /// Of its first row's line: in the text, and in the file.
    let line: Int
    let ownLine: Int
  }

  package struct Part: Sendable, Hashable {
    package let row: Int
    package let offset: Int
  }

  init(
    _ blocks: [BlockPlaces], layout: BlockLayout, files: [FileStart] = []
  ) throws(Diagnostic) {
    self.files = files
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

  /// The line of its file on which a row begins, from 1. Cost: a binary search.
  package func line(ofRow row: Int) -> Int {
    let line = textLine(ofRow: row)
    return start(ofLine: line).map { line - $0.line + $0.ownLine } ?? line
  }

  /// The file that a row stands in; nil where the table has but one.
  package func file(ofRow row: Int) -> String? { start(ofLine: textLine(ofRow: row))?.path }

  /// The last file that begins on a line or above it.
  private func start(ofLine line: Int) -> FileStart? {
    files.isEmpty ? nil : files[max(0, Self.firstPlace(files.count) { files[$0].line > line } - 1)]
  }

  /// The files that the rows stand in, in order; none where the table has but one.
  var paths: [String] { files.map(\.path) }

  /// The first row of each file, of a table with so many rows, in order.
  func firstRows(rowCount: Int) -> [Int] {
    files.map { file in Self.firstPlace(rowCount) { textLine(ofRow: $0) >= file.line } }
  }

  /// The first of so many places where something holds that holds from there on; `count` where it never does.
  private static func firstPlace(_ count: Int, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// In the text that was read.
  private func textLine(ofRow row: Int) -> Int {
    let anchor = Self.firstPlace(anchorRows.count) { anchorRows[$0] > row } - 1
    return anchor < 0 ? row + 1 : anchorLines[anchor] + row - anchorRows[anchor]
  }
}
