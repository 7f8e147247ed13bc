import TianSource

/// The delimiter and line end of a text that is otherwise as RFC 4180 has it: what the scanner of blocks
/// reads.
struct StandardDialect: Sendable, Hashable {
  var delimiter: UInt8
  var newline: UInt8
}

/// Rows of a text in any dialect, written as the scanner of blocks reads them, line for line: what is no row
/// becomes blank lines, which are passed over, so that rows keep their lines.
enum StandardText {
  static let dialect = StandardDialect(delimiter: UInt8(ascii: ","), newline: UInt8(ascii: "\n"))

  /// The rows of a section. Cost: the text in memory, and as much again.
  /// - Parameter keepsLines: blank lines stand for what is no row.
  static func rows(
    of found: FoundText, _ section: TableSection, in source: ByteSource, start: Int, _ options: CSVOptions,
    keepsLines: Bool = true
  ) throws(Diagnostic) -> [UInt8] {
    var text = found.text
    var (rows, omitted) = (section.rows, section.omitted)
    if !found.isWhole {
      let buffer = try Buffer<UInt8>(count: source.count - start)
      try source.read(buffer.count, at: start, into: buffer.pointer)
      text = SplitText(Array(buffer.elements), text.dialect, isWhole: true)
      rows = section.rows.lowerBound..<text.records.count
      omitted += text.comments(rows, options)
    }
    return written(text, rows, omitted, keepsLines)
  }

  /// One record with the names of the columns; nothing for a section without a header.
  static func header(of found: FoundText, _ section: TableSection) -> [UInt8] {
    let width = section.headers.map { found.text.records[$0].cells.count }.max() ?? 0
    var out: [UInt8] = []
    for (index, name) in HeaderFinder(found.text).names(section.headers, width: width, keepsRepeats: true)
      .enumerated()
    {
      if index > 0 { out.append(dialect.delimiter) }
      append(Array(name.utf8), isQuoted: false, dialect, to: &out)
    }
    return out.isEmpty ? out : out + [dialect.newline]
  }

  private static func written(
    _ text: SplitText, _ rows: Range<Int>, _ omitted: [Int], _ keepsLines: Bool
  ) -> [UInt8] {
    let omitted = Set(omitted)
    var out: [UInt8] = []
    out.reserveCapacity(text.start(ofRecord: rows.upperBound) - text.start(ofRecord: rows.lowerBound))
    for number in rows {
      let record = text.records[number]
      if omitted.contains(number) || text.isBlank(record) {
        guard keepsLines else { continue }
        let lines = text.bytes[record.start..<record.end].count { $0 == text.dialect.newline }
        out.append(contentsOf: repeatElement(dialect.newline, count: lines))
        continue
      }
      for index in record.cells {
        if index > record.cells.lowerBound { out.append(dialect.delimiter) }
        append(text.content(text.cells[index]), isQuoted: text.cells[index].isQuoted, dialect, to: &out)
      }
      out.append(dialect.newline)
    }
    return out
  }

  /// A cell that was quoted stays so: an empty text is no empty cell.
  static func append(
    _ content: [UInt8], isQuoted: Bool, _ dialect: StandardDialect, to out: inout [UInt8]
  ) {
    let needsQuotes =
      isQuoted
      || content.contains {
        $0 == dialect.delimiter || $0 == QuotedCell.quote || $0 == dialect.newline || $0 == 0x0D
      }
    guard needsQuotes else { return out.append(contentsOf: content) }
    out.append(QuotedCell.quote)
    for byte in content {
      if byte == QuotedCell.quote { out.append(byte) }
      out.append(byte)
    }
    out.append(QuotedCell.quote)
  }
}
