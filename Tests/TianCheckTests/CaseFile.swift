import Foundation

/// A file of cases: `=== title`, a query, `---`, what is expected. `RECORD=1` writes what came out instead.
struct CaseFile {
  struct Case {
    var title: String
    var query: String
    var expected: String
  }

  let url: URL
  var cases: [Case]

  var isOptimized: Bool { url.lastPathComponent == "optimized.case" }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("cases/check")

  static func all() throws -> [CaseFile] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "case" }.sorted { $0.path < $1.path }.map(CaseFile.init)
  }

  init(_ url: URL) throws {
    self.url = url
    cases = []
    var part = \Case.query
    for line in try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("=== ") {
        cases.append(Case(title: String(line.dropFirst(4)), query: "", expected: ""))
        part = \.query
      } else if line == "---" {
        part = \.expected
      } else if !cases.isEmpty {
        cases[cases.count - 1][keyPath: part] += line + "\n"
      }
    }
    for index in cases.indices {
      cases[index].query = Self.trimmed(cases[index].query)
      cases[index].expected = Self.trimmed(cases[index].expected)
    }
  }

  static func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .newlines)
  }

  func write() throws {
    let text = cases.map { "=== \($0.title)\n\($0.query)\n---\n\($0.expected)\n" }.joined(separator: "\n")
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
}
