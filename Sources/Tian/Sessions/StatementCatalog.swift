import TianCheck
import TianEngine
import TianFigures
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
  private(set) var freshTables: [FreshTable] = []
  /// Why tables that are there could not be read.
  private(set) var failures: [Diagnostic] = []
  private var failedNames: Set<String> = []
  /// Tables whose files were read before, and are others by now.
  private var changedNames: Set<String> = []
  /// Tables of which only columns that were asked for have been read, by their names.
  private var outlined: [String: TableSource] = [:]
  /// Every table is read whole.
  private var readsWhole: Bool
  /// A column was found to be another than it was taken for: what was checked has to be checked anew.
  private var isStale = false

  /// - Parameter readsWhole: whether large files are read whole; else whoever runs a plan asks `isSettled`
  ///   first.
  init(
    workspace: Workspace.State, files: SessionFiles, sessionTables: [String: Table], execution: Execution,
    readsWhole: Bool
  ) {
    self.readsWhole = readsWhole
    self.workspace = workspace
    self.sessionTables = sessionTables
    self.files = files
    self.execution = execution
  }

  var tableNames: [String] {
    let others = workspace.sources.values.flatMap(\.knownSections).map(\.name)
    return (Array(workspace.sources.keys) + others).sorted(by: CodePointOrder.precedes)
  }

  var sharedNames: [String: [String]] { workspace.sharedNames }

  func schema(named name: String) -> TableSchema? {
    guard !failedNames.contains(name) else { return nil }
    do throws(Diagnostic) {
      guard let source = try source(named: name) else {
        return try RejectTable.language(of: name).map { language throws(Diagnostic) in
          try keep(rejects(language), false)
        }
      }
      var schema = try read(source).schema
      schema.keys = source.foreignKeys.map { key(of: source, $0) }
      schema.codes = source.schema.codes(of: schema)
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
    let path = FileSystem.join(folder, path)
    let root = try files.root(of: path, in: folder, at: span)
    let bytes = try FileSystem.read(path, beneath: root, bytesMax: ScriptFile.bytesMax)
    return Library(
      identity: FileSystem.realPath(path) ?? path, source: SourceText(name: path, bytes: bytes),
      folder: FileSystem.folder(of: path))
  }

  private func keep(_ table: Table, _ isFresh: Bool) -> TableSchema {
    tables[table.schema.name] = table
    if isFresh { freshTables.append(FreshTable(table: table)) }
    return table.schema
  }

  func codeDepth(ofColumn name: String, in table: String, _ kind: CodeKind) -> Int {
    if let source = try? source(named: table) {
      return (try? source.codeDepth(of: name, kind, execution)) ?? 0
    }
    // A last result without rows may have any.
    guard let table = sessionTables[table] else { return kind.levelCount }
    return table.schema.fields.firstIndex { $0.name == name }.map { table.columns[$0].codeDepth(kind) } ?? 0
  }

  func holds(_ text: String, inColumn column: Int, of table: String) -> Bool {
    guard let table = tables[table], table.columns.indices.contains(column),
      case .text(_, let dictionary) = table.columns[column].storage
    else { return false }
    return (0..<dictionary.count).contains { dictionary[$0] == text }
  }

  func textCause(ofColumn column: Int, of table: String) -> TextColumnCause? {
    guard let table = allTables[table], table.schema.fields.indices.contains(column),
      case .text(let file, let line, let text)? = table.origin?.remarks[table.schema.fields[column].name]
    else { return nil }
    return TextColumnCause(file: file, line: line, text: text)
  }

  /// Of a column that was not read yet, those of the first rows.
  func texts(inColumn column: Int, of table: String, beginning: String, atMost limit: Int) -> [String] {
    for table in [tables[table] ?? sessionTables[table], outlined[table]?.sample].compactMap(\.self) {
      guard table.columns.indices.contains(column),
        case .text(_, let dictionary) = table.columns[column].storage, dictionary.count > 0
      else { continue }
      let first = (0..<min(limit, dictionary.count)).map { dictionary[$0] }
      guard dictionary.count > limit, !beginning.isEmpty else { return first }
      let others = (limit..<dictionary.count).lazy.filter { dictionary.utf8($0).starts(with: beginning.utf8) }
      return first + others.prefix(limit).map { dictionary[$0] }
    }
    return []
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
    guard try settle(plan) else {
      isStale = true
      throw Diagnostic(.cancelled, Bilingual("a column changed its type", "列的类型有变"))
    }
    let result = try Executor(tables: allTables, execution: execution).run(Optimizer().optimize(plan))
    guard let column = result.columns.first else { return [] }
    return (0..<column.count).map { column.value($0) }
  }

  /// Those read so far, and the session's.
  var allTables: [String: Table] { tables.merging(sessionTables) { _, session in session } }

  /// What did not fit, in all files: those that were not read yet are read.
  private func rejects(_ language: Language) throws(Diagnostic) -> Table {
    var read: [Table] = []
    var failures: [(file: String, failure: Diagnostic)] = []
    for name in tableNames {
      guard let source = workspace.sources[name] else { continue }
      do throws(Diagnostic) {
        let first = try source.table(execution).table
        read.append(first)
        for number in 1..<max(1, first.origin?.sectionCount ?? 1) {
          read.append(try source.section(number).table(execution).table)
        }
      } catch {
        if error.code == .cancelled || error.code == .rejected { throw error }
        failures.append((source.path ?? name, error))
      }
    }
    let others = (Array(sessionTables.values) + files.allTables).sorted { $0.schema.name < $1.schema.name }
    var seen: Set<String> = []
    read += others.filter { $0.origin != nil && seen.insert($0.schema.name).inserted }
    return try RejectTable.make(of: read, failures: failures, in: language)
  }

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
    if source.hasChanged { changedNames.insert(source.name) }
    let reading = readsWhole ? try source.table(execution) : try source.outline(execution)
    if reading.isPartial { outlined[source.name] = source }
    keep(reading, as: source.name)
    return reading.table
  }

  private func keep(_ reading: TableSource.Reading, as name: String) {
    tables[name] = reading.table
    guard reading.isFresh else { return }
    freshTables.append(FreshTable(table: reading.table, hasChanged: changedNames.remove(name) != nil))
  }
}

