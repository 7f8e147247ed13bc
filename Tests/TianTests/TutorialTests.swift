import Foundation
import Testing
import TianSource

/// The tutorials run: each query's answer is the one that stands below it. `RECORD=1 swift test` writes the
/// answers anew.
@Suite struct TutorialTests {
  private static let files: [(name: String, language: Language)] = [
    ("tutorial.md", .english), ("教程.md", .chinese),
  ]
  private static let opening = "```tian\n"
  private static let answer = "```\n```text\n"
  private static let closing = "```\n"

  /// The text with every answer as it is today, and the answers.
  private static func run(
    _ text: String, in language: Language
  ) throws -> (text: String, queries: [String], answers: [[String]]) {
    let samples = try SampleSession()
    var parts = text.components(separatedBy: opening)
    var queries: [String] = []
    var answers: [[String]] = []
    for index in parts.indices.dropFirst() {
      let halves = parts[index].components(separatedBy: answer)
      let query = halves[0]
      let rest = try #require(halves.last).components(separatedBy: closing).dropFirst()
      queries.append(query)
      answers.append(samples.outputs(query, in: language, as: .box))
      let shown = (answers.last ?? []).joined()
      parts[index] = query + answer + shown + closing + rest.joined(separator: closing)
    }
    return (parts.joined(separator: opening), queries, answers)
  }

  @Test func everyQueryGivesTheAnswerBelowIt() throws {
    for (name, language) in Self.files {
      let file = Project.root.appendingPathComponent("samples/\(name)")
      let text = try String(contentsOf: file, encoding: .utf8)
      let now = try Self.run(text, in: language)
      if Project.isRecording { try now.text.write(to: file, atomically: true, encoding: .utf8) }
      #expect(try String(contentsOf: file, encoding: .utf8) == now.text, "\(name)")
      #expect(now.queries.count >= 15)
    }
  }

  /// The two files ask the same questions.
  @Test func bothLanguagesGiveTheSameRows() throws {
    let both = try Self.files.map { name, language in
      let file = Project.root.appendingPathComponent("samples/\(name)")
      return try Self.run(try String(contentsOf: file, encoding: .utf8), in: language)
    }
    #expect(both[0].queries.count == both[1].queries.count)
    let samples = try SampleSession()
    for (english, chinese) in zip(both[0].queries, both[1].queries) where !english.hasPrefix("explain") {
      let rows = [english, chinese].map { query in
        samples.outputs(query).filter { !$0.hasPrefix("error") }.map { $0.split(separator: "\n").dropFirst() }
      }
      #expect(rows[0] == rows[1], "\(english)")
    }
  }
}
