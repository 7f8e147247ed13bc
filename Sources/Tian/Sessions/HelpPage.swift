import TianPlan
import TianSource
import TianSyntax

/// What is told of one word: a stage, a statement, an operator, a function, a word inside one of these, or a
/// message's code.
package enum HelpPage {
  /// Every name that has a page, with what is shown beside it.
  package static var names: [(names: Bilingual, detail: Bilingual, isFunction: Bool)] {
    let entries = HelpTable.stages + HelpTable.statements + HelpTable.values + HelpTable.operators
    let known = Set(entries.map(\.names))
    let parts = HelpTable.parts.filter { !known.contains($0.names) }
    return entries.map { ($0.names, $0.help, false) } + parts.map { ($0.names, $0.help, false) }
      + FunctionNames.all.map { ($0.names, $0.signature, true) }
      + DiagnosticCode.all.map { (Bilingual($0.id, $0.id), $0.title, false) }
  }

  /// Lines, each ended; nil for a name, in either language, that is none of these.
  package static func text(of name: String, in language: Language) -> String? {
    var pages: [String] = []
    if let entry = HelpTable.named(name) { pages.append(text(of: entry, language)) }
    if let function = FunctionTable.named(name) { pages.append(text(of: function, language)) }
    let code = DiagnosticCode.all.first { $0.id == name.uppercased() }
    if let code { pages.append(text(of: code, language)) }
    let parts = HelpTable.parts(named: name)
    // A word of one stage alone is told with all of that stage.
    let isTold = !pages.isEmpty
    pages += parts.map { text(of: $0.part, in: $0.entries, language) }
    if !isTold, parts.count == 1, parts[0].entries.count == 1 {
      pages.append(text(of: parts[0].entries[0], language))
    }
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  private static func text(of entry: HelpEntry, _ language: Language) -> String {
    let form = entry.form[language].isEmpty ? [] : [entry.form[language]]
    let parts = entry.parts.isEmpty ? [] : rows(entry.parts, language) + [""]
    return lined(
      [titled(entry.names, language)] + form + ["", entry.help[language], ""] + parts + [
        entry.example[language]
      ])
  }

  private static func text(of part: HelpPart, in entries: [HelpEntry], _ language: Language) -> String {
    let places = entries.map { $0.names[language] }.joined(separator: Bilingual(", ", "、")[language])
    return lined([
      titled(part.names, language), part.form[language], "", part.help[language],
      Bilingual("in: \(places)", "用于：\(places)")[language],
    ])
  }

  /// What each is called or how it is written, and behind it what it says.
  private static func rows(_ parts: [HelpPart], _ language: Language) -> [String] {
    let width = parts.map { DisplayWidth.of($0.form[language]) }.max() ?? 0
    return parts.map { part in
      let form = part.form[language]
      return "  " + form + String(repeating: " ", count: width - DisplayWidth.of(form) + 2)
        + part.help[language]
    }
  }

  private static func titled(_ names: Bilingual, _ language: Language) -> String {
    let other = names[language.other]
    return names[language] == other ? other : "\(names[language]) · \(other)"
  }

  private static func text(of function: FunctionDefinition, _ language: Language) -> String {
    let other = function.names[language.other]
    let examples = function.examples.map { "\($0.query)  →  \($0.result)" }
    let sample = FunctionTable.sample.name
    let note = Bilingual(
      "`\(sample)` is a small table for examples, and always there.", "`\(sample)` 是供举例的小表，总在那里。")
    let isRead = function.examples.contains { $0.query.contains(sample) }
    return lined(
      [function.signature(language), other, "", function.help[language], ""] + examples
        + (isRead ? [note[language]] : []))
  }

  private static func text(of code: DiagnosticCode, _ language: Language) -> String {
    let lines = ["\(code.id): \(code.title[language])", "", flowing(code.page[language])]
    guard let example = code.example(in: language) else { return lined(lines) }
    let words = [Bilingual("wrong:", "有误："), Bilingual("mended:", "改为：")].map { $0[language] }
    switch example.kind {
    case .queries:
      let width = words.map(DisplayWidth.of).max() ?? 0
      let labels = words.map { $0 + String(repeating: " ", count: width - DisplayWidth.of($0) + 1) }
      return lined(lines + ["", labels[0] + example.wrong, labels[1] + example.mended])
    case .commands:
      return lined(lines + ["", words[0]] + typed(example.wrong) + [words[1]] + typed(example.mended))
    }
  }

  /// As it is typed to a shell.
  private static func typed(_ commands: String) -> [String] {
    commands.split(separator: "\n").map { "  $ \($0)" }
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

  private static func lined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

extension DiagnosticCode {
  /// The example with the words of its queries in a language; what does not parse stays as it was written.
  package func example(in language: Language) -> DiagnosticExample? {
    guard let example, language == .chinese else { return example }
    let translated = { (text: String) in
      switch example.kind {
      case .queries: Self.chinese(text)
      case .commands: Self.chineseCommands(text)
      }
    }
    return DiagnosticExample(
      example.kind, wrong: translated(example.wrong), mended: translated(example.mended))
  }

  /// The queries in commands stand between single quotes.
  private static func chineseCommands(_ commands: String) -> String {
    commands.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .map { $0 % 2 == 1 ? chinese(String($1)) : String($1) }.joined(separator: "'")
  }

  private static func chinese(_ query: String) -> String {
    let parsed = Parser.parse(SourceText(query))
    guard parsed.status == .complete else { return query }
    let lines = Formatter(language: .chinese, width: .max, names: FunctionNames.ofFormatter).format(parsed)
    return lines.split(separator: "\n").joined(separator: "; ")
  }
}
