import TianSource
import TianSyntax

/// The page of `.help`: what a query is like, and every command. It is made of the tables of stages and of
/// commands, and fits 80 columns.
enum PromptHelp {
  static func screen(_ language: Language) -> String {
    let rows =
      opening(language)
      + DotCommand.allCases.map { command in
        (command.usage(language), command.description.help[language])
      }
    let width = rows.reduce(0) { max($0, DisplayWidth.of($1.0)) } + 2
    let lines = rows.map { left, right in
      DisplayWidth.padded(left, cells: width) + right
    }
    let verbs = wrapped(Verb.allCases.map { $0.name[language] }, cells: 79 - 2).map { "  " + $0 }
    let stages = Bilingual("Stages, each told by .help STAGE:", "步骤（.帮助 步骤名 有说明）：")[language]
    return (lines + [stages] + verbs).joined(separator: "\n") + "\n"
  }

  private static func opening(_ language: Language) -> [(String, String)] {
    switch language {
    case .english:
      [
        ("a query", "土地 | where 面积 >= 500亩 | sort -面积 | take 10"),
        ("groups", "村庄 | summarize 村数 = count() by 县"),
        ("goes on from the last", "| take 3"),
        ("a calculator", "3.5万元 / 12亩 to 元/亩"),
      ]
    case .chinese:
      [
        ("查询", "土地 ｜ 筛选 面积 >= 500亩 ｜ 排序 -面积 ｜ 取 10"),
        ("分组", "村庄 ｜ 汇总 村数 = 计数() 按 县"),
        ("接着上一个结果", "｜ 取 3"),
        ("计算器", "3.5万元 / 12亩 换算 元/亩"),
      ]
    }
  }

  private static func wrapped(_ words: [String], cells: Int) -> [String] {
    words.reduce(into: [""]) { lines, word in
      let last = lines[lines.count - 1]
      let longer = last.isEmpty ? word : last + " " + word
      if DisplayWidth.of(longer) > cells { lines.append(word) } else { lines[lines.count - 1] = longer }
    }
  }
}
