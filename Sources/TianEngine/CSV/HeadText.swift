import CTian
import TianSource

/// The first bytes of a text split into records, for what has to be found out before the load: the delimiter,
/// the header, a first guess at types. Quotes are read carefully.
struct HeadText {
  /// Cells as ranges of `bytes`, quotes included, without the line end.
  struct Record {
    var cells: [Range<Int>]
    /// Where the record begins, and where the next does.
    var start: Int
    var end: Int

    /// A line with nothing on it.
    var isBlank: Bool { cells.count == 1 && cells[0].isEmpty }
  }

  let bytes: [UInt8]
  let records: [Record]
  /// Where a cell begins whose quote is still open at the end of the bytes.
  let openQuote: Int?

  /// - Parameter isWhole: the bytes are the whole text, so a last line without an end counts.
  init(_ bytes: [UInt8], delimiter: UInt8, newline: UInt8, isWhole: Bool, recordLimit: Int = .max) {
    self.bytes = bytes
    let (ends, isOpen) = Self.boundaries(bytes, delimiter: delimiter, newline: newline, isWhole: isWhole)
    var records: [Record] = []
    var cells: [Range<Int>] = []
    var (recordStart, cellStart) = (0, 0)
    for end in ends {
      let isLast = end == bytes.count || bytes[end] == newline
      var cellEnd = end
      if isLast, cellEnd > cellStart, bytes[cellEnd - 1] == UInt8(ascii: "\r") { cellEnd -= 1 }
      cells.append(cellStart..<cellEnd)
      cellStart = end + 1
      guard isLast else { continue }
      records.append(Record(cells: cells, start: recordStart, end: min(cellStart, bytes.count)))
      if records.count == recordLimit { break }
      cells = []
      recordStart = cellStart
    }
    self.records = records
    openQuote = isOpen ? (ends.last { $0 < bytes.count } ?? -1) + 1 : nil
  }

  /// The content of a cell: quotes taken off, doubled ones made one.
  func content(_ cell: Range<Int>) -> [UInt8] {
    var text = Array(bytes[cell])
    let count = text.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { QuotedCell.unquote($0, buffer.count) } ?? 0
    }
    return Array(text.prefix(count))
  }

  private static func boundaries(
    _ bytes: [UInt8], delimiter: UInt8, newline: UInt8, isWhole: Bool
  ) -> (ends: [Int], isOpen: Bool) {
    var state = UInt8(tian_csv_cell_start.rawValue)
    var newlineCount: UInt64 = 0
    let positions = [UInt32](unsafeUninitializedCapacity: bytes.count + 8) { out, count in
      bytes.withUnsafeBufferPointer { text in
        guard let base = text.baseAddress, let room = out.baseAddress else { return }
        count = tian_csv_index_careful(
          base, text.count, 0, delimiter, newline, &state, room, &newlineCount)
      }
    }
    var ends = positions.map { Int($0) }
    let endsOpen = bytes.last.map { $0 != newline } ?? false
    if isWhole, endsOpen || state != UInt8(tian_csv_cell_start.rawValue) { ends.append(bytes.count) }
    return (ends, state == UInt8(tian_csv_quoted.rawValue))
  }
}

/// The text inside a quoted cell.
enum QuotedCell {
  static let quote = UInt8(ascii: "\"")

  /// Takes the quotes off a cell in place, where it has them, and makes doubled ones one. Returns the new
  /// length; a cell that is not wholly quoted stays as it is.
  static func unquote(_ cell: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    guard let inside = inside(cell, count) else { return count }
    var (from, to) = (inside.lowerBound, 0)
    while from < inside.upperBound {
      cell[to] = cell[from]
      to += 1
      from += cell[from] == quote && from + 1 < inside.upperBound && cell[from + 1] == quote ? 2 : 1
    }
    return to
  }

  /// What stands between the quotes of a quoted cell, spaces after the closing one allowed.
  static func inside(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Range<Int>? {
    guard count >= 2, cell[0] == quote else { return nil }
    var end = count - 1
    while end > 0, cell[end] == UInt8(ascii: " ") || cell[end] == UInt8(ascii: "\t") { end -= 1 }
    guard end > 0, cell[end] == quote else { return nil }
    return 1..<end
  }
}
