import Synchronization
import TianEngine
import TianFigures
import TianSource

/// A file that is a table: read when it is first used, and again when it has changed. Several queries may ask
/// at once; one reads, the others wait for it.
final class TableSource: Sendable {
  enum Content: Sendable {
    case file(path: String)
    case memory([UInt8])
  }

  let name: String
  let content: Content
  let options: CSVOptions
  let title: String?
  let foreignKeys: [ForeignKey]

  private struct Loaded {
    var stamp: FileStamp
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

  /// The file's path; nil for what is in memory.
  var path: String? {
    if case .file(let path) = content { return path }
    return nil
  }

  /// The table as the file is now. What is no file is read once.
  func table(_ execution: Execution) throws(Diagnostic) -> (table: Table, isFresh: Bool) {
    var stamp = FileStamp.none
    if let path, case .file(let current) = try FileSystem.kind(of: path) { stamp = current }
    if let current, current.stamp == stamp, current.units == Array(execution.units.defined) {
      return (current.table, false)
    }
    return (try load(stamp, execution), true)
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

  /// The other tables of the file, where it has been read.
  var knownSections: [TableSource] {
    guard let count = current?.table.origin?.sectionCount, options.sectionNumber == 0 else { return [] }
    return (1..<max(1, count)).map(section)
  }

  /// The rows of the table where it has been read.
  var loadedRowCount: Int? { current?.table.rowCount }

  /// How the file was found to be written, where it has been read.
  var found: Bilingual? { current?.table.origin.map(FoundSummary.whole) }

  private var current: Loaded? { loaded.withLock { $0 } }

  private func load(_ stamp: FileStamp, _ execution: Execution) throws(Diagnostic) -> Table {
    try loaded.withLock { loaded throws(Diagnostic) in
      let units = Array(execution.units.defined)
      if let loaded, loaded.stamp == stamp, loaded.units == units { return loaded.table }
      let table =
        switch content {
        case .file(let path):
          try CSVLoader.load(path: path, name: name, options: options, execution: execution)
        case .memory(let bytes):
          try CSVLoader.load(bytes: bytes, name: name, options: options, execution: execution)
        }
      loaded = Loaded(stamp: stamp, units: units, table: table)
      return table
    }
  }
}
