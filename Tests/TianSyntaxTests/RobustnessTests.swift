import Testing
import TianSource
import TianTestSupport

@testable import TianSyntax

/// Nothing that is typed, pasted or read crashes the parser, and no token or diagnostic lies outside the
/// text.
@Suite struct RobustnessTests {
  private func survives(_ bytes: [UInt8]) {
    let parsed = Parser.parse(SourceText(name: "fuzz", bytes: bytes))
    #expect(parsed.diagnostics.count <= SyntaxErrors.maximum)
    #expect(parsed.tokens.last?.kind == .end)
    for (token, next) in zip(parsed.tokens, parsed.tokens.dropFirst()) where token.kind != .newline {
      #expect(token.span.upper <= next.span.lower || next.kind == .newline)
    }
    for label in parsed.diagnostics.flatMap(\.labels) { #expect(Int(label.span.upper) <= bytes.count) }
    let renderer = DiagnosticRenderer(language: .chinese)
    for diagnostic in parsed.diagnostics.prefix(3) { _ = renderer.render(diagnostic, in: parsed.source) }
    _ = TreePrinter().text(parsed.script)
    _ = TreePrinter().json(parsed.script)
    _ = Formatter().format(parsed)
  }

  @Test func randomBytes() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<500 {
      survives(
        (0..<Int.random(in: 0..<120, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  @Test func bytesThatAreNoUTF8() {
    let bytes = Array("t | where a == \"".utf8) + [0xB2, 0xE8, 0xC6, 0xF7] + Array("\" | take 3".utf8)
    let parsed = Parser.parse(SourceText(name: "q", bytes: bytes))
    #expect(parsed.diagnostics.map(\.code) == [.invalidUTF8])
    #expect(parsed.diagnostics.first?.span == SourceSpan(16, 20))
    #expect(parsed.script.statements.count == 1)
  }

  @Test func tokenSoup() {
    var random = SeededRandom(seed: 11)
    for round in 0..<2000 {
      let words = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        SentenceGenerator.soup.randomElement(using: &random) ?? ""
      }
      survives(Array(words.joined(separator: round % 3 == 0 ? "" : " ").utf8))
    }
  }

  @Test func brokenCases() throws {
    var random = SeededRandom(seed: 13)
    for test in try GrammarFolder.cases() {
      var bytes = Array(test.input.utf8)
      guard !bytes.isEmpty else { continue }
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      survives(bytes)
      survives(Array(test.input.utf8.prefix(Int.random(in: 0...test.input.utf8.count, using: &random))))
    }
  }

  @Test(arguments: [
    "(", "f(", "-", "not ", "2 ** ", "case(", "from (", "t | join (", "a in (", "1 + ", "a ?? ", "a and ",
    "a, ", "| ",
    "a.", "[", "\"", "[[]", "（", "let a = ", "t | where ", ")", "1..", "a to ", "`", "case when ",
  ])
  func longRepetitions(_ piece: String) {
    let text = String(repeating: piece, count: 100_000)
    let parsed = Parser.parse(SourceText(text))
    #expect(parsed.diagnostics.count <= SyntaxErrors.maximum)
    _ = TreePrinter().text(parsed.script)
  }

  @Test func nestingIsCappedWithAMessage() {
    let deep = String(repeating: "(", count: 100_000)
    #expect(Parser.parse(SourceText(deep)).diagnostics.map(\.code) == [.nestedTooDeeply])
    let chain = "1" + String(repeating: " + 1", count: 100_000)
    #expect(Parser.parse(SourceText(chain)).diagnostics.map(\.code) == [.nestedTooDeeply])
    let wide = "t | where x in (" + String(repeating: "1 + 1, ", count: 20_000) + "1)"
    #expect(isAccepted(wide))
    let flat = "t | where a" + String(repeating: " and a", count: 100_000)
    #expect(isAccepted(flat))
  }

  @Test func allowedNestingFits() {
    let depth = Parser.maximumNesting
    let brackets = String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
    #expect(isAccepted(brackets))
    let chain = "1" + String(repeating: " + 1", count: Parser.maximumHeight)
    #expect(isAccepted(chain))
    #expect(tree(Formatter().format(Parser.parse(SourceText(chain)))) == tree(chain))
  }
}
