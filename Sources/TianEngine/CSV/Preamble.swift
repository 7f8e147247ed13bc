import CTian
import TianFigures
import TianSource

/// What is found out of a table before its rows are loaded: the columns, where the rows stand, and how the
/// columns are read at first.
struct Preamble {
  /// Of the text as it was found.
  let dialect: Dialect
  let section: TableSection
  let sectionCount: Int
  /// The line on which another table seems to begin, in a text too long to tell tables apart.
  let unreadTableLine: Int?
  let headers: [ColumnHeader]
  /// The units that a line above the header tells.
  let unitLine: UnitLine?
  /// What the rows are read from: the text itself, or one that says the same in the standard dialect, line
  /// for line.
  let source: ByteSource
  let standard: StandardDialect
  var rows: Range<Int>
  /// The line on which the rows begin, from 1.
  let firstLine: Int
  let modes: [ParseMode]
  /// Where each begins, if the source is made of several files; else none.
  var files: [RowPlaces.FileStart] = []
  let reading: CellReading
  private let roundedCodes: [Bilingual]
  /// Labels of the first rows say that rows are part of others.
  let hasParts: Bool
  /// Quotes in the middle of cells, as far as the whole text was looked at.
  let strayQuotes: StrayQuotes
  let look: Look

  /// How much of the text was looked at for lines that are no rows.
  enum Look {
    case whole
    /// The beginning; all of it can be.
    case beginning
    /// The beginning, for the text is too long.
    case beginningOnly
  }

  private static let sampleRecordMax = 1000

  init(
    _ source: ByteSource, start: Int, options: CSVOptions, units: UnitTable = .standard
  ) throws(Diagnostic) {
    let found = try FoundText(source, start: start, options: options)
    let text = found.text
    dialect = text.dialect
    // Of a long text only the first table is known.
    sectionCount = found.isWhole ? found.sections.count : 1
    unreadTableLine =
      !found.isWhole && found.sections.count > 1
      ? text.line(at: text.start(ofRecord: found.sections[1].headers.lowerBound)) : nil
    section = found.section(options)
    try Self.check(text, upTo: text.start(ofRecord: section.rows.lowerBound), source.path)
    let above = section.titles.map { text.texts(text.records[$0.record]) }
    // The corner of a header may tell the unit of all that it heads.
    let heads = section.headers.first.map { text.texts(text.records[$0]) } ?? []
    let corner = heads.count > 1 ? Array(heads.prefix(1)) : []
    unitLine =
      above.lazy.compactMap { UnitLine($0, units) }.first ?? UnitLine(corner, units)
      ?? section.titles.lazy.compactMap { UnitLine(title: $0.text, units) }.first
    let sample = text.records[section.rows].prefix(Self.sampleRecordMax)
    headers = try Self.headers(text, section, sample, units, options, source.path)
    firstLine = text.line(at: text.start(ofRecord: section.rows.lowerBound))
    let reading = CellReading(
      options, hasDecimalComma: options.hasDecimalComma ?? DecimalMark.isComma(text, sample),
      delimiter: dialect.delimiter, units: units)
    modes = headers.enumerated().map { index, header in
      Self.mode(options.declared(header), index, sample, text, options.reading(of: header, reading))
    }
    self.reading = reading
    roundedCodes = RoundedCodes.findings(text, sample, headers)
    hasParts = sample.contains { record in
      text.cells[record.cells].prefix(2).contains { cell in
        text.content(cell).withUnsafeBufferPointer { PartLabel.rest(of: $0) != nil }
      }
    }
    strayQuotes =
      found.isWhole ? StrayQuotes(text, section.rows, headers.map(\.name)) : StrayQuotes()
    let canBeWhole = source.count - start <= options.wholeBytesMax && !options.tellsRows
    look = found.isWhole || options.tellsRows ? .whole : canBeWhole ? .beginning : .beginningOnly
    let isPlain =
      section.omitted.isEmpty
      && (text.strayQuoteCount == 0 || !found.isWhole)
    if let delimiter = dialect.standardDelimiter, isPlain {
      self.source = source
      standard = StandardDialect(delimiter: delimiter, newline: dialect.newline)
      let first = start + text.start(ofRecord: section.rows.lowerBound)
      let isCut = found.isWhole && section.rows.upperBound < text.records.count
      rows = first..<(isCut ? start + text.start(ofRecord: section.rows.upperBound) : source.count)
    } else {
      let rewritten = try StandardText.rows(of: found, section, in: source, start: start, options)
      self.source = ByteSource(path: source.path, memory: try Buffer(rewritten))
      standard = StandardText.dialect
      rows = 0..<self.source.count
    }
  }

