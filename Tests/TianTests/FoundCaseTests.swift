import Testing
import TianSyntax

@testable import Tian

/// Texts as offices send them, and the tables found in them: Tests/cases/csv. `RECORD=1 swift test` records
/// what is found.
@Suite struct FoundCaseTests {
  @Test(arguments: try CaseFile.paths(in: "csv"))
  func everyTableIsFound(_ path: String) throws {
    try CaseFile.hold(path, recorded: Self.recorded)
  }

  /// Every table of the text: what was decided, and its header and rows as plain CSV.
  private static func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
    var recorded = test
    recorded.sections = []
    let bytes = Array((test.input + "\n").utf8)
    do {
      let first = try FoundFile(bytes: bytes)
      let count = first.tableCount
      for number in 0..<count {
        let file = try FoundFile(bytes: bytes, sectionNumber: number)
        recorded.sections.append(
          .init(count == 1 ? "found" : "found \(number + 1)", file.summary.en + "\n" + csv(file)))
      }
    } catch {
      recorded.sections.append(.init("error", "\(error.code.id): \(error.message.en)"))
    }
    return recorded
  }

  private static func csv(_ file: FoundFile) -> String {
    let text = String(decoding: file.csv, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
