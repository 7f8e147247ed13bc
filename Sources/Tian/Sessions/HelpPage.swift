import TianPlan
import TianSource
import TianSyntax

/// What is told of one word: a stage, a statement, an operator, or a function.
package enum HelpPage {
  /// Lines, each ended; nil for a name, in either language, that is none of these.
  package static func text(of name: String, in language: Language) -> String? {
    if let entry = HelpTable.named(name) { return text(of: entry, language) }
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

  /// A name in the language, and in the other.
  private static func pair(_ names: Bilingual, _ language: Language) -> (own: String, other: String) {
    (names[language], names[language == .english ? .chinese : .english])
  }

  private static func lined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}
