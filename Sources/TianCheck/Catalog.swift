import TianFigures
import TianPlan
import TianSource

/// The tables that can be named, and how files become tables. The façade implements it.
package protocol Catalog {
  /// Every table's name, as suggestions show them.
  var tableNames: [String] { get }

  /// What several files would be called, and what their tables are called instead: `o` of `o.csv` and
  /// `o.tsv`.
  var sharedNames: [String: [String]] { get }

  /// A table by its exact name. The schema's own name is what the plan's scan refers to.
  func schema(named name: String) -> TableSchema?

  /// Reads a file: `from "x.csv"`, or `load "x.csv" as t, option: value`. A relative path starts from the
  /// folder. An error without a place is shown at the path.
  func load(
    path: String, in folder: String, arguments: LoadArguments, at span: SourceSpan
  ) throws(Diagnostic) -> TableSchema

  /// Reads rows that stand in the query, as a file of them would be read.
  func read(rows: String) throws(Diagnostic) -> TableSchema

  /// Reads a script: `use "lib.tian"`. A relative path starts from the folder.
  func library(path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> Library

  /// Whether a column of a table that was read holds a text; asked only to mend what is wrong anyway.
  func holds(_ text: String, inColumn column: Int, of table: String) -> Bool

  /// The cell for which a column of a table that was read is text though the others are numbers; asked only
  /// to mend what is wrong anyway.
  func textCause(ofColumn column: Int, of table: String) -> TextColumnCause?

  /// How deep the codes of a column of a table go, which is read for it; 0 where there are none.
  func codeDepth(ofColumn name: String, in table: String, _ kind: CodeKind) -> Int

  /// The different texts of a column of a table that was read, at most so many, and as many of those after
  /// them that begin as asked; asked only by editors.
  func texts(inColumn column: Int, of table: String, beginning: String, atMost limit: Int) -> [String]

  /// Where `save "x.csv"` writes; nothing is written yet. A relative path starts from the folder. Throws
  /// where nothing may be written.
  func savePath(_ path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String

  /// What a plan of one column gives when it is run now: the values that `pivot` makes columns of.
  func values(of plan: Plan) throws(Diagnostic) -> [Value]
}

extension Catalog {
  package var sharedNames: [String: [String]] { [:] }

  package func holds(_ text: String, inColumn column: Int, of table: String) -> Bool { false }
  package func textCause(ofColumn column: Int, of table: String) -> TextColumnCause? { nil }

  package func codeDepth(ofColumn name: String, in table: String, _ kind: CodeKind) -> Int { 0 }

  package func texts(
    inColumn column: Int, of table: String, beginning: String, atMost limit: Int
  ) -> [String] { [] }
}

/// A script whose definitions another one uses.
package struct Library {
  /// What tells its file from others, however a path leads there.
  package var identity: String
  package var source: SourceText
  /// Where its relative paths start from.
  package var folder: String

  package init(identity: String, source: SourceText, folder: String) {
    self.identity = identity
    self.source = source
    self.folder = folder
  }
}

/// The options of a `load` statement or a `save` stage, their values already worked out.
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
