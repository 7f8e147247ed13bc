import TianSource

/// A command to the prompt itself: a word that begins with a dot.
enum DotCommand: String, CaseIterable {
  case help, tables, schema, describe, last, explain, open, reload, read, save, export, history, edit
  case mode, timer, pager, lang, settings, quit

  /// What may stand behind it, for completion.
  enum Argument {
    case nothing, helpName, table, file, setting, text
    case choice(of: String)
  }

  struct Description {
    var chinese: String
    var form: Bilingual
    var help: Bilingual
    var argument: Argument
  }

  var names: Bilingual { Bilingual(rawValue, description.chinese) }

  /// `.schema [TABLE]`.
  func usage(_ language: Language) -> String {
    let form = description.form[language]
    return ".\(names[language])" + (form.isEmpty ? "" : " \(form)")
  }

  static func isOne(_ text: String) -> Bool {
    let trimmed = text.drop(while: \.isWhitespace)
    return trimmed.hasPrefix(".") || trimmed.hasPrefix("。")
  }

  /// By either of its names, or one that other programs have for it.
  init?(named name: String) {
    guard let known = Self.allCases.first(where: { $0.rawValue == name || $0.description.chinese == name })
    else {
      guard let known = Self.habits[name] else { return nil }
      self = known
      return
    }
    self = known
  }

  private static let habits: [String: DotCommand] = [
    "exit": .quit, "q": .quit, "h": .help, "ls": .tables, "cols": .schema, "plan": .explain, "import": .open,
    "output": .export, "desc": .describe, "set": .settings, "show": .settings,
  ]

  var description: Description {
    switch self {
    case .help:
      row("帮助", "[NAME]", "[名称]", "all commands; or a stage, function, message", "所有命令；或步骤、函数、消息", .helpName)
    case .tables: row("表", "", "", "the tables", "所有的表", .nothing)
    case .schema: row("结构", "[TABLE]", "[表]", "columns, types and units", "列、类型和单位", .table)
    case .describe:
      row("概览", "[TABLE]", "[表]", "nulls, range, histogram of each column", "各列的空值、范围、分布", .table)
    case .last:
      row(
        "上次", "", "", "the last result again, all of it; queries call it _", "重新显示上一个结果的全部；查询中名为 _", .nothing)
    case .explain:
      row("解释", "[QUERY]", "[查询]", "the plan of the last query, or of this one", "上一个或这个查询的执行计划", .text)
    case .open:
      row("打开", "PATH [as NAME]", "路径 [as 名称]", "add a folder's tables, or a file", "加入文件夹中的表或一个文件", .file)
    case .reload: row("重载", "", "", "look again at the folders and files", "重新查看文件夹和文件", .nothing)
    case .read: row("运行", "FILE.tian", "文件.tian", "run a script here", "在此运行一个脚本", .file)
    case .save:
      row("保存", "FILE.tian", "文件.tian", "this session's statements, as a script", "把本次会话的语句存为脚本", .file)
    case .export:
      row(
        "导出", "FILE [TABLE]", "文件 [表]", "the last result or a table: csv tsv json jsonl md html",
        "上一个结果或表：csv tsv json jsonl md html", .file)
    case .history: row("历史", "[TEXT]", "[文字]", "what was entered before", "以前输入过的内容", .text)
    case .edit: row("编辑", "", "", "the last query in $EDITOR", "用 $EDITOR 编辑上一个查询", .nothing)
    case .mode:
      row(
        "格式", "MODE", "格式", "table vertical csv tsv json jsonl md html",
        "表格 竖排 csv tsv json jsonl md html", .choice(of: "mode"))
    case .timer: row("计时", "on|off", "开|关", "whether the time is told", "是否显示用时", .choice(of: "timer"))
    case .pager:
      row(
        "分页", "[off|auto|on]", "[关|自动|开]", "page by page what is long; alone: the last result",
        "长内容分页显示；不带参数则分页看上一个结果", .choice(of: "pager"))
    case .lang: row("语言", "zh|en", "中文|英文", "language of messages", "消息的语言", .choice(of: "lang"))
    case .settings: row("设置", "[NAME VALUE]", "[名称 值]", "all settings, or change one", "所有设置，或改一项", .setting)
    case .quit:
      row("退出", "", "", "leave; Ctrl-D too. Ctrl-C stops a query", "退出，Ctrl-D 亦可；Ctrl-C 停止查询", .nothing)
    }
  }

  private func row(
    _ chinese: String, _ form: String, _ formInChinese: String, _ help: String, _ helpInChinese: String,
    _ argument: Argument
  ) -> Description {
    Description(
      chinese: chinese, form: Bilingual(form, formInChinese), help: Bilingual(help, helpInChinese),
      argument: argument)
  }
}

/// What is typed by habit of other programs, and what does it here.
enum HabitWord {
  /// A hint for a whole line that is such a word; nil for any other. Names that the session has are no habit.
  static func hint(for text: String, isName: (String) -> Bool) -> Bilingual? {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if let last = words.popLast() { words.append(last.hasSuffix(";") ? String(last.dropLast()) : last) }
    let line = words.joined(separator: " ").lowercased()
    guard let first = words.first, !isName(words.joined(separator: " ")) else { return nil }
    for (forms, command) in lines where forms.contains(line) {
      return Bilingual(
        "`.\(command.rawValue)` does that here", "这里用 `.\(command.names.zh)`（或 `.\(command.rawValue)`）")
    }
    let known: Set<String> = ["desc", "describe", "\\d", "show", "use", "\\c", "head", "view"]
    guard words.count == 2, known.contains(first.lowercased()), isName(words[1]) else { return nil }
    return Bilingual(
      "`.schema \(words[1])` lists its columns, `\(words[1]) | take 10` its first rows",
      "`.结构 \(words[1])` 列出各列，`\(words[1]) | 取 10` 看前几行")
  }

  private static let lines: [(forms: Set<String>, command: DotCommand)] = [
    (["help", "?", "h", "\\?", "\\h", "man", "帮助", "？"], .help),
    (["exit", "quit", "q", ":q", "\\q", "bye", "logout", "exit()", "quit()", "退出", "再见"], .quit),
    (
      [
        "show tables", "tables", "ls", "dir", "\\d", "\\dt", "\\l", "show databases", "list", "显示表", "所有表",
        "表",
      ], .tables
    ),
    (["history", "\\s", "历史"], .history),
    (["set", "settings", "options", "设置"], .settings),
    (["reload", "refresh", "重载"], .reload),
    (["\\timing", "timing"], .timer),
  ]
}
