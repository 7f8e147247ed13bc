import TianCheck
import TianEngine
import TianPlan
import TianSQL
import TianSource
import TianSyntax

extension Session {
  /// Names of databases that `sql` writes for.
  package static var dialectNames: [String] { Dialect.all.map(\.name) }

  /// A query as SQL that gives its rows from tables of the same names and columns. Nil for another statement,
  /// which is run, so that queries after it see what it defined; and for a dialect that is not there.
  /// - Throws: what `run` would throw before running; `.notInSQL` where the dialect cannot say the query.
  package func sql(
    _ statement: StatementSyntax, of script: Script, dialectName: String
  ) throws(TianError) -> String? {
    try LargeStack.run { () throws(TianError) in
      try sqlHere(statement, of: script, dialectName: dialectName)
    }
  }

  private func sqlHere(
    _ statement: StatementSyntax, of script: Script, dialectName: String
  ) throws(TianError) -> String? {
    guard let plan = try plan(statement, of: script), let dialect = Dialect.named(dialectName) else {
      return nil
    }
    do {
      return try PlanCompiler.sql(Optimizer.forSQL.optimize(plan), for: dialect)
    } catch {
      let note = Bilingual(
        "\(dialect.name) would give other rows, or none; the query runs without `sql`",
        "\(dialect.name) 会给出不同的行，或无法给出；不用 `sql` 时可照常运行")
      throw TianError(
        Diagnostic(.notInSQL, error.reason, at: [.init(error.span ?? statement.span)], notes: [note]),
        in: script.source)
    }
  }

  /// The plan of a query, as checked; nil for another statement, which is run.
  package func plan(_ statement: StatementSyntax, of script: Script) throws(TianError) -> Plan? {
    guard case .query = statement else {
      _ = try run(statement, of: script)
      return nil
    }
    let catalog = makeCatalog(workspace.execution(units: environment.units))
    var checker = Checker(
      source: script.source, folder: script.folder, catalog: catalog, environment: environment)
    let checked = checker.check(statement)
    if !catalog.failures.isEmpty { throw TianError(catalog.failures, in: script.source) }
    guard case .query(let plan) = checked else {
      throw TianError(checker.diagnostics, in: checker.diagnosedSource)
    }
    return plan
  }
}
