import Testing
import TianFigures

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
