import TianSource

extension Language {
  /// That of a query: of most of its keywords, and of the words at the heads of its stages, whether they are
  /// Tian or not. English where it has none. Cost: linear in the text.
  package init(ofQuery source: SourceText) {
    let lexed = Lexer.lex(source)
    self.init(ofTokens: lexed.tokens, in: lexed.bytes)
  }

  init(ofTokens tokens: [Token], in bytes: [UInt8]) {
    var balance = 0
    for (place, token) in tokens.enumerated() {
      let isHead = token.kind == .name && place > 0 && tokens[place - 1].is(.pipe)
      var isWord = isHead
      if case .keyword = token.kind { isWord = true }
      if isWord { balance += bytes[Int(token.span.lower)] >= 0x80 ? 1 : -1 }
    }
    self = balance > 0 ? .chinese : .english
  }
}
