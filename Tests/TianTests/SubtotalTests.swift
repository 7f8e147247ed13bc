import Testing

@testable import Tian

/// A subtotal's null is shown as what it stands for, to people alone.
@Suite struct SubtotalTests {
  private static func workspace() throws -> Workspace {
    let workspace = Workspace(threadCount: 2)
    try workspace.add(csv: "省,县,数\n川,甲,1\n川,,2\n黔,乙,3\n", as: "t")
    return workspace
  }

  @Test func boxesAndMarkdownSayTotal() throws {
    let result = try Self.workspace().query("t | summarize n = sum(数) by rollup(省, 县)")
    let rows = result.text(as: .box).split(separator: "\n").map(String.init)
    // A null key is no subtotal.
    #expect(rows.contains { $0.contains("川") && $0.contains("·") && $0.contains("省, 县") })
    #expect(rows.contains { $0.contains("川") && $0.contains("total") && !$0.contains("省, 县") })
    #expect(rows.contains { $0.split(separator: "total").count == 3 })
    #expect(result.text(as: .markdown).contains("| total | total |"))
    #expect(!result.text(as: .csv).contains("total"))
  }

  @Test func chineseWordsSayItInChinese() throws {
    let result = try Self.workspace().query("t | 汇总 n = 合计(数) 按 全组合(省) | 排序 -n")
    #expect(result.text(as: .markdown).contains("| 合计 |"))
  }

  /// Without the column of levels a null is only a null.
  @Test func droppedLevelsLeaveNulls() throws {
    let result = try Self.workspace().query("t | summarize n = count() by rollup(省) | drop level")
    #expect(!result.text(as: .box).contains("total"))
  }

  @Test func completeThatCannotFitIsRefused() throws {
    #expect {
      try Self.workspace().query(
        "t | derive a = 数, b = 数 + 1 | complete a in 1..1000000, b in 1..1000000 | summarize count()")
    } throws: {
      ($0 as? TianError)?.diagnostics.first?.code.id == "T401"
    }
  }
}
