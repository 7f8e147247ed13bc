import Testing
import TianSource

@testable import TianSyntax

@Suite struct GrammarTests {
  let grammar: GrammarFile
  let interpreter: GrammarInterpreter

  init() throws {
    grammar = try GrammarFolder.grammar()
    interpreter = GrammarInterpreter(grammar: grammar)
  }

  @Test func theGrammarFileIsSound() {
    #expect(grammar.problems.isEmpty, "\(grammar.problems)")
    #expect(grammar.rules.count > 60)
  }

  /// Cases over the parser's limits of nesting are no matter of grammar.
  private func isWithinLimits(_ test: CaseFile.Case) -> Bool { test["messages"]?.contains("[T127]") != true }

  @Test func casesAreJudgedAlike() throws {
    for test in try GrammarFolder.cases() where isWithinLimits(test) {
      let texts = [test.input] + test.sections.filter { SyntaxCase.twins.contains($0.name) }.map(\.text)
      for text in texts { expectAgreement(text) }
    }
  }

  @Test func everyAlternativeHasACase() throws {
    var used: Set<Int> = []
    for test in try GrammarFolder.cases() where test["tree"] != nil {
      used.formUnion(interpreter.judge(SourceText(test.input)).used)
    }
    for id in grammar.readingAlternatives.subtracting(used).sorted() {
      Issue.record("no case executes \(grammar.alternatives[id])")
    }
  }

  /// What is in the grammar also runs: a case of `Tests/cases/run` with a recorded result, or a sample query
  /// with its recorded answer, goes through each alternative.
  @Test func everyAlternativeIsRun() throws {
    var used: Set<Int> = []
    for text in try GrammarFolder.executedTexts() {
      used.formUnion(interpreter.judge(SourceText(text)).used)
    }
    let notRun = grammar.readingAlternatives.subtracting(used).sorted().map { grammar.alternatives[$0] }
    for alternative in notRun {
      // Cases read and write no files: `load`, `use`, `save` and a quoted path are run by WorkspaceTests,
      // LibraryTests, SavingTests and CommandLineTests.
      let isOfFiles = ["load", "/ use", "save", "STRING"].contains { alternative.contains($0) }
      if isOfFiles { continue }
      Issue.record("no case runs \(alternative)")
    }
  }

  /// Sentences of the grammar, what becomes of them by a few changes, and changed cases.
  @Test(arguments: 0..<8) func sentencesAreJudgedAlike(_ part: Int) throws {
    var generator = SentenceGenerator(grammar: grammar, seed: 20_260_101 + UInt64(part))
    var accepted = 0
    let starts = ["script", "query", "stage", "expr", "statement"]
    for round in 0..<400 {
      let start = starts[round % starts.count]
      let words = (start == "stage" ? ["t", "|"] : []) + generator.sentence(start)
      guard words.count < 400 else { continue }
      if expectAgreement(words.joined(separator: " ")) { accepted += 1 }
      expectAgreement(generator.mutated(words).joined(separator: " "))
    }
    #expect(accepted > 100, "too few sentences are any: \(accepted)")
    for test in try GrammarFolder.cases() where isWithinLimits(test) {
      let words = test.input.split(separator: " ").map(String.init)
      expectAgreement(generator.mutated(words).joined(separator: " "))
    }
  }

  /// One verdict from both, and for an accepted text the same tree after printing. True if it is accepted.
  @discardableResult
  private func expectAgreement(_ text: String) -> Bool {
    let verdict = interpreter.judge(SourceText(text)).isAccepted
    let parsed = Parser.parse(SourceText(text))
    if parsed.diagnostics.isEmpty != verdict {
      let message = parsed.diagnostics.first.map { DiagnosticRenderer().render($0, in: parsed.source) }
      Issue.record("the grammar accepts: \(verdict), the parser says: \(message ?? "nothing")\n\(text)")
    }
    guard verdict, parsed.diagnostics.isEmpty else { return verdict }
    let expected = tree(text)
    for language in Language.allCases {
      let written = Formatter(language: language).format(parsed)
      #expect(tree(written) == expected, "\(text)\nis written\n\(written)")
    }
    return true
  }
}
