import Testing
import TianSource

@testable import Tian

@Suite struct DataPackageTests {
  private func package(_ text: String) throws -> DataPackage {
    try DataPackage(SourceText(name: "p.json", text))
  }

  @Test func fieldsUnitsAndKeysAreRead() throws {
    let resource = try #require(
      try package(
        #"""
        {"resources": [{
          "name": "land", "title": "土地", "path": "土地.csv", "dialect": {"delimiter": ";"},
          "schema": {
            "fields": [
              {"name": "面积", "type": "string", "unit": "亩"},
              {"name": "产量", "type": "number", "unitCode": "TNE"}, {"name": "编码", "type": "string"},
              {"name": "年", "type": "year"}, {"name": "其他", "type": "geopoint"}],
            "foreignKeys": [{"fields": "编码", "reference": {"resource": "村庄", "fields": ["编码"]}}]}}]}
        """#
      ).resources.first)
    #expect(resource.paths == ["土地.csv"] && resource.title == "土地" && resource.dialect.delimiter == ";")
    let fields = resource.schema.fields
    #expect(fields.map(\.kind) == [nil, .decimal(scale: 0), .text, .int, .text])
    #expect(fields.map(\.unit) == ["亩", "吨", nil, nil, nil])
    #expect(
      resource.schema.foreignKeys == [ForeignKey(columns: ["编码"], table: "村庄", referencedColumns: ["编码"])])
  }

  @Test func pointsInTimeAreRead() throws {
    let resource = try #require(
      try package(
        #"""
        {"resources": [{"path": "t.csv", "schema": {"fields": [
          {"name": "a", "type": "date"}, {"name": "b", "type": "datetime"},
          {"name": "c", "type": "yearmonth"}, {"name": "d", "type": "year"}]}}]}
        """#
      ).resources.first)
    #expect(resource.schema.fields.map(\.kind) == [.date, .timestamp, .period(.month), .int])
  }

  /// The place of the error is where `⌖` stands.
  @Test(arguments: [
    "⌖", "⌖{}", "{\"resources\": ⌖3}", "{\"resources\": [⌖1]}", "{\"resources\": [{\"path\": ⌖5}]}",
    "{\"resources\": [{\"path\": \"a\", \"schema\": {\"fields\": [⌖{}]}}]}", "{\"resources\": []⌖", "[1, ⌖]",
    "{\"a\": \"x⌖\u{1}\"}", "{\"a\": 0⌖1}", "{\"a\" ⌖1}", "{} ⌖x", "{⌖a: 1}", "[\"\\⌖\"", "nul⌖",
  ])
  func whatIsWrongIsShownAtItsPlace(_ marked: String) throws {
    let place =
      marked.utf8.count
      - (marked.split(separator: "⌖", omittingEmptySubsequences: false).last?.utf8.count ?? 0)
    let text = marked.replacing("⌖", with: "")
    let error = try #require(throws: Diagnostic.self) { try package(text) }
    #expect(error.code.id == "T502")
    let at = Int(try #require(error.span).lower)
    #expect(abs(at - (place - 3)) <= 4, "\(marked): \(at)")
  }

  @Test func deepNestingIsAnErrorAndNoCrash() {
    #expect(throws: Diagnostic.self) { try package(String(repeating: "[", count: 100_000)) }
    #expect(throws: Diagnostic.self) { try package(String(repeating: "{\"a\":", count: 100_000)) }
  }

  @Test func escapesAndSurrogatesAreRead() throws {
    let json = try JSONReader.read(
      SourceText(#"{"a": "\u7530\ud83c\udf3e\n\/\"", "b": "\ud800x", "a2": [true, null, -1.5e3]}"#))
    #expect(json["a"]?.text == "田🌾\n/\"")
    #expect(json["b"]?.text == "\u{FFFD}x")
    #expect(json["a2"]?.array?.count == 3)
  }

  @Test func aPackageNamesTypesAndAliases() throws {
    let folder = try TemporaryFolder()
    try folder.write("县.csv", "编码,人口\n01,3\n02,x\n")
    try folder.write(
      "datapackage.json",
      #"""
      {"resources": [
        {"name": "counties", "path": "县.csv", "schema": {"fields": [
          {"name": "编码", "type": "string"}, {"name": "人口", "type": "integer", "unit": "人"}]}},
        {"path": "../secret.csv"}, {"path": "gone.csv"}]}
      """#)
    let workspace = try Workspace(folder: folder.path)
    #expect(workspace.tableNames == ["../secret.csv", "gone", "县"])
    let result = try workspace.query("counties | where 人口 == 3人")
    #expect(result.rows[0]["编码"].text == "01")
    #expect(result["人口"]?.unit == "人")
    let refused = try #require(throws: TianError.self) { try workspace.query("from [../secret.csv]") }
    #expect(refused.description.contains("not in the package's folder"))
    let error = try #require(throws: TianError.self) { try workspace.query("gone") }
    #expect(error.kind == .data && error.description.contains("gone.csv"))
    try folder.write("datapackage.json", "{\n  \"resources\": 3\n}")
    let wrong = try #require(throws: TianError.self) { try Workspace(folder: folder.path) }
    #expect(wrong.description.contains("datapackage.json:2:16"))
  }
}
