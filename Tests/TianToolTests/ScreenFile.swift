import Foundation

/// A file of recorded screens: `# title | 80x24 LANG=… colours` begins a session of the prompt over the
/// sample tables, `> keys` are typed in it, and the screen that they lead to stands below, each line behind
/// `|`.
struct ScreenFile {
  struct Step {
    var keys: String
    var screen: [String]
  }

  struct Case {
    var title: String
    var columns = 80
    var rows = 24
    var variables: [String] = []
    var arguments: [String] = []
    var showsColors = false
    var steps: [Step] = []

    fileprivate var head: String
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appendingPathComponent("Tests/TianToolTests/screens")
  /// Whether screens are to be written down in place of being compared.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  private(set) var cases: [Case] = []
  let url: URL

  init(_ url: URL) throws {
    self.url = url
    for line in try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n") {
      if line.hasPrefix("# ") {
        cases.append(Self.head(line))
      } else if line.hasPrefix("> "), !cases.isEmpty {
        cases[cases.count - 1].steps.append(Step(keys: String(line.dropFirst(2)), screen: []))
      } else if line.hasPrefix("|"), let at = cases.indices.last, let step = cases[at].steps.indices.last {
        cases[at].steps[step].screen.append(String(line.dropFirst()))
      }
    }
  }

  private static func head(_ line: String) -> Case {
    let parts = line.dropFirst(2).components(separatedBy: " | ")
    var found = Case(title: parts[0], head: line)
    for word in (parts.count > 1 ? parts[1] : "").split(separator: " ").map(String.init) {
      let size = word.split(separator: "x").compactMap { Int($0) }
      if size.count == 2 {
        (found.columns, found.rows) = (size[0], size[1])
      } else if word == "colours" {
        found.showsColors = true
      } else if word.hasPrefix("--") || !word.contains("=") {
        found.arguments.append(word)
      } else {
        found.variables.append(word)
      }
    }
    return found
  }

  mutating func record(_ screens: [String], at place: (case: Int, step: Int)) {
    cases[place.case].steps[place.step].screen = screens
  }

  func write() throws {
    var lines: [String] = []
    for found in cases {
      if !lines.isEmpty { lines.append("") }
      lines.append(found.head)
      for step in found.steps {
        lines.append("> " + step.keys)
        lines += step.screen.map { "|" + $0 }
      }
    }
    try (lines.joined(separator: "\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
  }
}
