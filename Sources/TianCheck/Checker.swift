// TianCheck: names, types and units. The only place that sees both tree and plan. It reads no data: what it
// knows of tables is their schemas.

import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// What a checked statement is.
package enum CheckedStatement: Hashable, Sendable {
  /// A query, ready to be optimised and run.
  case query(Plan)
  /// A query of which something is to be told, and the language of the word that asks.
  case directive(DirectiveSyntax.Kind, Plan, Language)
  /// A `let` or `fn` that the environment now has.
  case defined(name: String)
  /// A `load`: the name that the environment now has for the table.
  case loaded(name: String, table: TableSchema)
  /// A `use`: the names that the environment now has of the library, and the tables that it loads.
  case used(names: [String], tables: [TableSchema])
  /// It does not compile; the diagnostics say why.
  case failed
}

/// Checks the statements of one source text in turn. A statement is checked against the catalog and the
/// environment that the ones before it left; diagnostics are gathered, every independent one at once.
package struct Checker {
  package let source: SourceText
  /// Where the text's relative paths start from.
  let folder: String
  package let catalog: any Catalog
  package internal(set) var environment: Environment
  /// Of all statements so far, in order; none twice.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// The foreign keys that the result of the last query has.
  package private(set) var resultKeys: [TableSchema.ForeignKey] = []
  /// Its columns of official codes.
  package private(set) var resultCodes: [String: CodeKind] = [:]
  /// The text that the diagnostics are of: the source, or that of a library which it uses.
  package internal(set) var diagnosedSource: SourceText
  /// The libraries that are being read, each used by the one before, and this text the last of them.
  var libraries: [Library] = []

  package init(
    source: SourceText, folder: String = ".", catalog: any Catalog, environment: Environment = Environment()
  ) {
    self.source = source
    self.folder = folder
    self.catalog = catalog
    self.environment = environment
    diagnosedSource = source
  }

  /// Checks one statement and, where it defines something, adds that to the environment. A definition with
  /// errors is added too, as something unknown, so that its uses are not reported again.
  package mutating func check(_ statement: StatementSyntax) -> CheckedStatement {
    switch statement {
    case .query(let query): checkQuery(query)
    case .binding(let binding): checkBinding(binding)
    case .function(let function): checkFunction(function)
    case .load(let load): checkLoad(load)
    case .use(let use): checkUse(use)
    case .setting(let setting): checkSetting(setting)
    case .unit(let unit): checkUnit(unit)
    case .directive(let directive):
      switch checkQuery(directive.query) {
      case .query(let plan):
        .directive(directive.kind, plan, Language(ofWord: source.text(of: directive.span)))
      case .directive, .defined, .loaded, .used, .failed: .failed
      }
    }
  }

  func statementChecker() -> StatementChecker {
    StatementChecker(
      source: source, folder: folder, library: libraries.last?.identity, catalog: catalog,
      environment: environment)
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
    (resultKeys, resultCodes) = (checker.keys(of: flow), checker.codeKinds(of: flow))
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
    let isFree = define(binding.name, isRight ? meaning : .unknown)
    return isRight && isFree ? .defined(name: binding.name.text) : .failed
  }

  private mutating func checkFunction(_ function: FunctionSyntax) -> CheckedStatement {
    var checker = statementChecker()
    checker.functionDefinition(function)
    let isRight = finish(checker)
    let isFree = define(function.name, isRight ? .function(function) : .unknownFunction)
    return isRight && isFree ? .defined(name: function.name.text) : .failed
  }

  private mutating func checkSetting(_ setting: SettingSyntax) -> CheckedStatement {
    var checker = statementChecker()
    let widths = checker.widths(setting)
    guard finish(checker), let widths else { return .failed }
    environment.widths = widths
    return .defined(name: setting.word.text)
  }

  private mutating func checkLoad(_ load: LoadSyntax) -> CheckedStatement {
    var checker = statementChecker()
    let schema = checker.load(load)
    guard finish(checker), let schema else {
      _ = define(load.name, .unknown)
      return .failed
    }
    return define(load.name, .loaded(schema)) ? .loaded(name: load.name.text, table: schema) : .failed
  }
}
