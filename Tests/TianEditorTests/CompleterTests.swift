import Testing
import TianSource

@testable import TianEditor

@Suite struct CompleterTests {
  private let names = Completer.Names(
    tables: ["合作社", "村庄", "sales 2023"], definitions: ["门槛"], functions: ["sum", "合计", "substring"],
    columns: { $0 == "合作社" ? ["名称", "面积", "亩均产值(元/亩)"] : [] })

  /// The candidates where `⌖` stands, and the word that they replace.
  private func complete(_ marked: String, _ language: Language = .english) -> (
    word: String, candidates: [String]
  ) {
    let parts = marked.split(separator: "⌖", omittingEmptySubsequences: false)
    let before = String(parts[0])
    let (from, candidates) = Completer(names, language: language)
      .complete(before + parts[1], cursor: before.utf8.count)
    return (String(decoding: Array(before.utf8)[from...], as: UTF8.self), candidates)
  }

  @Test func aStatementBeginsWithTables() {
    #expect(complete("⌖").candidates.prefix(4) == ["合作社", "村庄", "[sales 2023]", "门槛"])
    #expect(complete("合⌖").candidates == ["合作社"])
    #expect(complete("合⌖").word == "合")
    #expect(complete("let x = 3; 村⌖").candidates == ["村庄"])
  }

  @Test func aPipeIsFollowedByStagesInTheLanguageTyped() {
    #expect(complete("合作社 | su⌖").candidates == ["summarize"])
    #expect(complete("合作社 ｜ 汇⌖").candidates == ["汇总"])
    #expect(complete("合作社 | ⌖", .chinese).candidates.contains("筛选"))
    #expect(complete("合作社 | ⌖").candidates.contains("where"))
  }

  @Test func anExpressionSeesColumnsFunctionsAndNewNames() {
    #expect(complete("合作社 | where 面⌖").candidates == ["面积"])
    #expect(complete("合作社 | derive 新列 = 3 | where 新⌖ > 2").candidates == ["新列"])
    #expect(complete("合作社 | select ⌖").candidates.contains("[亩均产值(元/亩)]"))
    #expect(complete("合作社 | summarize x = su⌖").candidates == ["sum", "substring"])
    #expect(complete("合作社 | summarize x = 合⌖").candidates == ["合计"])
    #expect(complete("合作社 | where 面积 > 门⌖").candidates == ["门槛"])
    #expect(complete("村庄 | where 面⌖").candidates == [])
  }

  @Test func tablesFollowJoin() {
    #expect(complete("合作社 | join left 村⌖").candidates == ["村庄"])
    #expect(complete("from ⌖").candidates.contains("合作社"))
  }

  @Test func nothingIsOfferedInsideAText() {
    #expect(complete("合作社 | where 名称 == \"su⌖").candidates == [])
    #expect(complete("合作社 | where 名称 == \"su⌖\"").candidates == [])
  }

  @Test func aCursorAnywhereIsSafe() {
    let text = "合作社 | where [面 > \"x"
    for cursor in 0...(text.utf8.count + 3) {
      _ = Completer(names, language: .chinese).complete(text, cursor: cursor)
    }
  }
}
