import TianSource

/// A text split into records and cells by a dialect, quotes read carefully: for what has to be found out
/// before a load, and for texts that the scanner of blocks cannot read. Cost: one look at each byte.
struct SplitText {
  /// Its quotes included, without the spaces around them.
  struct Cell {
    var start: Int
    var end: Int
    var isQuoted: Bool

    var isEmpty: Bool { start == end }
    /// Empty, or nothing but quotes.
    var saysNothing: Bool { end - start == (isQuoted ? 2 : 0) }
  }

  struct Record {
    var cells: Range<Int>
    /// Where the record begins, and where the next does.
    var start: Int
    var end: Int
  }

  let bytes: [UInt8]
  let dialect: Dialect
  private(set) var cells: [Cell] = []
  private(set) var records: [Record] = []
  /// Quotes that stand where the dialect has none.
  private(set) var strayQuoteCount = 0
  /// Where a cell begins whose quote is still open at the end of the bytes.
  private(set) var openQuote: Int?

  /// - Parameters:
  ///   - isWhole: the bytes are the whole text, so a last line without an end counts.
  ///   - recordLimit: no more records than these are read.
  init(_ bytes: [UInt8], _ dialect: Dialect, isWhole: Bool, recordLimit: Int = .max) {
    self.bytes = bytes
    self.dialect = dialect
    var splitter = Splitter(dialect: dialect, count: bytes.count)
    bytes.withUnsafeBufferPointer { text in
      var at = 0
      while at < text.count, records.count < recordLimit {
        let (start, firstCell) = (at, cells.count)
        while !splitter.readCell(text, &at, isFirst: cells.count == firstCell, into: &cells) {}
        // What the bytes break off in is no record yet.
        guard isWhole || (splitter.endedInNewline && splitter.openQuote == nil) else {
          cells.removeSubrange(firstCell...)
          break
        }
        records.append(Record(cells: firstCell..<cells.count, start: start, end: at))
      }
    }
    strayQuoteCount = splitter.strayQuoteCount
    openQuote = splitter.openQuote
  }

  subscript(_ record: Record, _ column: Int) -> Cell? {
    column < record.cells.count ? cells[record.cells.lowerBound + column] : nil
  }

  /// A line with nothing on it.
  func isBlank(_ record: Record) -> Bool {
    record.cells.count == 1 && cells[record.cells.lowerBound].isEmpty
  }

  /// How many cells hold more than spaces.
  func filledCount(_ record: Record) -> Int {
    cells[record.cells].count { !content($0).allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  }

  /// What a cell says: its quotes taken off, and what they hide.
  func content(_ cell: Cell) -> [UInt8] {
    guard cell.isQuoted else { return Array(bytes[cell.start..<cell.end]) }
    let inside = bytes[(cell.start + 1)..<(cell.end - 1)]
    guard dialect.escape != .none else { return Array(inside) }
    var content: [UInt8] = []
    var at = inside.startIndex
    while at < inside.endIndex {
      if at + 1 < inside.endIndex, hides(inside[at], inside[at + 1]) { at += 1 }
      content.append(inside[at])
      at += 1
    }
    return content
  }

  private func hides(_ byte: UInt8, _ next: UInt8) -> Bool {
    switch dialect.escape {
    case .doubling: byte == dialect.quote && next == dialect.quote
    // Before any other character the byte stands for itself: `C:\data`.
    case .byte(let escape): byte == escape && (next == dialect.quote || next == escape)
    case .none: false
    }
  }

  /// What a cell says that has a quote where the dialect has none; nil for other cells, and for `="01"`.
  func strayContent(_ cell: Cell) -> [UInt8]? {
    guard dialect.quote == QuotedCell.quote, !cell.isQuoted || dialect.escape == .doubling else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { QuotedCell.strayContent($0 + cell.start, cell.end - cell.start) }
    }
  }

  func text(_ cell: Cell) -> String { String(decoding: content(cell), as: UTF8.self) }

  func texts(_ record: Record) -> [String] { cells[record.cells].map { text($0) } }

  /// What stands on a record, by its number, its empty cells left out.
  func words(_ record: Int) -> String {
    texts(records[record]).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Reads one cell after another.
private struct Splitter {
  let dialect: Dialect
  /// Of the text.
  let count: Int
  var strayQuoteCount = 0
  var openQuote: Int?
  var endedInNewline = false

  init(dialect: Dialect, count: Int) {
    self.dialect = dialect
    self.count = count
  }

  private enum Boundary {
    case delimiter(Int)
    case newline(Int)
  }

  /// What ends a cell at a place, and its length: a delimiter, a line end with the CR before it, or the end
  /// of the text.
  private func boundary(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Boundary? {
    guard at < count else { return .newline(0) }
    let byte = text[at]
    if byte == dialect.newline { return .newline(1) }
    if byte == 0x0D, at + 1 < count, text[at + 1] == dialect.newline { return .newline(2) }
    guard byte == dialect.delimiter[0], at + dialect.delimiter.count <= count else { return nil }
    for offset in 1..<max(1, dialect.delimiter.count) where text[at + offset] != dialect.delimiter[offset] {
      return nil
    }
    return .delimiter(dialect.delimiter.count)
  }

  /// Returns whether the record ends with the cell.
  mutating func readCell(
    _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, isFirst: Bool, into cells: inout [SplitText.Cell]
  ) -> Bool {
    if dialect.skipsSpaces, !isFirst {
      while at < count, text[at] == 0x20 { at += 1 }
    }
    let start = at
    var cell = SplitText.Cell(start: start, end: start, isQuoted: false)
    if at < count, text[at] == dialect.quote, let close = closingQuote(text, from: at + 1) {
      cell.isQuoted = true
      cell.end = close + 1
      at = close + 1
      while boundary(text, at) == nil { at += 1 }
    } else {
      while boundary(text, at) == nil {
        // An apostrophe is at home inside a word.
        if text[at] == UInt8(ascii: "\""), dialect.quote == text[at] { strayQuoteCount += 1 }
        at += 1
      }
      cell.end = at
    }
    cells.append(cell)
    switch boundary(text, at) {
    case .delimiter(let length):
      at += length
      return false
    case .newline(let length):
      at += length
      endedInNewline = length > 0
      return true
    case nil: return true
    }
  }

  /// The quote that closes a cell: the first that a boundary follows, spaces between them allowed. Nil where
  /// there is none, or others stand before it and the line ends: what is wrong stays on its line.
  private mutating func closingQuote(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    // Where one quote is never closed, none after it is.
    guard openQuote == nil else { return nil }
    let strayCount = strayQuoteCount
    var at = start
    while at < count {
      let byte = text[at]
      if byte == dialect.newline, strayQuoteCount > strayCount { return nil }
      if case .byte(let escape) = dialect.escape, byte == escape, at + 1 < count {
        at += 2
        continue
      }
      guard byte == dialect.quote else {
        at += 1
        continue
      }
      if dialect.escape == .doubling, at + 1 < count, text[at + 1] == byte {
        at += 2
        continue
      }
      var after = at + 1
      while boundary(text, after) == nil, text[after] == 0x20 || text[after] == 0x09 { after += 1 }
      if boundary(text, after) != nil { return at }
      strayQuoteCount += 1
      at += 1
    }
    openQuote = start - 1
    return nil
  }
}
