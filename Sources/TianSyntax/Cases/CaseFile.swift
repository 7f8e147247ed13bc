/// A file of cases in plain text: what to do, and what should come of it. Anyone's queries can be held to
/// such files; `grammar/README.md` describes those of the grammar.
///
/// A line `=== title` begins a case, a line `--- name` a section of it; the lines before the first section
/// are the case's input. What stands before the first case is kept and means nothing.
package struct CaseFile: Hashable, Sendable {
  package struct Section: Hashable, Sendable {
    package var name: String
    /// Without the line ends around it.
    package var text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  package struct Case: Hashable, Sendable {
    package var title: String
    /// The line of the title, from 1.
    package var line: Int
    package var input: String
    package var sections: [Section]

    package subscript(name: String) -> String? { sections.first { $0.name == name }?.text }
  }

  package var preamble: String
  package var cases: [Case]

  package init(_ text: String) {
    preamble = ""
    cases = []
    var lines: [Substring] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("=== ") {
        close(&lines)
        cases.append(Case(title: String(line.dropFirst(4)), line: index + 1, input: "", sections: []))
      } else if line.hasPrefix("--- "), let last = cases.indices.last {
        close(&lines)
        cases[last].sections.append(Section(String(line.dropFirst(4)), ""))
      } else {
        lines.append(line)
      }
    }
    close(&lines)
  }

  /// Ends the part that the lines belong to.
  private mutating func close(_ lines: inout [Substring]) {
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let text = lines.joined(separator: "\n")
    lines = []
    guard let last = cases.indices.last else {
      preamble = text
      return
    }
    if let section = cases[last].sections.indices.last {
      cases[last].sections[section].text = text
    } else {
      cases[last].input = text
    }
  }

  /// The file as text; reading it gives the same cases.
  package var text: String {
    let start = preamble.isEmpty ? [] : [preamble + "\n"]
    let bodies = cases.map { test in
      (["=== \(test.title)", test.input] + test.sections.flatMap { ["--- \($0.name)", $0.text] })
        .filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }
    return (start + bodies).joined(separator: "\n")
  }
}
