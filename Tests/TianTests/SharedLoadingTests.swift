import Foundation
import Testing

@testable import Tian
@testable import TianEngine

/// What is decided for every file of ../shared/data: encoding, dialect, which lines are rows, types and
/// units. `RECORD=1 swift test` records it in Tests/cases/shared-loading.txt. Skipped where the files are not
/// there. Of the benchmark's files only the types are told, for they may not be shown elsewhere.
@Suite struct SharedLoadingTests {
  private static let folder = Project.root.deletingLastPathComponent().appendingPathComponent("shared/data")
  private static let record = Project.root.appendingPathComponent("Tests/cases/shared-loading.txt")

  @Test func everyFileIsDecidedAsRecorded() throws {
    guard let all = FileManager.default.enumerator(atPath: Self.folder.path)?.allObjects as? [String],
      !all.isEmpty
    else { return print("skipped: ../shared/data is not here") }
    // The answers of a benchmark are read by its own test.
    let files = all.filter { $0.hasSuffix(".csv") && !$0.hasPrefix("polluted/clean/") }.sorted()
    let text = try files.map { try Self.decided($0) }.joined(separator: "\n")
    if Project.isRecording { try text.write(to: Self.record, atomically: true, encoding: .utf8) }
    let recorded = try String(contentsOf: Self.record, encoding: .utf8)
    for (found, known) in zip(text.split(separator: "\n"), recorded.split(separator: "\n")) {
      #expect(found == known)
    }
    #expect(text.count == recorded.count)
  }

  /// The path, then a line for each table: none of the file's own texts but the names of its columns.
  private static func decided(_ path: String) throws -> String {
    let source = TableSource(
      name: "t", content: .file(InputFile(path: folder.appendingPathComponent(path).path)))
    let execution = Execution(threadCount: 2)
    do {
      let first = try source.table(execution).table
      let tables = try [first] + source.knownSections.map { try $0.table(execution).table }
      let isShown = !path.hasPrefix("polluted/")
      return path + "\n" + tables.map { "  " + decided($0, showsNames: isShown) + "\n" }.joined()
    } catch let error as Diagnostic {
      return "\(path)\n  \(error.code.id)\n"
    }
  }

  private static func decided(_ table: Table, showsNames: Bool) -> String {
    guard let origin = table.origin else { return "" }
    let dialect = origin.dialect
    var parts = [
      origin.encodingName, "delimiter \(String(decoding: dialect.delimiter, as: UTF8.self).debugDescription)",
    ]
    if dialect.quote != UInt8(ascii: "\"") {
      parts.append("quote \(Character(Unicode.Scalar(dialect.quote)))")
    }
    switch dialect.escape {
    case .doubling: break
    case .byte(let byte): parts.append("escape \(Character(Unicode.Scalar(byte)))")
    case .none: parts.append("quotes not escaped")
    }
    if dialect.skipsSpaces { parts.append("spaces after delimiters") }
    parts.append("\(origin.headerRecordCount) header rows")
    if !origin.titles.isEmpty { parts.append("\(origin.titles.count) lines above") }
    if !origin.notes.isEmpty { parts.append("\(origin.notes.count) lines below") }
    parts.append("\(table.rowCount) rows")
    if origin.rejectCount > 0 { parts.append("\(origin.rejectCount) rejects") }
    let fields = table.schema.fields.map { field in
      (showsNames ? "\(field.name.prefix(24)): " : "") + field.type.text
    }
    return parts.joined(separator: "; ") + "; " + fields.joined(separator: ", ")
  }
}
