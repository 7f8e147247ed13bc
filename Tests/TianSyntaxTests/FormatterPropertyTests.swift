import Testing
import TianSource
import TianTestSupport

@testable import TianSyntax

/// Whatever parses keeps its tree and its comments in its layout, and its layout is its own layout.
@Suite struct FormatterPropertyTests {
  private static let widths = [100, 30, 1]

  /// Writes a text that parses, and holds what is written to what was there.
  private func expectKept(_ text: String, comments: [String] = []) {
    let parsed = Parser.parse(SourceText(text))
    let expected = tree(text)
    for language in Language.allCases {
      for width in Self.widths {
        let formatter = Formatter(language: language, width: width)
        let once = formatter.format(parsed)
        #expect(tree(once) == expected, "\(text)\nis written\n\(once)")
        let twice = formatter.format(Parser.parse(SourceText(once)))
        #expect(twice == once, "\(text)\nis written\n\(once)\nand then\n\(twice)")
        let kept = Parser.parse(SourceText(once)).comments.map { SourceText(once).text(of: $0.span) }
        #expect(kept.sorted() == comments.sorted(), "\(text)\nis written\n\(once)")
      }
    }
  }

  @Test func casesAreKept() throws {
    for test in try GrammarFolder.cases() where test["tree"] != nil {
      guard Parser.parse(SourceText(test.input)).comments.isEmpty else { continue }
      expectKept(test.input)
    }
  }

  @Test(arguments: 0..<4) func sentencesAreKept(_ part: Int) throws {
    var generator = SentenceGenerator(grammar: try GrammarFolder.grammar(), seed: 77 + UInt64(part))
    for round in 0..<150 {
      let start = ["script", "query", "stage"][round % 3]
      let words = (start == "stage" ? ["t", "|"] : []) + generator.sentence(start)
      let text = words.joined(separator: " ")
      if words.count < 200, isAccepted(text) { expectKept(text) }
    }
  }

  /// Cases with comments wherever a line may end.
  @Test(arguments: 0..<4) func commentsAreKept(_ part: Int) throws {
    var random = SeededRandom(seed: 5 + UInt64(part))
    var count = 0
    for test in try GrammarFolder.cases() where test["tree"] != nil && test.input.utf8.count < 400 {
      let parsed = Parser.parse(SourceText(test.input))
      guard parsed.comments.isEmpty else { continue }
      let bytes = Array(test.input.utf8)
      var text = ""
      var comments: [String] = []
      var at = 0
      for token in parsed.tokens {
        let start = Int(token.span.lower)
        let before = String(decoding: bytes[at..<max(at, start)], as: UTF8.self)
        at = max(at, start)
        text += before
        guard Int.random(in: 0..<4, using: &random) == 0 else { continue }
        let comment = "# \(comments.count) 注"
        let longer = text + " \(comment)\n" + String(decoding: bytes[at...], as: UTF8.self)
        let isSame =
          isAccepted(longer) && tree(longer) == tree(text + String(decoding: bytes[at...], as: UTF8.self))
        guard isSame else { continue }
        text += " \(comment)\n"
        comments.append(comment)
      }
      text += String(decoding: bytes[at...], as: UTF8.self)
      guard isAccepted(text), Parser.parse(SourceText(text)).comments.count == comments.count else {
        continue
      }
      count += comments.count
      expectKept(text, comments: comments)
    }
    #expect(count > 200, "too few comments are any: \(count)")
  }
}