/// Large files are read as far as a statement needs them. It is checked by what their first rows speak for,
/// then the columns that its plan reads are read; where one is not what it was taken for, it is checked anew.
extension StatementCatalog {
  /// Whether what was checked holds; else it is to be checked again. Throws where a file cannot be read.
  func isSettled(_ checked: CheckedStatement, hasFindings: Bool) throws(Diagnostic) -> Bool {
    if isStale {
      isStale = false
      return false
    }
    guard !outlined.isEmpty, failures.isEmpty else { return true }
    switch checked {
    case .query(let plan) where !hasFindings: return try settle(plan)
    case .directive(_, let plan, _) where !hasFindings: return try settle(plan)
    case .defined, .loaded, .used:
      guard hasFindings else { return true }
    case .query, .directive, .failed: break
    }
    // What is wrong is told by what is really in the files.
    readsWhole = true
    for (name, source) in outlined {
      outlined[name] = nil
      keep(try source.table(execution), as: name)
    }
    return false
  }

  /// Reads the columns that a plan reads. False where one is not what it was taken for.
  private func settle(_ plan: Plan) throws(Diagnostic) -> Bool {
    let columns = columns(of: plan)
    var isSame = true
    for (name, wanted) in columns {
      guard let source = outlined[name], let before = tables[name] else { continue }
      let reading = try source.table(with: wanted, execution)
      if !reading.isPartial { outlined[name] = nil }
      keep(reading, as: name)
      if reading.table.schema.fields != before.schema.fields { isSame = false }
    }
    return isSame
  }

  /// What a plan says of the tables that are not whole, by their names: columns that nobody reads after all
  /// are among them, for what is said of them is to be checked.
  private func columns(of plan: Plan) -> [String: Set<Int>] {
    var mentioned = Set(plan.outputs.map(\.id))
    for step in plan.steps {
      for (_, columns) in PruneColumns.reads(step, [], plan) { mentioned.formUnion(columns) }
      for subquery in step.expressions.flatMap(\.subqueries) {
        mentioned.formUnion(plan.columns(from: subquery))
      }
    }
    var columns: [String: Set<Int>] = [:]
    var scanCounts: [String: Int] = [:]
    for scan in scans(plan) {
      columns[scan.table, default: []]
        .formUnion(scan.columns.filter { mentioned.contains($0.id) }.map(\.source))
      scanCounts[scan.table, default: 0] += 1
    }
    for scan in scans(Optimizer().optimize(plan)) {
      columns[scan.table, default: []].formUnion(scan.columns.map(\.source))
      scanCounts[scan.table, default: 0] -= 1
    }
    // Of a table that is not scanned after all the types may have been told: `schema`.
    for (name, count) in scanCounts where count > 0 {
      columns[name] = Set(tables[name]?.columns.indices ?? 0..<0)
    }
    return columns
  }

  private func scans(_ plan: Plan) -> [Step.Scan] {
    plan.steps.compactMap { step in
      if case .scan(let scan) = step, outlined[scan.table] != nil { scan } else { nil }
    }
  }
}
