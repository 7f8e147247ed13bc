import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// `grammar/reference.md`, made of the tables that the program itself reads.
struct ReferencePage {
  let samples: SampleSession

  var text: String {
    let parts = [
      head, section("Statements", "语句", HelpTable.statements), section("Stages", "步骤", HelpTable.stages),
      section("Values", "值", HelpTable.values), operators, types, functions, units, hedges, missing, messages,
    ]
    return parts.joined(separator: "\n")
  }

  private let head = """
    # Tian, for reference · 田语言参考

    Recorded from the tables of the program; `tian explain NAME` shows the same. Examples of stages run over
    `samples/`, with their results below.
    由程序中的各表生成；`tian explain 名称` 显示同样的内容。步骤的例子在 `samples/` 上运行，结果列在下面。

    """

  private func section(_ english: String, _ chinese: String, _ entries: [HelpEntry]) -> String {
    "## \(english) · \(chinese)\n\n" + entries.map(entry).joined(separator: "\n")
  }

  private func entry(_ entry: HelpEntry) -> String {
    var text = "### `\(entry.names.en)` · `\(entry.names.zh)`\n"
    for language in Language.allCases {
      text += "`` \(entry.form[language]) ``  \n\(entry.help[language])\n\n"
    }
    if !entry.parts.isEmpty {
      let rows = entry.parts.map { [code($0.form.en), $0.help.en, code($0.form.zh), $0.help.zh] }
      text += table(["word", "meaning", "词", "含义"], rows) + "\n"
    }
    guard !entry.example.en.isEmpty else { return text }
    let output = samples.outputs(entry.example.en).last ?? ""
    return text + "```\n\(entry.example.en)\n\(entry.example.zh)\n\n\(output)```\n"
  }

  private var operators: String {
    let rows = HelpTable.operators.map { entry in
      let words = entry.names.en == entry.names.zh ? [entry.names.en] : [entry.names.en, entry.names.zh]
      let lines = samples.outputs(entry.example.en).joined().split(separator: "\n")
      return [
        words.map(code).joined(separator: " "), entry.help.en, entry.help.zh, code(entry.example.en),
        lines.count > 1 ? String(lines[1]) : "",
      ]
    }
    return "## Operators · 运算符\n\nFrom the loosest to the tightest. 由松到紧。\n\n"
      + table(["operator 运算符", "meaning", "含义", "example 例", "result 结果"], rows)
  }

  private var types: String {
    let rows = DataType.Kind.samples.map { kind in
      [code(kind.help.names.en), kind.help.names.zh, kind.help.text.en, kind.help.text.zh]
    }
    return "## Types · 类型\n\n" + table(["type", "类型", "holds", "内容"], rows)
  }

  private var functions: String {
    let rows = FunctionTable.all.flatMap { function in
      let examples = function.examples.map { "`` \($0.query) `` → \($0.result)" }
      return [
        [code(function.signature(.english)), function.help.en, examples[0]],
        [
          code(function.signature(.chinese)), function.help.zh,
          examples.dropFirst().joined(separator: "<br>"),
        ],
      ]
    }
    return "## Functions · 函数\n\nThe examples read the table `\(FunctionTable.sample.name)`. 例子用到表 `例`：\n\n"
      + "```\n\(FunctionTable.sample.csv)```\n\n"
      + table(["signature 写法", "help 说明", "example 例"], rows)
  }

  private var units: String {
    let rows = UnitTable.standard.all.map { unit in
      [
        code(unit.symbol), unit.latinNames.first.map(code) ?? "",
        (unit.names.dropFirst() + unit.latinNames.dropFirst()).map(code).joined(separator: " "),
      ]
    }
    return "## Units · 单位\n\n`grammar/units.csv` has their dimensions and factors. 量纲与换算系数见该文件。\n\n"
      + table(["单位", "unit", "also 又作"], rows)
  }

  private var hedges: String {
    let words: [(place: Bilingual, words: [HedgeWord])] = [
      (Bilingual("before a figure", "数前"), HedgeTable.before),
      (Bilingual("beside the multiplier", "倍数旁"), HedgeTable.within),
      (Bilingual("after a figure", "数后"), HedgeTable.after),
    ]
    let rows = words.flatMap { place, words in
      words.map { [code($0.word), place.en, place.zh, "\($0.hedge)", $0.isForQueries ? "✓" : ""] }
    }
    return "## Hedges · 约数\n\n`grammar/hedges.csv` has those of ranges and numerals too. 区间与数词见该文件。\n\n"
      + table(["word 词", "stands", "位置", "means 含义", "in queries 用于查询"], rows)
  }

  private var missing: String {
    let rows = MissingWord.Meaning.allCases.map { meaning in
      [
        MissingTable.words.filter { $0.meaning == meaning }.map { code($0.word) }.joined(separator: " "),
        meaning.rawValue, meaning.chinese,
      ]
    }
    return "## Missing words · 缺失词\n\nIn cells of columns that are no text. 用于非文本列的单元格。\n\n"
      + table(["word 词", "means", "含义"], rows)
  }

  private var messages: String {
    let rows = DiagnosticCode.all.map { [$0.id, $0.title.en, $0.title.zh] }
    return "## Messages · 消息\n\n`tian explain T203` tells more. `tian explain T203` 给出详情。\n\n"
      + table(["code 代码", "message", "消息"], rows)
  }

  private func code(_ text: String) -> String { text.contains("`") ? "`` \(text) ``" : "`\(text)`" }

  private func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows.map { $0.map(cell) }
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
