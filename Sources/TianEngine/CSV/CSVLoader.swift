import TianPlan
import TianSource

/// Loads a CSV text as a table: finds out how it is written, infers types over the whole of it, and keeps
/// what did not fit as rejects of its origin. The same text gives the same table on any number of threads.
package enum CSVLoader {
  /// Reads a file; a pipe or a device to its end. `name` is the table's. Throws T41x, `cancelled`,
  /// `outOfMemory`. Cost: one reading of the file, one more for columns whose first rows were not like the
  /// rest, and two of a file of some megabytes in which a row may be none.
  package static func load(
    path: String, name: String, options: CSVOptions = CSVOptions(), execution: Execution
  ) throws(Diagnostic) -> Table {
    try load([ByteSource.open(path, execution)], name: name, options: options, execution: execution)
  }

  /// The same from memory, for inline tables; messages call the text by `name`.
  package static func load(
    bytes: [UInt8], name: String, options: CSVOptions = CSVOptions(), execution: Execution
  ) throws(Diagnostic) -> Table {
    try load([ByteSource(path: name, bytes: bytes)], name: name, options: options, execution: execution)
  }

  /// The same from several files, the rows of one after those of the other: columns are matched by name, and
  /// one that a file lacks is null there. `pattern` is what the files are called together.
  package static func load(
    _ sources: [ByteSource], pattern: String? = nil, name: String, options: CSVOptions = CSVOptions(),
    execution: Execution
  ) throws(Diagnostic) -> Table {
    var (options, checksWhole) = (options, false)
    while true {
      do throws(Diagnostic) {
        let table = try load(sources, pattern, name, options, execution, checksWhole: checksWhole)
        guard let again = table.origin.flatMap({ options.again(after: $0) }) else { return table }
        options = again
      } catch {
        // Bytes past the beginning that are not UTF-8: damage, or another encoding from the first byte to the
        // last.
        guard error.code == .wrongEncoding, !checksWhole else { throw error }
        checksWhole = true
      }
    }
  }

  private static func load(
    _ sources: [ByteSource], _ pattern: String?, _ name: String, _ options: CSVOptions,
    _ execution: Execution, checksWhole: Bool
  ) throws(Diagnostic) -> Table {
    var texts: [PreparedText] = []
    for source in sources {
      texts.append(try PreparedText(source, options, checksWhole: checksWhole, execution))
    }
    guard texts.count != 1 || pattern != nil else {
      return try texts[0].table(named: name, options, execution)
    }
    let joined = try JoinedTexts(texts, path: pattern ?? name, options, execution)
    return try joined.table(named: name, options, execution)
  }
}

/// A text of which is known how it is written, and what columns it has.
struct PreparedText: Sendable {
  let text: DecodedText
  let preamble: Preamble

  init(
    _ source: ByteSource, _ options: CSVOptions, checksWhole: Bool, _ execution: Execution
  ) throws(Diagnostic) {
    text = try DecodedText(source, options, checksWhole: checksWhole, execution)
    preamble = try Preamble(text.source, start: text.start, options: options, units: execution.units)
  }

  /// What is known of it before its rows are read.
  func origin() throws(Diagnostic) -> TableOrigin {
    var origin = TableOrigin(
      path: text.source.path, byteCount: text.byteCount, encodingName: text.encoding.rawValue,
      rejects: preamble.strayQuotes.first
        + (try text.damage.rejects(in: text, preamble.dialect, headers: preamble.headers.map(\.name))))
    if preamble.strayQuotes.count > 0 { origin.rejectCounts[.strayQuote] = preamble.strayQuotes.count }
    if text.damage.count > 0 { origin.rejectCounts[.unreadable] = text.damage.count }
    origin.unreadTableLine = preamble.unreadTableLine
    origin.isLookedThrough = preamble.look == .whole
    origin.tell(of: preamble.section, in: preamble.dialect, sectionCount: preamble.sectionCount)
    return origin
  }

  func table(
    named name: String, _ options: CSVOptions, _ execution: Execution
  ) throws(Diagnostic) -> Table {
    try CSVLoading(preamble, origin(), name: name, options: options, execution: execution).load()
  }
}
