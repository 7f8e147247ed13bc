import Testing
import TianSource

@testable import TianSyntax

@Suite struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] { Lexer.lex(SourceText(text)).tokens.map(\.kind) }

  @Test func keywordsAreFoundInBothLanguages() {
    for keyword in Keyword.allCases {
      #expect(kinds(keyword.english) == [.keyword(keyword), .end])
      #expect(kinds(keyword.chinese) == [.keyword(keyword), .end])
    }
    #expect(Keyword.allCases.filter { $0.role == .stage || $0 == .sort }.compactMap(\.verb) == Verb.allCases)
    #expect(Set(Keyword.allCases.flatMap { [$0.english, $0.chinese] }).count == 2 * Keyword.allCases.count)
  }

  @Test func symbolsAreReadLongestFirst() {
    for symbol in Symbol.allCases { #expect(kinds(symbol.rawValue) == [.symbol(symbol), .end]) }
    #expect(kinds("a=>b") == [.name, .symbol(.arrow), .name, .end])
    #expect(kinds("1..3") == [.figure, .symbol(.range), .figure, .end])
    #expect(kinds("a**-b") == [.name, .symbol(.power), .symbol(.minus), .name, .end])
  }

  @Test func lineEndsCountOnlyWhereAStatementMayEnd() {
    #expect(kinds("\n\na\n\n\nb\n\n") == [.name, .newline, .name, .end])
    #expect(kinds("a\n# x\n| b") == [.name, .symbol(.pipe), .name, .end])
    #expect(kinds("(a\nb)\nc") == [.symbol(.open), .name, .name, .symbol(.close), .newline, .name, .end])
    #expect(kinds("") == [.end])
    #expect(kinds("# only a comment") == [.end])
  }

  @Test func spansAreBytesOfTheSource() {
    let source = SourceText("合作社 ｜ where 面积≥500 亩")
    let tokens = Lexer.lex(source).tokens
    #expect(tokens.map { source.text(of: $0.span) } == ["合作社", "｜", "where", "面积", "≥", "500 亩", ""])
  }

  @Test func aWordReadAsANameIsOneInTheTokens() {
    let parsed = Parser.parse(SourceText("take | take take"))
    #expect(parsed.tokens.map(\.kind) == [.name, .symbol(.pipe), .keyword(.take), .name, .end])
  }

  @Test func namesAreEqualWhateverTheirNormalization() {
    let (composed, decomposed) = (
      Parser.parse(SourceText("caf\u{E9}")), Parser.parse(SourceText("cafe\u{301}"))
    )
    #expect(TreePrinter().text(composed.script) == TreePrinter().text(decomposed.script))
    #expect(composed.diagnostics.isEmpty && decomposed.diagnostics.isEmpty)
  }

  @Test func datesAreDaysSince1970() {
    for (text, days) in [
      ("1970-01-01", 0), ("2000-03-01", 11017), ("1969-12-31", -1), ("0001-01-01", -719_162),
    ] {
      #expect(LiteralReader.time(Array(text.utf8)[...]) == .date(days: Int32(days)))
    }
  }
}
