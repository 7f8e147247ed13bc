import CTian
import TianSource

/// What is found out before the load from the first bytes of a text: the dialect, the columns, where the
/// records begin, and how the columns are read at first.
struct Preamble {
  let dialect: Dialect
  let headers: [ColumnHeader]
  let dataStart: Int
  /// The line on which the records begin, from 1.
  let dataLine: Int
  let modes: [ParseMode]
  /// What a line above the header says of units.
  let unitLine: UnitLine?

  /// So many lines above a header may be titles and units.
  private static let titleLinesMax = 4
  private static let headBytes = 256 << 10
  private static let sampleRecordMax = 1000

  init(_ source: ByteSource, start: Int, options: CSVOptions) throws(Diagnostic) {
    var headBytes = Self.headBytes
    while true {
      let count = min(source.count - start, headBytes)
      let bytes = try Self.read(source, count, at: start)
      let isWhole = start + count == source.count
      let dialect = Dialect(of: bytes, isWhole: isWhole, delimiter: options.delimiter)
      let head = HeadText(
        bytes, delimiter: dialect.delimiter, newline: dialect.newline, isWhole: isWhole,
        recordLimit: options.skippedRecordCount + 1 + Self.sampleRecordMax)
      // A header longer than the head, or none: more is read, up to what a record may have.
      if head.records.count <= options.skippedRecordCount, !isWhole, headBytes <= BlockReader.recordBytesMax {
        headBytes *= 4
        continue
      }
      self = try Preamble(head, dialect, source: source, start: start, isWhole: isWhole, options: options)
      return
    }
  }

  private static func read(_ source: ByteSource, _ count: Int, at offset: Int) throws(Diagnostic) -> [UInt8] {
    let buffer = try Buffer<UInt8>(count: count)
    try source.read(count, at: offset, into: buffer.pointer)
    return Array(buffer.elements)
  }

  private init(
    _ head: HeadText, _ dialect: Dialect, source: ByteSource, start: Int, isWhole: Bool, options: CSVOptions
  ) throws(Diagnostic) {
    self.dialect = dialect
    var records = head.records.dropFirst(options.skippedRecordCount)
    while let first = records.first, first.isBlank { records.removeFirst() }
    unitLine =
      options.hasHeader
      ? Self.unitLine(in: head.records.prefix(options.skippedRecordCount), head)?.line
        ?? Self.takeUnitLine(of: &records, head) : nil
    if let open = head.openQuote, records.count <= 1, isWhole {
      let line = head.bytes[..<open].count { $0 == dialect.newline } + 1
      throw LoadFailure.unclosedQuote(path: source.path, line: line)
    }
    guard let first = records.first else {
      if isWhole { throw LoadFailure.empty(path: source.path) }
      throw LoadFailure.oversizedRecord(
        path: source.path, line: 1, mebibytes: BlockReader.recordBytesMax >> 20)
    }
    try Self.check(head, first, source.path)
    let cells = first.cells.map { head.content($0) }
    if options.hasHeader { records.removeFirst() }
    let headerCells = options.hasHeader ? cells.map { String(decoding: $0, as: UTF8.self) } : []
    let width = max(cells.count, Self.usualWidth(records))
    guard width <= CSVLoading.columnCountMax else {
      throw LoadFailure.tooManyColumns(path: source.path, count: width, most: CSVLoading.columnCountMax)
    }
    let padding = [String](repeating: "", count: width - headerCells.count)
    headers = HeaderReader.columns(headerCells + padding)
    let dataOffset = options.hasHeader ? first.end : first.start
    dataStart = start + dataOffset
    dataLine = 1 + head.bytes[..<dataOffset].count { $0 == dialect.newline }
    modes = headers.enumerated().map { index, header in
      Self.mode(options.declared(header), index, records, head)
    }
  }

  /// Takes off a line of units above the header, with the titles before it and blank lines after it.
  private static func takeUnitLine(
    of records: inout ArraySlice<HeadText.Record>, _ head: HeadText
  ) -> UnitLine? {
    guard let (line, place) = unitLine(in: records.prefix(titleLinesMax), head),
      records[(place + 1)...].contains(where: { $0.cells.count > 1 })
    else { return nil }
    records = records[(place + 1)...]
    while let first = records.first, first.cells.allSatisfy({ head.content($0).isEmpty }) {
      records.removeFirst()
    }
    return line
  }

  /// The first line of units, where nothing but titles stands before it: lines of one cell that is not empty.
  private static func unitLine(
    in records: ArraySlice<HeadText.Record>, _ head: HeadText
  ) -> (line: UnitLine, place: Int)? {
    for place in records.indices {
      let cells = records[place].cells.map { String(decoding: head.content($0), as: UTF8.self) }
      if let line = UnitLine(cells) { return (line, place) }
      if cells.count(where: { !$0.isEmpty }) > 1 { return nil }
    }
    return nil
  }

  /// Refuses a header that is not UTF-8; cells are checked as they are read.
  private static func check(_ head: HeadText, _ record: HeadText.Record, _ path: String) throws(Diagnostic) {
    let text = head.bytes[record.start..<record.end]
    let valid = text.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { tian_csv_text_length($0, bytes.count) } ?? 0
    }
    guard valid < text.count else { return }
    let before = head.bytes[..<(record.start + valid)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    if head.bytes[record.start + valid] == 0 { throw LoadFailure.binary(path: path, line: line) }
    let column = before.count - ((before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1) + 1
    throw LoadFailure.encoding(path: path, name: TextEncoding.utf8.rawValue, line: line, column: column)
  }

  /// The most frequent number of cells: a header may be shorter than its records.
  private static func usualWidth(_ records: ArraySlice<HeadText.Record>) -> Int {
    var counts: [Int: Int] = [:]
    for record in records where !record.isBlank { counts[record.cells.count, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }

  /// A first guess, from a sample; the load mends it.
  private static func mode(
    _ declared: CSVOptions.DeclaredField?, _ column: Int, _ records: ArraySlice<HeadText.Record>,
    _ head: HeadText
  ) -> ParseMode {
    switch declared?.kind {
    case .text, .date, .timestamp, .period, .bool: return .text
    case .int, .decimal: return .number
    case .float: return .float
    case nil: break
    }
    var census = ColumnCensus()
    for record in records where column < record.cells.count {
      let content = head.content(record.cells[column])
      content.withUnsafeBufferPointer { census.add(CellClassifier.meaning($0)) }
    }
    guard census.cellCount > 0 else { return .number }
    switch census.verdict {
    case .decimal: return .number
    case .float: return .float
    case .date, .timestamp, .period, .bool, .figures, .text: return .text
    }
  }
}
