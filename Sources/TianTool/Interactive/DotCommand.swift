import Tian
import TianEditor
import TianSource
import TianSyntax

/// A command to the prompt itself: a word that begins with a dot.
enum DotCommand: String, CaseIterable {
  case help, tables, schema, lang, quit

  enum Outcome {
    case goOn, quit
  }

  static func isOne(_ text: String) -> Bool {
    let trimmed = text.drop(while: \.isWhitespace)
    return trimmed.hasPrefix(".") || trimmed.hasPrefix("。")
  }

  static func run(_ text: String, at prompt: Prompt) throws(OutputError) -> Outcome {
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let name = String((words.first ?? "").dropFirst())
    let argument = words.count > 1 ? words[1].trimmed : ""
    guard let command = Self(rawValue: name) ?? (name == "exit" ? .quit : nil) else {
      let all = allCases.map { ".\($0.rawValue)" }.joined(separator: " ")
      prompt.reporter.say(Bilingual("no command `.\(name)`; there are \(all)", "没有命令 `.\(name)`；现有 \(all)"))
      return .goOn
    }
    switch command {
    case .help: try showHelp(argument, prompt)
    case .tables:
      if let list = prompt.session.tableList(prompt.reporter.language) { try prompt.reporter.show(list) }
    case .schema: try showSchema(argument, prompt)
    case .lang: setLanguage(argument, prompt)
    case .quit: return .quit
    }
    return .goOn
  }

  private static func showHelp(_ name: String, _ prompt: Prompt) throws(OutputError) {
    let language = prompt.reporter.language
    if name.isEmpty { return try prompt.reporter.output.write(help(language)) }
    guard let page = ExplainCommand.page(name, language) else {
      return prompt.reporter.say(Bilingual("nothing is called `\(name)`", "没有名为 `\(name)` 的内容"))
    }
    try prompt.reporter.output.write(SafeText(lines: page))
  }

  private static func showSchema(_ name: String, _ prompt: Prompt) throws(OutputError) {
    if !name.isEmpty {
      return try prompt.run(SourceText("\(name) | schema"), keepsResult: false, isTyped: false)
    }
    for name in prompt.session.workspace.tableNames {
      prompt.reporter.say(name)
      try prompt.run(SourceText("\(Completer.written(name)) | schema"), keepsResult: false)
    }
  }

  private static func setLanguage(_ name: String, _ prompt: Prompt) {
    guard let language = Language(rawValue: name) else {
      return prompt.reporter.say(Bilingual(".lang zh or .lang en", ".lang zh 或 .lang en"))
    }
    prompt.reporter.language = language
    prompt.reporter.say(Bilingual("messages are in English", "消息用中文"))
  }

  /// The verbs, on lines of a screen's width.
  private static func stages(_ language: Language, indent: Int) -> SafeText {
    var lines = [""]
    for name in Verb.allCases.map({ $0.name[language] }) {
      let longer = (lines[lines.count - 1] + " " + name).drop { $0 == " " }
      if indent + DisplayWidth.of(String(longer)) > 79 {
        lines.append(name)
      } else {
        lines[lines.count - 1] = String(longer)
      }
    }
    return SafeText(lines: lines.joined(separator: "\n" + String(repeating: " ", count: indent)))
  }

  private static func help(_ language: Language) -> SafeText {
    switch language {
    case .english:
      """
      A table flows through stages:   合作社 | where 面积 >= 500亩 | sort -面积 | take 10
      stages                          \(stages(language, indent: 32))
      .help NAME                      a stage, a function, a message: .help pivot
      groups                          村庄 | summarize 村数 = count() by 县
      a line that begins with |       goes on from the last result, which is called _
      a calculator                    3.5万元 / 12亩 to 元/亩
      .tables                         the tables
      .schema [TABLE]                 columns, types and units
      .lang zh|en                     language of messages
      .quit                           leave; Ctrl-D too. Ctrl-C stops a query

      """
    case .chinese:
      """
      表流过一个个步骤：      合作社 ｜ 筛选 面积 >= 500亩 ｜ 排序 -面积 ｜ 取 10
      步骤                    \(stages(language, indent: 24))
      .help 名称              一个步骤、函数或消息：.help 透视
      分组                    村庄 ｜ 汇总 村数 = 计数() 按 县
      以 | 开头的一行         从上一个结果接着写，上一个结果名为 _
      计算器                  3.5万元 / 12亩 换算 元/亩
      .tables                 所有的表
      .schema [表]            列、类型和单位
      .lang zh|en             消息的语言
      .quit                   退出，Ctrl-D 亦可；Ctrl-C 停止查询

      """
    }
  }
}

extension String {
  /// Without space at either end.
  fileprivate var trimmed: String {
    let head = drop(while: \.isWhitespace)
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }
}
