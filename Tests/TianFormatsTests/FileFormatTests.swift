import Testing
import TianEngine
import TianSource

@testable import TianFormats

@Suite struct FileFormatTests {
  private func mixed() throws -> ResultTable {
    ResultTable(
      [
        try texts("名称", ["红星", "a,\"b\"\nc", "", nil]),
        try exacts("面积", .decimal(scale: 2), unit: "亩", [123_450, -5, 0, nil]),
        try exacts("户数", .int, [1_234_567, 0, -1, nil]),
        try floats("亩产", [0.1, 2, 1e22, nil]),
        try bools("有效", [true, false, true, nil]),
        try exacts("日期", .date, [19613, 0, -1, nil]),
      ], rowCount: 4)
  }

  @Test func csvQuotesWhatAReaderWouldCutAndTellsEmptyTextFromNull() throws {
    #expect(
      try mixed().text(.csv) == """
        名称,面积（亩）,户数,亩产,有效,日期
        红星,1234.50,1234567,0.1,true,2023-09-13
        "a,""b""
        c",-0.05,0,2,false,1970-01-01
        "",0.00,-1,1e+22,true,1969-12-31
        ,,,,,

        """)
  }

  @Test func tsvQuotesTabsAndWritesTheGivenNull() throws {
    let result = ResultTable(
      [try texts("a", ["x\ty", nil, "NA"]), try texts("b", ["1,2", "", "z"])], rowCount: 3)
    #expect(
      result.text(.tsv, FormatOptions(hasHeader: false, nullText: "NA"))
        == "\"x\ty\"\t1,2\nNA\t\n\"NA\"\tz\n")
  }

  @Test func jsonKeepsDigitsAndEscapes() throws {
    #expect(
      try mixed().text(.json) == #"""
        [
        {"名称":"红星","面积":1234.50,"户数":1234567,"亩产":0.1,"有效":true,"日期":"2023-09-13"},
        {"名称":"a,\"b\"\nc","面积":-0.05,"户数":0,"亩产":2,"有效":false,"日期":"1970-01-01"},
        {"名称":"","面积":0.00,"户数":-1,"亩产":1e+22,"有效":true,"日期":"1969-12-31"},
        {"名称":null,"面积":null,"户数":null,"亩产":null,"有效":null,"日期":null}
        ]

        """#)
    #expect(ResultTable([try texts("a", [])], rowCount: 0).text(.json) == "[]\n")
  }

  @Test func jsonLinesAreOneObjectEach() throws {
    let result = ResultTable([try texts("a", ["x\u{1}\\", nil])], rowCount: 2)
    #expect(result.text(.jsonl) == "{\"a\":\"x\\u0001\\\\\"}\n{\"a\":null}\n")
  }

  @Test func markdownEscapesBarsAndAlignsNumbers() throws {
    let result = ResultTable(
      [try texts("a", ["x|y\nz", nil]), try exacts("n", .int, unit: "户", [1, 2])], rowCount: 2)
    #expect(
      result.text(.markdown) == """
        | a | n（户） |
        | --- | ---: |
        | x\\|y<br>z | 1 |
        |  | 2 |

        """)
  }

  @Test func htmlIsAWholePageAndEscapes() throws {
    let result = ResultTable(
      [try texts("a<b", ["<script>&\nz", nil]), try exacts("n", .int, unit: "户", [1, 2])], rowCount: 2)
    let page = result.text(.html)
    #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n"))
    #expect(
      page.contains(
        """
        <table>
        <thead>
        <tr><th>a&lt;b</th><th class="number">n（户）</th></tr>
        </thead>
        <tbody>
        <tr><td>&lt;script&gt;&amp;<br>z</td><td class="number">1</td></tr>
        <tr><td></td><td class="number">2</td></tr>
        </tbody>
        </table>

        """))
    #expect(!result.text(.html, FormatOptions(hasHeader: false)).contains("<thead>"))
  }

  @Test func hedgedCellsAreTheirTextElseARange() throws {
    let published = try hedged("面积", unit: "亩", ["近2000亩", "2000亩", "超过1000亩", "不足500", nil])
    let computed = try hedged(
      "合计", unit: "亩", ["近2000亩", "2000亩", "超过1000亩", "不足500", nil], isComputed: true)
    let result = ResultTable([published, computed], rowCount: 5)
    #expect(
      result.text(.csv) == """
        面积（亩）,合计（亩）
        近2000亩,1900..2000..<2000
        2000亩,2000
        超过1000亩,>1000..
        不足500,0..500..<500
        ,

        """)
    #expect(
      ResultTable([try hedged("n", ["近2000", "超过10"], isComputed: true)], rowCount: 2).text(.jsonl) == #"""
        {"n":{"low":1900,"best":2000,"high":2000,"ends":"[)","text":null}}
        {"n":{"low":10,"best":10,"high":null,"ends":"()","text":null}}

        """#)
  }

  @Test func longResultsComeInChunks() throws {
    let count = 5000
    let result = ResultTable([try exacts("n", .int, (0..<count).map { Int64($0) })], rowCount: count)
    var chunks = 0
    var bytes: [UInt8] = []
    result.write(as: .csv) { chunk in
      chunks += 1
      bytes += chunk
    }
    #expect(chunks > 4)
    let expected = "n\n" + (0..<count).map { "\($0)\n" }.joined()
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func theSinkCanStopTheWriting() throws {
    struct Full: Error {}
    let result = ResultTable([try exacts("n", .int, [1])], rowCount: 1)
    #expect(throws: Full.self) { try result.write(as: .csv) { _ in throw Full() } }
  }

  @Test(arguments: [
    (Int64.min, 0, "-9223372036854775808"), (Int64.min, 18, "-9.223372036854775808"), (0, 3, "0.000"),
    (-7, 2, "-0.07"), (1_234_567, 0, "1234567"),
  ])
  func exactNumbersKeepTheirScale(_ coefficient: Int64, _ scale: Int, _ expected: String) {
    var out = ByteBuffer()
    NumberText.append(coefficient, scale: scale, to: &out)
    #expect(String(decoding: out.bytes, as: UTF8.self) == expected)
  }
}
