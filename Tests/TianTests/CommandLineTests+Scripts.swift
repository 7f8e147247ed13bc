import Foundation
import Testing

/// `fmt`, `check` and `--errors json`.
extension CommandLineTests {
  @Test func errorsForProgramsHaveBothLanguagesAndOffsets() throws {
    let run = try tian(["samples", "-c", "合作社\n| select 名程", "--errors", "json"])
    let place = #""line":2,"column":10,"endLine":2,"endColumn":12,"start":19,"end":25"#
    #expect(
      run.errors.hasPrefix(
        #"{"code":"T203","severity":"error","message":{"en":"no column `名程` in 合作社","zh":"合作社 中没有列 `名程`"},"#
          + #""source":"query",\#(place),"labels":[{\#(place),"text":{"en":"did you mean `名称`?","#))
    #expect(run.errors.hasSuffix(#""fixes":[{\#(place),"replacement":"名称"}]}"# + "\n"))
  }

  @Test func scriptsAreWrittenInTheirLayout() throws {
    let text = "合作社 ｜ 筛选 面积 ＝ 500亩 # 大\n| 汇总 n ＝ 计数（）\n"
    let kept = "合作社\n| 筛选 面积 == 500亩 # 大\n| 汇总 n = 计数()\n"
    let english = "合作社\n| where 面积 == 500亩 # 大\n| summarize n = count()\n"
    #expect(try tian(["fmt"], input: Data(text.utf8)).output == kept)
    #expect(try tian(["fmt", "--en", "-"], input: Data(text.utf8)).output == english)
    #expect(try tian(["fmt", "--zh"], input: Data(english.utf8)).output == kept)
    #expect(try tian(["fmt"], input: Data(english.utf8)).output == english)
    let folder = try TemporaryFolder()
    let (good, bad) = (try folder.write("good.tian", kept), try folder.write("bad.tian", text))
    let broken = try folder.write("broken.tian", "合作社 | where")
    let checked = try tian(["fmt", "--check", good, bad])
    #expect(checked.status == 1 && checked.output == bad + "\n")
    #expect(try tian(["fmt", good]).output == kept)
    #expect(try tian(["fmt", "--write", good, bad]).output == "")
    #expect(try String(contentsOfFile: bad, encoding: .utf8) == kept)
    #expect(try tian(["fmt", "--check", good, bad]).status == 0)
    let failed = try tian(["fmt", "--write", broken, bad])
    #expect(failed.status == 3 && failed.errors.contains("T121"))
    #expect(try String(contentsOfFile: broken, encoding: .utf8) == "合作社 | where")
    #expect(try tian(["fmt", "--write", "--safe", bad]).status == 2)
    #expect(try tian(["fmt", "--zh", "--en"]).status == 2)
    #expect(try tian(["fmt", folder.path + "/none.tian"]).status == 1)
  }

  @Test func scriptsAreCheckedWithoutBeingRun() throws {
    let folder = try TemporaryFolder()
    try folder.write("lib.tian", "let 大户 = 合作社 | where 村数 > 1村")
    let right = try folder.write(
      "right.tian", "use \"lib.tian\"\n大户 | select 名称\n| take 3; 1 / 0 as a\n| where a == 3")
    let wrong = try folder.write("wrong.tian", "合作社 | select 名程\n1 + ;合作社 | select 县城")
    let run = try tian(["check", "samples", right])
    #expect(run.status == 0 && run.output == "" && run.errors == "")
    let failed = try tian(["check", "samples", right, wrong, "--errors", "json"])
    #expect(failed.status == 3 && failed.output == "")
    #expect(failed.errors.split(separator: "\n").map { $0.prefix(14) }.sorted().first == "{\"code\":\"T120\"")
    #expect(failed.errors.split(separator: "\n").count == 3)
    #expect(try tian(["check", folder.path + "/none.tian"]).status == 1)
    #expect(try tian(["check"], input: Data("3 +".utf8)).status == 3)
  }

  @Test func tablesAreDescribedAndValidated() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write("good.csv", "编码,n\n01,1\n02,2\n")
    let bad = try folder.write("bad.csv", "a,a\n1\n")
    let described = try tian(["describe", good])
    #expect(described.status == 0 && described.errors == "")
    #expect(
      described.output.hasPrefix("table,column,type,unit,nulls,distinct,min,max,examples\ngood,编码,text,"))
    #expect(try tian(["describe", good, "--lang", "zh"]).output.hasPrefix("表,列,类型,单位,空值,不同值,最小,最大,示例\n"))
    let package = try tian(["describe", "--package", good])
    #expect(package.output.contains("\"primaryKey\": [\"编码\"]"))
    let path = try folder.write("datapackage.json", package.output)
    #expect(try tian([path, "-c", "good | where 编码 == \"01\" | select n"]).output == "n\n1\n")
    let valid = try tian(["validate", good])
    #expect(valid.status == 0 && valid.output == "" && valid.errors == "valid: 1 table, 2 rows\n")
    #expect(try tian(["validate", path]).status == 0)
    let wrong = try tian(["validate", bad, "--lang", "zh"])
    #expect(wrong.status == 1 && wrong.errors == "1 张表、1 行中，1 张表有 2 处错误\n")
    #expect(wrong.output.hasPrefix("表,行,字段,错误,值,说明\nbad,1,a_2,duplicate-label,a,与第 1 列同名\n"))
    let json = try tian(["validate", bad, "--json"])
    let rows = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(json.status == 1 && rows?.map { $0["error"] as? String } == ["duplicate-label", "missing-cell"])
    #expect(try tian(["validate", good, "--json"]).output == "[]\n")
    for command in ["describe", "validate"] {
      #expect(try tian([command, folder.path + "/none.csv"]).status == 1)
      #expect(try tian([command]).status == 2)
    }
  }

  @Test func strictRefusesRejects() throws {
    let folder = try TemporaryFolder()
    let wrong = try folder.write("t.csv", "a,b\n1,2\n3\n4,5,6\n")
    let right = try folder.write("u.csv", "a,b\n1,—\n")
    let run = try tian([wrong, "--strict", "-c", "t"])
    #expect(run.status == 1 && run.output == "" && run.errors.contains("error[T419]"))
    #expect(run.errors.contains("t.csv`, line 3: `3` is a reject") && run.errors.contains("one of 2"))
    #expect(try tian([wrong, "--strict", "--lang", "zh", "-c", "t"]).errors.contains("共 2 处"))
    #expect(try tian([right, "--strict", "-c", "u"]).output == "a,b\n1,—\n")
    let told = try tian([wrong, "-c", "_rejects | select line, text"])
    #expect(told.status == 0 && told.output == "line,text\n3,3\n4,6\n")
    #expect(try tian([wrong, "-c", "t"]).errors.contains("t: 2 rows have another number of cells"))
  }
}
