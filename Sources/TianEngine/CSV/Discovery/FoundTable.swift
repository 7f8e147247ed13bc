import TianSource

/// A table of a text as it was found: its cells as they stand, before anything is made of them.
package struct FoundTable: Sendable {
  /// What was decided; it knows of no rows and no rejects.
  package let origin: TableOrigin
  /// In the standard dialect, with commas: the header where it has one, and the rows.
  package let csv: [UInt8]

  /// Reads a file whole. Throws T41x, `cancelled`, `outOfMemory`.
  package init(path: String, options: CSVOptions = CSVOptions(), execution: Execution) throws(Diagnostic) {
    try self.init(ByteSource.open(path, execution), options, execution)
  }

  /// The same from memory; messages call the text by `name`.
  package init(
    bytes: [UInt8], name: String, options: CSVOptions = CSVOptions(), execution: Execution
  ) throws(Diagnostic) {
    try self.init(ByteSource(path: name, bytes: bytes), options, execution)
  }

  /// Several tables are told apart, and sums and notes found, in texts up to this length.
  package static let sectionBytesMax = FoundText.wholeBytesMax

  /// How many tables a text holds; 1 where it cannot be read.
  package static func sectionCount(
    of source: ByteSource, _ options: CSVOptions, _ execution: Execution
  ) -> Int {
    guard let text = try? DecodedText(source, options, checksWhole: true, execution),
      let found = try? FoundText(text.source, start: text.start, options: options)
    else { return 1 }
    return found.sections.count
  }

  private init(_ source: ByteSource, _ options: CSVOptions, _ execution: Execution) throws(Diagnostic) {
    var options = options
    options.looksWhole = true
    let text = try DecodedText(source, options, checksWhole: true, execution)
    let found = try FoundText(text.source, start: text.start, options: options)
    let section = found.section(options)
    let width = section.headers.map { found.text.records[$0].cells.count }.max() ?? 0
    let names = HeaderFinder(found.text).names(section.headers, width: width)
    var origin = TableOrigin(
      path: source.path, byteCount: text.byteCount, encodingName: text.encoding.rawValue,
      rejects: try text.damage.rejects(in: text, found.text.dialect, headers: names),
      rejectCounts: text.damage.count > 0 ? [.unreadable: text.damage.count] : [:])
    origin.tell(of: section, in: found.text.dialect, sectionCount: found.sections.count)
    origin.isLookedThrough = found.isWhole
    self.origin = origin
    csv =
      StandardText.header(of: found, section)
      + (try StandardText.rows(
        of: found, section, in: text.source, start: text.start, options, keepsLines: false))
  }
}

extension TableOrigin {
  /// Takes down what was decided of a text.
  mutating func tell(of section: TableSection, in dialect: Dialect, sectionCount: Int) {
    self.dialect = dialect
    self.sectionCount = sectionCount
    titles = section.titles.map(\.text)
    notes = section.notes.map(\.text)
    headerRecordCount = section.headers.count
    headerRecords = section.headers
    omittedRecords = (section.omitted + section.notes.map(\.record) + section.others).sorted()
  }
}
