import TianFigures
import TianSource

/// Writes a tree as Tian in its one layout: ASCII marks, keywords of one language, one statement a line, or
/// one stage a line where that is too long. Parsing what it writes gives the same tree. Figures stay as
/// they were typed, for `7万余元` says more than its value. Comments are not in the tree, and so not in the
/// text.
public struct Formatter: Sendable {
  public var language: Language
  /// The most terminal cells a line takes before its stages are put on lines of their own.
  public var width: Int

  public init(language: Language = .english, width: Int = 100) {
    self.language = language
    self.width = width
  }

  /// A parsed text in its layout, each statement ending in a newline. A text with errors comes back
  /// unchanged.
  public func format(_ parsed: Parsed) -> String {
    guard parsed.status == .complete else { return parsed.source.text }
    let writer = SyntaxWriter(source: parsed.source, language: language, width: width)
    return parsed.script.statements.enumerated().map { index, statement in
      // A line that begins with `|` would go on from the line before it, were that not ended.
      let isEnded = parsed.script.statements.dropFirst(index + 1).first?.goesOn != true
      return writer.statement(statement) + (isEnded ? "\n" : ";\n")
    }.joined()
  }
}

extension StatementSyntax {
  /// A query that begins with `|`.
  fileprivate var goesOn: Bool {
    if case .query(let query) = self, case .previous = query.head { true } else { false }
  }
}

/// Writes the parts of a tree.
struct SyntaxWriter {
  let source: SourceText
  let language: Language
  let width: Int

  func word(_ keyword: Keyword) -> String {
    switch language {
    case .english: keyword.english
    case .chinese: keyword.chinese
    }
  }

  /// A name unquoted as it was, or in brackets where the bare word would be read as something else.
  func name(_ name: NameSyntax) -> String {
    name.isQuoted ? Literal.name(name.text, keepingKeywords: true) : name.text
  }

  func path(_ path: PathSyntax) -> String { path.names.map(name).joined(separator: ".") }

  func list<Element>(_ elements: [Element], _ write: (Element) -> String) -> String {
    elements.map(write).joined(separator: ", ")
  }

  // MARK: Statements

  func statement(_ statement: StatementSyntax) -> String {
    switch statement {
    case .query(let query): return self.query(query, before: "")
    case .binding(let binding): return query(binding.value, before: "\(word(.let)) \(name(binding.name)) = ")
    case .function(let function):
      let parameters = list(function.parameters, name)
      return "\(word(.fn)) \(name(function.name))(\(parameters)) = \(expression(function.body))"
    case .load(let load):
      let start = "\(word(.load)) \(Literal.quoted(load.path.value)) \(word(.as)) \(name(load.name))"
      return ([start] + load.arguments.map(argument)).joined(separator: ", ")
    case .use(let use): return "\(word(.use)) \(Literal.quoted(use.path.value))"
    case .directive(let directive):
      let word = Keyword(rawValue: directive.kind.rawValue).map(word) ?? ""
      return query(directive.query, before: word + " ")
    }
  }

  /// A query on one line, or each stage on a line of its own.
  private func query(_ query: QuerySyntax, before: String) -> String {
    let parts = self.parts(of: query)
    let line = before + parts.joined(separator: " ")
    return DisplayWidth.of(line) <= width ? line : before + parts.joined(separator: "\n")
  }

  /// A query on one line.
  func query(_ query: QuerySyntax) -> String { parts(of: query).joined(separator: " ") }

  /// The head and the stages, each of these with its `|`.
  private func parts(of query: QuerySyntax) -> [String] {
    let stages = query.stages.map { "| " + stage($0) }
    switch query.head {
    case .previous: return stages
    case .table(let table): return ["\(word(.from)) \(self.table(table))"] + stages
    case .expression(.name(let path), nil) where path.single.map { Keyword(word: $0.text) } == .from:
      // A name on the next line would be the table that `from` reads.
      return [Literal.bracketed(path.first.text)] + stages
    case .expression(let value, let alias): return [aliased(expression(value), alias)] + stages
    }
  }

  private func aliased(_ text: String, _ alias: NameSyntax?) -> String {
    alias.map { "\(text) \(word(.as)) \(name($0))" } ?? text
  }

  func table(_ table: TableSyntax) -> String {
    switch table.source {
    case .name(let name): aliased(self.name(name), table.alias)
    case .file(let path): aliased(Literal.quoted(path.value), table.alias)
    case .query(let query): aliased("(\(self.query(query)))", table.alias)
    case .inline(let rows): aliased("\(word(.csv)) \(text(rows.value, rows.span))", table.alias)
    }
  }
}
