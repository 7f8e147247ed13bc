import Testing
import TianSource

@testable import TianSyntax

@Suite struct FormatterTests {
  private func formatted(_ text: String, _ language: Language = .english) -> String {
    Formatter(language: language).format(Parser.parse(SourceText(text)))
  }

  @Test func marksAreASCIIAndEqualsSignsCompare() {
    #expect(
      formatted("合作社 ｜ 筛选 面积 ＞ ５００亩 且 产业 ＝ “茶叶” ｜ 取 5")
        == "合作社 | where 面积 > 500亩 and 产业 == \"茶叶\" | take 5\n")
  }

  @Test func keywordsAreOfOneLanguage() {
    #expect(
      formatted("t | join left u as v on a == v.b | take 3 by k sort -x", .chinese)
        == "t | 关联 左 u 记作 v 依据 a == v.b | 取 3 按 k 排序 -x\n")
  }

  @Test func figuresStayAsTheyWereTyped() {
    #expect(formatted("7万余元 + 1_000") == "7万余元 + 1_000\n")
  }

  @Test func aLongQueryHasAStageALine() {
    let text = formatted("a | where \(String(repeating: "b", count: 90)) | take 3")
    #expect(text.split(separator: "\n").map { $0.prefix(7) } == ["a", "| where", "| take "])
  }

  @Test func aLongStageIsBroken() {
    let formatter = Formatter(language: .english, width: 40)
    let text = """
      let 汇总 = 合作社 | where 面积 > 500亩 and 产业 in ("茶叶", "水果") and 名称 contains "合作"
      | derive 规模 = case(面积 >= 1000亩 => "大", 面积 >= 200亩 => "中", else => "小"), 亩均 = 产值 / 面积
      | summarize 社数 = count(), 总产值 = sum(产值) to 万元, 平均 = avg(产值) by 县, 产业 sort -面积
      | select f"{县}：{sum(产值)} 与别的，很长很长很长很长的一行", 社数
      """
    #expect(
      formatter.format(Parser.parse(SourceText(text))) == """
        let 汇总 = 合作社
          | where 面积 > 500亩
              and 产业 in ("茶叶", "水果")
              and 名称 contains "合作"
          | derive
              规模 = case(
                面积 >= 1000亩 => "大",
                面积 >= 200亩 => "中",
                else => "小"
              ),
              亩均 = 产值 / 面积
          | summarize
              社数 = count(),
              总产值 = sum(产值) to 万元,
              平均 = avg(产值)
            by 县, 产业
            sort -面积
          | select
              f"{县}：{sum(产值)} 与别的，很长很长很长很长的一行",
              社数

        """)
  }

  @Test func longArithmeticIsBrokenAfterItsOperators() {
    let formatter = Formatter(language: .english, width: 32)
    let text = """
      t | derive 总 = 第一季度产值 + 第二季度产值 * 1.05 - 第三季度产值 + (第四季度产值 ?? 0)
      t | select 亩均产值 * 面积合计之和 * 1.000001, 面积合计之和 % 1000000007 + 面积合计之和
      t | where 第一季度产值 / 第二季度产值 >= 1.5 * avg(第三季度产值)
      """
    let written = """
      t
      | derive 总 = 第一季度产值 +
          第二季度产值 * 1.05 -
          第三季度产值 +
          (第四季度产值 ?? 0)
      t
      | select
          亩均产值 * 面积合计之和 *
              1.000001,
          面积合计之和 % 1000000007 +
              面积合计之和
      t
      | where 第一季度产值 /
          第二季度产值 >=
          1.5 * avg(第三季度产值)

      """
    let once = formatter.format(Parser.parse(SourceText(text)))
    #expect(once == written)
    #expect(formatter.format(Parser.parse(SourceText(once))) == once)
  }

  @Test func optionsAndLabelsAreOfTheLanguage() {
    let names = Formatter.Names(
      function: { name, _ in name },
      argument: { function, label, language in
        function == "round" && label == "digits" && language == .chinese ? "位数" : label
      })
    let text =
      "load \"x\" as t, delimiter: \";\", header: 2\nt | derive a = round(x, digits: 2), b = f(digits: 2)\n"
    let chinese = Formatter(language: .chinese, names: names).format(Parser.parse(SourceText(text)))
    #expect(
      chinese == "载入 \"x\" 记作 t, 分隔符: \";\", 表头: 2\nt | 新增 a = round(x, 位数: 2), b = f(digits: 2)\n")
    let again = Formatter(language: .english).format(Parser.parse(SourceText(chinese)))
    #expect(again.hasPrefix("load \"x\" as t, delimiter: \";\", header: 2\n"))
    #expect(
      formatted("t | 抽样 3, 种子: 7 | save \"a.csv\", 编码: \"gb18030\"")
        == "t | sample 3, seed: 7 | save \"a.csv\", encoding: \"gb18030\"\n")
  }

  @Test func commentsStayByTheirParts() {
    let text = """
      #!/usr/bin/env tian
      # 合作社的汇总


      # 第二段
      let x = # 门槛
        500亩  # 亩


      合作社   ＃ a table by itself
      | where # big ones
        面积 > x # not small
          and 产业 == "茶叶" # tea
      # all of them
      | derive a = 1, # one
        # two
        b = 2
      | select round( # half
          a, # first
          digits: 2), b # done
      | summarize n = count() # rows
        by 县; | take # last
        3
      # the end
      """
    #expect(
      formatted(text) == """
        #!/usr/bin/env tian
        # 合作社的汇总

        # 第二段
        # 门槛
        let x = 500亩 # 亩

        合作社 # a table by itself
        # big ones
        | where 面积 > x # not small
            and 产业 == "茶叶" # tea
        # all of them
        | derive
            a = 1, # one
            # two
            b = 2
        | select
            round(
              # half
              a, # first
              digits: 2
            ),
            b # done
        | summarize n = count() # rows
          by 县;
        # last
        | take 3
        # the end

        """)
  }

  @Test func aTextWithErrorsIsLeftAlone() {
    #expect(formatted("t | wher  x") == "t | wher  x")
  }

  @Test func jsonHoldsKindsValuesAndSpans() {
    let json = TreePrinter().json(Parser.parse(SourceText("t | take 3")).script)
    #expect(
      json == """
        {"node": "script", "span": [0, 10], "children": [
          {"node": "query", "span": [0, 10], "children": [
            {"node": "name", "value": "t", "span": [0, 1]},
            {"node": "take", "span": [4, 10], "children": [
              {"node": "figure", "value": "3", "span": [9, 10]}]}]}]}

        """)
  }
}
