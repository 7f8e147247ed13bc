import TianCheck
import TianPlan
import TianSource
import TianSyntax

/// What a query that is being written can refer to.
package struct EditingContext {
  package var catalog: any Catalog
  package var environment: Environment
  /// Of what is told; keywords are offered in it where the query has none yet.
  package var language: Language
  /// What lies in a folder, folders with `/` behind them; places are told apart from names by nobody else.
  package var entries: (_ folder: String) -> [String]

  package init(
    catalog: any Catalog, environment: Environment, language: Language,
    entries: @escaping (_ folder: String) -> [String] = { _ in [] }
  ) {
    self.catalog = catalog
    self.environment = environment
    self.language = language
    self.entries = entries
  }

  /// The same after the statements of a text, which are checked and not run.
  func after(_ text: String) -> EditingContext {
    guard text.utf8.contains(where: { $0 > UInt8(ascii: " ") }) else { return self }
    let source = SourceText(text)
    let parsed = Parser.parse(source, units: environment.units)
    var checker = Checker(source: source, catalog: catalog, environment: environment)
    for statement in parsed.script.statements { _ = checker.check(statement) }
    var context = self
    context.environment = checker.environment
    return context
  }

  /// The columns at the end of a query; none where it has no known table. Nothing typed is the last result.
  /// - Parameter path: names that lead on from there by foreign keys; the columns are then those of the table
  ///   that they lead to.
  func columns(ofQuery text: String, beyond path: [String] = []) -> [FlowColumn] {
    let isBlank = !text.utf8.contains { $0 > UInt8(ascii: " ") }
    let source = SourceText(isBlank ? "_" : text)
    let parsed = Parser.parse(source, units: environment.units)
    guard case .query(let query)? = parsed.script.statements.last else { return [] }
    return Checker(source: source, catalog: catalog, environment: environment)
      .columns(of: query, beyond: path) ?? []
  }

  /// `decimal 亩`, and whether it is hedged.
  func description(of type: DataType) -> String {
    let name = type.kind.help.names[language]
    let hedged = type.isHedged ? (language == .chinese ? "约数" : "hedged") : nil
    return [name, type.unit?.text, hedged].compactMap(\.self).joined(separator: " ")
  }
}
