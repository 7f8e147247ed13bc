import Tian
import TianEditor
import TianSource
import TianSyntax

extension DotCommand {
  enum Outcome {
    case goOn, quit
  }

  static func run(_ text: String, at prompt: Prompt) throws(OutputError) -> Outcome {
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let name = String((words.first ?? "").dropFirst())
    let argument = words.count > 1 ? words[1].trimmed : ""
    guard let command = Self(named: name.lowercased()) else {
      let near = Self.allCases.map(\.names).filter { names in
        let match = NameMatch(name)
        return match.rank(of: names.en) != nil || match.rank(of: names.zh) != nil
      }
      let known = near.isEmpty ? [Bilingual("help", "帮助")] : near
      let (en, zh) = (known.map { ".\($0.en)" }, known.map { ".\($0.zh)" })
      prompt.reporter.say(
        Bilingual(
          "no command `.\(name)`; see \(en.joined(separator: " "))",
          "没有命令 `.\(name)`；参见 \(zh.joined(separator: " "))"))
      return .goOn
    }
    if command == .quit { return .quit }
    try command.run(argument, prompt)
    return .goOn
  }

  private func run(_ argument: String, _ prompt: Prompt) throws(OutputError) {
    switch self {
    case .help: try Self.showHelp(argument, prompt)
    case .tables:
      if let list = prompt.session.tableList(prompt.reporter.language) { try prompt.reporter.show(list) }
    case .schema: try Self.showSchema(argument, prompt)
    case .describe: try prompt.ask(argument.isEmpty ? "_" : argument, .describe)
    case .last: try prompt.showLast()
    case .explain: try prompt.explain(argument)
    case .open: prompt.open(argument)
    case .reload: prompt.reload()
    case .read: try prompt.read(argument)
    case .save: try prompt.save(argument)
    case .export: try prompt.export(argument)
    case .history: try prompt.showHistory(argument)
    case .edit: prompt.edit()
    case .mode, .timer, .lang: prompt.set(rawValue, argument)
    case .pager:
      if argument.isEmpty { return try prompt.pageLast() }
      prompt.set(rawValue, argument)
    case .settings: try Self.settings(argument, prompt)
    case .quit: break
    }
  }

  private static func showHelp(_ name: String, _ prompt: Prompt) throws(OutputError) {
    let language = prompt.reporter.language
    if name.isEmpty { return try prompt.reporter.output.write(PromptHelp.screen(language)) }
    if let command = Self(named: name.hasPrefix(".") ? String(name.dropFirst()) : name), name.hasPrefix(".") {
      let lines = [
        command.usage(language), command.names[language.other], "", command.description.help[language],
      ]
      return try prompt.reporter.output.write(SafeText(lines: lines.joined(separator: "\n") + "\n"))
    }
    guard let page = ExplainCommand.page(name, language) else {
      return prompt.reporter.say(Bilingual("nothing is called `\(name)`", "没有名为 `\(name)` 的内容"))
    }
    try prompt.reporter.output.write(SafeText(lines: WrappedText.of(page, columns: columns(prompt))))
  }

  private static func columns(_ prompt: Prompt) -> Int? {
    prompt.reporter.outputInfo.isTerminal ? TerminalInfo(descriptor: 1).columns : nil
  }

  private static func showSchema(_ name: String, _ prompt: Prompt) throws(OutputError) {
    if !name.isEmpty { return try prompt.ask(name, .schema) }
    for name in prompt.session.workspace.tableNames {
      prompt.reporter.say(name)
      try prompt.ask(WrittenName.of(name), .schema)
    }
  }

  private static func settings(_ argument: String, _ prompt: Prompt) throws(OutputError) {
    let words = argument.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    if let name = words.first { return prompt.set(name, words.count > 1 ? words[1].trimmed : "") }
    let settings = prompt.reporter.settings
    let names = Setting.all.map { DisplayWidth.of($0.name) }.max() ?? 0
    let values = Setting.all.map { DisplayWidth.of($0.read(settings)) }.max() ?? 0
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)) + 2)
    }
    for setting in Setting.all {
      let line = padded(setting.name, names) + padded(setting.read(settings), values)
      try prompt.reporter.output.write(SafeText(line + setting.help[prompt.reporter.language]) + "\n")
    }
  }
}

extension Prompt {
  /// Asks for what a table is like, in the language of the messages.
  func ask(_ table: String, _ verb: Verb) throws(OutputError) {
    let query = "\(table) | \(verb.name[reporter.language])"
    try run(SourceText(query), keepsResult: false, isTyped: false)
  }

  func set(_ name: String, _ value: String) {
    guard let setting = Setting.named(name) else {
      let all = Setting.all.map(\.name).joined(separator: " ")
      return reporter.say(Bilingual("no setting `\(name)`; there are \(all)", "没有设置 `\(name)`；现有 \(all)"))
    }
    let taken = setting.choices?.joined(separator: " ") ?? setting.help[reporter.language]
    if value.isEmpty {
      let now = setting.read(reporter.settings)
      return reporter.say(Bilingual("\(name) is \(now) (\(taken))", "\(name)：\(now)（\(taken)）"))
    }
    guard setting.write(&reporter.settings, value.lowercased()) else {
      return reporter.say(
        Bilingual("\(name) takes \(taken), not `\(value)`", "\(name) 可用 \(taken)，而不是 `\(value)`"))
    }
    if isStarting { return }
    let now = setting.read(reporter.settings)
    reporter.say(Bilingual("\(name): \(now)", "\(name)：\(now)")[reporter.language], style: .dim)
  }
}

extension String {
  /// Without space at either end.
  var trimmed: String {
    let head = drop(while: \.isWhitespace)
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }

  /// Without the quotes around it, if there are any.
  var unquoted: String {
    guard count > 1, let first, first == last, "\"'".contains(first) else { return self }
    return String(dropFirst().dropLast())
  }
}
