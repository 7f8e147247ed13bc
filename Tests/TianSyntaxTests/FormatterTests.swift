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
    let text = formatted("a | where \(String(repeating: "b and ", count: 20))c | take 3")
    #expect(text.split(separator: "\n").map { $0.prefix(7) } == ["a", "| where", "| take "])
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
