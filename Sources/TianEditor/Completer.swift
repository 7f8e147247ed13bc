// TianEditor: what an editor shows beside a query, as plain values. It never touches a terminal or a file.
import TianSource
import TianSyntax

/// What can stand at a place of a query that is being written.
package struct Completer {
  /// The names that a query may use.
  package struct Names {
    package var tables: [String]
    /// `let`s and values.
    package var definitions: [String]
    package var functions: [String]
    /// The columns of a table; empty where they are not known.
    package var columns: (String) -> [String]

    package init(
      tables: [String], definitions: [String], functions: [String], columns: @escaping (String) -> [String]
    ) {
      self.tables = tables
      self.definitions = definitions
      self.functions = functions
      self.columns = columns
    }
  }

  private enum Place {
    case statement, stage, table, expression
  }

  private let names: Names
  /// Keywords are offered in this language where nothing typed says otherwise.
  private let language: Language

  package init(_ names: Names, language: Language) {
    self.names = names
    self.language = language
  }

  /// The candidates for the word that ends at the cursor, an offset in the text's UTF-8, and where that word
  /// begins. Names come before keywords; each once.
  package func complete(_ text: String, cursor: Int) -> (replaceFrom: Int, candidates: [String]) {
    let before = SourceText(String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self))
    var tokens = Lexer.lex(before).tokens.filter { $0.kind != .end }
    var word = ""
    var from = before.bytes.count
    if let last = tokens.last, Int(last.span.upper) == from, Self.isWord(last) {
      word = before.text(of: last.span)
      from = Int(last.span.lower)
      tokens.removeLast()
    }
    if let last = tokens.last, case .string = last.kind, Int(last.span.upper) >= from { return (from, []) }
    var candidates: [String] = []
    for candidate in offered(at: place(after: tokens), tokens, before, word)
    where !candidates.contains(candidate) {
      let matches = candidate.lowercased().hasPrefix(word.lowercased())
      if matches, candidate != word { candidates.append(candidate) }
    }
    return (from, candidates)
  }

  private func place(after tokens: [Token]) -> Place {
    guard let last = tokens.last else { return .statement }
    switch last.kind {
    case .newline, .symbol(.semicolon): return .statement
    case .symbol(.pipe): return .stage
    case .keyword(.from), .keyword(.join), .keyword(.union), .keyword(.except), .keyword(.intersect),
      .keyword(.follow):
      return .table
    case .keyword(let keyword) where keyword.role == .joinKind: return .table
    case .keyword, .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation,
      .symbol, .invalid, .end:
      return .expression
    }
  }

  private func offered(at place: Place, _ tokens: [Token], _ source: SourceText, _ word: String) -> [String] {
    switch place {
    case .statement:
      (names.tables + names.definitions).map(Self.written) + keywords([.statement, .head], word)
    case .stage: keywords([.stage], word)
    case .table: (names.tables + names.definitions).map(Self.written)
    case .expression:
      (columns(tokens, source) + names.definitions).map(Self.written) + functions(word)
        + keywords([.tail, .operator, .clause, .literal], word)
    }
  }

  /// The columns of the tables that the text names, and the names that it gives itself.
  private func columns(_ tokens: [Token], _ source: SourceText) -> [String] {
    var columns: [String] = []
    for (index, token) in tokens.enumerated() where token.isName {
      let name = source.text(of: token.span)
      if names.tables.contains(name) { columns += names.columns(name) }
      if index + 1 < tokens.count, case .symbol(.assign) = tokens[index + 1].kind { columns.append(name) }
    }
    return columns
  }

  /// A name as a query writes it: in brackets where it is no plain word.
  package static func written(_ name: String) -> String {
    let tokens = Lexer.lex(SourceText(name)).tokens
    let isPlain = tokens.count == 2 && tokens[0].isName && Int(tokens[0].span.upper) == name.utf8.count
    let parts = name.split(separator: "]", omittingEmptySubsequences: false)
    return isPlain ? name : "[\(parts.joined(separator: "]]"))]"
  }

  private func functions(_ word: String) -> [String] {
    names.functions.filter { $0.utf8.allSatisfy { $0 < 0x80 } == isEnglish(word) }
  }

  private func keywords(_ roles: [Keyword.Role], _ word: String) -> [String] {
    Keyword.allCases.filter { roles.contains($0.role) }.map { isEnglish(word) ? $0.english : $0.chinese }
  }

  private func isEnglish(_ word: String) -> Bool {
    word.isEmpty ? language == .english : word.utf8.allSatisfy { $0 < 0x80 }
  }

  private static func isWord(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .keyword, .quotedName: true
    case .figure, .float, .date, .period, .timestamp, .string, .interpolation, .symbol, .newline, .invalid,
      .end:
      false
    }
  }
}
