import TianSource

/// A table of a text as it was found: its cells as they stand, before anything is made of them.
package struct FoundTable: Sendable {
  /// What was decided; it knows of no rows and no rejects.
  package let origin: TableOrigin
  /// In the standard dialect, with commas: the header where it has one, and the rows.
  package let csv: [UInt8]

  /// Reads a file whole. Throws T41x, `cancelled`, `outOfMemory`.
  package init(path: String, options: CSVOptions = CSVOptions(), execution: Execution) throws(Diagnostic) {
    try self.init(ByteSource(path: path, execution: execution), options, execution)
  }

  /// The same from memory; messages call the text by `name`.
  package init(
    bytes: [UInt8], name: String, options: CSVOptions = CSVOptions(), execution: Execution
  ) throws(Diagnostic) {
    try self.init(ByteSource(path: name, memory: Buffer(bytes)), options, execution)
  }

  private init(_ source: ByteSource, _ options: CSVOptions, _ execution: Execution) throws(Diagnostic) {
    guard source.count > 0 else { throw LoadFailure.empty(path: source.path) }
    let (text, start, encoding) = try CSVLoader.utf8(source, options, execution)
    let found = try FoundText(text, start: start, options: options)
    let section = found.section(options)
    var origin = TableOrigin(
      path: source.path, byteCount: source.count, encodingName: encoding.rawValue, rejects: [], rejectCount: 0
    )
    origin.tell(of: section, in: found.text.dialect, sectionCount: found.sections.count)
    self.origin = origin
    csv =
      StandardText.header(of: found, section)
      + (try StandardText.rows(of: found, section, in: text, start: start, keepsLines: false))
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
  }
}
