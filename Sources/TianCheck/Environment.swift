import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// What a statement can refer to besides the catalog's tables: `let`s and `fn`s above it, tables that `load`
/// made, values that the host bound, the last result. A value; copies share storage.
package struct Environment: Sendable {
  /// The last result: `_`, and what a line that begins with `|` goes on from. Its schema's name is what plans
  /// scan; a result keeps its name for as long as an environment that saw it is in use.
  package var previous: TableSchema?

  private(set) var definitions: [Definition] = []
  private var placesByName: [String: [Int]] = [:]

  package init(previous: TableSchema? = nil) { self.previous = previous }

  struct Definition: Sendable {
    enum Meaning: Sendable {
      /// A `let` of a table, put in where it is used.
      case table(QuerySyntax)
      /// A `let` of a value, put in where it is used.
      case value(ExpressionSyntax)
      case function(FunctionSyntax)
      case bound(Value, DataType)
      case loaded(TableSchema)
      /// It was wrong when it was defined: nothing more is said of it.
      case unknown
      case unknownFunction
    }

    var name: String
    var meaning: Meaning
    /// The text that its spans are of.
    var source: SourceText
    var previous: TableSchema?
    var span: SourceSpan

    /// A `let`, or a value that the host bound like one; a table that `load` made may share a column's name.
    var isLet: Bool {
      switch meaning {
      case .table, .value, .bound, .unknown: true
      case .loaded, .function, .unknownFunction: false
      }
    }
  }

  /// Binds a value from the host, a typed `let`; the value's kind must be the type's.
  package mutating func bind(_ name: String, to value: Value, type: DataType) {
    define(name, .bound(value, type), source: SourceText(name: name, ""), at: SourceSpan(0, 0))
  }

  mutating func define(_ name: String, _ meaning: Definition.Meaning, source: SourceText, at span: SourceSpan)
  {
    placesByName[name, default: []].append(definitions.count)
    definitions.append(
      Definition(name: name, meaning: meaning, source: source, previous: previous, span: span))
  }

  /// The names of functions, or of all else, that are defined now.
  package func names(ofFunctions: Bool) -> [String] {
    names(isFunction: ofFunctions, before: definitions.count).sorted()
  }

  /// The latest definition of a name among the first `limit`; functions have names of their own.
  func place(of name: String, isFunction: Bool, before limit: Int) -> Int? {
    placesByName[name]?.last { place in
      guard place < limit else { return false }
      return switch definitions[place].meaning {
      case .function, .unknownFunction: isFunction
      case .table, .value, .bound, .loaded, .unknown: !isFunction
      }
    }
  }

  func names(isFunction: Bool, before limit: Int) -> [String] {
    placesByName.keys.filter { place(of: $0, isFunction: isFunction, before: limit) != nil }
  }
}
