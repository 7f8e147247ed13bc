import Foundation
import Testing

@testable import Tian

@Suite struct ReadmeTests {
  /// The lines of README's blocks of a kind.
  private static func blocks(_ kind: String) throws -> [String] {
    let text = try String(contentsOf: Project.root.appendingPathComponent("README.md"), encoding: .utf8)
    return text.components(separatedBy: "```\(kind)\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
  }

  @Test func theExampleIsTheOneThatIsCompiled() throws {
    let file = Project.root.appendingPathComponent("Tests/TianTests/ReadmeExample.swift")
    let compiled = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "{\n")[1...]
      .joined(separator: "{\n").components(separatedBy: "\n}\n")[0]
    let lines = compiled.split(separator: "\n").map { $0.dropFirst(2) }.joined(separator: "\n")
    #expect(try Self.blocks("swift") == ["import Tian\n\n" + lines])
  }

  @Test func theExampleRuns() throws {
    #expect(FileManager.default.changeCurrentDirectoryPath(Project.root.path))
    try readmeExample()
  }

  /// `query → rows`: cells as in CSV, rows parted by `; `.
  @Test func theTourGivesTheAnswersThatItTells() throws {
    let workspace = try Workspace(folder: Project.root.appendingPathComponent("samples").path)
    let lines = try Self.blocks("tian").flatMap { $0.split(separator: "\n") }
    #expect(lines.count > 5)
    for line in lines {
      let parts = String(line).components(separatedBy: " → ")
      let result = try workspace.query(parts[0]).text(as: .csv)
      let rows = result.split(separator: "\n").dropFirst().joined(separator: "; ")
      #expect(rows == parts[1], "\(parts[0])")
    }
  }

  @Test func theTestCommandIsTheOneOfContinuousIntegration() throws {
    let script = try String(contentsOf: Project.root.appendingPathComponent(".ci/run"), encoding: .utf8)
    let command = try #require(try Self.blocks("sh").first { $0.hasPrefix("swift test") })
    #expect(script.contains("\n\(command)\n"))
  }
}
