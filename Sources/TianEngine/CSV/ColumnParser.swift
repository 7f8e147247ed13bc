import Glibc
import TianFigures
import TianSource

/// Reads the cells of one column of a block. Loops over raw memory: a cell lies inside its block, and
/// blocks are readable 64 bytes around, which covers what the word loads of `NumberCell` and
/// `DictionaryBuilder` reach.
struct ColumnParser {
  enum Outcome {
    case segment(Segment)
    /// Cells of this kind stand here: the column has to be read in this mode.
    case widened(ParseMode)
    /// Some cell is not UTF-8.
    case wrongBytes
  }

  /// What is kept between blocks; one a worker.
  struct Scratch {
    var values: Buffer<Int64>
    var validity: Buffer<UInt64>
    /// For a quoted cell without its doubled quotes.
    var text: Buffer<UInt8>
    /// Of the next 64 texts.
    let hashes: Buffer<UInt32>
    /// 10^0 to 10^18.
    let powers: Buffer<Int64>

    init() throws(Diagnostic) {
      values = try Buffer(count: 0)
      validity = try Buffer(count: 0)
      text = try Buffer(count: 256)
      hashes = try Buffer(count: 64)
      powers = try Buffer((0...ExactDecimal.maximumScale).map(ExactDecimal.power))
    }

    /// The text of a cell without its quotes, and without those of `="01"`, as spreadsheets keep texts; valid
    /// until the next one is asked for.
    mutating func unquoted(
      _ start: UnsafePointer<UInt8>, _ count: Int
    ) throws(Diagnostic) -> UnsafeBufferPointer<UInt8> {
      QuotedCell.withoutFormula(try withoutQuotes(start, count))
    }

    private mutating func withoutQuotes(
      _ start: UnsafePointer<UInt8>, _ count: Int
    ) throws(Diagnostic) -> UnsafeBufferPointer<UInt8> {
      guard let inside = QuotedCell.inside(start, count) else {
        return UnsafeBufferPointer(start: start, count: count)
      }
      let between = UnsafeBufferPointer(start: start + inside.lowerBound, count: inside.count)
      guard memchr(start + inside.lowerBound, Int32(QuotedCell.quote), inside.count) != nil else {
        return between
      }
      if count > text.count { text = try Buffer(count: count * 2) }
      text.pointer.update(from: start, count: count)
      return UnsafeBufferPointer(start: text.pointer, count: QuotedCell.unquote(text.pointer, count))
    }

    mutating func reserve(_ rowCount: Int) throws(Diagnostic) {
      guard rowCount > values.count else { return }
      values = try Buffer(count: rowCount + rowCount / 4)
      validity = try Buffer(count: values.count / 64 + 1)
    }
  }

  private let block: Block
  private let column: Int
  private let isLast: Bool
  let reading: CellReading

  init(_ block: Block, column: Int, columnCount: Int, reading: CellReading) {
    self.block = block
    self.column = column
    self.reading = reading
    isLast = column == columnCount - 1 && block.lastCellMayEndInReturn
  }

  var rowCount: Int { block.rowCount }

  @inline(__always) func cell(_ row: Int) -> (start: UnsafePointer<UInt8>, count: Int) {
    let entry = block.positions + (row &* block.stride &+ column)
    let start = Int(entry[0]) &+ 1
    var end = Int(entry[1])
    if isLast, end > start, block.bytes[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
    return (block.bytes + start, end &- start)
  }

  /// Calls for every row, and gathers which are values.
  @inline(__always) func fill(
    _ validity: UnsafeMutablePointer<UInt64>, _ read: (Int) throws(Diagnostic) -> Bool
  ) throws(Diagnostic) -> Int {
    var valueCount = 0
    var row = 0
    while row < block.rowCount {
      let end = min(row &+ 64, block.rowCount)
      var word: UInt64 = 0
      let first = row
      while row < end {
        if try read(row) { word |= 1 &<< UInt64(truncatingIfNeeded: row &- first) }
        row &+= 1
      }
      validity[first >> 6] = word
      valueCount &+= word.nonzeroBitCount
    }
    return valueCount
  }

  // MARK: text

  func parseText(
    _ dictionary: inout DictionaryBuilder, _ scratch: inout Scratch, _ arena: SegmentArena
  ) throws(Diagnostic) -> Outcome {
    try scratch.reserve(rowCount)
    let codes = scratch.values.pointer
    let known = dictionary.count
    var isWrong = false
    let valueCount = try fill(scratch.validity.pointer) { row throws(Diagnostic) in
      if row & 63 == 0 { hashAhead(row, dictionary, scratch.hashes.pointer) }
      let (start, count) = cell(row)
      guard count > 0 else {
        codes[row] = 0
        return false
      }
      let code =
        start[0] == QuotedCell.quote || start[0] == UInt8(ascii: "=")
        ? try quotedCode(start, count, &dictionary, &scratch)
        : try dictionary.code(start, count, hash: scratch.hashes.pointer[row & 63])
      guard let code else {
        isWrong = true
        return false
      }
      codes[row] = Int64(code)
      return true
    }
    if isWrong { return .wrongBytes }
    let (values, width) = try arena.store(
      codes, count: rowCount, within: 0...Int64(max(dictionary.count - 1, 0)))
    return .segment(
      Segment(
        rowCount: rowCount, values: values, width: width,
        validity: try arena.store(
          scratch.validity.pointer, count: rowCount, nullCount: rowCount - valueCount),
        newCodes: known..<dictionary.count))
  }

  /// The hashes of 64 cells, as far as there are so many, before the first of them is looked up.
  @inline(__always) private func hashAhead(
    _ row: Int, _ dictionary: borrowing DictionaryBuilder, _ hashes: UnsafeMutablePointer<UInt32>
  ) {
    for ahead in row..<min(row &+ 64, rowCount) {
      let (start, count) = cell(ahead)
      guard count > 0 else { continue }
      let hash = dictionary.hash(start, count)
      hashes[ahead & 63] = hash
      dictionary.prefetch(hash)
    }
  }

  @inline(never) private func quotedCode(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ dictionary: inout DictionaryBuilder,
    _ scratch: inout Scratch
  ) throws(Diagnostic) -> UInt32? {
    let text = try scratch.unquoted(start, count)
    let base = text.baseAddress ?? start
    return try dictionary.code(base, text.count, hash: dictionary.hash(base, text.count))
  }
}
