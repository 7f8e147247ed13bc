import Foundation
import Testing
import TianSource
import TianSyntax

@testable import Tian

/// Files as nobody should write them, and what becomes of each: Tests/cases/bad. Every one ends in data, in a
/// reject that is told, or in a refusal with its place. `RECORD=1 swift test` records what comes of them.
@Suite struct BadInputTests {
  @Test(arguments: try CaseFile.paths(in: "bad"))
  func everyFileEndsAsItSays(_ path: String) throws {
    try CaseFile.hold(path, recorded: Self.recorded)
  }

  /// Sixty kinds of bad input and more, each with its own line.
  @Test func thereAreManyKinds() throws {
    let titles = try CaseFile.paths(in: "bad").flatMap {
      CaseFile(try String(contentsOfFile: $0, encoding: .utf8)).cases.map(\.title)
    }
    #expect(titles.count >= 60)
    #expect(Set(titles).count == titles.count)
  }

  /// What a case says of its file: `options` of `load`, and queries to `ask`.
  private static func recorded(_ test: CaseFile.Case) throws -> CaseFile.Case {
    var recorded = test
    recorded.sections.removeAll { $0.name != "options" && !$0.name.hasPrefix("ask ") }
    let folder = try TemporaryFolder()
    let path = try folder.write("t.csv", Data(bytes(of: test.input)))
    let options = test["options"].map { ", \($0)" } ?? ""
    let session = Session(Workspace(threadCount: 2))
    do {
      var notes: [LoadNote] = []
      _ = try run("load \"\(path)\" as t\(options)", in: session, &notes)
      let table = try run("t", in: session, &notes)
      let rejects = try run("_rejects", in: session, &notes)
      var said = [CaseFile.Section("rows", table)]
      said.append(.init("columns", try run("t | schema", in: session, &notes)))
      if !notes.isEmpty {
        said.append(.init("notes", notes.map(\.message.en).joined(separator: "\n")))
        said.append(.init("说明", notes.map(\.message.zh).joined(separator: "\n")))
      }
      if rejects.contains("\n") { said.append(.init("rejects", rejects)) }
      for place in recorded.sections.indices where recorded.sections[place].name.hasPrefix("ask ") {
        let query = String(recorded.sections[place].name.dropFirst(4))
        recorded.sections[place].text = try run(query, in: session, &notes)
      }
      recorded.sections.insert(contentsOf: said, at: test["options"] == nil ? 0 : 1)
    } catch let error as TianError {
      recorded.sections.append(.init("messages", shown(error, .english)))
      recorded.sections.append(.init("消息", shown(error, .chinese)))
    }
    recorded.sections = recorded.sections.map { section in
      var text = section.text.replacingOccurrences(of: folder.path + "/", with: "")
      while text.hasSuffix("\n") { text.removeLast() }
      return CaseFile.Section(section.name, text)
    }
    return recorded
  }

  /// Without the place in the query, which is no matter of the file.
  private static func shown(_ error: TianError, _ language: Language) -> String {
    error.diagnostics.map { diagnostic in
      let labels = diagnostic.labels.map { $0.text[language] }.filter { !$0.isEmpty }
      let rest = (labels + diagnostic.notes.map { $0[language] }).map { "\n  = \($0)" }
      return "[\(diagnostic.code.id)]: \(diagnostic.message[language])" + rest.joined()
    }.joined(separator: "\n")
  }

  private static func run(_ query: String, in session: Session, _ notes: inout [LoadNote]) throws -> String {
    let script = try session.parse(SourceText(query))
    var text = ""
    for statement in script.statements {
      let outcome = try session.run(statement, of: script)
      notes += outcome.loadNotes
      if case .result(let result) = outcome.value { text = result.text(as: .csv) }
    }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// Signs for bytes that a case file cannot show; a file ends in a line end unless its last sign says no.
  private static func bytes(of input: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for character in input + (input.hasSuffix("␄") ? "" : "\n") {
      switch character {
      case "␍": bytes.append(0x0D)
      case "␉": bytes.append(0x09)
      case "␀": bytes.append(0)
      case "␚": bytes.append(0xFF)
      case "␄": break
      default: bytes += Array(String(character).utf8)
      }
    }
    return bytes
  }
}
