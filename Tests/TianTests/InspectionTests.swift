import Foundation
import Testing
import TianFormats

@testable import Tian

/// Plans, profiles and lineage of files, as programs ask for them.
@Suite struct InspectionTests {
  @Test func plansAreToldInBothLanguages() throws {
    let workspace = Workspace()
    try workspace.add(csv: "n,k\n3,a\n", as: "t")
    let text = "let u = t | where n > 1\nu | summarize s = sum(n) by k"
    let english = try workspace.explain(text)
    #expect(english.hasPrefix("as written\n  0  scan t: n, k\n  1  filter 0: n > 1\n"))
    #expect(try workspace.explain(text, in: .chinese).contains(" = 合计(n)\n"))
    #expect(throws: TianError.self) { try workspace.explain("let u = t") }
    #expect(try workspace.query("explain t")["plan"]?.texts.first == "as written")
  }

  /// All tables of a file are listed and suggested before one of them is read.
  @Test func everyTableOfAFileIsKnown() throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "村,n\n芹溪村,1\n际头村,2\n\n表二 产值\n县,x,y\n周宁,3,4\n蓝山,5,6\n")
    let session = Session(try Workspace(folder: folder.path))
    #expect(session.tableList(.english)?["table"]?.texts == ["t", "t_2"])
    let error = #expect(throws: TianError.self) { try session.workspace.query("t_3") }
    #expect(error?.rendered(in: .english).contains("did you mean `t_2`?") == true)
    // In a long file they are known once it has been read.
    let rows = String(repeating: "蓝山,5,6\n", count: 500_000)
    try folder.write("u.csv", "村,n\n芹溪村,1\n际头村,2\n\n表二 产值\n县,x,y\n" + rows)
    let long = Session(try Workspace(folder: folder.path))
    #expect(try long.workspace.query("u | summarize n = count()").text(as: .csv) == "n\n2\n")
    #expect(try long.workspace.query("u_2 | summarize n = count()").text(as: .csv) == "n\n500000\n")
    #expect(long.tableList(.english)?["table"]?.texts == ["t", "t_2", "u", "u_2"])
  }

  @Test func lineageNamesFilesAndTheirLines() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.csv", "标题\n\nn,k\n3,a\n7,\"b\nb\"\n9,a\n")
    let other = try folder.write("u.csv", Data([0x6B, 0x0A, 0x61, 0x0A, 0xD6, 0xD0, 0x0A]))
    let workspace = Workspace()
    try workspace.add(other, as: "u")
    let lines = try workspace.query(
      """
      load "\(path)" as t, header: 2
      lineage t | join u on k | sort -n
      """)
    #expect(lines["row"]?.ints == [1, 1, 2, 2])
    #expect(lines["table"]?.texts == [path, "u", path, "u"])
    #expect(lines["file"]?.texts == [path, other, path, other])
    #expect(lines["lines"]?.texts == ["7", "2", "4", "2"])
  }

  /// The lines of many groups, against those that hold the key.
  @Test func linesOfGroupsAreTheLinesThatHoldTheKey() throws {
    let keys = (0..<150_000).map { $0 * 7919 % 13 }
    let workspace = Workspace(threadCount: 8)
    try workspace.add(csv: "k\n" + keys.map { "\($0)\n" }.joined(), as: "t")
    let result = try workspace.query("lineage t | where k != 5 | summarize c = count() by k | sort k")
    var lines: [Int: [Int]] = [:]
    for (row, key) in keys.enumerated() where key != 5 { lines[key, default: []].append(row + 2) }
    let expected = lines.sorted { $0.key < $1.key }.map { LineageTable.ranges($0.value) }
    #expect(result["lines"]?.texts == expected)
  }

  /// Matched and unmatched rows of the flow, the most of the other table that one matched, and null keys;
  /// nothing of the look-ups that foreign keys are.
  @Test func theFooterTellsHowJoinsWent() throws {
    let workspace = Workspace(threadCount: 2)
    let keys = [ForeignKey(columns: ["k"], table: "m", referencedColumns: ["k"])]
    let rows = (0..<3000).map { "\(["a", "b", ""][$0 % 3]),\($0)\n" }.joined()
    try workspace.add(csv: "k,n\n" + rows, as: "t", foreignKeys: keys)
    try workspace.add(csv: "k,v\na,1\na,2\na,3\nc,4\n", as: "u")
    try workspace.add(csv: "k,name\na,甲\nb,乙\n", as: "m")
    func footer(_ query: String, _ language: Language) throws -> String {
      try workspace.query(query).draw(FormatOptions()) { _ in }.footer(language, elapsedMicroseconds: 0)
    }
    let left = "t | join left u on k | where k.name == \"乙\" | take 1"
    #expect(
      try footer(left, .english)
        == "1 row · 3,006 scanned · 1,000 null keys matched nothing · "
        + "join: 1,000 matched, 2,000 unmatched, at most 3 each · 0.0 ms")
    #expect(
      try footer("t | join u on k", .chinese).contains("关联：1,000 行有匹配，2,000 行无匹配，每行至多 3 个"))
    #expect(try footer("t | join semi u on k", .english).contains("join: 1,000 matched, 2,000 unmatched"))
    #expect(try !footer("t | select k.name", .english).contains("join"))
  }

  @Test func neighbouringLinesAreOneRange() {
    #expect(LineageTable.ranges([]) == "")
    #expect(LineageTable.ranges([3]) == "3")
    #expect(LineageTable.ranges([12, 13, 14, 15, 16, 17, 18, 40]) == "12-18, 40")
    #expect(LineageTable.ranges([1, 1, 2, 4]) == "1-2, 4")
  }

  @Test func aProfileTellsTheStepsThatRan() throws {
    let workspace = Workspace(threadCount: 2)
    try workspace.add(csv: "n\n" + (0..<100_000).map { "\($0)\n" }.joined(), as: "t")
    let result = try workspace.query("profile t | where n >= 50000 | sort -n | take 3")
    #expect(result.columns.map(\.name).prefix(3) == ["step", "operation", "runs_into"])
    #expect(result["rows_out"]?.ints == [100_000, 50_000, 3])
    #expect(result["rows_in"]?.ints == [nil, 100_000, 50_000])
    #expect(result["runs_into"]?.ints == [2, 2, 2])
    let bytes = result["bytes"]?.ints
    #expect(bytes?.first == .some(nil) && (bytes?.last ?? nil ?? 0) ?? 0 > 0)
  }
}
