import Foundation
import Testing

@testable import Tian

/// Files that `save` writes: read again they are the same table, and a write that fails leaves what was
/// there.
@Suite struct SavingTests {
  private static let villages = """
    名称,面积,产值（万元）,户数（户）,成立日期,有效,备注
    红星,近2000亩,350.5,12,2015-03-20,true,"有,逗号"
    东风,800亩,,3,2018-06-01,false,"引""号"
    青山,300余亩,-0.25,0,,true,
    𠮷村,超过1000亩,1,7,1949-10-01,false,""

    """

  private static func workspace(_ folder: TemporaryFolder) throws -> Workspace {
    try folder.write("t.csv", villages)
    return try Workspace(folder: folder.path)
  }

  @Test(arguments: [
    ("csv", "utf-8"), ("csv", "gb18030"), ("tsv", "utf-8"), ("tsv", "gb18030"), ("csv.gz", "utf-8"),
    ("TSV.GZ", "gb18030"), ("csv", "utf-8-bom"), ("csv.gz", "utf-8-bom"),
  ])
  func aTableIsReadAgainAsItWas(_ ending: String, _ encoding: String) throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let path = "\(folder.path)/out.\(ending)"
    let original = try workspace.query("t | save \"\(path)\", encoding: \"\(encoding)\"")
    let read = try workspace.query("from \"\(path)\"")
    #expect(read.text(as: .csv) == original.text(as: .csv))
    #expect(read.columns.map(\.type) == original.columns.map(\.type))
    #expect(read.columns.map(\.unit) == original.columns.map(\.unit))
    #expect(read.columns.map(\.isHedged) == original.columns.map(\.isHedged))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.starts(with: [0x1F, 0x8B]) == ending.lowercased().hasSuffix(".gz"))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) == (ending == "csv" && encoding == "utf-8-bom"))
    if ending.lowercased().hasSuffix(".gz") { return }
    #expect((String(data: bytes, encoding: .utf8) == nil) == (encoding == "gb18030"))
  }

  @Test(arguments: ["csv", "tsv"]) func periodsAreReadAgainAsPeriods(_ ending: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "年,季,月\n2023年,2023Q2,2023-05\n2024年,,2024-12\n")
    let workspace = try Workspace(folder: folder.path)
    let path = "\(folder.path)/out.\(ending)"
    let original = try workspace.query("t | save \"\(path)\"")
    let read = try workspace.query("from \"\(path)\"")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("2023年"))
    #expect(read.text(as: .csv) == original.text(as: .csv))
    #expect(read.columns.map(\.type) == original.columns.map(\.type))
  }

  /// Once computed a hedged figure is written by its bounds, open or not, and its best: it reads back whole.
  @Test func computedBoundsAreReadAgain() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let path = "\(folder.path)/out.csv"
    let original = try workspace.query("t | select 名称, 双 = 面积 * 2 | save \"\(path)\"")
    let written = try String(contentsOfFile: path, encoding: .utf8)
    let rows = ["红星,3800..4000..<4000", "东风,1600", "青山,600..600..<800", "𠮷村,>2000.."]
    #expect(written == "名称,双（亩）\n" + rows.joined(separator: "\n") + "\n")
    let read = try workspace.query("from \"\(path)\"")
    #expect(read["双"]?.unit == "亩" && read["双"]?.isHedged == true)
    #expect(original["双"]?.values == read["双"]?.values)
    let bounds = "select a = lo(双), b = hi(双)"
    let again = try workspace.query("from \"\(path)\" | \(bounds)").text(as: .csv)
    #expect(try workspace.query("t | select 双 = 面积 * 2 | \(bounds)").text(as: .csv) == again)
  }

  /// More than what is packed at once, twice the same.
  @Test func muchIsPackedAlike() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<300_000).map { "\($0 &* 2_654_435_761 % 1_000_003),村\($0)" }
    try folder.write("t.csv", "n,名\n" + rows.joined(separator: "\n") + "\n")
    let workspace = try Workspace(folder: folder.path)
    for name in ["a", "b"] { _ = try workspace.query("t | save \"\(folder.path)/\(name).csv.gz\"") }
    let packed = try ["a", "b"].map {
      try Data(contentsOf: folder.url.appendingPathComponent("\($0).csv.gz"))
    }
    #expect(packed[0] == packed[1] && packed[0].count > 1 << 20)
    let read = try workspace.query("from \"\(folder.path)/a.csv.gz\" | except t | summarize n = count()")
    #expect(read.text(as: .csv) == "n\n0\n")
    let sums = "| summarize n = count(), s = sum(n)"
    let again = try workspace.query("from \"\(folder.path)/a.csv.gz\" \(sums)").text(as: .csv)
    #expect(try workspace.query("t \(sums)").text(as: .csv) == again)
  }

  @Test func everyFormatIsWhatTheResultWrites() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    for format in [ResultFormat.csv, .tsv, .json, .jsonl, .markdown, .html] {
      let path = "\(folder.path)/out.\(format.rawValue)"
      let result = try workspace.query("t | save \"\(path)\" | where 户数 > 1户")
      #expect(result.rowCount == 3)
      let written = try String(contentsOfFile: path, encoding: .utf8)
      #expect(try written == workspace.query("t").text(as: format))
    }
  }

  @Test func permissionsAndLinksStay() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let path = try folder.write("out.csv", "old\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let link = "\(folder.path)/link.csv"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "out.csv")
    _ = try workspace.query("t | select 名称 | save \"\(link)\"")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "名称\n红星\n东风\n青山\n𠮷村\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "out.csv")
    #expect(try Self.names(folder) == ["link.csv", "out.csv", "t.csv"])
  }

  /// A file that a query reads by its path, and that is no open table, may be written over.
  @Test func aFileIsReplacedWhileItIsRead() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let path = try folder.write("u.csv", Self.villages)
    _ = try workspace.query("from \"\(path)\" | where 户数 > 1户 | save \"\(path)\"")
    #expect(try workspace.query("from \"\(path)\"").rowCount == 3)
  }

  @Test func whatFailsLeavesWhatWasThere() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let path = try folder.write("out.csv", "old\n")
    let failed = try #require(throws: TianError.self) {
      try workspace.query("t | assert 户数 > 3户 | save \"\(path)\"")
    }
    #expect(failed.diagnostics.map(\.code.id) == ["T430"] && failed.kind == .data)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old\n")
    for path in [
      "\(folder.path)/none/out.csv", "/dev/full.csv/x.csv", "/proc/out.csv", "\(folder.path)/a\\u{0}.csv",
    ] {
      let error = try #require(throws: TianError.self) { try workspace.query("t | save \"\(path)\"") }
      #expect(error.diagnostics.map(\.code.id) == ["T420"], "\(path)")
      #expect(error.diagnostics.allSatisfy { !$0.labels.isEmpty }, "\(path)")
      #expect(error.kind == .data)
    }
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/d.csv", withIntermediateDirectories: true)
    #expect(throws: TianError.self) { try workspace.query("t | save \"\(folder.path)/d.csv\"") }
    #expect(try Self.names(folder) == ["d.csv", "out.csv", "t.csv"])
  }

  /// Nothing is written by asking what a query would do or where its rows come from.
  @Test func plansAndLineageWriteNothing() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let path = "\(folder.path)/out.csv"
    _ = try workspace.explain("t | save \"\(path)\"")
    #expect(try workspace.query("lineage t | save \"\(path)\" | take 1")["lines"]?.texts == ["2"])
    #expect(try Self.names(folder) == ["t.csv"])
    _ = try workspace.query("profile t | save \"\(path)\"")
    #expect(try Self.names(folder) == ["out.csv", "t.csv"])
  }

  private static func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func theFileOfAnOpenTableIsNotWrittenOver() throws {
    let folder = try TemporaryFolder()
    let workspace = try Self.workspace(folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/t.csv"))
    let error = #expect(throws: TianError.self) {
      try workspace.query("t | take 1 | save \"\(folder.path)/./t.csv\"")
    }
    #expect(error?.diagnostics.first?.code.id == "T250")
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/t.csv")) == before)
  }
}
