import Foundation
import Testing

@testable import Tian

/// A file so large that only the columns are read that a query asks for: every answer is that of the table
/// read whole.
@Suite struct LargeFileTests {
  /// Its last rows are other than its first: `late` becomes decimal, `words` text, `count` hedged.
  private static func write(to folder: TemporaryFolder) throws -> String {
    var text = "id,late,words,count,quantity,unit,pad\n"
    let pad = String(repeating: "x", count: 60)
    for row in 0..<400_000 {
      let isLate = row > 399_000
      text +=
        "\(row),\(isLate ? "\(row).25" : "\(row % 100)"),\(isLate || row % 50 == 49 ? "无数据" : "\(row % 9)"),"
      text +=
        "\(isLate ? "近\(row)" : "\(row % 7)"),\(row % 1000),\(row % 2 == 0 ? "吨" : "公斤"),\(pad)\(row % 3)\n"
    }
    return try folder.write("大.csv", text)
  }

  @Test func answersAreThoseOfTheWholeTable() throws {
    let folder = try TemporaryFolder()
    let path = try Self.write(to: folder)
    let whole = Session(Workspace(threadCount: 2))
    let load = try whole.parse(.init("load \"\(path)\" as 大"))
    _ = try whole.run(load.statements[0], of: load)
    let workspace = Workspace(threadCount: 2)
    try workspace.add(path)
    let lazy = Session(workspace)
    for query in [
      "大 | summarize n = count()", "大 | summarize s = sum(id)",
      "大 | where late > 5 | summarize s = sum(late)",
      "大 | summarize n = count() by words | sort -n, words | take 3",
      "大 | summarize s = sum(quantity to 公斤) by unit",
      "大 | summarize s = sum(quantity)", "大 | select lo(count) | take 2", "大 | where words > 3",
      "大 | select nothing",
      "let 小 = 大 | where id < 3; 小", "大 | where id in 2..4 | pivot sum(late) per unit by id",
      "大 | skip 399998",
      "大 | schema", "大 | where late == \"无数据\"", "explain 大 | select late",
      "大 | derive y = words + 1 | summarize n = count()",
      "大 | union (from csv \"\"\"words\n7\"\"\") | summarize n = count()",
      "大 | take 1 | union (大 | skip 399999)",
      "lineage 大 | where id == 7 | select late",
    ] {
      #expect(Self.answer(query, lazy) == Self.answer(query, whole), "\(query)")
      // And where it is the first that is asked.
      let fresh = Workspace(threadCount: 2)
      try fresh.add(path)
      #expect(Self.answer(query, Session(fresh)) == Self.answer(query, whole), "\(query), first")
    }
  }

  /// Results and messages; what names the table by the way it was opened is left out.
  private static func answer(_ query: String, _ session: Session) -> String {
    do {
      let script = try session.parse(.init(query))
      var text = ""
      for statement in script.statements {
        switch try session.run(statement, of: script).value {
        case .result(let result) where query.hasPrefix("lineage"): text += "\(result["lines"]?.texts ?? [])"
        case .result(let result): text += result.text(as: .csv)
        case .text(let lines):
          text += lines.en.split(separator: "\n").filter { !$0.contains("scan") }.joined()
        case .defined, .loaded, .used: break
        }
      }
      return text
    } catch {
      return error.diagnostics.map { "\($0.code.id) \($0.message.en)" }.joined(separator: "\n")
    }
  }
}
