import TianPlan
import TianSource
import TianSyntax

// `use "lib.tian"`: the definitions of another script, and of those that it uses in turn, as if they stood
// here. They see one another and the tables, but none of the definitions of who uses them.
extension Checker {
  mutating func checkUse(_ use: UseSyntax) -> CheckedStatement {
    let library: Library
    do {
      library = try catalog.library(path: use.path.value, in: folder, at: use.path.span)
    } catch {
      var diagnostic = error
      if diagnostic.labels.isEmpty { diagnostic.labels = [.init(use.path.span)] }
      diagnostics.append(diagnostic)
      return .failed
    }
    if let start = libraries.firstIndex(where: { $0.identity == library.identity }) {
      reportCycle(libraries[start...] + [library], at: use.path.span)
      return .failed
    }
    if environment.has(library) {
      link(to: library)
      return .used(names: [], tables: [])
    }
    let parsed = UsedUnits.parse(
      library.source, in: library.folder, units: environment.units, catalog)
    guard parsed.status == .complete else {
      fail(parsed.diagnostics, of: library.source, used: use)
      return .failed
    }
    return check(parsed.script.statements, of: library, use)
  }

  private mutating func check(
    _ statements: [StatementSyntax], of library: Library, _ use: UseSyntax
  ) -> CheckedStatement {
    var inner = Checker(
      source: library.source, folder: library.folder, catalog: catalog, environment: environment)
    inner.libraries = libraries + [library]
    inner.environment.add(library)
    var names: [String] = []
    var tables: [TableSchema] = []
    for statement in statements {
      switch inner.checkDefinition(statement) {
      case .defined(let name): names.append(name)
      case .loaded(let name, let table):
        names.append(name)
        tables.append(table)
      case .used(let others, let more):
        names += others
        tables += more
      case .query, .directive, .failed: break
      }
    }
    guard !inner.diagnostics.contains(where: { $0.severity == .error }) else {
      fail(inner.diagnostics, of: inner.diagnosedSource, used: use)
      return .failed
    }
    // Names that the using text, or another library, has already.
    for definition in inner.environment.definitions[environment.definitions.count...] {
      if let other = environment.definition(clashingWith: definition, in: libraries.last?.identity) {
        reportClash(definition.name, with: other, of: definition.source, at: use.span)
      }
    }
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return .failed }
    environment = inner.environment
    link(to: library)
    return .used(names: names, tables: tables)
  }

  private mutating func link(to library: Library) {
    if let own = libraries.last?.identity { environment.link(own, to: library.identity) }
  }

  /// A statement of a library, which only defines.
  private mutating func checkDefinition(_ statement: StatementSyntax) -> CheckedStatement {
    switch statement {
    case .binding, .function, .load, .use, .unit, .setting: return check(statement)
    case .query, .directive:
      diagnostics.append(
        Diagnostic(
          .queryInLibrary, Bilingual("a library holds only definitions", "被引用的脚本只能有定义"),
          at: [.init(statement.span, Bilingual("name it: `let name = …`", "请起名：`令 名称 = …`"))]))
      return .failed
    }
  }

  /// Adds a definition of this text; false, told, where a library has the name.
  mutating func define(_ name: NameSyntax, _ meaning: Environment.Definition.Meaning) -> Bool {
    let own = libraries.last?.identity
    let definition = Environment.Definition(
      name: name.text, meaning: meaning, source: source, folder: folder, library: own,
      previous: own == nil ? environment.previous : nil, span: name.span)
    guard let other = environment.definition(clashingWith: definition, in: own) else {
      environment.define(definition)
      return true
    }
    reportClash(name.text, with: other, of: nil, at: name.span)
    return false
  }

  // MARK: Messages

  private mutating func reportCycle(_ circle: ArraySlice<Library>, at span: SourceSpan) {
    let names = circle.map(\.source.name).joined(separator: " → ")
    diagnostics.append(
      Diagnostic(
        .libraryCycle, Bilingual("scripts that use one another", "脚本互相引用"),
        at: [.init(span, Bilingual("this one is being read", "正在读取它"))],
        notes: [Bilingual("the circle: \(names)", "引用的环：\(names)")]))
  }

  /// `owner` is the library that brings the name; nil where it is defined at the span itself.
  private mutating func reportClash(
    _ name: String, with other: Environment.Definition, of owner: SourceText?, at span: SourceSpan
  ) {
    let place = other.source.place(of: other.span)
    let message =
      owner.map {
        Bilingual("\($0.name) defines `\(name)`, which is defined already", "\($0.name) 定义的 `\(name)` 已有定义")
      } ?? Bilingual("`\(name)` is defined already", "`\(name)` 已有定义")
    var labels = [Diagnostic.Label(span, Bilingual("rename one of the two", "请改其中一个的名称"))]
    if other.source == source, !other.span.isEmpty {
      labels.append(.init(other.span, Bilingual("the other", "另一个")))
    }
    diagnostics.append(
      Diagnostic(
        .definedTwice, message, at: labels,
        notes: labels.count > 1 ? [] : [Bilingual("the other: \(place)", "另一个：\(place)")]))
  }

  /// A library that does not compile is told in its own text.
  private mutating func fail(_ found: [Diagnostic], of text: SourceText, used use: UseSyntax) {
    let place = source.place(of: use.span)
    diagnosedSource = text
    diagnostics = found.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.notes.append(Bilingual("used at \(place)", "引用处：\(place)"))
      return diagnostic
    }
  }
}

extension SourceText {
  /// `lib.tian:3:5`.
  fileprivate func place(of span: SourceSpan) -> String {
    guard !bytes.isEmpty else { return name }
    let position = LineIndex(self).position(at: Int(span.lower))
    return "\(name):\(position.line):\(position.column)"
  }
}
