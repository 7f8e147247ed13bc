import TianPlan
import TianSource

/// The tables that can be named, and how files become tables. The façade implements it.
package protocol Catalog {
  /// Every table's name, as suggestions show them.
  var tableNames: [String] { get }

  /// A table by its exact name. The schema's own name is what the plan's scan refers to.
  func schema(named name: String) -> TableSchema?

  /// Reads a file: `from "x.csv"`, or `load "x.csv" as t, option: value`. An error without a place is
  /// shown at the path.
  func load(path: String, arguments: LoadArguments, at span: SourceSpan) throws(Diagnostic) -> TableSchema
}

/// The options of a `load` statement, their values already worked out.
package struct LoadArguments: Hashable, Sendable {
  package struct Option: Hashable, Sendable {
    package var name: String
    package var value: Value
    /// The whole `name: value`.
    package var span: SourceSpan
  }

  package var options: [Option]

  package init(options: [Option] = []) { self.options = options }
}
