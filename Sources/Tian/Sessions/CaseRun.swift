import TianSource
import TianSyntax

/// Runs a case: tables and values in sections of their own, a query, and what comes of it. A case that shows
/// a tree is one of the grammar, and only parsed.
///
///     === the largest comes first
///     t | sort -n | take 1
///     --- table t
///     n
///     3
///     7
///     --- result
///     n
///     7
package enum CaseRun {
  private static let given = ["table ", "let ", "keys of "]

  /// What is wrong with a case; empty where all is as it says.
  package static func failures(of test: CaseFile.Case) -> [String] {
    if isSyntactic(test) { return syntaxCase.failures(of: test) }
    let actual = recorded(test)
    var failures = actual.sections.filter { test[$0.name] != $0.text }.map {
      "\($0.name) is\n\($0.text)\nnot\n\(test[$0.name] ?? "(absent)")"
    }
    failures += test.sections.filter { actual[$0.name] == nil }.map { "there is no \($0.name)" }
    for twin in test.sections where SyntaxCase.twins.contains(twin.name) {
      let outcome = run(twin.text, test)
      if outcome != run(test.input, test) { failures.append("\(twin.name) gives\n\(shown(outcome))") }
    }
    return failures
  }

  /// The case with what really comes of it: its result as CSV, rows left out, or its messages in both
  /// languages.
  package static func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
    if isSyntactic(test) { return syntaxCase.recorded(test) }
    var recorded = test
    recorded.sections.removeAll { section in
      !given.contains { section.name.hasPrefix($0) } && !SyntaxCase.twins.contains(section.name)
    }
    recorded.sections += run(test.input, test)
    return recorded
  }

  /// Names of functions in English, whichever language they are in.
  private static var syntaxCase: SyntaxCase { SyntaxCase { FunctionNames.english($0) } }

  private static func isSyntactic(_ test: CaseFile.Case) -> Bool {
    test["tree"] != nil || test["status"] != nil
  }

  private static func run(_ query: String, _ test: CaseFile.Case) -> [CaseFile.Section] {
    do {
      let workspace = Workspace()
      for section in test.sections {
        if section.name.hasPrefix("table ") {
          let name = String(section.name.dropFirst(6))
          try workspace.add(csv: section.text + "\n", as: name, foreignKeys: keys(of: name, test))
        } else if section.name.hasPrefix("let ") {
          try workspace.bind(String(section.name.dropFirst(4)), to: TianValue(written: section.text))
        }
      }
      let result = try workspace.query(query, isSafe: true)
      let notes = result.notes(.english).map { [CaseFile.Section("notes", $0)] } ?? []
      return [CaseFile.Section("result", trimmed(result.text(as: .csv)))] + notes
    } catch {
      return [
        CaseFile.Section("messages", trimmed(error.rendered(in: .english))),
        CaseFile.Section("消息", trimmed(error.rendered(in: .chinese))),
      ]
    }
  }

  /// `县编码 -> 县.编码`, several columns with commas between; a key a line.
  private static func keys(of table: String, _ test: CaseFile.Case) -> [ForeignKey] {
    (test["keys of \(table)"] ?? "").split(separator: "\n").compactMap { line in
      let sides = line.split(separator: " -> ").map { $0.split(separator: ".") }
      guard sides.count == 2, let columns = sides[0].first, sides[1].count == 2 else { return nil }
      return ForeignKey(
        columns: columns.split(separator: ", ").map(String.init), table: String(sides[1][0]),
        referencedColumns: sides[1][1].split(separator: ", ").map(String.init))
    }
  }

  private static func shown(_ sections: [CaseFile.Section]) -> String {
    sections.map { "\($0.name):\n\($0.text)" }.joined(separator: "\n")
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
