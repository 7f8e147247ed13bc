import TianCheck
import TianEngine
import TianPlan
import TianSource

/// The tables as one statement sees them: each is looked at once, so that what was checked is what is run.
/// Belongs to one thread.
final class StatementCatalog: Catalog {
  private let workspace: Workspace.State
  private let files: SessionFiles
  private let folder: String
  private let execution: Execution

  /// By the name that plans scan.
  private(set) var tables: [String: Table] = [:]
  /// The tables that were read for this statement.
  private(set) var freshTables: [Table] = []
  /// Why tables that are there could not be read.
  private(set) var failures: [Diagnostic] = []
  private var failedNames: Set<String> = []

  init(workspace: Workspace.State, files: SessionFiles, folder: String, execution: Execution) {
    self.workspace = workspace
    self.files = files
    self.folder = folder
    self.execution = execution
  }

  var tableNames: [String] {
    workspace.sources.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  func schema(named name: String) -> TableSchema? {
    guard !failedNames.contains(name),
      let source = workspace.sources[name] ?? workspace.aliases[name].flatMap({ workspace.sources[$0] })
    else { return nil }
    do {
      return try read(source).schema
    } catch {
      failedNames.insert(name)
      failures.append(error)
      return nil
    }
  }

  func load(path: String, arguments: LoadArguments, at span: SourceSpan) throws(Diagnostic) -> TableSchema {
    let (table, isFresh) = try files.table(
      path, in: folder, arguments, at: span, execution, isTaken: { workspace.sources[$0] != nil })
    tables[table.schema.name] = table
    if isFresh { freshTables.append(table) }
    return table.schema
  }

  private func read(_ source: TableSource) throws(Diagnostic) -> Table {
    if let table = tables[source.name] { return table }
    let (table, isFresh) = try source.table(execution)
    tables[source.name] = table
    if isFresh { freshTables.append(table) }
    return table
  }
}

/// The files that a session's statements name by their paths: each is read once, until it changes.
final class SessionFiles {
  private struct Key: Hashable {
    var path: String
    var options: [String: Value]
  }

  private var sources: [Key: TableSource] = [:]
  private var tables: [Key: Table] = [:]
  private var readingCounts: [String: Int] = [:]
  private let isSafe: Bool

  init(isSafe: Bool) { self.isSafe = isSafe }

  /// Every reading of a file is a table of its own, for a `load` keeps the one that it made. The first is
  /// called by the file's path, later ones by the path and a number.
  func table(
    _ relativePath: String, in folder: String, _ arguments: LoadArguments, at span: SourceSpan,
    _ execution: Execution, isTaken: (String) -> Bool
  ) throws(Diagnostic) -> (table: Table, isFresh: Bool) {
    let path = FileSystem.join(folder, relativePath)
    if isSafe, !FileSystem.isInside(path, folder: folder) {
      throw Diagnostic(
        .unsafePath, Bilingual("`\(path)` lies outside `\(folder)`", "`\(path)` 在 `\(folder)` 之外"),
        at: [.init(span)],
        notes: [Bilingual("--safe does not read it", "--safe 不读取它")])
    }
    let options = try CSVOptions(arguments)
    let key = Key(
      path: path,
      options: Dictionary(
        arguments.options.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last }))
    let source = sources[key] ?? TableSource(name: path, content: .file(path: path), options: options)
    sources[key] = source
    let (table, isFresh) = try source.table(execution)
    if !isFresh, let named = tables[key] { return (named, false) }
    let schema = TableSchema(name: freeName(path, isTaken), fields: table.schema.fields)
    let named = Table(
      schema: schema, columns: table.columns, rowCount: table.rowCount, origin: table.origin)
    tables[key] = named
    return (named, true)
  }

  private func freeName(_ path: String, _ isTaken: (String) -> Bool) -> String {
    var name = path
    repeat {
      let count = readingCounts[path, default: 0] + 1
      readingCounts[path] = count
      name = count == 1 ? path : "\(path) (\(count))"
    } while isTaken(name)
    return name
  }
}
