import Tian
import TianEditor
import TianSource
import TianSyntax

extension DotCommand {
  enum Outcome {
    case goOn, quit
  }

  static func run(_ text: String, at prompt: Prompt) throws(OutputError) -> Outcome {
    let (word, argument) = text.firstWord
    let name = String(word.dropFirst())
    guard let command = Self(named: name.lowercased()) else {
      let all = Self.allCases.map(\.names)
      var near = all.filter { names in
        let match = NameMatch(name)
        return match.rank(of: names.en) != nil || match.rank(of: names.zh) != nil
      }
      if near.isEmpty, let nearest = NameMatch.nearest(to: name, among: all.flatMap { [$0.en, $0.zh] }) {
        near = all.filter { $0.en == nearest || $0.zh == nearest }
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
    if case .nothing = command.description.argument, !argument.isEmpty {
      prompt.sayUsage(of: command)
      return .goOn
    }
    try command.run(argument, prompt)
    return .goOn
  }

  private func run(_ argument: String, _ prompt: Prompt) throws(OutputError) {
    switch self {
    case .help: try Self.showHelp(argument, prompt)
    case .tables:
      if let list = prompt.session.tableList(prompt.reporter.language) { try prompt.show(list) }
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
    case .edit: prompt.edit(prompt.lastQuery ?? "")
    case .mode, .timer, .lang: prompt.set(rawValue, argument)
    case .pager:
      if argument.isEmpty { return try prompt.showLast(.on) }
      prompt.set(rawValue, argument)
    case .settings: try Self.settings(argument, prompt)
    case .quit: break
    }
  }

  private static func showHelp(_ name: String, _ prompt: Prompt) throws(OutputError) {
    let language = prompt.reporter.language
    if name.isEmpty { return try prompt.show(PromptHelp.screen(language)) }
    if let command = Self(named: name.hasPrefix(".") ? String(name.dropFirst()) : name), name.hasPrefix(".") {
      let lines = [
        command.usage(language), command.names[language.other], "", command.description.help[language],
      ]
      return try prompt.show(lines.joined(separator: "\n") + "\n")
    }
    guard let page = HelpPage.text(of: name, in: language) else {
      return prompt.reporter.say(ExplainCommand.unknown(name))
    }
    try prompt.show(page)
  }

  private static func showSchema(_ name: String, _ prompt: Prompt) throws(OutputError) {
    if !name.isEmpty { return try prompt.ask(name, .schema) }
    for name in prompt.session.workspace.tableNames {
      prompt.reporter.say(name)
      try prompt.ask(WrittenName.of(name), .schema)
    }
  }

  private static func settings(_ argument: String, _ prompt: Prompt) throws(OutputError) {
    let (name, value) = argument.firstWord
    if !name.isEmpty { return prompt.set(name, value) }
    let settings = prompt.reporter.settings
    let language = prompt.reporter.language
    let names = Setting.all.map { DisplayWidth.of($0.names[language]) }.max() ?? 0
    let values = Setting.all.map { DisplayWidth.of($0.read(settings)[language]) }.max() ?? 0
    let lines = Setting.all.map { setting in
      DisplayWidth.padded(setting.names[language], cells: names + 2)
        + DisplayWidth.padded(setting.read(settings)[language], cells: values + 2)
        + setting.help[language] + "\n"
    }
    try prompt.show(lines.joined())
  }
}

extension Prompt {
  /// Asks for what a table is like, in the language of the messages.
  func ask(_ table: String, _ verb: Verb) throws(OutputError) {
    let query = "\(table) | \(verb.name[reporter.language])"
    try run(SourceText(query), keepsResult: false, isTyped: false)
  }

  func set(_ name: String, _ value: String) {
    func list(_ names: [Bilingual]) -> Bilingual {
      Bilingual(names.map(\.en).joined(separator: " "), names.map(\.zh).joined(separator: " "))
    }
    guard let setting = Setting.named(name) else {
      let all = list(Setting.all.map(\.names))
      return reporter.say(
        Bilingual("no setting `\(name)`; there are \(all.en)", "没有设置 `\(name)`；现有 \(all.zh)"))
    }
    let taken = setting.choices.map(list) ?? setting.help
    let names = setting.names
    if value.isEmpty {
      let now = setting.read(reporter.settings)
      return reporter.say(
        Bilingual("\(names.en) is \(now.en) (\(taken.en))", "\(names.zh)：\(now.zh)（\(taken.zh)）"))
    }
    guard setting.write(&reporter.settings, value) else {
      return reporter.say(
        Bilingual(
          "\(names.en) takes \(taken.en), not `\(value)`", "\(names.zh) 可用 \(taken.zh)，而不是 `\(value)`"))
    }
    if isStarting { return }
    let now = setting.read(reporter.settings)
    reporter.say(
      Bilingual("\(names.en): \(now.en)", "\(names.zh)：\(now.zh)")[reporter.language], style: .dim)
  }

  /// How a command is used, where it was not used so.
  func sayUsage(of command: DotCommand) {
    let (en, zh) = (command.usage(.english), command.usage(.chinese))
    let help = command.description.help
    reporter.say(Bilingual("usage: \(en) — \(help.en)", "用法：\(zh)，\(help.zh)"))
  }
}

extension String {
  /// Without space at either end.
  var trimmed: String {
    let head = drop(while: \.isWhitespace)
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }

  /// The first word, and what stands behind it.
  var firstWord: (word: String, rest: String) {
    let head = drop(while: \.isWhitespace)
    let word = head.prefix { !$0.isWhitespace }
    return (String(word), String(head[word.endIndex...]).trimmed)
  }

  /// Without the quotes around it, if there are any.
  var unquoted: String {
    guard count > 1, let first, first == last, "\"'".contains(first) else { return self }
    return String(dropFirst().dropLast())
  }
}
