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

  /// The standard units, and those that `unit` defined.
  package var units = UnitTable.standard
  /// How wide hedge words are from here on.
  var widths = HedgeWidths.standard

  private(set) var definitions = DefinitionList()
  /// Libraries by identity: the text each had, and all whose definitions it sees, itself among them.
  private var libraries: [String: (source: SourceText, seen: Set<String>)] = [:]

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
    /// Where the relative paths in that text start from.
    var folder: String
    /// The identity of the library that it is of.
    var library: String?
    var previous: TableSchema?
    var span: SourceSpan

    var isFunction: Bool {
      switch meaning {
      case .function, .unknownFunction: true
      case .table, .value, .bound, .loaded, .unknown: false
      }
    }

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
    let text = SourceText(name: name, "")
    define(
      Definition(
        name: name, meaning: .bound(value, type), source: text, folder: ".", library: nil, previous: nil,
        span: SourceSpan(0, 0)))
  }

  mutating func define(_ definition: Definition) { definitions.append(definition) }

  // MARK: Libraries

  /// Whether a library's definitions are here, of the text that it has now.
  func has(_ library: Library) -> Bool { libraries[library.identity]?.source == library.source }

  mutating func add(_ library: Library) {
    libraries[library.identity] = (library.source, [library.identity])
  }

  /// One library uses another, and sees what that sees.
  mutating func link(_ library: String, to used: String) {
    let seen = libraries[used]?.seen ?? []
    libraries[library]?.seen.formUnion(seen)
  }

  /// A definition of the same name that comes from elsewhere, one of the two from a library; a text may
  /// define its own names anew. `viewer` is the library that would have both; nil for the text itself.
  func definition(clashingWith new: Definition, in viewer: String?) -> Definition? {
    place(of: new.name, isFunction: new.isFunction, in: visibility(of: viewer)).map { definitions[$0] }
      .flatMap { $0.library == new.library ? nil : $0 }
  }

  /// What a text sees of the first so many definitions: a library its own and those that it uses, any other
  /// text all.
  func visibility(of library: String?, before limit: Int? = nil) -> Visibility {
    Visibility(before: limit ?? definitions.count, libraries: library.map { libraries[$0]?.seen ?? [$0] })
  }

  /// The names of functions, or of all else, that are defined now.
  package func names(ofFunctions: Bool) -> [String] {
    names(isFunction: ofFunctions, in: visibility(of: nil)).sorted()
  }

  /// The latest definition of a name that can be seen; functions have names of their own.
  func place(of name: String, isFunction: Bool, in visible: Visibility) -> Int? {
    definitions.lastPlace(of: name) { place in
      guard visible.contains(place, definitions[place].library) else { return false }
      return definitions[place].isFunction == isFunction
    }
  }

  func names(isFunction: Bool, in visible: Visibility) -> [String] {
    definitions.names.filter { place(of: $0, isFunction: isFunction, in: visible) != nil }
  }
}

/// Which definitions a piece of text sees.
struct Visibility {
  /// The first so many.
  var before: Int
  /// Those of these libraries alone; nil for all.
  var libraries: Set<String>?

  func contains(_ place: Int, _ library: String?) -> Bool {
    guard place < before else { return false }
    return libraries.map { libraries in library.map { libraries.contains($0) } ?? false } ?? true
  }
}
