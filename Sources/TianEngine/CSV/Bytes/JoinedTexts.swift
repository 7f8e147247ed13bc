import TianFigures
import TianSource

/// Several texts as one: their rows stand one after another, each with the columns of all texts, so that
/// types are inferred over the whole of it. A text whose columns are the table's, in their order, is read
/// where it is; others are written anew in memory, line for line.
struct JoinedTexts {
  private let texts: [PreparedText]
  private let path: String
  private let headers: [ColumnHeader]
  /// Of the joined text.
  private let standard: StandardDialect
  private let source: ByteSource
  private let files: [RowPlaces.FileStart]

  /// - Parameter path: what they are called together.
  /// Throws `differentTables` where a text has no column of those before it, or another unit in one.
  init(
    _ texts: [PreparedText], path: String, _ options: CSVOptions, _ execution: Execution
  ) throws(Diagnostic) {
    self.texts = texts
    self.path = path
    headers = try Self.headers(texts)
    let dialects = Set(texts.map(\.preamble.standard))
    standard = dialects.count == 1 ? texts[0].preamble.standard : StandardText.dialect
    var parts: [ByteSource.Part] = []
    var files: [RowPlaces.FileStart] = []
    var line = 1
    for text in texts {
      try execution.checkCancelled()
      let own = try JoinedPart(text.preamble, headers: headers, standard)
      files.append(
        RowPlaces.FileStart(path: text.text.source.path, line: line, ownLine: text.preamble.firstLine))
      parts += own.parts
      line += own.lineCount
    }
    self.files = files
    source = ByteSource(path: path, parts: parts.filter { !$0.range.isEmpty })
  }

  func table(
    named name: String, _ options: CSVOptions, _ execution: Execution
  ) throws(Diagnostic) -> Table {
    var preamble = Preamble(
      texts[0].preamble, headers: headers, source: source, standard, modes: modes, look: look)
    preamble.files = files
    return try CSVLoading(preamble, origin(), name: name, options: options, execution: execution).load()
  }

  /// The columns of all texts, by first appearance.
  private static func headers(_ texts: [PreparedText]) throws(Diagnostic) -> [ColumnHeader] {
    var headers = texts.first?.preamble.headers ?? []
    for text in texts.dropFirst() {
      let (own, path) = (text.preamble.headers, text.text.source.path)
      var news: [ColumnHeader] = []
      for header in own {
        guard let known = headers.first(where: { $0.name == header.name }) else {
          news.append(header)
          continue
        }
        guard known.unit == header.unit else {
          throw LoadFailure.differingUnits(path, header.name, shown(header.unit), shown(known.unit))
        }
      }
      guard news.count < own.count else {
        throw LoadFailure.noCommonColumns(path, own.map(\.name), headers.map(\.name))
      }
      let (line, first) = (text.preamble.unitLine, texts[0].preamble.unitLine)
      guard line == first else {
        throw LoadFailure.differingUnitLines(path, shown(line), shown(first))
      }
      headers += news
    }
    return headers
  }

  private static func shown(_ unit: Unit?) -> String { unit?.text ?? "—" }

  private static func shown(_ line: UnitLine?) -> String {
    line?.entries.map { ($0.word.map { $0 + "：" } ?? "") + $0.unit.text }.joined(separator: "、") ?? "—"
  }

  /// What is to be known of the least known.
  private var look: Preamble.Look {
    let looks = texts.map(\.preamble.look)
    if looks.contains(.beginning) { return .beginning }
    return looks.contains(.beginningOnly) ? .beginningOnly : .whole
  }

  /// The wider of what the texts begin with.
  private var modes: [ParseMode] {
    headers.map { header in
      let raw = texts.compactMap { text in
        text.preamble.headers.firstIndex { $0.name == header.name }.map { text.preamble.modes[$0].rawValue }
      }.max()
      return raw.flatMap(ParseMode.init) ?? .number
    }
  }

  private func origin() throws(Diagnostic) -> TableOrigin {
    var origin = try texts[0].origin()
    origin.path = path
    origin.sectionCount = 1
    origin.byteCount = texts.reduce(0) { $0 + $1.text.byteCount }
    var encodings: [String] = []
    (origin.rejects, origin.rejectCounts) = ([], [:])
    for text in texts {
      let own = try text.origin()
      if !encodings.contains(own.encodingName) { encodings.append(own.encodingName) }
      origin.rejectCounts.merge(own.rejectCounts, uniquingKeysWith: +)
      origin.rejects += own.rejects.map { reject in
        var reject = reject
        reject.file = own.path
        return reject
      }
      let names = text.preamble.headers.map(\.name)
      let missing = headers.map(\.name).filter { !names.contains($0) }
      if !missing.isEmpty { origin.missing.append(.init(file: own.path, columns: missing)) }
    }
    origin.encodingName = encodings.joined(separator: ", ")
    return origin
  }
}
