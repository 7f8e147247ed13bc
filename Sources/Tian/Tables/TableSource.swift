import Synchronization
import TianEngine
import TianFigures
import TianSource

/// A file that is a table, or several: read when it is first used, and again when it has changed. Several
/// queries may ask at once; one reads, the others wait for it.
final class TableSource: Sendable {
  enum Content: Sendable {
    case file(InputFile)
    case files(FilePattern)
    /// Parts of one table, in their order.
    case parts([InputFile])
    case memory([UInt8])
    /// What a data package names and nobody reads, and why.
    case refused(Diagnostic)
  }

  let name: String
  let content: Content
  let options: CSVOptions
  let title: String?
  /// What a data package says of it.
  let schema: TableDescription

  private struct Loaded {
    var stamps: [FileStamp]
    /// Those that scripts had defined when the file was read.
    var units: [UnitDefinition]
    var table: Table
    /// How more columns are read of a large file; nil where all have been.
    var sketch: TableSketch?
    /// Those that have been read, by their places.
    var columns: Set<Int> = []
  }

  private let loaded = Mutex<Loaded?>(nil)
  private let others = Mutex<[Int: TableSource]>([:])

  init(
    name: String, content: Content, options: CSVOptions = CSVOptions(), title: String? = nil,
    schema: TableDescription = TableDescription()
  ) {
    self.name = name
    self.content = content
    self.options = options
    self.title = title
    self.schema = schema
  }

  var foreignKeys: [ForeignKey] { schema.foreignKeys }

  /// The path of its file, or what its files are called together, or what a package calls what nobody reads;
  /// nil for what is in memory.
  var path: String? {
    switch content {
    case .file(let file): file.path
    case .files, .parts: sharedPath
    case .refused: name
    case .memory: nil
    }
  }

  /// What several files are called together.
  private var sharedPath: String? {
    switch content {
    case .files(let pattern): pattern.text
    case .parts(let files): files.map(\.path).joined(separator: ", ")
    case .file, .memory, .refused: nil
    }
  }

  /// The files that it is read from, as they are now.
  var filePaths: [String] { (try? files())?.map(\.path) ?? [] }

  /// Whether it is files alone that are read at once, or refused as soon.
  var isSmall: Bool {
    if case .refused = content { return true }
    let byteCounts = filePaths.map { path -> Int in
      guard case .file(let stamp)? = try? FileSystem.kind(of: path) else { return .max }
      return stamp.byteCount
    }
    return !byteCounts.isEmpty && byteCounts.allSatisfy { $0 < 1 << 20 }
  }

  /// What was read of a table.
  struct Reading {
    var table: Table
    /// Whether it has just been read.
    var isFresh = false
    /// Only columns that were asked for have been read.
    var isPartial = false
  }

  /// The table as the file is now, whole. What is no file is read once.
  func table(_ execution: Execution) throws(Diagnostic) -> Reading {
    let (files, stamps) = try current()
    return try loaded.withLock { loaded throws(Diagnostic) in
      if let known = Self.known(loaded, stamps, execution), known.sketch == nil {
        return Reading(table: known.table)
      }
      let table = try load(files, execution)
      loaded = Loaded(stamps: stamps, units: Array(execution.units.defined), table: table)
      return Reading(table: table, isFresh: true)
    }
  }

  /// The same; but of a large file only the names of the columns, and the types that its first rows speak
  /// for, unless more of it has been read.
  func outline(_ execution: Execution) throws(Diagnostic) -> Reading {
    let (files, stamps) = try current()
    return try loaded.withLock { loaded throws(Diagnostic) in
      if let known = Self.known(loaded, stamps, execution) {
        return Reading(table: known.table, isPartial: known.sketch != nil)
      }
      if files.count == 1, stamps[0] != .none, case .file = content,
        let sketch = try TableSketch(
          files[0].open(execution), name: name, options: options, execution: execution)
      {
        let table = try Table.unread(sketch.schema)
        loaded = Loaded(
          stamps: stamps, units: Array(execution.units.defined), table: table, sketch: sketch)
        return Reading(table: table, isPartial: true)
      }
      let table = try load(files, execution)
      loaded = Loaded(stamps: stamps, units: Array(execution.units.defined), table: table)
      return Reading(table: table, isFresh: true)
    }
  }

  /// The first rows of a large file that was not read whole; nil for every other.
  var sample: Table? { loaded.withLock { $0?.sketch?.sample } }

  /// The table of the last `outline` with some columns, by their places, at least.
  func table(
    with columns: Set<Int>, _ execution: Execution
  ) throws(Diagnostic) -> Reading {
    let files = try files()
    return try loaded.withLock { loaded throws(Diagnostic) in
      guard let known = loaded, let sketch = known.sketch else {
        if let known = loaded { return Reading(table: known.table) }
        return Reading(table: try load(files, execution), isFresh: true)
      }
      let missing = columns.subtracting(known.columns)
      if missing.isEmpty, known.table.origin != nil { return Reading(table: known.table, isPartial: true) }
      guard let (table, read) = try sketch.load(missing, execution) else {
        let table = try load(files, execution)
        loaded = Loaded(stamps: known.stamps, units: known.units, table: table)
        return Reading(table: table, isFresh: true)
      }
      let earlier = known.columns.subtracting(read)
      loaded?.table = table.taking(earlier, from: known.table)
      loaded?.columns.formUnion(read)
      return Reading(table: loaded?.table ?? table, isFresh: true, isPartial: true)
    }
  }

