import Testing
import TianSource

@testable import TianSyntax

@Suite struct CaseTests {
  /// Every case gives the tree or the messages that it says, and so do its twins. `RECORD=1` writes what
  /// comes.
  @Test func casesGiveWhatTheySay() throws {
    let runner = SyntaxCase(functionName: englishFunction)
    for name in try GrammarFolder.caseFiles() {
      var file = CaseFile(try GrammarFolder.text(name))
      if GrammarFolder.isRecording {
        file.cases = file.cases.map(runner.recorded)
        try GrammarFolder.record(file.text, as: name)
      }
      for test in file.cases {
        let failures = runner.failures(of: test)
        #expect(failures.isEmpty, "\(name):\(test.line) \(test.title)\n\(failures.joined(separator: "\n"))")
      }
    }
  }

  @Test func caseFilesAreInTheirOwnLayout() throws {
    for name in try GrammarFolder.caseFiles() {
      let text = try GrammarFolder.text(name)
      #expect(CaseFile(text).text == text, "\(name) is not as its writer writes it")
    }
  }

  @Test func thereAreEnoughCasesAndTitlesAreUnique() throws {
    let titles = try GrammarFolder.cases().map(\.title)
    #expect(titles.count >= 150)
    #expect(Set(titles).count == titles.count)
  }

  /// Twins made by rule: the formatter's Chinese, and the same text with full-width marks and digits.
  @Test func everyCaseHasItsTwins() throws {
    for test in try GrammarFolder.cases() where test["tree"] != nil {
      let parsed = Parser.parse(SourceText(test.input))
      let expected = tree(test.input)
      for language in Language.allCases {
        let text = Formatter(language: language).format(parsed)
        #expect(tree(text) == expected, "\(test.title): \(text)")
        #expect(
          Formatter(language: language).format(Parser.parse(SourceText(text))) == text, "not stable: \(text)")
      }
      let wide = fullWidthTwin(of: test.input)
      #expect(tree(wide) == expected, "\(test.title): \(wide)")
    }
  }

  @Test func everyDiagnosticHasACase() throws {
    let messages = try GrammarFolder.cases().compactMap { $0["messages"] }.joined()
    for code in DiagnosticCode.all where code.id.hasPrefix("T1") {
      // Bytes that are no UTF-8 cannot stand in a case file; RobustnessTests gives them.
      let isGiven = code == .invalidUTF8 || messages.contains("[\(code.id)]")
      #expect(isGiven, "no case gives \(code.id)")
      #expect(
        !code.title.en.isEmpty && !code.title.zh.isEmpty && !code.page.en.isEmpty && !code.page.zh.isEmpty)
    }
  }
}

/// The text with its marks, digits and quotes in their full-width forms; names and texts stay.
func fullWidthTwin(of text: String) -> String {
  let bytes = Array(text.utf8)
  let wide = Dictionary(
    Punctuation.table.filter { $0.folded.count == 1 }.map { ($0.folded, $0.written) },
    uniquingKeysWith: { first, _ in first })
  func widened(_ part: String) -> String { part.map { wide[String($0)] ?? String($0) }.joined() }
  var out = ""
  var at = 0
  for token in Lexer.lex(SourceText(text)).tokens {
    out += String(decoding: bytes[at..<max(at, Int(token.span.lower))], as: UTF8.self)
    let part = String(decoding: bytes[token.span.range], as: UTF8.self)
    switch token.kind {
    case .symbol, .date, .period, .timestamp: out += widened(part)
    case .figure:
      out += part.map { $0 == "." ? "．" : "_ ".contains($0) ? String($0) : widened(String($0)) }.joined()
    case .string
    where part.hasPrefix("\"") && !part.hasPrefix("\"\"\"") && !part.contains("”") && !part.contains("“"):
      out += "“\(part.dropFirst().dropLast())”"
    default: out += part
    }
    at = max(at, Int(token.span.upper))
  }
  return out + String(decoding: bytes[at...], as: UTF8.self)
}
