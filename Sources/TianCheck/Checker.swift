// TianCheck: names, types and units. The only place that sees both tree and plan. It reads no data: what it
// knows of tables is their schemas.

import TianPlan
import TianSource
import TianSyntax

/// What a checked statement is.
package enum CheckedStatement: Hashable, Sendable {
  /// A query, ready to be optimised and run.
  case query(Plan)
  /// A `let` or `fn` that the environment now has.
  case defined(name: String)
  /// A `load`: the name that the environment now has for the table.
  case loaded(name: String, table: TableSchema)
  /// It does not compile; the diagnostics say why.
  case failed
}

/// Checks the statements of one source text in turn. A statement is checked against the catalog and the
/// environment that the ones before it left; diagnostics are gathered, every independent one at once.
package struct Checker {
  package let source: SourceText
  package let catalog: any Catalog
  package private(set) var environment: Environment
  /// Of all statements so far, in order; none twice.
  package private(set) var diagnostics: [Diagnostic] = []

  package init(source: SourceText, catalog: any Catalog, environment: Environment = Environment()) {
    self.source = source
    self.catalog = catalog
    self.environment = environment
  }

  /// Checks one statement and, where it defines something, adds that to the environment. A definition with
  /// errors is added too, as something unknown, so that its uses are not reported again.
  package mutating func check(_ statement: StatementSyntax) -> CheckedStatement {
    switch statement {
    case .query(let query): checkQuery(query)
    case .binding(let binding): checkBinding(binding)
    case .function(let function): checkFunction(function)
    case .load(let load): checkLoad(load)
    case .use(let use): notBuilt(use.span)
    case .directive(let directive): notBuilt(directive.span)
    }
  }

  private mutating func notBuilt(_ span: SourceSpan) -> CheckedStatement {
    var checker = statementChecker()
    checker.notBuilt(span)
    _ = finish(checker)
    return .failed
  }

  private func statementChecker() -> StatementChecker {
    StatementChecker(source: source, catalog: catalog, environment: environment)
  }

  /// Keeps what was said; false where there was an error.
  private mutating func finish(_ checker: StatementChecker) -> Bool {
    for diagnostic in checker.diagnostics where !diagnostics.contains(diagnostic) {
      diagnostics.append(diagnostic)
    }
    return !checker.isBroken && !checker.diagnostics.contains { $0.severity == .error }
  }

  private mutating func checkQuery(_ query: QuerySyntax) -> CheckedStatement {
    var checker = statementChecker()
    let flow = checker.query(query, checker.root)
    let plan = checker.finish(flow)
    return finish(checker) ? .query(plan) : .failed
  }

  private mutating func checkBinding(_ binding: BindingSyntax) -> CheckedStatement {
    var checker = statementChecker()
    let meaning: Environment.Definition.Meaning
    if let value = checker.bindingValue(binding.value, checker.root) {
      checker.letValue(value)
      meaning = .value(value)
    } else {
      _ = checker.query(binding.value, checker.root)
      meaning = .table(binding.value)
    }
    let isRight = finish(checker)
    environment.define(
      binding.name.text, isRight ? meaning : .unknown, source: source, at: binding.name.span)
    return isRight ? .defined(name: binding.name.text) : .failed
  }

  private mutating func checkFunction(_ function: FunctionSyntax) -> CheckedStatement {
    var checker = statementChecker()
    checker.functionDefinition(function)
    let isRight = finish(checker)
    environment.define(
      function.name.text, isRight ? .function(function) : .unknownFunction, source: source,
      at: function.name.span)
    return isRight ? .defined(name: function.name.text) : .failed
  }

  private mutating func checkLoad(_ load: LoadSyntax) -> CheckedStatement {
    var checker = statementChecker()
    let schema = checker.load(load)
    guard finish(checker), let schema else {
      environment.define(load.name.text, .unknown, source: source, at: load.name.span)
      return .failed
    }
    environment.define(load.name.text, .loaded(schema), source: source, at: load.name.span)
    return .loaded(name: load.name.text, table: schema)
  }
}
