// Tian: the façade for programs that ask questions of tables. It opens files, holds what they became, and
// runs queries over them; it never writes to a terminal, and changes no file but those that `save` names.
import Glibc
import Synchronization
import TianEngine
import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// Tables to ask questions of, and values bound for the questions. Safe to use from any number of threads at
/// once: a query sees the tables and values as they were when it began.
///
///     let workspace = try Workspace(folder: "samples")
///     let result = try workspace.query("村庄 | summarize 村数 = count() by 县 | sort -村数")
///     for row in result.rows { print(row["县"].text ?? "", row["村数"].int ?? 0) }
public final class Workspace: Sendable {
  /// Threads for each load and query; the cores of the machine unless said otherwise.
  public let threadCount: Int
  /// Files with rejects are refused.
  public let isStrict: Bool
  /// Files are read only where they were added, or lie beneath a folder that was, their links followed; a
  /// query writes none.
  public let isSafe: Bool

  struct State {
    var sources: [String: TableSource] = [:]
    /// Other names of tables.
    var aliases: [String: String] = [:]
    /// What several files of a folder would be called, and their tables.
    var sharedNames: [String: [String]] = [:]
    /// What `add` was given, in its order.
    var opened: [(path: String, name: String?)] = []
    /// In the order of their binding.
    var bindings: [(name: String, value: TianValue)] = []

    /// By its name or another; the table of the help's examples is there where no other is called so.
    func source(named name: String) -> TableSource? {
      sources[name] ?? aliases[name].flatMap { sources[$0] }
        ?? (name == Workspace.example.name ? Workspace.example : nil)
    }
  }

  private static let example = TableSource(
    name: FunctionTable.sample.name, content: .memory(Array(FunctionTable.sample.csv.utf8)))

  private let state = Mutex(State())

