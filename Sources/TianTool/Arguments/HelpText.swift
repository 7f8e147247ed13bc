import TianSource

/// The help, made of the table of options; it fits on a screen of 80 columns.
enum HelpText {
  static func screen(_ language: Language) -> SafeText {
    var lines = usage(language)
    lines.append(contentsOf: rows(Subcommand.allCases.map { ($0.usage, $0.help[language]) }))
    lines.append("")
    lines.append(contentsOf: rows(Option.all.map { (left($0), $0.help[language]) }))
    return SafeText(lines: lines.joined(separator: "\n") + "\n")
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
    switch option.action {
    case .flag: option.name
    case .value(let placeholder, _): "\(option.name) \(placeholder)"
    }
  }

  private static func rows(_ rows: [(left: String, right: String)]) -> [String] {
    let width = rows.reduce(0) { max($0, DisplayWidth.of($1.left)) }
    return rows.map { row in
      "  " + row.left + String(repeating: " ", count: width - DisplayWidth.of(row.left) + 2) + row.right
    }
  }
}
