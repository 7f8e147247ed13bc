import TianPlan
import TianSource

/// A table of a large file before its columns are read: their names, and the types that the first rows speak
/// for. Columns are read when they are asked for, each whole; what they are is known only then.
package struct TableSketch: Sendable {
  /// The table of the first rows.
  package let sample: Table
  private let prepared: PreparedText
  private let options: CSVOptions

  /// Smaller files are read whole: that takes no longer than to look twice.
  package static let byteCountMin = 32 << 20

  /// Nil for a file that has to be read whole: a small one, one that would be kept in memory until all of it
  /// is read, or one of which a column cannot be read without the others.
  package init?(
    _ source: ByteSource, name: String, options: CSVOptions, execution: Execution
  ) throws(Diagnostic) {
    guard source.isFile, source.count >= options.sketchBytesMin, options.unitColumns.isEmpty,
      options.fileColumn == nil, options.sectionNumber == 0, !options.isStrict, !execution.isStrict
    else { return nil }
    let prepared = try PreparedText(source, options, checksWhole: false, execution)
    let preamble = prepared.preamble
    // In another encoding, bytes of a character may look like such a delimiter.
    guard prepared.text.source === source, preamble.source === source, preamble.unitLine == nil,
      preamble.section.notes.isEmpty, !preamble.hasParts,
      preamble.standard.delimiter < 0x40
    else { return nil }
    guard let rows = try Self.sample(preamble, options.sketchSampleBytes) else { return nil }
    var beginning = preamble
    beginning.rows = rows
    sample = try CSVLoading(
      beginning, TableOrigin(path: source.path), name: name, options: options, execution: execution
    ).load()
    self.prepared = prepared
    self.options = options
  }

  /// Types are those of the sample.
  package var schema: TableSchema { sample.schema }

  /// The first rows, up to a line end; nil where a quote may be open there.
  private static func sample(
    _ preamble: Preamble, _ sampleBytes: Int
  ) throws(Diagnostic) -> Range<Int>? {
    let lower = preamble.rows.lowerBound
    let bytes = try preamble.source.bytes(lower..<min(preamble.rows.upperBound, lower + sampleBytes))
    guard let end = bytes.lastIndex(of: preamble.standard.newline),
      bytes[...end].count(where: { $0 == QuotedCell.quote }) % 2 == 0
    else { return nil }
    return lower..<(lower + end + 1)
  }

  /// The table with some columns, by their places, as a whole load would give them; and which those are:
  /// others are read along where a unit depends on them. The rest are empty and must not be looked at. Nil
  /// where the file has to be read whole after all.
  package func load(
    _ columns: Set<Int>, _ execution: Execution
  ) throws(Diagnostic) -> (table: Table, columns: Set<Int>)? {
    let needed = UnitPlaces.closure(of: columns, prepared.preamble.headers)
    let loading = CSVLoading(
      prepared.preamble, try prepared.origin(), name: schema.name, options: options, execution: execution)
    do throws(Diagnostic) {
      let table = try loading.load(needed, others: schema)
      return table.origin.flatMap { options.again(after: $0) } == nil ? (table, needed) : nil
    } catch {
      if error.code == .wrongEncoding { return nil }
      throw error
    }
  }
}
