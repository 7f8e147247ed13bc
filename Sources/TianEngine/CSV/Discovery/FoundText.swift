import TianSource

/// A text as it was found: its dialect, its first records, and the tables in it.
struct FoundText {
  let text: SplitText
  /// Never empty.
  let sections: [TableSection]
  /// `text` is all of it; else it is the beginning, and of the tables only the first is known.
  let isWhole: Bool

  /// Texts up to this length are read whole to find out what is in them: one with several tables, or with
  /// lines between its rows that are none. Of longer ones the beginning is read.
  static let wholeBytes = 4 << 20
  /// The same of texts in which something says that a row is none.
  static let wholeBytesMax = 32 << 20
  private static let headBytes = 256 << 10

  /// - Parameter start: where the text begins, after a byte order mark.
  /// Throws where nothing is there, or one record is all there is and too long.
  init(_ source: ByteSource, start: Int, options: CSVOptions) throws(Diagnostic) {
    let all = source.count - start
    let wholeBytes = options.looksWhole ? options.wholeBytesMax : options.wholeBytes
    var headBytes = all <= wholeBytes ? all : Self.headBytes
    while true {
      let count = min(all, headBytes)
      let bytes = try Self.read(source, count, at: start)
      let isWhole = count == all
      let dialect = DialectFinder.dialect(of: bytes, isWhole: isWhole, given: options)
      let text = SplitText(bytes, dialect, isWhole: isWhole)
      if isWhole, let open = text.openQuote {
        let line = text.line(at: open)
        throw LoadFailure.unclosedQuote(path: source.path, line: line)
      }
      // What has to be written anew is split whole in any case.
      if !isWhole, dialect.standardDelimiter == nil || options.tellsComments {
        headBytes = all
        continue
      }
      if let sections = Self.sections(text, isWhole: isWhole, options) {
        (self.text, self.sections, self.isWhole) = (text, sections, isWhole)
        return
      }
      if isWhole { throw Self.nothing(in: text, of: source.path, options) }
      guard headBytes <= BlockReader.recordBytesMax else {
        throw LoadFailure.oversizedRecord(
          path: source.path, line: 1, mebibytes: BlockReader.recordBytesMax >> 20)
      }
      // A header longer than the beginning, or titles: more is read, up to what a record may have.
      headBytes *= 4
    }
  }

  /// Why no table begins in a text that was read whole.
  private static func nothing(in text: SplitText, of path: String, _ options: CSVOptions) -> Diagnostic {
    let lineCount = (text.records.lastIndex { !text.isBlank($0) } ?? -1) + 1
    guard lineCount > 0, let skipped = options.skippedRecordCount else {
      return LoadFailure.empty(path: path)
    }
    return LoadFailure.headerBeyondEnd(path: path, line: skipped + 1, lineCount: lineCount)
  }

  private static func read(_ source: ByteSource, _ count: Int, at offset: Int) throws(Diagnostic) -> [UInt8] {
    let buffer = try Buffer<UInt8>(count: count)
    try source.read(count, at: offset, into: buffer.pointer)
    return Array(buffer.elements)
  }

  /// The one that is wanted, or the last.
  func section(_ options: CSVOptions) -> TableSection {
    var section = sections[min(options.sectionNumber, sections.count - 1)]
    guard isWhole, sections.count > 1 else { return section }
    let own = Set((section.titles + section.notes).map(\.record))
    section.others = text.records.indices.filter { record in
      !own.contains(record) && !section.headers.contains(record) && !section.rows.contains(record)
    }
    return section
  }

  /// Nil where no table begins in the text.
  private static func sections(
    _ text: SplitText, isWhole: Bool, _ options: CSVOptions
  ) -> [TableSection]? {
    guard options.tellsRows else {
      let found = SectionFinder(text, isWhole: isWhole).sections()
      return found.isEmpty ? nil : found
    }
    var first = options.headerRecords?.lowerBound ?? options.skippedRecordCount ?? 0
    while first < text.records.count, text.isBlank(text.records[first]) || text.isComment(first, options) {
      first += 1
    }
    guard first < text.records.count else { return nil }
    let rows = min(
      first + (options.headerRecords?.count ?? (options.hasHeader ?? true ? 1 : 0)), text.records.count)
    let titles = (0..<first).filter { !text.isComment($0, options) }.map {
      TableSection.Line(record: $0, text: text.texts(text.records[$0]).joined(separator: " "))
    }
    return [
      TableSection(
        titles: titles, headers: first..<rows, rows: rows..<text.records.count,
        omitted: text.comments(rows..<text.records.count, options))
    ]
  }
}

extension SplitText {
  /// Whether a record is said to be no row.
  func isComment(_ number: Int, _ options: CSVOptions) -> Bool {
    options.omittedRecords.contains(number) || isComment(number, marked: options)
  }

  /// Whether a record begins with the mark of comments.
  func isComment(_ number: Int, marked options: CSVOptions) -> Bool {
    !options.commentMark.isEmpty && bytes[records[number].start...].starts(with: options.commentMark)
  }

  /// Those among some records that are said to be no rows.
  func comments(_ range: Range<Int>, _ options: CSVOptions) -> [Int] {
    options.tellsComments ? range.filter { isComment($0, options) } : []
  }

  /// The line on which a byte stands, from 1.
  func line(at offset: Int) -> Int { bytes[..<offset].count { $0 == dialect.newline } + 1 }

  /// Where a record begins, or the last one ends.
  func start(ofRecord number: Int) -> Int {
    number < records.count ? records[number].start : records.last?.end ?? 0
  }
}
