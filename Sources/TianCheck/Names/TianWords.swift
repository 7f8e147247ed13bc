import TianPlan
import TianSource
import TianSyntax

/// The words that Tian itself has, in one language or the other.
enum TianWords {
  static func keyword(_ keyword: Keyword, in language: Language) -> String {
    language == .chinese ? keyword.chinese : keyword.english
  }

  /// A piece of a query with its keywords and the functions that it calls in a language. What cannot be read
  /// in it stays.
  static func translated(_ code: String, to language: Language) -> String {
    let source = SourceText(code)
    let tokens = Lexer.lex(source).tokens
    var fixes: [Diagnostic.Fix] = []
    for (place, token) in tokens.enumerated() {
      let word = source.text(of: token.span)
      if case .keyword(let keyword) = token.kind {
        fixes.append(.init(token.span, self.keyword(keyword, in: language)))
      } else if token.isName, let names = FunctionTable.named(word)?.names {
        let isCalled = place + 1 < tokens.count && source.text(of: tokens[place + 1].span) == "("
        if isCalled || tokens.count == 2 { fixes.append(.init(token.span, names[language])) }
      }
    }
    return Mender.applying(fixes, to: source)
  }
}
