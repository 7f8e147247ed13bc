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
    case memory([UInt8])
  }

  let name: String
  let content: Content
  let options: CSVOptions
  let title: String?
  let foreignKeys: [ForeignKey]

  private struct Loaded {
    var stamps: [FileStamp]
    /// Those that scripts had defined when the file was read.
    var units: [UnitDefinition]
    var table: Table
  }

  private let loaded = Mutex<Loaded?>(nil)
  private let others = Mutex<[Int: TableSource]>([:])

  init(
    name: String, content: Content, options: CSVOptions = CSVOptions(), title: String? = nil,
    foreignKeys: [ForeignKey] = []
  ) {
    self.name = name
    self.content = content
    self.options = options
    self.title = title
    self.foreignKeys = foreignKeys
  }

  /// The path of its file, or what its files are called together; nil for what is in memory.
  var path: String? {
    switch content {
    case .file(let file): file.path
    case .files(let pattern): pattern.text
    case .memory: nil
    }
  }

  /// The files that it is read from, as they are now.
  var filePaths: [String] { (try? files())?.map(\.path) ?? [] }

  /// The table as the file is now. What is no file is read once.
  func table(_ execution: Execution) throws(Diagnostic) -> (table: Table, isFresh: Bool) {
    let files = try files()
    var stamps: [FileStamp] = []
    for file in files { stamps.append(try file.stamp()) }
    if let current, current.stamps == stamps, current.units == Array(execution.units.defined) {
      return (current.table, false)
    }
    return (try load(files, stamps, execution), true)
  }

  /// The files as they are now.
  private func files() throws(Diagnostic) -> [InputFile] {
    switch content {
    case .file(let file): [file]
    case .files(let pattern): try pattern.files().map(InputFile.init)
    case .memory: []
    }
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
    let count = current?.table.origin?.sectionCount ?? quickSectionCount
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
  var loadedRowCount: Int? { current?.table.rowCount }

  /// How the file was found to be written, where it has been read.
  var found: Bilingual? { current?.table.origin.map(FoundSummary.whole) }

  private var current: Loaded? { loaded.withLock { $0 } }

  private func load(
    _ files: [InputFile], _ stamps: [FileStamp], _ execution: Execution
  ) throws(Diagnostic) -> Table {
    try loaded.withLock { loaded throws(Diagnostic) in
      let units = Array(execution.units.defined)
      if let loaded, loaded.stamps == stamps, loaded.units == units { return loaded.table }
      var sources: [ByteSource] = []
      for file in files { sources.append(try file.open(execution)) }
      if case .memory(let bytes) = content { sources = [try ByteSource(path: name, bytes: bytes)] }
      var pattern: String?
      if case .files(let several) = content { pattern = several.text }
      let table = try CSVLoader.load(
        sources, pattern: pattern, name: name, options: options, execution: execution)
      loaded = Loaded(stamps: stamps, units: units, table: table)
      return table
    }
  }
}
