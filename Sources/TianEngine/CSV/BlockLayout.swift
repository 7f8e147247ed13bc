import CTian
import TianSource

/// How the records of a text are cut into blocks. A block owns the records that begin in it, or right after
/// it.
struct BlockLayout: Sendable {
  let source: ByteSource
  let dialect: StandardDialect
  /// Where the first record after the header begins, and the last ends.
  let start: Int
  let end: Int
  /// On which line the first begins.
  let firstLine: Int
  let blockBytes: Int
  let columnCount: Int
  /// Quotes stand where RFC 4180 has none: cells are found byte by byte, in turn.
  let isCareful: Bool

  var blockCount: Int { (end - start + blockBytes - 1) / blockBytes }

  func range(ofBlock number: Int) -> Range<Int> {
    let lower = start + number * blockBytes
    return lower..<min(end, lower + blockBytes)
  }

  /// The line on which an offset lies, from 1. Reads the text up to there: for messages.
  func line(at offset: Int) throws(Diagnostic) -> Int {
    let part = try Buffer<UInt8>(count: 1 << 20)
    var (line, at) = (firstLine, start)
    while at < offset {
      let count = min(part.count, offset - at)
      try source.read(count, at: at, into: part.pointer)
      line += part.pointer.newlineCount(count, dialect.newline)
      at += count
    }
    return line
  }

  /// The error for the first bytes, of some that lie at an offset, that are not UTF-8.
  func encodingFailure(
    in offset: Int, _ bytes: UnsafePointer<UInt8>, count: Int
  ) throws(Diagnostic) -> Diagnostic {
    let wrong = tian_csv_text_length(bytes, count)
    var lineStart = wrong
    while lineStart > 0, bytes[lineStart - 1] != dialect.newline { lineStart -= 1 }
    let line = try line(at: offset + wrong)
    return LoadFailure.encoding(path: source.path, name: "UTF-8", line: line, column: wrong - lineStart + 1)
  }
}

/// A block's records as its columns are read from them. Valid until its reader reads the next one.
struct Block {
  let number: Int
  /// Position 0 is the byte before the block. Readable 64 bytes before that, and past the last position.
  let bytes: UnsafePointer<UInt8>
  /// Cell `c` of record `r` lies between entries `r * stride + c` and the next, both excluded.
  let positions: UnsafePointer<UInt32>
  let stride: Int
  let rowCount: Int
  /// The last cell of a record may end in a CR that belongs to the line end.
  let lastCellMayEndInReturn: Bool
  let places: BlockPlaces
}

/// Where the records of a block stand, relative to it.
struct BlockPlaces: Sendable {
  /// Of the block's first record: bytes from the block's start.
  var firstRowOffset = 0
  var rowCount = 0
  /// Line ends in the block's own bytes.
  var newlineCount = 0
  /// From a row on, each row is one line further; lines count from the block's start.
  var anchors: [Anchor] = []
  var unevenRows: [UnevenRow] = []
  var unevenRowCount = 0
  /// A text of one of them is not UTF-8.
  var hasWrongBytes = false
  /// A row stands below an empty line, of the block or of those before it.
  var hasGap = false
  var endsInBlank = false
  /// Where the records were found carefully: cells with quotes where the standard has none.
  var strayCells: [StrayCell] = []
  var strayCellCount = 0

  struct Anchor: Sendable {
    var row: UInt32
    var line: UInt32
  }

  /// A quote in the middle of a cell.
  struct StrayCell: Sendable {
    var row: Int
    var column: Int
    /// What is read.
    var text: [UInt8]
  }

  /// A record with more cells than the table has columns, or fewer.
  struct UnevenRow: Sendable {
    var row: Int
    var cellCount: Int
    /// The cells past the last column, or the whole record.
    var text: String
  }
}

extension UnsafeMutablePointer<UInt8> {
  func newlineCount(_ count: Int, _ newline: UInt8) -> Int {
    var (quotes, newlines) = (0, 0)
    tian_csv_count(tian_csv_best_level(), self, max(0, count), newline, &quotes, &newlines)
    return newlines
  }
}
