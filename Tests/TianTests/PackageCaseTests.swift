import Foundation
import Testing
import TianSyntax

@testable import Tian

/// Folders of files, and what `validate`, `describe` and `describe --package` say of them, or a query:
/// Tests/cases/packages. `RECORD=1 swift test` records what really comes of each case.
@Suite struct PackageCaseTests {
  @Test(arguments: try CaseFile.paths(in: "packages"))
  func everyCaseIsAsItSays(_ path: String) throws {
    try CaseFile.hold(path, recorded: Self.recorded)
  }

  @Test func everyFindingHasACase() throws {
    let texts = try CaseFile.paths(in: "packages").map { try String(contentsOfFile: $0, encoding: .utf8) }
    for code in FindingCode.allCases {
      #expect(texts.contains { $0.contains(",\(code.rawValue),") }, "\(code.rawValue)")
    }
  }

  private static func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
    var recorded = test
    recorded.sections.removeAll { !$0.name.hasPrefix("file ") }
    guard let folder = try? TemporaryFolder() else { return recorded }
    for file in recorded.sections {
      let name = String(file.name.dropFirst(5))
      // What cannot be written in a case: bytes in hexadecimal digits.
      let isBytes = name.hasSuffix(" in bytes")
      let data = isBytes ? bytes(file.text) : Data((file.text + "\n").utf8)
      _ = try? folder.write(isBytes ? String(name.dropLast(9)) : name, data)
    }
    func plain(_ text: String) -> String {
      text.replacingOccurrences(of: folder.path + "/", with: "")
        .replacingOccurrences(of: folder.path, with: ".").trimmingCharacters(in: .newlines)
    }
    do {
      recorded.sections += try outcome(of: test.input, folder).map { .init($0.name, plain($0.text)) }
    } catch let error as TianError {
      recorded.sections.append(.init("messages", plain(error.rendered(in: .english))))
      recorded.sections.append(.init("消息", plain(error.rendered(in: .chinese))))
    } catch {
      recorded.sections.append(.init("messages", plain("\(error)")))
    }
    return recorded
  }

  private static func outcome(
    of input: String, _ folder: TemporaryFolder
  ) throws -> [CaseFile.Section] {
    let words = input.split(separator: " ").map(String.init)
    let path = words.count == 2 ? "\(folder.path)/\(words[1])" : folder.path
    let workspace = try Workspace(folder: path)
    switch words.first {
    case "validate":
      let validation = try Validation(of: workspace)
      return try [(Language.english, "report"), (.chinese, "报告")].map { language, name in
        let text = try validation.result(language).text(as: .csv)
        return .init(name, text + validation.summary()[language])
      }
    case "describe":
      return [
        .init("table", try TableDescriptions(of: workspace, at: path).overview(in: .english).text(as: .csv))
      ]
    case "package":
      let before = try tables(workspace)
      let json = try TableDescriptions(of: workspace, at: path).package
      try folder.write("datapackage.json", json)
      let after = try tables(try Workspace(folder: folder.path))
      return [.init("package", json), .init("read again", before == after ? "the same" : after)]
    default: return [.init("result", try workspace.query(input).text(as: .csv))]
    }
  }

  /// Schemas and rows of all tables that can be read.
  private static func tables(_ workspace: Workspace) throws -> String {
    let names = workspace.tableNames.flatMap { name in
      [name] + (workspace.snapshot.sources[name]?.knownSections.map(\.name) ?? [])
    }
    return names.compactMap { name in
      guard let schema = try? workspace.query("from [\(name)] | schema"),
        let rows = try? workspace.query("from [\(name)]")
      else { return nil }
      return schema.text(as: .csv) + rows.text(as: .csv, FormatOptions(nullText: "∅"))
    }.joined(separator: "\n")
  }

  private static func bytes(_ text: String) -> Data {
    Data(text.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) })
  }
}
