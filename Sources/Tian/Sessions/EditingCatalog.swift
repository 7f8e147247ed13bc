import TianCheck
import TianEngine
import TianFigures
import TianPlan
import TianSource

/// The tables as an editor sees them beside a query that is being typed: a file so large that reading it
/// would keep somebody waiting is left unread, nothing is run over many rows, and nothing is written.
final class EditingCatalog: Catalog {
  private static let bytesMax = 32 << 20
  private static let rowCountMax = 100_000

  private let base: StatementCatalog
  private let workspace: Workspace.State
  /// Called with each table that is read.
  private let whenRead: (FreshTable) -> Void
  private var readCount = 0

  init(_ base: StatementCatalog, _ workspace: Workspace.State, whenRead: @escaping (FreshTable) -> Void) {
    self.base = base
    self.workspace = workspace
    self.whenRead = whenRead
  }

  /// Of files with several tables the others are told once they have been read.
  private(set) lazy var tableNames: [String] = {
    let read = workspace.sources.values.filter { $0.loadedRowCount != nil }
    return (Array(workspace.sources.keys) + read.flatMap(\.knownSections).map(\.name)).sorted(
      by: CodePointOrder.precedes)
  }()
  var sharedNames: [String: [String]] { base.sharedNames }

  /// Nil for a table that is there and was not read, too.
  func schema(named name: String) -> TableSchema? {
    if let source = workspace.source(named: name), !Self.isQuick(source) { return nil }
    defer { tellOfFreshTables() }
    return base.schema(named: name)
  }

  func load(
    path: String, in folder: String, arguments: LoadArguments, at span: SourceSpan
  ) throws(Diagnostic) -> TableSchema {
    let whole = FileSystem.join(folder, path)
    guard let count = Self.byteCount(of: whole), count <= Self.bytesMax else { throw Self.unread }
    defer { tellOfFreshTables() }
    return try base.load(path: path, in: folder, arguments: arguments, at: span)
  }

  func read(rows: String) throws(Diagnostic) -> TableSchema { try base.read(rows: rows) }

  func library(path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> Library {
    guard Self.byteCount(of: FileSystem.join(folder, path)) != nil else { throw Self.unread }
    return try base.library(path: path, in: folder, at: span)
  }

  func holds(_ text: String, inColumn column: Int, of table: String) -> Bool {
    base.holds(text, inColumn: column, of: table)
  }

  func textCause(ofColumn column: Int, of table: String) -> TextColumnCause? {
    base.textCause(ofColumn: column, of: table)
  }

  func codeDepth(ofColumn name: String, in table: String, _ kind: CodeKind) -> Int {
    base.codeDepth(ofColumn: name, in: table, kind)
  }

  func texts(
    inColumn column: Int, of table: String, beginning: String, atMost limit: Int
  ) -> [String] {
    base.texts(inColumn: column, of: table, beginning: beginning, atMost: limit)
  }

  func savePath(_ path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String {
    try base.savePath(path, in: folder, at: span)
  }

  func values(of plan: Plan) throws(Diagnostic) -> [Value] {
    let scanned = plan.steps.reduce(0) { count, step in
      if case .scan(let scan) = step { count + (base.allTables[scan.table]?.rowCount ?? 0) } else { count }
    }
    guard scanned <= Self.rowCountMax else { throw Self.unread }
    return try base.values(of: plan)
  }

  private func tellOfFreshTables() {
    for table in base.freshTables.dropFirst(readCount) { whenRead(table) }
    readCount = base.freshTables.count
  }

  /// Whether a table has been read, or soon would be.
  private static func isQuick(_ source: TableSource) -> Bool {
    if source.loadedRowCount != nil { return true }
    // A pipe is read when somebody asks for it; of large files only the first rows are.
    guard source.path != InputFile.standardInputPath else { return false }
    let paths = source.filePaths
    let counts = paths.compactMap(byteCount)
    guard counts.count == paths.count else { return false }
    return (paths.count == 1 && !paths[0].hasSuffix(".gz")) || counts.reduce(0, +) <= bytesMax
  }

  /// Nil for a pipe or a device, of which nobody knows when it ends. What is no file at all fails at once.
  private static func byteCount(of path: String) -> Int? {
    switch try? FileSystem.kind(of: path) {
    case .file(let stamp): stamp.byteCount
    case .other: nil
    case .folder, nil: 0
    }
  }

  private static var unread: Diagnostic { Diagnostic(.cancelled, Bilingual("not read yet", "尚未读取")) }
}

extension Session {
  /// What an editor needs to know of the session: its tables, read as far as that is quick, and its
  /// definitions.
  package var editing: (catalog: any Catalog, environment: Environment) {
    let reading = makeCatalog(workspace.execution(units: environment.units), readsWhole: false)
    let catalog = EditingCatalog(reading, workspace.snapshot) { [unowned self] fresh in
      self.unsaidTables[fresh.table.schema.name] = fresh
    }
    return (catalog, environment)
  }
}
