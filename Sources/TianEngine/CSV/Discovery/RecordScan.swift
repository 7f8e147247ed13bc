import TianSource

/// The records of a table as they stand in its file, one after another: for whoever wants to know more of
/// them than their cells. Reads a part of the file at a time.
package struct RecordScan {
  package struct Row: Sendable {
    /// On which it begins, from 1.
    package var line: Int
    package var cellCount: Int
    /// No cell holds more than spaces.
    package var isBlank: Bool
  }

  /// The names of the columns as they stand; empty where the table has none.
  package let labels: [String]
  /// Where they begin, from 1.
  package let labelLine: Int

  package var path: String { source.path }

  private let source: ByteSource
  private let start: Int
  private let found: FoundText
  private let section: TableSection
  private let options: CSVOptions
  private let execution: Execution

  private static let partBytes = 4 << 20

  /// Throws T41x, `cancelled`, `outOfMemory`.
  package init(
    _ source: ByteSource, _ options: CSVOptions, _ execution: Execution
  ) throws(Diagnostic) {
    var options = options
    options.looksWhole = true
    let text = try DecodedText(source, options, checksWhole: true, execution)
    (self.source, start) = (text.source, text.start)
    (self.options, self.execution) = (options, execution)
    found = try FoundText(self.source, start: start, options: options)
    section = found.section(options)
    let records = found.text
    let width = section.headers.map { records.records[$0].cells.count }.max() ?? 0
    labels = HeaderFinder(records).names(
      section.headers, width: width, separator: options.headerJoin)
    labelLine = records.line(at: records.start(ofRecord: section.headers.lowerBound))
  }

  /// Calls for every row, in order; for blank lines between rows too.
  package func forEachRow(_ body: (Row) -> Void) throws(Diagnostic) {
    let text = found.text
    let omitted = Set(section.omitted)
    var number = section.rows.lowerBound
    var line = text.line(at: text.start(ofRecord: number))
    // Blank lines that nothing follows are no rows.
    var blank: [Row] = []
    func visit(_ text: SplitText, _ record: SplitText.Record, isOmitted: Bool) {
      let row = Row(line: line, cellCount: record.cells.count, isBlank: text.filledCount(record) == 0)
      line += text.bytes[record.start..<record.end].count { $0 == text.dialect.newline }
      if isOmitted { return }
      if text.isBlank(record) { return blank.append(row) }
      for row in blank { body(row) }
      blank = []
      body(row)
    }
    if found.isWhole {
      while number < section.rows.upperBound {
        visit(text, text.records[number], isOmitted: omitted.contains(number))
        number += 1
      }
      return
    }
    try forEachPart(from: start + text.start(ofRecord: number)) { part in
      for index in part.records.indices {
        let isComment = options.omittedRecords.contains(number) || part.isComment(index, marked: options)
        visit(part, part.records[index], isOmitted: isComment)
        number += 1
      }
    }
  }

  /// Whole records, some megabytes at a time.
  private func forEachPart(from first: Int, _ body: (SplitText) -> Void) throws(Diagnostic) {
    var at = first
    var size = Self.partBytes
    while at < source.count {
      try execution.checkCancelled()
      let count = min(size, source.count - at)
      let buffer = try Buffer<UInt8>(count: count)
      try source.read(count, at: at, into: buffer.pointer)
      let isLast = at + count == source.count
      let part = SplitText(Array(buffer.elements), found.text.dialect, isWhole: isLast)
      body(part)
      if isLast { return }
      guard let end = part.records.last?.end else {
        // A record longer than a part: more is read.
        size *= 2
        continue
      }
      at += end
    }
  }
}
