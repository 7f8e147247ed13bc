import TianCheck
import TianEngine
import TianPlan
import TianSource

/// The tables as one statement sees them: each is looked at once, so that what was checked is what is run.
/// Belongs to one thread.
final class StatementCatalog: Catalog {
  private let workspace: Workspace.State
  private let files: SessionFiles
  private let execution: Execution
  /// Tables of the session: loaded ones and results.
  private let sessionTables: [String: Table]

  /// By the name that plans scan.
  private(set) var tables: [String: Table] = [:]
  /// The tables that were read for this statement.
  private(set) var freshTables: [Table] = []
  /// Why tables that are there could not be read.
  private(set) var failures: [Diagnostic] = []
  private var failedNames: Set<String> = []

  init(
    workspace: Workspace.State, files: SessionFiles, sessionTables: [String: Table], execution: Execution
  ) {
    self.workspace = workspace
    self.sessionTables = sessionTables
    self.files = files
    self.execution = execution
  }

  var tableNames: [String] {
    let others = workspace.sources.values.flatMap(\.knownSections).map(\.name)
    return (Array(workspace.sources.keys) + others).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
  }

  var sharedNames: [String: [String]] { workspace.sharedNames }

  func schema(named name: String) -> TableSchema? {
    guard !failedNames.contains(name) else { return nil }
    do throws(Diagnostic) {
      guard let source = try source(named: name) else { return nil }
      var schema = try read(source).schema
      schema.keys = source.foreignKeys.map { key(of: source, $0) }
      return schema
    } catch {
      failedNames.insert(name)
      failures.append(error)
      return nil
    }
  }

  /// Also `村庄_2`, the second table of the file of `村庄`, where it holds so many.
  private func source(named name: String) throws(Diagnostic) -> TableSource? {
    if let source = workspace.source(named: name) { return source }
    guard let mark = name.lastIndex(of: "_"), let number = Int(name[name.index(after: mark)...]), number > 1,
      let first = workspace.source(named: String(name[..<mark]))
    else { return nil }
    let count = try read(first).origin?.sectionCount ?? 1
    return number <= count ? first.section(number - 1) : nil
  }

  func load(
    path: String, in folder: String, arguments: LoadArguments, at span: SourceSpan
  ) throws(Diagnostic) -> TableSchema {
    let (table, isFresh) = try files.table(
      path, in: folder, arguments, at: span, execution, isTaken: { workspace.sources[$0] != nil })
    return keep(table, isFresh)
  }

  func read(rows: String) throws(Diagnostic) -> TableSchema {
    let (table, isFresh) = try files.table(
      rows: rows, execution, isTaken: { workspace.sources[$0] != nil })
    return keep(table, isFresh)
  }

  func library(path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> Library {
    let path = try files.allowed(path, in: folder, at: span)
    let bytes = try FileSystem.read(path, bytesMax: ScriptFile.bytesMax)
    return Library(
      identity: FileSystem.realPath(path) ?? path, source: SourceText(name: path, bytes: bytes),
      folder: FileSystem.folder(of: path))
  }

  private func keep(_ table: Table, _ isFresh: Bool) -> TableSchema {
    tables[table.schema.name] = table
    if isFresh { freshTables.append(table) }
    return table.schema
  }

  func holds(_ text: String, inColumn column: Int, of table: String) -> Bool {
    guard let table = tables[table], table.columns.indices.contains(column),
      case .text(_, let dictionary) = table.columns[column].storage
    else { return false }
    return (0..<dictionary.count).contains { dictionary[$0] == text }
  }

  func savePath(_ path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String {
    let path = try files.savePath(path, in: folder, at: span)
    let real = FileSystem.realPath(path)
    guard let real,
      let source = workspace.sources.values.first(where: {
        $0.filePaths.contains { FileSystem.realPath($0) == real }
      })
    else { return path }
    throw Diagnostic(
      .invalidSave,
      Bilingual(
        "`\(path)` holds the table `\(source.name)`, which would be lost",
        "`\(path)` 是表 `\(source.name)` 的文件，存盘会覆盖它"),
      at: [.init(span, Bilingual("save under another name", "请另取文件名"))])
  }

  func values(of plan: Plan) throws(Diagnostic) -> [Value] {
    let result = try Executor(tables: allTables, execution: execution).run(Optimizer().optimize(plan))
    guard let column = result.columns.first else { return [] }
    return (0..<column.count).map { column.value($0) }
  }

  /// Those read so far, and the session's.
  var allTables: [String: Table] { tables.merging(sessionTables) { _, session in session } }

  /// A data package calls a table by the name that it gives it, or by none where it means the same table.
  private func key(of source: TableSource, _ key: ForeignKey) -> TableSchema.ForeignKey {
    let declared = key.table.isEmpty ? source.name : key.table
    let name = workspace.aliases[declared] ?? declared
    return .init(
      columns: key.columns, tableNames: name == declared ? [name] : [name, declared],
      referencedColumns: key.referencedColumns)
  }

  private func read(_ source: TableSource) throws(Diagnostic) -> Table {
    if let table = tables[source.name] { return table }
    let (table, isFresh) = try source.table(execution)
    tables[source.name] = table
    if isFresh { freshTables.append(table) }
    return table
  }
}
