import CTian
import TianSource

/// The rows of one text among several, as they stand in the joined one: each line ended, each quote closed.
struct JoinedPart {
  private(set) var parts: [ByteSource.Part] = []
  private(set) var lineCount = 0

  /// - Parameters:
  ///   - headers: the columns of the joined text; those that this one lacks are empty.
  ///   - standard: how the joined text marks its cells.
  /// Throws `unclosedQuote`. Cost: one reading of the text, and the text in memory where it is written anew.
  init(
    _ preamble: Preamble, headers: [ColumnHeader], _ standard: StandardDialect
  ) throws(Diagnostic) {
    let own = preamble.headers.map(\.name)
    let scan = try QuoteScan(preamble)
    if own == headers.map(\.name), preamble.standard == standard, scan.isPlain {
      add(ByteSource.Part(source: preamble.source, range: preamble.rows), scan.newlineCount)
      if !preamble.rows.isEmpty, scan.lastByte != standard.newline {
        add(try Self.memory([standard.newline], preamble.source.path), 1)
      }
    } else {
      let order = headers.map { header in own.firstIndex(of: header.name) }
      let text = try Self.rewritten(preamble, order: order, standard)
      let part = try Self.memory(text, preamble.source.path)
      add(part, text.count { $0 == standard.newline })
    }
  }

  private mutating func add(_ part: ByteSource.Part, _ newlineCount: Int) {
    parts.append(part)
    lineCount += newlineCount
  }

  private static func memory(_ bytes: [UInt8], _ path: String) throws(Diagnostic) -> ByteSource.Part {
    ByteSource.Part(source: try ByteSource(path: path, bytes: bytes), range: 0..<bytes.count)
  }

  /// The records with their cells in another order, read carefully. Cells past the text's columns stay past
  /// the last column.
  private static func rewritten(
    _ preamble: Preamble, order: [Int?], _ standard: StandardDialect
  ) throws(Diagnostic) -> [UInt8] {
    let dialect = Dialect(delimiter: [preamble.standard.delimiter], newline: preamble.standard.newline)
    let text = SplitText(try preamble.source.bytes(preamble.rows), dialect, isWhole: true)
    if let open = text.openQuote {
      throw LoadFailure.unclosedQuote(
        path: preamble.source.path, line: preamble.firstLine + text.line(at: open) - 1)
    }
    var out: [UInt8] = []
    for record in text.records {
      if !text.isBlank(record) || preamble.headers.count == 1 {
        let extra = record.cells.dropFirst(preamble.headers.count).map {
          Optional($0 - record.cells.lowerBound)
        }
        for (place, column) in (order + extra).enumerated() {
          if place > 0 { out.append(standard.delimiter) }
          guard let cell = column.flatMap({ text[record, $0] }) else { continue }
          StandardText.append(text.content(cell), isQuoted: cell.isQuoted, standard, to: &out)
        }
      }
      out.append(standard.newline)
    }
    return out
  }
}

/// How the quotes of a text's rows stand, found as the reader of blocks finds them.
private struct QuoteScan {
  private(set) var newlineCount = 0
  private(set) var lastByte: UInt8?
  private var scan = tian_csv_scan()

  /// No quote stands where the standard has none, and none is open at the end.
  var isPlain: Bool { scan.stray == 0 && scan.in_quotes == 0 }

  private static let windowBytes = 256 << 10

  init(_ preamble: Preamble) throws(Diagnostic) {
    let level = tian_csv_best_level()
    let window = try Buffer<UInt8>(count: Self.windowBytes)
    let positions = try Buffer<UInt32>(count: Self.windowBytes + 72)
    var at = preamble.rows.lowerBound
    scan.after_boundary = 1
    while at < preamble.rows.upperBound {
      let count = min(Self.windowBytes, preamble.rows.upperBound - at)
      try preamble.source.read(count, at: at, into: window.pointer)
      _ = tian_csv_index(
        level, window.pointer, count, 0, preamble.standard.delimiter, preamble.standard.newline, &scan,
        positions.pointer)
      newlineCount += window.pointer.newlineCount(count, preamble.standard.newline)
      lastByte = window.pointer[count - 1]
      at += count
    }
  }
}
