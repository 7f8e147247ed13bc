import Testing
import TianFigures
import TianSource

@testable import Tian

/// Units on their way through files: data packages, options of `load`, libraries, and back from a result.
@Suite struct UnitFileTests {
  private static let harvest = "品,量,计\n稻,2,吨\n麦,500,公斤\n猪,3,头\n"

  private func csv(_ workspace: Workspace, _ query: String) throws -> String {
    do { return try workspace.query(query).text(as: .csv) } catch { return "\(error)" }
  }

  @Test func loadIsToldWhichColumnHasTheUnits() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.csv", Self.harvest)
    let workspace = Workspace()
    for option in ["unit_from: \"量=计\"", "单位列: \"量 ＝ 计\""] {
      let query = "load \"\(path)\" as t, \(option); t | summarize 总 = sum(量 to 公斤)"
      #expect(try csv(workspace, query) == "总（公斤）\n2500\n")
    }
    // The column is called by no name that is looked for.
    #expect(try csv(workspace, "load \"\(path)\" as t; t | summarize 总 = sum(量)") == "总\n505\n")
    let wrong = try csv(workspace, "load \"\(path)\" as t, unit_from: \"量=别\"; t")
    #expect(wrong.contains("T505") && wrong.contains("品, 量, 计"))
    #expect(try csv(workspace, "load \"\(path)\" as t, unit_from: \"品=计\"; t").contains("T505"))
    #expect(try csv(workspace, "load \"\(path)\" as t, unit_from: 3; t").contains("T505"))
  }

  @Test func noneIsTakenWhereNoneIsWanted() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.csv", "quantity,unit\n2,吨\n3,头\n")
    let sum = "t | summarize 总 = sum(quantity)"
    #expect(try csv(Workspace(), "load \"\(path)\" as t, unit_from: \"\"; \(sum)") == "总\n5\n")
    #expect(try csv(Workspace(), "load \"\(path)\" as t; \(sum)").contains("T308"))
  }

  @Test func aDataPackageTellsUnits() throws {
    let folder = try TemporaryFolder()
    try folder.write("x.csv", "品,量,计,箱数,地\n稻,2,吨,3,15\n麦,500,公斤,4,30\n")
    try folder.write(
      "datapackage.json",
      #"""
      {"resources": [{"path": "x.csv", "schema": {"fields": [
        {"name": "品", "type": "string"}, {"name": "量", "type": "number", "unitFrom": "计"},
        {"name": "箱数", "type": "integer", "unit": "箱"},
        {"name": "地", "type": "number", "unitCode": "HAR"}]}}]}
      """#)
    let workspace = try Workspace(folder: folder.path)
    #expect(try csv(workspace, "x | summarize 总 = sum(量 to 公斤), 地 = sum(地)") == "总（公斤）,地（公顷）\n2500,45\n")
    #expect(try csv(workspace, "x | summarize sum(箱数)") == "sum(箱数)\n7\n")
    let defined = "unit 箱 = 12公斤; x | summarize 总 = sum(箱数), 重 = sum(箱数) to 公斤"
    #expect(try csv(workspace, defined) == "总（箱）,重（公斤）\n7,84\n")
    #expect(try csv(workspace, "x | summarize sum(箱数)") == "sum(箱数)\n7\n")
  }

  @Test func aDataPackageTellsWhetherFiguresAreHedged() throws {
    let folder = try TemporaryFolder()
    try folder.write("x.csv", "村,面积,户数,产值\n甲,近2000,12,3.5\n乙,300余,约15,\n丙,1200亩,8,2\n")
    try folder.write(
      "datapackage.json",
      #"""
      {"resources": [{"path": "x.csv", "schema": {"fields": [
        {"name": "村", "type": "string"},
        {"name": "面积", "type": "string", "unit": "亩", "hedged": true},
        {"name": "户数", "type": "integer", "unit": "户", "hedged": false},
        {"name": "产值", "type": "number", "unit": "万元", "hedged": true}]}}]}
      """#)
    let workspace = try Workspace(folder: folder.path)
    #expect(
      try csv(workspace, "x | schema")
        == "column,type,unit\n村,text,\n面积,decimal hedged,亩\n户数,int,户\n产值,decimal hedged,万元\n")
    #expect(
      try csv(workspace, "x | summarize sum(面积), sum(户数), sum(产值), count_if(产值 > 3万元)")
        == "sum(面积)（亩）,sum(户数)（户）,sum(产值)（万元）,count_if(产值 > 3万元)\n3400..<3600,20,5.5,1\n")
    let notes = try loadNotes(Workspace(folder: folder.path), "x")
    #expect(notes.count == 1 && notes[0].contains("`约15` (hedged, where the column is declared exact)"))
  }

  @Test func cellsThatSay万ThemselvesAreTold() throws {
    let workspace = Workspace()
    try workspace.add(csv: "县,人口（万人）\n甲,12.5\n乙,50万\n丙,3.2万人\n丁,近60万\n", as: "t")
    #expect(
      try loadNotes(workspace, "t")
        == ["t, 人口: 2 cells, the first `50万`, say their own multiplier, taken as 50万人"])
  }

  private func loadNotes(_ workspace: Workspace, _ query: String) throws -> [String] {
    let session = Session(workspace)
    let script = try session.parse(SourceText(query), folder: "")
    return try script.statements.flatMap { try session.run($0, of: script).loadNotes.map(\.message.en) }
  }

  @Test func aLibraryDefinesUnits() throws {
    let folder = try TemporaryFolder()
    let units = try folder.write("units.tian", "unit 箱 = 12公斤")
    let good = try folder.write("good.tian", "use \"units.tian\"\nunit 车 = 40箱")
    #expect(try csv(Workspace(), "use \"\(units)\"; 3箱 to 公斤").hasSuffix("\n36\n"))
    #expect(try csv(Workspace(), "use \"\(good)\"; 2车 to 公斤").hasSuffix("\n960\n"))
  }

  /// What a result says of its units, a table of it says again: for every unit, alone and under 万, by
  /// itself and over another.
  @Test func headersAreReadBack() throws {
    let written = UnitTable.standard.all.flatMap { unit in
      unit.allNames + ["万\(unit.symbol)", "\(unit.symbol)/亩", "元/\(unit.symbol)"]
    }
    let units = written.filter { Unit($0) != nil }
    #expect(units.count > 500)
    for chunk in stride(from: 0, to: units.count, by: 60) {
      let names = units[chunk..<min(units.count, chunk + 60)]
      let header = names.enumerated().map { "v\($0.offset)（\($0.element)）" }.joined(separator: ",")
      let row = names.map { _ in "3" }.joined(separator: ",")
      let workspace = Workspace()
      try workspace.add(csv: "\(header)\n\(row)\n", as: "t")
      try workspace.add(csv: try csv(workspace, "t"), as: "u")
      let (first, second) = (try csv(workspace, "t | schema"), try csv(workspace, "u | schema"))
      #expect(first == second)
      #expect(first.split(separator: "\n").dropFirst().allSatisfy { !$0.hasSuffix(",") }, "\(first)")
    }
  }
}
