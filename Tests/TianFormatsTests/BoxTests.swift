import Testing
import TianEngine
import TianSource

@testable import TianFormats

@Suite struct BoxTests {
  private func box(_ result: ResultTable, width: Int? = nil, rows: Int? = 40) -> String {
    result.text(.box, FormatOptions(box: BoxOptions(width: width, rowCountMax: rows)))
  }

  @Test func numbersStandRightAndHeadersShowUnits() throws {
    let result = ResultTable(
      [
        try texts("县", ["思南县", nil, "tab\there"]),
        try exacts("总产", .decimal(scale: 1), unit: "吨", [12_843_105, 184_000, nil]),
        try exacts("社数", .int, [143, 5208, 3]),
      ], rowCount: 3)
    #expect(
      box(result) == """
        ┌──────────┬─────────────┬───────┐
        │ 县       │  总产（吨） │  社数 │
        ├──────────┼─────────────┼───────┤
        │ 思南县   │ 1,284,310.5 │   143 │
        │ ·        │    18,400.0 │ 5,208 │
        │ tab here │           · │     3 │
        └──────────┴─────────────┴───────┘

        """)
  }

  @Test func yearsAndCodesHaveNoSeparators() throws {
    let result = ResultTable(
      [
        try exacts("成立", .int, [1998, 2023]), try exacts("村编码", .int, [522_225_102_201, nil]),
        try exacts("人口", .int, unit: "人", [2001, 1998]),
      ], rowCount: 2)
    #expect(
      box(result) == """
        ┌──────┬──────────────┬────────────┐
        │ 成立 │       村编码 │ 人口（人） │
        ├──────┼──────────────┼────────────┤
        │ 1998 │ 522225102201 │      2,001 │
        │ 2023 │            · │      1,998 │
        └──────┴──────────────┴────────────┘

        """)
  }

  @Test func floatsShareTheirDigits() throws {
    let result = ResultTable(
      [
        try floats("a", [2.0 / 3, 0.5]), try floats("b", [1234.5678, 1e-9]), try floats("c", [3, 40]),
        try floats("d", [1e20, -2.5]),
      ], rowCount: 2)
    #expect(
      box(result) == """
        ┌──────────┬──────────┬────┬───────┐
        │        a │        b │  c │     d │
        ├──────────┼──────────┼────┼───────┤
        │ 0.666667 │ 1,234.57 │  3 │ 1e+20 │
        │ 0.500000 │     1e-9 │ 40 │  -2.5 │
        └──────────┴──────────┴────┴───────┘

        """)
  }

  @Test func computedHedgesShowTheirBounds() throws {
    let cells = ["近2000", "2000", "超过1000", "不足500", "约2050"]
    let result = ResultTable(
      [
        try hedged("面积", unit: "亩", cells), try hedged("合计", unit: "亩", cells, isComputed: true),
      ], rowCount: 5)
    #expect(
      box(result) == """
        ┌────────────┬──────────────────────────┐
        │ 面积（亩） │               合计（亩） │
        ├────────────┼──────────────────────────┤
        │     近2000 │    2,000 (1,900..<2,000) │
        │       2000 │                    2,000 │
        │   超过1000 │         1,000 (>1,000..) │
        │    不足500 │            500 (0..<500) │
        │     约2050 │ 2,050 (1,947.5..2,152.5) │
        └────────────┴──────────────────────────┘

        """)
  }

  @Test func boundsKeepTheDigitsThatTellThemApart() throws {
    let values = [(25.0, 25.0, 37.5), (40_000.0, 40_000.0, 122_000.0 / 3)]
    #expect(
      box(ResultTable([try hedgedFloats("x", values)], rowCount: 2)) == """
        ┌────────────────────────────┐
        │                          x │
        ├────────────────────────────┤
        │              25 (25..37.5) │
        │ 40,000 (40,000..40,666.67) │
        └────────────────────────────┘

        """)
  }

  @Test func wideTextsGiveWayBeforeNumbers() throws {
    let long = "思南县许家坝镇生态茶叶种植农民专业合作社"
    let result = ResultTable(
      [try texts("名称", [long]), try texts("备注", ["short"]), try exacts("产值", .int, [123_456_789])],
      rowCount: 1)
    #expect(
      box(result, width: 44) == """
        ┌────────────────────┬───────┬─────────────┐
        │ 名称               │ 备注  │        产值 │
        ├────────────────────┼───────┼─────────────┤
        │ 思南县许家坝镇生…  │ short │ 123,456,789 │
        └────────────────────┴───────┴─────────────┘

        """)
  }

  @Test func columnsFromTheMiddleAreHiddenLast() throws {
    let samples = try (1...9).map { try exacts("列\($0)", .int, [1_000_000]) }
    let result = ResultTable(samples, rowCount: 1)
    let options = FormatOptions(box: BoxOptions(width: 45))
    var text = ""
    let cut = result.write(as: .box, options) { text += String(decoding: $0, as: UTF8.self) }
    #expect(
      text == """
        ┌───────────┬───────────┬───┬───────────┐
        │       列1 │       列2 │ … │       列9 │
        ├───────────┼───────────┼───┼───────────┤
        │ 1,000,000 │ 1,000,000 │ … │ 1,000,000 │
        └───────────┴───────────┴───┴───────────┘

        """)
    #expect(cut.hiddenColumns == ["列3", "列4", "列5", "列6", "列7", "列8"])
  }

  @Test(arguments: 1...60)
  func noLineIsWiderThanTheTerminal(_ width: Int) throws {
    let result = ResultTable(
      [
        try texts("a", ["合作社合作社合作社合作社合作社"]), try exacts("b", .int, [123_456]),
        try texts("c", ["xxxxxxxxxxxxxxxxxxxxxxxxx"]), try floats("d", [0.123456]),
      ], rowCount: 1)
    for line in box(result, width: width).split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= max(width, 9))
    }
  }

  @Test func longResultsShowHeadAndTail() throws {
    let result = ResultTable(
      [try exacts("n", .int, (1...100).map { Int64($0) })], rowCount: 100, scanned: 1234)
    #expect(
      box(result, rows: 3) == """
        ┌─────┐
        │   n │
        ├─────┤
        │   1 │
        │   2 │
        │   ⋮ │
        │ 100 │
        └─────┘

        """)
    var cut = BoxCut()
    cut.hiddenRowCount = 97
    #expect(
      Footer(result, language: .english).text(cut: cut, elapsedMicroseconds: 9_400)
        == "3 of 100 rows shown · 1,234 scanned · 9.4 ms")
  }

  @Test func theFooterTellsWhatWasLeftOut() throws {
    let span = SourceSpan(0, 1)
    let result = ResultTable(
      [try exacts("n", .int, [1])], rowCount: 1,
      notes: [.undecided(rowCount: 2, span: span), .nullCondition(rowCount: 1500, span: span)])
    #expect(
      Footer(result, language: .chinese).text(cut: BoxCut(), elapsedMicroseconds: 1_234_567)
        == "1 行 · 2 行无法判定，未计入 · 1,500 行条件为空，未计入 · 1.23 秒")
    #expect(
      Footer(result, language: .english).notes == "2 undecided, left out · 1,500 left out: condition null")
  }

  @Test func anEmptyResultIsItsHeader() throws {
    let result = ResultTable([try texts("名称", [])], rowCount: 0)
    #expect(
      box(result) == """
        ┌──────┐
        │ 名称 │
        ├──────┤
        └──────┘

        """)
  }

  @Test func coloursDimFramesAndNulls() throws {
    let result = ResultTable([try texts("a", [nil])], rowCount: 1)
    let text = result.text(.box, FormatOptions(hasHeader: false, box: BoxOptions(isColored: true)))
    #expect(
      text.split(separator: "\n")[1]
        == "\u{1B}[2m│\u{1B}[0m \u{1B}[2m·\u{1B}[0m \u{1B}[2m│\u{1B}[0m")
  }
}