  /// A workspace without tables; `add` brings them.
  public init(threadCount: Int? = nil, isStrict: Bool = false, isSafe: Bool = false) {
    self.isSafe = isSafe
    self.isStrict = isStrict
    self.threadCount = max(1, threadCount ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// The tables of a folder, or of a single file.
  public convenience init(folder path: String, threadCount: Int? = nil) throws(TianError) {
    self.init(threadCount: threadCount)
    try add(path)
  }

  /// Adds the tables of a folder, named by their files' stems, and by whole file names where several share a
  /// stem; or those that a data package's descriptor names, which ends in .json; or a single file, by its
  /// stem or the given name; or all files that fit a pattern (`产出-*.csv`) as one table. Files are read when
  /// they are first used. Throws where the path leads nowhere, where a folder has no tables or a wrong
  /// `datapackage.json`, and where a name is taken; nothing is added then.
  public func add(_ path: String, as name: String? = nil) throws(TianError) {
    if var pattern = FilePattern(path) {
      pattern.folder = isSafe ? pattern.base : nil
      do { _ = try pattern.files() } catch { throw TianError(error) }
      try add([TableSource(name: name ?? pattern.tableName, content: .files(pattern))])
      return state.withLock { $0.opened.append((path, name)) }
    }
    let kind: FileSystem.Kind
    do { kind = try FileSystem.kind(of: path) } catch { throw TianError(error) }
    switch kind {
    case .file where path.hasSuffix(".json"):
      let tables = try FolderTables(package: path, isSafe: isSafe)
      try add(tables.sources, aliases: tables.aliases, sharedNames: tables.sharedNames)
    case .folder:
      let tables = try FolderTables(folder: path, isSafe: isSafe)
      try add(tables.sources, aliases: tables.aliases, sharedNames: tables.sharedNames)
    case .file, .other:
      try add(
        [TableSource(name: name ?? FileSystem.stem(of: path), content: .file(InputFile(path: path)))])
    }
    state.withLock { $0.opened.append((path, name)) }
  }

  /// The folders that were added, those of data packages among them; the one at hand where nothing was added.
  var folders: [String] {
    let opened = snapshot.opened
    if opened.isEmpty { return ["."] }
    return opened.compactMap { path, _ in
      if path.hasSuffix(".json") { return FileSystem.folder(of: path) }
      if case .folder? = try? FileSystem.kind(of: path) { return path }
      return nil
    }
  }

  /// Which tables came, went and changed.
  package struct Changes: Hashable, Sendable {
    package var added: [String] = []
    package var removed: [String] = []
    package var changed: [String] = []

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
  }

  /// Looks again at the folders and files that were opened: tables whose files are new are there from now on,
  /// those whose files are gone are not, and every other is read anew when it is next used. Throws as `add`
  /// does; nothing has changed then.
  package func reload() throws(TianError) -> Changes {
    let old = snapshot
    let fresh = Workspace(threadCount: threadCount, isStrict: isStrict, isSafe: isSafe)
    for (path, name) in old.opened { try fresh.add(path, as: name) }
    var new = fresh.snapshot
    // What is in memory stays, and standard input, which comes but once.
    let kept = old.sources.filter { $0.value.path == nil || $0.value.path == InputFile.standardInputPath }
    var changes = Changes()
    for (name, source) in old.sources {
      if new.sources[name] != nil {
        if source.hasChanged { changes.changed.append(name) }
      } else if kept[name] == nil {
        changes.removed.append(name)
      }
    }
    changes.added = new.sources.keys.filter { old.sources[$0] == nil }
    new.sources.merge(kept) { file, _ in file }
    new.bindings = old.bindings
    let sorted = Changes(
      added: changes.added.sorted(), removed: changes.removed.sorted(), changed: changes.changed.sorted())
    state.withLock { [new] in $0 = new }
    return sorted
  }

  /// Adds standard input as a table: what comes is read to its end when the table is first used. Throws where
  /// the name is taken.
  public func addStandardInput(as name: String = "_stdin") throws(TianError) {
    try add([TableSource(name: name, content: .file(InputFile(path: InputFile.standardInputPath)))])
  }

  /// Adds a table from a text of comma-separated values, read as a file would be. Throws where the name is
  /// taken.
  public func add(csv text: String, as name: String) throws(TianError) {
    try add([TableSource(name: name, content: .memory(Array(text.utf8)))])
  }

  /// The same, with foreign keys as a data package would declare them.
  func add(csv text: String, as name: String, foreignKeys: [ForeignKey]) throws(TianError) {
    var schema = TableDescription()
    schema.foreignKeys = foreignKeys
    try add([TableSource(name: name, content: .memory(Array(text.utf8)), schema: schema)])
  }

  private func add(
    _ sources: [TableSource], aliases: [String: String] = [:], sharedNames: [String: [String]] = [:]
  ) throws(TianError) {
    try state.withLock { state throws(TianError) in
      for source in sources {
        guard let other = state.sources[source.name] else { continue }
        throw TianError(FolderTables.duplicate(other, source))
      }
      for source in sources { state.sources[source.name] = source }
      state.aliases.merge(aliases) { first, _ in first }
      state.sharedNames.merge(sharedNames) { first, second in first + second }
    }
  }

  /// Binds a value to a name that queries may use from now on, in place of an earlier one. It is a typed
  /// value, never text pasted into a query. Throws for a float that is no number, and for a name that no
  /// query can write.
  public func bind(_ name: String, to value: TianValue) throws(TianError) {
    guard !name.isEmpty, !name.contains(where: \.isNewline) else {
      throw TianError(
        Diagnostic(
          .invalidBinding,
          Bilingual(
            "`\(name)` cannot be bound: a name is not empty, and is written on one line",
            "无法绑定 `\(name)`：名称不能为空，并须写在一行里")))
    }
    guard value.typed != nil else {
      throw TianError(
        Diagnostic(
          .invalidBinding,
          Bilingual("`\(name)` cannot be bound: the number is not finite", "无法绑定 `\(name)`：数不是有限的")))
    }
    state.withLock { state in
      state.bindings.removeAll { $0.name == name }
      state.bindings.append((name, value))
    }
  }

  /// Binds a figure as it is written: `500亩`, `近2000`, `15%`. Throws where the text is no figure.
  public func bind(_ name: String, figure text: String) throws(TianError) {
    guard let value = TianValue(figure: text) else {
      throw TianError(
        Diagnostic(
          .invalidBinding,
          Bilingual("`\(name)` cannot be bound: `\(text)` is no figure", "无法绑定 `\(name)`：`\(text)` 不是数量")))
    }
    try bind(name, to: value)
  }

  /// The names of the tables, in order of code points.
  public var tableNames: [String] {
    state.withLock { $0.sources.keys.sorted(by: CodePointOrder.precedes) }
  }

  /// The first table, but for files that turn out to hold none: an example has to run. Nothing stays read;
  /// large files, and what can be read once alone, are taken to be tables.
  package var readableTableName: String? {
    let execution = execution(units: .standard)
    let sources = snapshot.sources
    return tableNames.prefix(20).first { name in
      guard let source = sources[name], source.isSmall else { return true }
      return (try? source.fresh(execution)) != nil
    }
  }

  /// The foreign keys that a table's data package declares; none for a table that is not there.
  public func foreignKeys(ofTable name: String) -> [ForeignKey] {
    snapshot.sources[name]?.foreignKeys ?? []
  }

  /// Runs a text of statements and gives the result of its last query. Definitions hold for this text alone.
  /// - Parameter cancellation: stops the query from another thread; it then throws an error of kind
  /// `.cancelled`.
  /// - Throws: `TianError` with every independent error of the first statement that has one. Nothing has run
  /// where
  ///   the text does not parse.
  public func query(_ text: String, cancellation: Cancellation? = nil) throws(TianError) -> QueryResult {
    try query(text, isSafe: isSafe, cancellation: cancellation)
  }

  /// - Parameter isSafe: nothing is written, and files are read only beneath the folders that were added.
  func query(
    _ text: String, isSafe: Bool, cancellation: Cancellation? = nil
  ) throws(TianError) -> QueryResult {
    let session = Session(self, isSafe: isSafe)
    let script = try session.parse(SourceText(text))
    var last: QueryResult?
    var diagnostics: [Diagnostic] = []
    for statement in script.statements {
      let outcome = try session.run(statement, of: script, cancellation: cancellation)
      diagnostics += outcome.diagnostics
      switch outcome.value {
      case .result(let result): last = QueryResult(result.table, diagnostics: diagnostics)
      case .text(let text): last = try QueryResult(lines: text.en, diagnostics: diagnostics)
      case .defined, .loaded, .used: break
      }
    }
    guard let last else {
      throw TianError.noQuery(in: script.source)
    }
    return last
  }

  /// The plan of the last query of a text, before and after optimisation, as `explain` shows it; the
  /// statements before it are run. Throws as `query` does.
  public func explain(_ text: String, in language: Language = .english) throws(TianError) -> String {
    let session = Session(self)
    let script = try session.parse(SourceText(text))
    for statement in script.statements.dropLast() { _ = try session.run(statement, of: script) }
    guard case .query(let query) = script.statements.last,
      case .text(let text) = try session.run(
        .directive(DirectiveSyntax(kind: .explain, query: query, span: query.span)), of: script
      ).value
    else { throw TianError.noQuery(in: script.source) }
    return text[language]
  }

  /// The most memory that the tables and results of this process may hold, in all workspaces together; a
  /// query that would pass it throws, and the others go on.
  public static func limitMemory(toBytes bytes: Int) { MemoryMeter.setLimit(bytes: bytes) }

  /// A run over its tables.
  func execution(units: UnitTable) -> Execution {
    Execution(threadCount: threadCount, units: units, isStrict: isStrict)
  }

  var snapshot: State { state.withLock { $0 } }
}
