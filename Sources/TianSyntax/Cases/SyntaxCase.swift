import TianSource

/// Runs a case of the grammar: a query, its twins, and its tree or its messages.
package struct SyntaxCase {
  /// The sections that hold the same query, written otherwise.
  package static let twins = ["in Chinese", "full-width"]

  private let printer: TreePrinter

  /// `functionName` folds names of functions, so that a Chinese twin gives the same tree.
  package init(functionName: @escaping (String) -> String = { $0 }) {
    printer = TreePrinter(functionName: functionName)
  }

  /// The case with what really comes of it: a tree, or messages in both languages and whether more text could
  /// mend the query. Twins stay as they are.
  package func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
    let parsed = Parser.parse(SourceText(test.input))
    var recorded = test
    recorded.sections.removeAll { !Self.twins.contains($0.name) }
    if parsed.diagnostics.isEmpty {
      recorded.sections.append(.init("tree", trimmed(printer.text(parsed.script))))
    } else {
      if parsed.status == .incomplete { recorded.sections.append(.init("status", "incomplete")) }
      recorded.sections.append(.init("messages", messages(of: parsed, in: .english)))
      recorded.sections.append(.init("消息", messages(of: parsed, in: .chinese)))
    }
    return recorded
  }

  /// What is wrong with a case; empty where all is as it says.
  package func failures(of test: CaseFile.Case) -> [String] {
    let actual = recorded(test)
    var failures = actual.sections.filter { test[$0.name] != $0.text }.map {
      "\($0.name) is\n\($0.text)\nnot\n\(test[$0.name] ?? "(absent)")"
    }
    failures += test.sections.filter { actual[$0.name] == nil }.map { "there is no \($0.name)" }
    for twin in test.sections where Self.twins.contains(twin.name) {
      let parsed = Parser.parse(SourceText(twin.text))
      let tree = trimmed(printer.text(parsed.script))
      if !parsed.diagnostics.isEmpty {
        failures.append("\(twin.name):\n\(messages(of: parsed, in: .english))")
      } else if tree != actual["tree"] {
        failures.append("\(twin.name) gives another tree:\n\(tree)")
      }
    }
    return failures
  }

  private func messages(of parsed: Parsed, in language: Language) -> String {
    let renderer = DiagnosticRenderer(language: language)
    return trimmed(parsed.diagnostics.map { renderer.render($0, in: parsed.source) }.joined())
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
