import Testing
import TianFigures
import TianPlan
import TianSource

@testable import TianEngine

@Suite struct CSVTypeTests {
  /// One column of cells, a line each, under a header.
  private func column(_ header: String, _ cells: [String]) throws -> Table {
    let table = try CSVSupport.load("k,\(header)\n" + cells.map { "x,\($0)\n" }.joined(), threads: 2)
    for blockBytes in [1, 3, 16, 100] {
      let again = try CSVSupport.load(
        "k,\(header)\n" + cells.map { "x,\($0)\n" }.joined(), threads: 2, blockBytes: blockBytes)
      #expect(CSVSupport.fingerprint(again) == CSVSupport.fingerprint(table), "blocks of \(blockBytes)")
    }
    return table
  }

  @Test(arguments: [
    (["1", "-2", "0", "-0"], "int", "1 -2 0 0"),
    (["999999999999999999", "-999999999999999999"], "int", "999999999999999999 -999999999999999999"),
    (
      ["12345678", "123456789", "1234567890123456", "12345678901234567"], "int",
      "12345678 123456789 1234567890123456 12345678901234567"
    ),
    (["1234567890123456789", "1"], "text", "1234567890123456789 1"),
    (["1234567890123456789", "1.5"], "float", "1.2345678901234568e+18 1.5"),
    (["1.5", "2", "-3.25", "0.000001"], "decimal", "1.500000 2.000000 -3.250000 0.000001"),
    (["0.1", ".5", "-.25"], "decimal", "0.10 0.50 -0.25"),
    (["12345678901.1234567", "1.1"], "decimal", "12345678901.1234567 1.1000000"),
    (["123456789012.1234567", "1.1"], "float", "123456789012.12346 1.1"),
    (["99999999999999999", "0.01"], "float", "1e+17 0.01"),
    (["1e3", "2.5E-3", "7"], "float", "1000.0 0.0025 7.0"),
    (["0.1234567890123456789", "1"], "float", "0.12345678901234568 1.0"),
    (["0101", "0201"], "text", "0101 0201"),
    (["1", "01", "10"], "text", "1 01 10"),
    (["1", "-01"], "text", "1 -01"),
    (["00", "1"], "text", "00 1"),
    (["1e999", "1"], "text", "1e999 1"),
    (["nan", "1"], "int", "∅ 1"),
    (["—", "N/A", "12", "无"], "int", "∅ ∅ 12 ∅"),
    (["—", "1e3"], "float", "∅ 1000.0"),
    (["—", "2023-05-01", "…"], "date", "∅ 2023-05-01 ∅"),
    (["—", "0101", "0102"], "text", "— 0101 0102"),
    (["—", "无", ""], "text", "— 无 ∅"),
    (["是", "-", "否"], "bool", "true ∅ false"),
    (["1 234", "1'234.5", "\"1,234\""], "decimal", "1234.0 1234.5 1234.0"),
    (["12 34", "5"], "text", "12 34 5"),
    (["31/12/2023", "05/06/2023"], "date", "2023-12-31 2023-06-05"),
    (["12/31/2023", "05/06/2023"], "date", "2023-12-31 2023-05-06"),
    (["31/12/2023", "12/31/2023"], "text", "31/12/2023 12/31/2023"),
    (["05/06/2023", "07/08/2023"], "text", "05/06/2023 07/08/2023"),
    (["2023.05.01", "31.12.2023"], "date", "2023-05-01 2023-12-31"),
    (["=\"01\"", "=\"02\""], "text", "01 02"),
    (["1800①", "450[2]", "300*", "12 a)"], "int", "1800 450 300 12"),
    (["5.", "1"], "text", "5. 1"),
    (["1.2.3", "1"], "text", "1.2.3 1"),
    (["--1", "-", "1"], "text", "--1 - 1"),
    (["+1", "1"], "int", "1 1"),
    (["＋1", "－2", "−3", "4"], "int", "1 -2 -3 4"),
    (["+8613800138000", "1"], "text", "+8613800138000 1"),
    (["(1)", "(2)", "3"], "text", "(1) (2) 3"),
    (["(1.50)", "2", "（3）", "4"], "decimal", "-1.50 2.00 -3.00 4.00"),
    (["(甲)", "2"], "text", "(甲) 2"),
    (["¥1200.50", "￥3", "-¥4", "¥ 5"], "decimal 元", "1200.50 3.00 -4.00 5.00"),
    (["¥3亩", "1"], "text", "¥3亩 1"),
    (
      ["2023-01-02T03:04:05Z", "2023-01-02 03:04:06+00:00"], "timestamp",
      "2023-01-02T03:04:05 2023-01-02T03:04:06"
    ),
    (["2023-01-02T03:04:05+0800", "2023-01-03"], "timestamp", "2023-01-02T03:04:05 2023-01-03T00:00:00"),
    (
      ["2023-01-02T03:04:05+08", "2023-01-02T03:04:05Z"], "text",
      "2023-01-02T03:04:05+08 2023-01-02T03:04:05Z"
    ),
    (["2023-01-02 8:30 PM", "2023-01-02 12:30 AM"], "timestamp", "2023-01-02T20:30:00 2023-01-02T00:30:00"),
    (["2023/1/2 下午8:30", "2023/1/2 上午 12:30:05"], "timestamp", "2023-01-02T20:30:00 2023-01-02T00:30:05"),
    (["2023-01-02 13:30 AM"], "text", "2023-01-02 13:30 AM"),
    (["2023-01-02 03:04:05.1234560"], "timestamp", "2023-01-02T03:04:05.123456"),
    (["08:30", "23:59:59"], "text", "08:30 23:59:59"),
    (["23/1/5", "1/5/23"], "text", "23/1/5 1/5/23"),
    ([" 1", "2 ", "3"], "int", "1 2 3"),
    (["true", "False", "YES", "no", "是", "否"], "bool", "true false true false true false"),
    (["0", "1"], "int", "0 1"),
    (["2024-02-29", "2023/9/3", "2023年9月13日"], "date", "2024-02-29 2023-09-03 2023-09-13"),
    (["2023-02-29", "2023-01-01"], "text", "2023-02-29 2023-01-01"),
    (["2023年", "2024年"], "period(year)", "2023 2024"),
    (["2023年", "2024"], "period(year)", "2023 2024"), (["2023年", "24"], "text", "2023年 24"),
    (["2023-05", "2023年5月"], "period(month)", "2023-05 2023-05"),
    (["2023Q2", "2023年第三季度"], "period(quarter)", "2023Q2 2023Q3"),
    (["2023-05", "2023Q2"], "text", "2023-05 2023Q2"),
    (["0851-05", "0856-12"], "text", "0851-05 0856-12"),
    (
      ["2024-03-20 08:30", "2024/3/20 8:30:05", "2024-03-20T08:30:05.25"], "timestamp",
      "2024-03-20T08:30:00 2024-03-20T08:30:05 2024-03-20T08:30:05.25"
    ),
    (["2024-03-20 08:30", "2024-03-21"], "timestamp", "2024-03-20T08:30:00 2024-03-21T00:00:00"),
    (["", "", ""], "text", "∅ ∅ ∅"),
    (["", "1", "\"\""], "int", "∅ 1 ∅"),
    (["", "是", "\"\""], "bool", "∅ true ∅"),
  ])
  func infers(_ cells: [String], _ type: String, _ expected: String) throws {
    let table = try column("v", cells)
    #expect(table.schema.fields[1].type.text == type)
    #expect(CSVSupport.cells(table, 1).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("面积（亩）", ["1", "2"], "面积: int 亩", "1 2"),
    ("产值(万元)", ["1.5", "35万元", "2000元"], "产值: decimal 万元", "1.5 35.0 0.2"),
    ("output [t]", ["1.5", ""], "output: decimal t", "1.5 ∅"),
    ("占比(%)", ["15", "12.5%"], "占比: decimal %", "15.0 12.5"),
    ("v", ["1800亩", "2公顷", "3亩"], "v: int 亩", "1800 30 3"),
    ("v", ["2公顷", "3公顷", "150亩"], "v: int 公顷", "2 3 10"),
    ("v", ["2公顷", "3公顷", "100亩"], "v: int 亩", "30 45 100"),
    ("v", ["2公斤", "3公斤", "1吨"], "v: int 公斤", "2 3 1000"),
    ("v", ["5户", "12"], "v: int 户", "5 12"),
    ("v", ["5亩", "0"], "v: int 亩", "5 0"),
    ("v", ["5亩", "12"], "v: text", "5亩 12"),
    ("v", ["5亩", "12元"], "v: text", "5亩 12元"),
    ("面积/亩", ["1", "2"], "面积: int 亩", "1 2"),
    ("单价/元/公斤", ["1", "2"], "单价: int 元/公斤", "1 2"),
    ("产值/亩", ["1", "2"], "产值/亩: int", "1 2"),
    ("v（万元）", ["35.5", "…"], "v: decimal 万元 hedged", "35.5=35.5..35.5..35.5 …=0..0..0.1"),
    ("v", ["5亩", "—"], "v: int 亩", "5 ∅"),
    ("v（元）", ["5亩", "12亩"], "v（元）: text", "5亩 12亩"),
    (
      "v", ["35万元", "7万余元"], "v: decimal 元 hedged",
      "35万元=350000..350000..350000 7万余元=70000..70000..80000"
    ),
    (
      "v", ["近2000亩", "", "1800亩"], "v: decimal 亩 hedged",
      "近2000亩=1900..2000..2000 ∅ 1800亩=1800..1800..1800"
    ),
    (
      "v（亩）", ["近2000", "1800", "1000以上"], "v: decimal 亩 hedged",
      "近2000=1900..2000..2000 1800=1800..1800..1800 1000以上=1000..1000.."
    ),
    ("v", ["约2.5", "3"], "v: decimal hedged", "约2.5=2.375..2.5..2.625 3=3..3..3"),
    ("v", ["１２", "3"], "v: int", "12 3"),
    ("v", ["1.5亩", "2亩"], "v: decimal 亩", "1.5 2.0"),
  ])
  func readsFigures(_ header: String, _ cells: [String], _ type: String, _ expected: String) throws {
    let table = try column(header, cells)
    #expect("\(table.schema.fields[1].name): \(table.schema.fields[1].type.text)" == type)
    #expect(CSVSupport.cells(table, 1).joined(separator: " ") == expected)
    #expect(table.origin?.headers[1] == header)
  }

  @Test func namesThatOnlyDifferInUnitKeepIt() throws {
    let table = try CSVSupport.load("产值（万元）,产值（元）,产值\n1,2,3\n")
    #expect(table.schema.fields.map(\.name) == ["产值", "产值（元）", "产值_2"])
  }

  /// Up to one cell in a hundred that does not fit is a reject; more make the column text. The odd cells
  /// stand where the first guess does not see them, or all that it sees.
  @Test(arguments: [0, 3000])
  func oneInAHundredMayMisfit(_ firstOdd: Int) throws {
    func text(_ oddCount: Int) -> String {
      var lines = (0..<4000).map { "x,\($0).5" }
      for odd in 0..<oddCount { lines[firstOdd + odd] = "x,缺\(odd)" }
      return "k,v\n" + lines.joined(separator: "\n")
    }
    let rejected = try CSVSupport.load(text(40))
    #expect(rejected.schema.fields[1].type.text == "decimal")
    #expect(rejected.origin?.rejectCount == 40)
    let first = try #require(rejected.origin?.rejects.first)
    #expect([first.column, first.text, first.reason.en] == ["v", "缺0", "not a number"])
    #expect(first.line == firstOdd + 2)
    #expect(rejected.columns[1].nullCount == 40)
    #expect(try CSVSupport.load(text(41)).schema.fields[1].type.text == "text")
    for blockBytes in [64, 1000] {
      let again = try CSVSupport.load(text(40), threads: 2, blockBytes: blockBytes)
      #expect(CSVSupport.fingerprint(again) == CSVSupport.fingerprint(rejected))
    }
  }

  /// A column whose first thousand rows say one thing and whose last row says another.
  @Test(arguments: [
    ("12", "0.125", "decimal"), ("12", "1e3", "float"), ("12", "007", "text"), ("12", "近2000亩", "text"),
    ("12亩", "近2000亩", "decimal 亩 hedged"), ("12", "约15", "decimal hedged"),
    ("1.5", "12345678901234567890", "float"), ("0.5", "0.12345678901234567891", "float"),
    ("", "是", "bool"), ("", "2024-01-01", "date"), ("", "3.5", "decimal"), ("1e5", "x", "float"),
    ("1", "x", "int"), ("是", "x", "bool"), ("2024-01-01", "x", "date"), ("x", "1", "text"),
    ("1e5", "近2000", "text"), ("1e5", "007", "text"),
  ])
  func theLastRowCounts(_ usual: String, _ last: String, _ type: String) throws {
    let text = "k,v\n" + String(repeating: "x,\(usual)\n", count: 3000) + "x,\(last)\n"
    let table = try CSVSupport.load(text)
    #expect(table.schema.fields[1].type.text == type)
    for blockBytes in [40, 5000] {
      let again = try CSVSupport.load(text, threads: 2, blockBytes: blockBytes)
      #expect(CSVSupport.fingerprint(again) == CSVSupport.fingerprint(table))
    }
  }

  @Test func integersAreNarrowAndBounded() throws {
    let table = try CSVSupport.load("a,b,c,d\n-128,1,2015,9999999999\n,300,2024,1\n")
    let widths = table.columns.map { column in
      switch column.storage {
      case .integers(.int8): 1
      case .integers(.int16): 2
      case .integers(.int32): 4
      case .integers(.int64): 8
      default: 0
      }
    }
    #expect(widths == [1, 2, 2, 8])
    #expect(table.columns.map(\.range) == [-128...(-128), 1...300, 2015...2024, 1...9_999_999_999])
    #expect(table.columns.map { $0.validity == nil } == [false, true, true, true])
  }

  @Test func codesFollowFirstAppearance() throws {
    let table = try CSVSupport.load("v\nb\na\nb\nc\na\n", threads: 2, blockBytes: 2)
    guard case .text(let codes, let dictionary) = table.columns[0].storage else {
      Issue.record("no text")
      return
    }
    #expect((0..<5).map { codes[$0] } == [0, 1, 0, 2, 1])
    #expect((0..<dictionary.count).map { dictionary[$0] } == ["b", "a", "c"])
  }
}
