import Foundation
import Testing
import Tian

/// Every query of `samples/queries` in English and in Chinese: both give the recorded answer. A comment at
/// the head of each names the answer's second derivation.
@Suite struct SampleQueryTests {
  private static let folder = Repository.samples.appendingPathComponent("queries")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".tian") && !$0.hasSuffix(".zh.tian") }.map { String($0.dropLast(5)) }.sorted()

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  private static func answer(_ name: String) throws -> String {
    let workspace = try Workspace(folder: Repository.samples.path)
    do {
      return try workspace.query(try text(name)).text(as: .csv)
    } catch let error as TianError {
      return "\(name): \(error)"
    }
  }

  @Test func thereAreQueries() { #expect(Self.names.count >= 14) }

  @Test(arguments: names) func bothLanguagesGiveTheRecordedAnswer(_ name: String) throws {
    let english = try Self.answer("\(name).tian")
    let recorded = Self.folder.appendingPathComponent("\(name).csv")
    if Repository.isRecording { try english.write(to: recorded, atomically: true, encoding: .utf8) }
    #expect(try english == Self.text("\(name).csv"))
    let chinese = try Self.answer("\(name).zh.tian")
    // Unnamed columns are called by their text as typed: only the names may differ.
    #expect(chinese.split(separator: "\n").dropFirst() == english.split(separator: "\n").dropFirst())
  }

  @Test(arguments: names) func namesItsSecondDerivation(_ name: String) throws {
    let head = try Self.text("\(name).tian").split(separator: "\n").prefix { $0.hasPrefix("#") }
    #expect(head.count >= 2, "\(name).tian says what it asks and how the answer was derived a second time")
  }
}
