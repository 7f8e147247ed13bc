import TianPlan
import TianSource
import TianSyntax

/// What is told of one word: a stage, a statement, an operator, a function, or a message's code.
package enum HelpPage {
  /// Lines, each ended; nil for a name, in either language, that is none of these.
  package static func text(of name: String, in language: Language) -> String? {
    if let entry = HelpTable.named(name) { return text(of: entry, language) }
    let code = DiagnosticCode.all.first { $0.id == name.uppercased() }
    if let code { return text(of: code, language) }
    return FunctionTable.named(name).map { text(of: $0, language) }
  }

  private static func text(of entry: HelpEntry, _ language: Language) -> String {
    let (own, other) = pair(entry.names, language)
    let names = own == other ? own : "\(own) · \(other)"
    let lines = [names, entry.form[language], "", entry.help[language], "", entry.example[language]]
    return lined(lines.filter { !$0.isEmpty || !entry.form[language].isEmpty })
  }

  private static func text(of function: FunctionDefinition, _ language: Language) -> String {
    let other = pair(function.names, language).other
    let examples = function.examples.map { "\($0.query)  →  \($0.result)" }
    return lined([function.signature(language), other, "", function.help[language], ""] + examples)
  }

  private static func text(of code: DiagnosticCode, _ language: Language) -> String {
    let lines = ["\(code.id): \(code.title[language])", "", flowing(code.page[language])]
    guard let example = code.example(in: language) else { return lined(lines) }
    let words = Bilingual("wrong:  |mended: ", "有误：|改为：")[language].split(separator: "|")
    return lined(lines + ["", words[0] + example.wrong, words[1] + example.mended])
  }

  /// Lines that were broken to be read in the source become one again; empty lines part paragraphs.
  private static func flowing(_ text: String) -> String {
    var out = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || out.isEmpty || out.hasSuffix("\n") {
        out += out.isEmpty || !line.isEmpty ? "" : "\n\n"
      } else if let last = out.last, let next = line.first, last.isASCII || next.isASCII {
        out += " "
      }
      out += line
    }
    return out
  }

  /// A name in the language, and in the other.
  private static func pair(_ names: Bilingual, _ language: Language) -> (own: String, other: String) {
    (names[language], names[language == .english ? .chinese : .english])
  }

  private static func lined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

extension DiagnosticCode {
  /// The example with its words in a language; what does not parse stays as it was written.
  package func example(in language: Language) -> DiagnosticExample? {
    example.map {
      DiagnosticExample(wrong: Self.text($0.wrong, language), mended: Self.text($0.mended, language))
    }
  }

  private static func text(_ query: String, _ language: Language) -> String {
    let parsed = Parser.parse(SourceText(query))
    guard language == .chinese, parsed.status == .complete else { return query }
    let lines = Formatter(language: language, width: .max, names: FunctionNames.ofFormatter).format(parsed)
    return lines.split(separator: "\n").joined(separator: "; ")
  }
}
