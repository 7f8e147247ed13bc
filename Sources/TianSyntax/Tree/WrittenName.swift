import TianSource

/// A name as a query writes it.
package enum WrittenName {
  /// The name as it stands where it lexes as one plain name, else in brackets.
  package static func of(_ name: String) -> String { of(name, keepingKeywords: false) }

  static func of(_ name: String, keepingKeywords: Bool) -> String {
    let tokens = Lexer.lex(SourceText(name)).tokens
    let isWhole = tokens.count == 2 && Int(tokens[0].span.upper) == name.utf8.count
    let isPlain =
      isWhole
      && (tokens[0].kind == .name || (!keepingKeywords && tokens[0].isName && tokens[0].kind != .quotedName))
    return isPlain ? name : bracketed(name)
  }

  /// `[name]`, each `]` within it twice.
  static func bracketed(_ name: String) -> String {
    "[" + name.map { $0 == "]" ? "]]" : String($0) }.joined() + "]"
  }
}