  /// What there is to say of the whole text.
  var findings: [Bilingual] {
    var findings: [Bilingual] = []
    findings += roundedCodes
    if reading.hasDecimalComma { findings.append(Bilingual("decimal commas", "小数点写作逗号")) }
    let count = section.emptyCount
    if count > 0 {
      findings.append(
        Bilingual(
          count == 1 ? "the last row is empty" : "the last \(count) rows are empty", "末尾有 \(count) 个空行"))
    }
    return findings
  }

  /// Of several texts, read as one: what the first says, and what is told of them all.
  init(
    _ first: Preamble, headers: [ColumnHeader], source: ByteSource, _ standard: StandardDialect,
    modes: [ParseMode], look: Look
  ) {
    dialect = first.dialect
    section = first.section
    sectionCount = 1
    unreadTableLine = first.unreadTableLine
    unitLine = first.unitLine
    self.headers = headers
    self.source = source
    self.standard = standard
    rows = 0..<source.count
    firstLine = 1
    self.modes = modes
    reading = first.reading
    roundedCodes = first.roundedCodes
    hasParts = first.hasParts
    strayQuotes = StrayQuotes()
    self.look = look
  }

  private static func headers(
    _ text: SplitText, _ section: TableSection, _ sample: ArraySlice<SplitText.Record>, _ units: UnitTable,
    _ options: CSVOptions, _ path: String
  ) throws(Diagnostic) -> [ColumnHeader] {
    let named = section.headers.map { text.records[$0].cells.count }.max() ?? 0
    let width = max(named, SectionFinder.usualWidth(text, sample), 1)
    guard width <= CSVLoading.columnCountMax else {
      throw LoadFailure.tooManyColumns(path: path, count: width, most: CSVLoading.columnCountMax)
    }
    let names =
      section.headers.isEmpty
      ? Array(options.columnNames.prefix(width))
      : HeaderFinder(text).names(section.headers, width: width, separator: options.headerJoin)
    return HeaderReader.columns(names + [String](repeating: "", count: width - names.count), units)
  }

  /// Refuses a header, or what stands above it, that is not UTF-8; cells are checked as they are read.
  private static func check(_ text: SplitText, upTo end: Int, _ path: String) throws(Diagnostic) {
    let wrong = text.bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { tian_csv_text_length($0, end) } ?? 0
    }
    guard wrong < end else { return }
    let line = text.line(at: wrong)
    let lineStart = (text.bytes[..<wrong].lastIndex(of: text.dialect.newline) ?? -1) + 1
    throw LoadFailure.encoding(
      path: path, name: TextEncoding.utf8.rawValue, line: line, column: wrong - lineStart + 1)
  }

  /// A first guess, from a sample; the load mends it.
  private static func mode(
    _ declared: CSVOptions.DeclaredField?, _ column: Int, _ records: ArraySlice<SplitText.Record>,
    _ text: SplitText, _ reading: CellReading
  ) -> ParseMode {
    switch declared?.kind {
    case .text, .date, .timestamp, .period, .bool: return .text
    case .int, .decimal, .float:
      // Figures with hedges and units are read from texts, and a word that means null may be a number.
      if declared?.format != nil || declared?.isHedged != nil || reading.missing.given != nil { return .text }
      return declared?.kind == .float ? .float : .number
    case nil: break
    }
    var census = ColumnCensus()
    for record in records {
      guard let cell = text[record, column] else { continue }
      text.content(cell).withUnsafeBufferPointer { census.add(CellClassifier.meaning($0, reading)) }
    }
    if reading.missing.given != nil { return .text }
    guard census.cellCount > 0 else { return .number }
    switch census.verdict {
    case .decimal: return .number
    case .float: return .float
    case .date, .timestamp, .period, .bool, .figures, .text: return .text
    }
  }
}
