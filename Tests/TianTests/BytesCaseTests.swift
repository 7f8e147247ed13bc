import Foundation
import Testing
import TianSource
import TianSyntax

@testable import Tian

/// Files of bad bytes and what becomes of them: Tests/cases/bytes. `RECORD=1 swift test` records it.
@Suite struct BytesCaseTests {
  @Test(arguments: try CaseFile.paths(in: "bytes"))
  func everyFileIsReadOrRefused(_ path: String) throws {
    try CaseFile.hold(path, recorded: Self.recorded)
  }

  /// The input is the file: its line ends are none of it, `\n` is one, and `\xE4` a byte.
  private static func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
    var recorded = test
    recorded.sections.removeAll { $0.name != "options" }
    do {
      let folder = try TemporaryFolder()
      try folder.write("t.csv", Data(bytes(test.input)))
      let session = Session(Workspace(threadCount: 2))
      let options = test["options"].map { ", " + $0 } ?? ""
      recorded.sections += run("load \"t.csv\" as t\(options)\nt", session, folder.path)
    } catch {
      recorded.sections.append(.init("error", "\(error)"))
    }
    return recorded
  }

  private static func run(_ text: String, _ session: Session, _ folder: String) -> [CaseFile.Section] {
    var sections: [CaseFile.Section] = []
    do {
      let script = try session.parse(SourceText(text), folder: folder)
      for statement in script.statements {
        let outcome = try session.run(statement, of: script)
        let notes = outcome.loadNotes.map { "\($0.message.en)\n\($0.message.zh)" }
        if !notes.isEmpty { sections.append(.init("notes", notes.joined(separator: "\n"))) }
        if case .result(let result) = outcome.value {
          sections.append(.init("result", result.text(as: .csv).trimmingCharacters(in: .newlines)))
        }
      }
    } catch {
      sections.append(.init("messages", error.rendered(in: .english)))
      sections.append(.init("消息", error.rendered(in: .chinese)))
    }
    return sections.map {
      let text = $0.text.replacingOccurrences(of: folder + "/", with: "")
      return .init($0.name, text.trimmingCharacters(in: .newlines))
    }
  }

  private static func bytes(_ input: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(input.utf8).filter { $0 != 0x0A }[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch kind {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "x"):
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      default: bytes += [byte, kind]
      }
    }
    return bytes
  }
}
