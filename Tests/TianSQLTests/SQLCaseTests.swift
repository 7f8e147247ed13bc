import Foundation
import Testing
import Tian
import TianSource
import TianSyntax

/// Tests/cases/sql: tables, a query, and its SQL or what is said instead. `RECORD=1 swift test` records.
@Suite struct SQLCaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("cases/sql")

  static var files: [String] { get throws { try ScriptFile.caseFiles(in: folder.path) } }

  @Test(arguments: try files)
  func everyCaseIsAsItSays(_ path: String) throws {
    var file = CaseFile(try String(contentsOfFile: path, encoding: .utf8))
    let recorded = file.cases.map(Self.recorded)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      file.cases = recorded
      try file.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    for (test, actual) in zip(file.cases, recorded) {
      #expect(test.sections == actual.sections, "\(path):\(test.line): \(test.title)")
    }
  }

  static func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
    var recorded = test
    recorded.sections.removeAll { !$0.name.hasPrefix("table ") }
    do {
      let workspace = Workspace()
      for section in recorded.sections {
        try workspace.add(csv: section.text + "\n", as: String(section.name.dropFirst(6)))
      }
      let session = Session(workspace)
      let script = try session.parse(SourceText(test.input))
      var texts: [String] = []
      for statement in script.statements {
        if let text = try session.sql(statement, of: script, dialectName: "duckdb") {
          texts.append(CaseFile.trimmed(text))
        }
      }
      recorded.sections.append(.init("duckdb", texts.joined(separator: ";\n")))
    } catch {
      recorded.sections.append(.init("messages", CaseFile.trimmed(error.rendered(in: .english))))
      recorded.sections.append(.init("消息", CaseFile.trimmed(error.rendered(in: .chinese))))
    }
    return recorded
  }
}

extension CaseFile {
  static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == "\n" }.reversed())
  }
}
