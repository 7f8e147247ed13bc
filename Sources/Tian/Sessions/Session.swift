import TianCheck
import TianEngine
import TianPlan
import TianSource
import TianSyntax

/// Statements one after another, as at a prompt or in a script: each sees the definitions and the result of
/// those before it. Belongs to one thread; several sessions may share a workspace.
package final class Session {
  package let workspace: Workspace
  var environment: Environment
  let files: SessionFiles
  /// Tables that `load` made, by the name that plans scan: they stay as they were loaded.
  private var loadedTables: [String: Table] = [:]
  /// The last result, and earlier ones that definitions may still read.
  private var results: [String: Table] = [:]
  /// Tables that an editor read, of which nothing has been said yet.
  var unsaidTables: [String: FreshTable] = [:]
  /// Whether a definition has been made since the last result, which it may read.
  private var isPreviousInUse = false

  /// - Parameter isSafe: nothing is written, and files are read by their paths only beneath the folders that
  ///   were added to the workspace, or the one at hand where nothing was, and that of the script.
  package init(_ workspace: Workspace, isSafe: Bool = false) {
    self.workspace = workspace
    files = SessionFiles(safeFolders: isSafe || workspace.isSafe ? workspace.folders : nil)
    environment = Environment()
    for (name, value) in workspace.snapshot.bindings {
      if let typed = value.typed { environment.bind(name, to: typed.value, type: typed.type) }
    }
  }

  /// A parsed text, and the folder that its paths are relative to, which is empty for a text of no file.
  package struct Script {
    package var source: SourceText
    package var folder: String
    package var statements: [StatementSyntax]
  }

  /// Throws every error of the text.
  package func parse(_ source: SourceText, folder: String = "") throws(TianError) -> Script {
    let parsed = parsed(source, folder)
    guard parsed.status == .complete else {
      throw TianError(guarded(parsed.diagnostics, in: source, folder: folder), in: source)
    }
    return Script(source: source, folder: folder, statements: parsed.script.statements)
  }

  /// Reads a text with the units that its libraries define, and the session's own.
  private func parsed(_ source: SourceText, _ folder: String) -> Parsed {
    UsedUnits.parse(
      source, in: folder, units: environment.units, makeCatalog(workspace.execution(units: .standard)))
  }

  /// The statements that parse, and the errors of the others.
  package func parseWhatIsWhole(
    _ source: SourceText, folder: String = ""
  ) -> (script: Script, error: TianError?) {
    let parsed = parsed(source, folder)
    var script = Script(source: source, folder: folder, statements: parsed.script.statements)
    if parsed.status == .complete { return (script, nil) }
    let bytes = source.bytes
    let ends = script.statements.dropFirst().map { Int($0.span.lower) } + [bytes.count]
    // A statement is whole when all from its beginning to the next one's parses by itself.
    script.statements = zip(script.statements, ends).compactMap { statement, end in
      let start = min(Int(statement.span.lower), end)
      let piece = SourceText(name: "", bytes: Array(bytes[start..<end]))
      return Parser.parse(piece, units: parsed.units).status == .complete ? statement : nil
    }
    return (script, TianError(parsed.diagnostics, in: source))
  }

  /// What a statement came to.
  package struct Outcome: Sendable {
    package enum Value: Sendable {
      case result(QueryResult)
      /// Lines for people: a plan.
      case text(Bilingual)
      case defined(name: String)
      case loaded(name: String, rowCount: Int)
      /// The names that a library defines.
      case used(names: [String])
    }

    package var value: Value
    /// Warnings and notes.
    package var diagnostics: [Diagnostic]
    /// What there is to say of tables that were read for this statement.
    package var loadNotes: [LoadNote]
    package var elapsedMicroseconds: Int
  }

  /// Checks a statement and runs it. After an error the session is as it was before.
  /// - Parameter keepsResult: whether a result becomes `_`.
  package func run(
    _ statement: StatementSyntax, of script: Script, keepsResult: Bool = true,
    cancellation: Cancellation? = nil
  ) throws(TianError) -> Outcome {
    try LargeStack.run { () throws(TianError) in
      try runHere(statement, of: script, keepsResult: keepsResult, cancellation: cancellation)
    }
  }

  private func runHere(
    _ statement: StatementSyntax, of script: Script, keepsResult: Bool, cancellation: Cancellation?
  ) throws(TianError) -> Outcome {
    let start = ContinuousClock.now
    let execution = workspace.execution(units: environment.units)
    cancellation?.add(execution)
    defer { cancellation?.remove(execution) }
    return try execution.working { () throws(TianError) in
      try run(statement, of: script, keepsResult: keepsResult, execution, since: start)
    }
  }

  private func run(
    _ statement: StatementSyntax, of script: Script, keepsResult: Bool, _ execution: Execution,
    since start: ContinuousClock.Instant
  ) throws(TianError) -> Outcome {
    do { try execution.checkCancelled() } catch { throw TianError(error) }
    let catalog = makeCatalog(execution, readsWhole: false)
    let (checker, checked) = try settled(statement, of: script, catalog)
    // A table that cannot be read is the cause of whatever else is said.
    if !catalog.failures.isEmpty { throw TianError(catalog.failures, in: script.source) }
    guard let value = try value(of: checked, checker, catalog, script, execution, keepsResult) else {
      let isHere = checker.diagnosedSource == script.source
      let diagnostics =
        isHere
        ? guarded(checker.diagnostics, of: statement, in: script) : checker.diagnostics
      throw TianError(diagnostics, in: checker.diagnosedSource)
    }
    let unsaid = catalog.tables.keys.sorted().compactMap { unsaidTables.removeValue(forKey: $0) }
    let loadNotes = (unsaid + catalog.freshTables).flatMap(LoadNote.notes)
    return Outcome(
      value: value, diagnostics: checker.diagnostics, loadNotes: loadNotes,
      elapsedMicroseconds: Int((ContinuousClock.now - start) / .microseconds(1)))
  }

  /// Checks a statement, again as long as a file turns out to be other than its first rows.
  private func settled(
    _ statement: StatementSyntax, of script: Script, _ catalog: StatementCatalog
  ) throws(TianError) -> (Checker, CheckedStatement) {
    while true {
      var checker = Checker(
        source: script.source, folder: script.folder, catalog: catalog, environment: environment)
      let checked = checker.check(statement)
      do {
        if try catalog.isSettled(checked, hasFindings: !checker.diagnostics.isEmpty) {
          return (checker, checked)
        }
      } catch {
        throw TianError(error, in: script.source)
      }
    }
  }

  /// The tables as a statement sees them.
  func makeCatalog(_ execution: Execution, readsWhole: Bool = true) -> StatementCatalog {
    StatementCatalog(
      workspace: workspace.snapshot, files: files,
      sessionTables: loadedTables.merging(results) { _, result in result }, execution: execution,
      readsWhole: readsWhole)
  }

  /// Nil where the statement does not compile.
  private func value(
    of checked: CheckedStatement, _ checker: Checker, _ catalog: StatementCatalog, _ script: Script,
    _ execution: Execution, _ keepsResult: Bool
  ) throws(TianError) -> Outcome.Value? {
    switch checked {
    case .failed: return nil
    case .defined(let name):
      environment = checker.environment
      isPreviousInUse = true
      return .defined(name: name)
    case .loaded(let name, let schema):
      environment = checker.environment
      let table = catalog.tables[schema.name]
      loadedTables[schema.name] = table
      return .loaded(name: name, rowCount: table?.rowCount ?? 0)
    case .used(let names, let schemas):
      environment = checker.environment
      for schema in schemas { loadedTables[schema.name] = catalog.tables[schema.name] }
      return .used(names: names)
    case .query(let plan):
      let run = queryRun(plan, catalog, execution)
      return try result(checker, script, keepsResult, hasKeys: true) { () throws(Diagnostic) in
        try run.result()
      }
    case .directive(let kind, let plan, let language):
      let run = queryRun(plan, catalog, execution)
      switch kind {
      case .explain: return .text(run.explanation)
      case .profile:
        return try result(checker, script, keepsResult) { () throws(Diagnostic) in
          try run.profile(in: language)
        }
      case .lineage:
        let sources = workspace.snapshot.sources
        return try result(checker, script, keepsResult) { () throws(Diagnostic) in
          try run.lineage(in: language) { name in
            if let source = sources[name] { source.path } else { run.tables[name]?.origin?.path }
          }
        }
      }
    }
  }

  private func queryRun(_ plan: Plan, _ catalog: StatementCatalog, _ execution: Execution) -> QueryRun {
    QueryRun(plan: plan, tables: catalog.allTables, execution: execution)
  }

  private func result(
    _ checker: Checker, _ script: Script, _ keepsResult: Bool, hasKeys: Bool = false,
    _ run: () throws(Diagnostic) -> ResultTable
  ) throws(TianError) -> Outcome.Value {
    do {
      let result = try run()
      if keepsResult { keep(result, hasKeys ? checker : nil) }
      return .result(QueryResult(result, diagnostics: checker.diagnostics))
    } catch {
      throw TianError(error, in: script.source)
    }
  }

  /// Makes a result the last one, `_`.
  /// - Parameter checker: knows of its foreign keys and codes; nil for one that has none.
  private func keep(_ result: ResultTable, _ checker: Checker?) {
    let current = environment.previous?.name
    if let current, !isPreviousInUse {
      results[current] = nil
    } else {
      // A definition that reads the last result goes on reading it, under the name that it has.
      isPreviousInUse = false
    }
    var schema = TableSchema(name: freeName, fields: result.fields, keys: checker?.resultKeys ?? [])
    schema.codes = checker?.resultCodes ?? [:]
    results[schema.name] = Table(schema: schema, columns: result.columns, rowCount: result.rowCount)
    environment.previous = schema
  }

  /// `_`, or that with a number, where neither a kept result nor a table has it.
  private var freeName: String {
    let sources = workspace.snapshot.sources
    var name = "_"
    var number = 1
    while results[name] != nil || sources[name] != nil {
      number += 1
      name = "_\(number)"
    }
    return name
  }
}
