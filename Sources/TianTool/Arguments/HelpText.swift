import TianSource

/// The help, made of the table of options; it fits on a screen of 80 columns and 24 rows.
enum HelpText {
  /// Options that share a line, and what it says of them; all others have one of their own.
  private static let shared: [(names: [String], help: Bilingual)] = [
    (["-c", "-f"], Bilingual("run a query, a script (- is standard input)", "运行一个查询、一个脚本（- 为标准输入）")),
    (Option.all.filter(\.isFormat).map(\.name), Bilingual("format of results", "结果的格式")),
    (["--keep-going", "--errors"], Bilingual("go on after errors; how they are written", "出错后继续；错误的写法")),
    (["--no-header", "--null"], Bilingual("no column names; what stands for null", "不写列名；空值写作什么")),
    (["--threads", "--memory"], Bilingual("the most that is used: 4, 800M", "最多使用的线程与内存：4、800M")),
    (["--lang", "--color"], Bilingual("language of messages; when to colour", "消息的语言；何时着色")),
    (["--safe", "--no-rc"], Bilingual("only the folders given; no start file", "只读所给的文件夹；不运行启动文件")),
    (["--let", "--dialect"], Bilingual("bind a value; what `sql` is for", "绑定一个值；`sql` 面向的数据库")),
    (["--man", "--completions"], Bilingual("a shell's completions; the manual page", "某个 shell 的补全；手册页")),
    (["--help", "--version"], Bilingual("this page; the version", "本页；版本")),
  ]

  static func screen(_ language: Language) -> SafeText {
    var lines = usage(language)
    lines += rows(Subcommand.allCases.map { ($0.usage, $0.help[language]) } + optionRows(language))
    return SafeText(lines: lines.joined(separator: "\n") + "\n")
  }

  private static func optionRows(_ language: Language) -> [(left: String, right: String)] {
    Option.all.compactMap { option in
      guard let group = shared.first(where: { $0.names.contains(option.name) }) else {
        return (left(option), option.help[language])
      }
      guard group.names.first == option.name else { return nil }
      let lefts = Option.all.filter { group.names.contains($0.name) }.map(left)
      return (lefts.joined(separator: " "), group.help[language])
    }
  }

  private static func usage(_ language: Language) -> [String] {
    switch language {
    case .english:
      [
        "tian [FOLDER|FILE.csv|NAME=FILE …] [-c QUERY] [-f FILE] [SCRIPT.tian] [-]",
        "Questions to tables. Without a query: a prompt, or a script on standard input.",
        "Beside a query - is the table _stdin; 'data-*.csv' is all such files as one.",
      ]
    case .chinese:
      [
        "tian [文件夹|文件.csv|名称=文件 …] [-c 查询] [-f 文件] [脚本.tian] [-]",
        "向表提问。不给查询时进入提示符，或从标准输入读脚本。",
        "已给查询时，- 是表 _stdin；'data-*.csv' 是由多个文件合成的一张表。",
      ]
    }
  }

  private static func left(_ option: Option) -> String {
    option.placeholder.map { "\(option.name) \($0)" } ?? option.name
  }

  /// What is said stands in one column, but behind what is longer than most.
  private static func rows(_ rows: [(left: String, right: String)]) -> [String] {
    let width = rows.map { DisplayWidth.of($0.left) }.filter { $0 <= 30 }.max() ?? 0
    return rows.map { row in
      "  " + DisplayWidth.padded(row.left, cells: width) + "  " + row.right
    }
  }
}
