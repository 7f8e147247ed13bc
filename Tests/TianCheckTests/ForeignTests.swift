import Foundation
import Testing
import TianCheck
import TianSource
import TianSyntax

/// What people of other languages type: each row of the table gives its message, and the edits that the
/// message offers make a query that compiles. `RECORD=1` records messages and mended queries.
@Suite struct ForeignTests {
  private static let file = CaseFile.folder.deletingLastPathComponent().appendingPathComponent("foreign.case")

  private struct Outcome {
    var messages = ""
    var mended = ""
    var errorCount = 0
    /// Of the mended query.
    var problems = ""
  }

  private static func diagnostics(of query: String) -> [Diagnostic] {
    let source = SourceText(query)
    let parsed = Parser.parse(source)
    var checker = Checker(source: source, catalog: FixtureCatalog())
    if parsed.status == .complete {
      for statement in parsed.script.statements { _ = checker.check(statement) }
    }
    return parsed.diagnostics + checker.diagnostics
  }

  private static func outcome(of query: String) -> Outcome {
    var outcome = Outcome()
    let source = SourceText(query)
    let diagnostics = diagnostics(of: query)
    outcome.errorCount = diagnostics.count
    for language in Language.allCases {
      let renderer = DiagnosticRenderer(language: language)
      outcome.messages += diagnostics.map { renderer.render($0, in: source) }.joined()
    }
    outcome.mended = Mender.applying(diagnostics.flatMap(\.fixes), to: source)
    let mendedSource = SourceText(outcome.mended)
    outcome.problems = Self.diagnostics(of: outcome.mended).map {
      DiagnosticRenderer().render($0, in: mendedSource)
    }.joined()
    return outcome
  }

  @Test func everyRowIsToldAndMended() throws {
    for form in ForeignTable.all {
      let outcome = Self.outcome(of: form.example)
      #expect(outcome.errorCount > 0, "\(form.typed): nothing is said of \(form.example)")
      #expect(
        outcome.problems == "",
        "\(form.typed): \(form.example)\nis mended\n\(outcome.mended)\n\(outcome.problems)")
    }
    #expect(ForeignTable.all.count >= 120)
  }

  /// SQL is mostly typed so.
  @Test func sqlInCapitalsIsMendedToo() {
    for form in ForeignTable.all where form.origin.contains("SQL") {
      let typed = Self.inCapitals(form.example)
      var mended = typed
      for _ in 0..<4 { mended = Self.outcome(of: mended).mended }
      let problems = Self.outcome(of: mended).messages
      #expect(problems == "", "\(typed)\nis mended\n\(mended)\n\(problems)")
    }
  }

  private static func inCapitals(_ query: String) -> String {
    var isQuoted = false
    return query.map { character in
      if character == "\"" || character == "'" { isQuoted.toggle() }
      return isQuoted ? String(character) : character.uppercased()
    }.joined()
  }

  @Test func messagesAreAsRecorded() throws {
    let text = ForeignTable.all.map { form in
      let outcome = Self.outcome(of: form.example)
      let title = "\(form.typed) (\(form.origin))"
      return "=== \(title)\n\(form.example)\n---\n\(outcome.messages)mended: \(outcome.mended)\n"
    }.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == text)
  }
}
