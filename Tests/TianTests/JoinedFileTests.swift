import Foundation
import Testing

@testable import Tian

/// Several files as one table.
@Suite struct JoinedFileTests {
  private func csv(_ query: String, in folder: TemporaryFolder, threads: Int = 2) throws -> String {
    let session = Session(Workspace(threadCount: threads))
    do {
      let script = try session.parse(.init(query), folder: folder.path)
      var text = ""
      for statement in script.statements {
        let outcome = try session.run(statement, of: script)
        text += outcome.loadNotes.map { $0.message.en + "\n" }.joined()
        if case .result(let result) = outcome.value { text += result.text(as: .csv) }
      }
      return text.replacingOccurrences(of: folder.path + "/", with: "")
    } catch {
      return error.rendered(in: .english).replacingOccurrences(of: folder.path + "/", with: "")
    }
  }

  @Test func columnsAreMatchedByNameAndTypesJoined() throws {
    let folder = try TemporaryFolder()
    try folder.write("产出-2020.csv", "村,产量,备注\n芹溪村,12,好\n际头村,7,\n")
    try folder.write("产出-2021.csv", "产量;村\n3.25;楼坪村")
    try folder.write("产出-2022.csv", "村,产量,户数\n\"西,山\",1.5,8\n")
    try folder.write("别的.csv", "a\n1\n")
    #expect(
      try csv("load \"产出-*.csv\" as t, file_column: \"来源\"; t", in: folder)
        == """
        t: `产出-2020.csv` has no column `户数`: null there
        t: `产出-2021.csv` has no column `备注`, `户数`: null there
        t: `产出-2022.csv` has no column `备注`: null there
        村,产量,备注,户数,来源
        芹溪村,12.00,好,,产出-2020.csv
        际头村,7.00,,,产出-2020.csv
        楼坪村,3.25,,,产出-2021.csv
        "西,山",1.50,,8,产出-2022.csv

        """.replacingOccurrences(of: "t: ", with: folder.path + "/产出-*.csv: ").replacingOccurrences(
          of: folder.path + "/", with: ""))
    // Numbers beside other texts are texts, as they stood.
    try folder.write("产出-2023.csv", "村,产量\n" + String(repeating: "岭村,约好\n", count: 20))
    let texts = try csv("load \"产出-*.csv\" as t; t | take 3 | select 产量", in: folder)
    #expect(texts.hasSuffix("产量\n12\n7\n3.25\n"))
  }

  @Test func theCauseOfATextNamesItsFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("a1.csv", "k,n\nx,1\ny,2\n")
    try folder.write("a2.csv", "k,n\nx,3\nz,不多\n")
    let said = try csv("load \"a?.csv\" as t; t | where n > 1", in: folder)
    #expect(said.contains("`n` is text, for line 3 of `a2.csv` holds `不多`"))
  }

  @Test func linesAndFilesAreTold() throws {
    let folder = try TemporaryFolder()
    try folder.write("a1.csv", "标题\n\nk,n\nx,1\n\"y\ny\",2\n")
    try folder.write("a2.csv", "k,n\nx,3\n\nz,4\n")
    try folder.write("a3.csv", "n,k\n5,x\n")
    let lineage = try csv("load \"a?.csv\" as t; lineage t | summarize s = sum(n) by k", in: folder)
    #expect(
      lineage.hasSuffix(
        """
        row,table,file,lines
        1,a?.csv,a1.csv,4
        1,a?.csv,a2.csv,2
        1,a?.csv,a3.csv,2
        2,a?.csv,a1.csv,5
        3,a?.csv,a2.csv,4

        """), "\(lineage)")
  }

  @Test func rejectsNameTheirFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("a1.csv", "k,n\n" + (0..<200).map { "x,\($0)\n" }.joined())
    try folder.write(
      "a2.csv", Data(Array("k,n\nx,3\nz,no\n".utf8) + [0x79, 0xFF, 0x2C, 0x31, 0x0A] + Array("农,1,9\n".utf8)))
    let notes = try csv("load \"a*.csv\" as t; t | take 0", in: folder)
    #expect(
      notes.contains(
        "1 cell did not fit its column and counts as null; it is line 3 of `a2.csv`, n: `no`"))
    #expect(notes.contains("1 place holds bytes that are no text"))
    #expect(
      notes.contains(
        "it is line 4 of `a2.csv`, k: `y\u{FFFD}` (character 2 of the line: the bytes FF are not UTF-8)"))
  }

  @Test func encodingsCompressionAndQuotesMayDiffer() throws {
    let folder = try TemporaryFolder()
    try folder.write("a1.csv", Data([0xB4, 0xE5, 0x2C, 0x6E, 0x0A, 0xB4, 0xE5, 0x2C, 0x31, 0x0A]))
    try folder.write("a2.csv", "村,n\n5\" x,2\n")
    try folder.write("a3.csv", "村\tn\nb\t3")
    let result = try csv("load \"a*.csv\" as t; t", in: folder)
    #expect(result.hasSuffix("村,n\n村,1\n\"5\"\" x\",2\nb,3\n"), "\(result)")
    try folder.write("a4.csv", "村,n\n\"x,2\n")
    #expect(try csv("load \"a*.csv\" as t; t", in: folder).contains("`a4.csv`: the quote opened on line 2"))
  }

  @Test func filesThatAreNoOneTableAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("a1.csv", "村,面积（亩）\n芹溪村,1\n")
    try folder.write("a2.csv", "村,面积（公顷）\n际头村,2\n")
    try folder.write("b1.csv", "x\n1\n")
    try folder.write("b2.csv", "y\n1\n")
    let units = try csv("load \"a*.csv\" as t; t", in: folder)
    #expect(units.contains("T418") && units.contains("the unit of `面积` is 公顷 in `a2.csv`, and 亩 in"))
    let others = try csv("load \"b*.csv\" as t; t", in: folder)
    #expect(others.contains("T418") && others.contains("`b2.csv` has no column of the files before it"))
    let none = try csv("load \"c*.csv\" as t; t", in: folder)
    #expect(none.contains("T410") && none.contains("no file fits `c*.csv`"))
    #expect(try csv("load \"b1.csv\" as t, file_column: \"x\"; t", in: folder).contains("T505"))
    #expect(try csv("load \"b1.csv\" as t, file_column: \"f\"; t", in: folder) == "x,f\n1,b1.csv\n")
  }

  /// The same rows whichever way they are cut into files, and on any number of threads.
  @Test func aTableCutIntoFilesIsTheSameTable() throws {
    let rows = (0..<4000).map { row in
      switch row % 7 {
      case 0: "\(row),\"a,\(row)\",1.5"
      case 1: "\(row),\"b\nb\","
      case 2: "\(row),,2"
      default: "\(row),c\(row % 50),\(row % 3)"
      }
    }
    let whole = try TemporaryFolder()
    try whole.write("t.csv", "id,name,n\n" + rows.map { $0 + "\n" }.joined())
    let expected = try csv("load \"t.csv\" as t; t", in: whole)
    for size in [1, 3, 1000, 4000] where size > 100 || rows.count / size < 5000 {
      let folder = try TemporaryFolder()
      for (number, start) in stride(from: 0, to: min(rows.count, size * 400), by: size).enumerated() {
        let part = rows[start..<min(start + size, rows.count)].joined(separator: "\n")
        let name = String(repeating: "0", count: 4 - "\(number)".count) + "\(number)"
        try folder.write("t\(name).csv", "id,name,n\n" + part + (number % 2 == 0 ? "\n" : ""))
      }
      let lines = expected.split(separator: "\n", omittingEmptySubsequences: false)
      let query = "load \"t*.csv\" as t; t"
      for threads in [1, 8] {
        let found = try csv(query, in: folder, threads: threads)
        if size * 400 >= rows.count {
          #expect(found == expected, "\(size) rows a file")
        } else {
          #expect(lines.starts(with: found.split(separator: "\n", omittingEmptySubsequences: true)))
        }
      }
    }
  }

  @Test func aPatternIsATableOfTheCommandLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("产出-2020.csv", "n\n1\n")
    try folder.write("产出-2021.csv", "n\n2\n")
    let workspace = Workspace()
    try workspace.add(folder.path + "/产出-*.csv")
    #expect(workspace.tableNames == ["产出"])
    #expect(try workspace.query("产出 | summarize s = sum(n)").text(as: .csv) == "s\n3\n")
    // A file that comes is read, and one that is a table is not written over.
    try folder.write("产出-2022.csv", "n\n4\n")
    #expect(try workspace.query("产出 | summarize s = sum(n)").text(as: .csv) == "s\n7\n")
    let path = folder.path + "/产出-2021.csv"
    #expect(throws: TianError.self) { try workspace.query("产出 | save \"\(path)\"") }
    #expect(FilePattern("none")?.text == nil)
    for (name, pattern, fits) in [
      ("abc", "a*c", true), ("abcd", "a*c", false), ("aXcYc", "a*c", true), ("村1", "村?", true),
      ("村", "村?", false), ("", "*", true), ("ab", "**b", true),
    ] {
      #expect(FilePattern.fits(name[...], pattern[...]) == fits, "\(name) \(pattern)")
    }
  }
}