  /// How deep the official codes of a column go, of the last `outline`.
  func codeDepth(of column: String, _ kind: CodeKind, _ execution: Execution) throws(Diagnostic) -> Int {
    guard let outline = loaded.withLock({ $0?.table }),
      let place = outline.schema.fields.firstIndex(where: { $0.name == column })
    else { return 0 }
    return try table(with: [place], execution).table.columns[place].codeDepth(kind)
  }

  private static func known(_ loaded: Loaded?, _ stamps: [FileStamp], _ execution: Execution) -> Loaded? {
    guard let loaded, loaded.stamps == stamps, loaded.units == Array(execution.units.defined) else {
      return nil
    }
    return loaded
  }

  private func current() throws(Diagnostic) -> (files: [InputFile], stamps: [FileStamp]) {
    let files = try files()
    var stamps: [FileStamp] = []
    for file in files { stamps.append(try file.stamp()) }
    return (files, stamps)
  }

  /// The files as they are now.
  private func files() throws(Diagnostic) -> [InputFile] {
    switch content {
    case .file(let file): [file]
    case .files(let pattern): try pattern.files().map { InputFile(path: $0, beneath: pattern.folder) }
    case .parts(let files): files
    case .memory: []
    case .refused(let reason): throw reason
    }
  }

  /// The table as the file is now, read anew and not kept.
  func fresh(_ execution: Execution) throws(Diagnostic) -> Table { try load(files(), execution) }

  /// Its cells as they stand in the file, all columns as texts; null is an empty cell. Read anew each time.
  func texts(_ execution: Execution) throws(Diagnostic) -> Table {
    var options = options
    options.readsTexts = true
    options.looksWhole = true
    options.unitColumns = []
    options.infersUnitColumns = false
    return try load(files(), options, execution)
  }

  /// Its records one after another, file after file.
  func scans(_ execution: Execution) throws(Diagnostic) -> [RecordScan] {
    var scans: [RecordScan] = []
    for source in try sources(files(), execution) {
      scans.append(try RecordScan(source, options, execution))
    }
    return scans
  }

  private func sources(
    _ files: [InputFile], _ execution: Execution
  ) throws(Diagnostic) -> [ByteSource] {
    if case .memory(let bytes) = content { return [try ByteSource(path: name, bytes: bytes)] }
    var sources: [ByteSource] = []
    for file in files { sources.append(try file.open(execution)) }
    return sources
  }

  private func load(
    _ files: [InputFile], _ options: CSVOptions, _ execution: Execution
  ) throws(Diagnostic) -> Table {
    try CSVLoader.load(
      sources(files, execution), pattern: sharedPath, name: name, options: options, execution: execution)
  }

  /// Whether it was read and the file is another one by now; false where the file is gone.
  var hasChanged: Bool {
    guard let known = loaded.withLock({ $0?.stamps }), let (_, stamps) = try? current() else { return false }
    return stamps != known
  }

  /// Another table of the same file, from 1 on; the same one each time it is asked for.
  func section(_ number: Int) -> TableSource {
    others.withLock { others in
      if let known = others[number] { return known }
      var options = options
      options.sectionNumber = number
      let other = TableSource(name: "\(name)_\(number + 1)", content: content, options: options)
      others[number] = other
      return other
    }
  }

  /// The other tables of the file, where it has been read or soon would be.
  var knownSections: [TableSource] {
    guard options.sectionNumber == 0 else { return [] }
    let count = read?.origin?.sectionCount ?? quickSectionCount
    return (1..<max(1, count)).map(section)
  }

  private static let quickBytesMax = 1 << 20

  /// How many tables a file holds that is short enough to look into.
  private var quickSectionCount: Int {
    guard case .file(let file) = content, let stamp = try? file.stamp(), stamp != .none,
      stamp.byteCount <= Self.quickBytesMax
    else { return 1 }
    let execution = Execution(threadCount: 1)
    guard let source = try? file.open(execution) else { return 1 }
    return FoundTable.sectionCount(of: source, options, execution)
  }

  /// The rows of the table where it has been read.
  var loadedRowCount: Int? { read.map(\.rowCount) }

  /// How the file was found to be written, where it has been read.
  var found: Bilingual? { read?.origin.map(FoundSummary.whole) }

  /// Nil where no row has been read.
  private var read: Table? { loaded.withLock { $0?.table }.flatMap { $0.origin == nil ? nil : $0 } }

  private func load(_ files: [InputFile], _ execution: Execution) throws(Diagnostic) -> Table {
    try load(files, options, execution)
  }
}

extension Column {
  /// How deep the official codes among its texts go.
  func codeDepth(_ kind: CodeKind) -> Int {
    guard case .text(_, let texts) = storage else { return 0 }
    return (0..<texts.count).reduce(0) { max($0, OfficialCode.level(texts.utf8($1).span, kind) ?? 0) }
  }
}
