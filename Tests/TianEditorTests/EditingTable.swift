import Foundation

/// A file of texts with the cursor marked in them, `⌖`, and below each, behind two spaces, what an editor
/// shows there. `[zh]` and `[en]` change the language for the lines below; `#` begins a comment. Where the
/// run records, what really comes is written there.
struct EditingTable {
  struct Row {
    var line: Int
    var isChinese: Bool
    /// Lines are written with `⏎`.
    var marked: String
    var shown: [String]

    var before: String { String(marked.split(separator: "⌖", omittingEmptySubsequences: false)[0]) }
    var text: String { marked.replacingOccurrences(of: "⌖", with: "") }
  }

  private enum Part {
    case other(String)
    case row(Row)
  }

  private var parts: [Part] = []
  private let url: URL

  init(_ name: String) throws {
    url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name)
    var isChinese = false
    let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
    for (index, line) in lines.enumerated() {
      if line.contains("⌖"), !line.hasPrefix("#") {
        let marked = line.replacingOccurrences(of: "⏎", with: "\n")
        parts.append(.row(Row(line: index + 1, isChinese: isChinese, marked: marked, shown: [])))
      } else if line.hasPrefix("  "), case .row(var row)? = parts.last {
        row.shown.append(String(line.dropFirst(2)))
        parts[parts.count - 1] = .row(row)
      } else {
        if line == "[zh]" || line == "[en]" { isChinese = line == "[zh]" }
        parts.append(.other(line))
      }
    }
  }

  var rows: [Row] { parts.compactMap { if case .row(let row) = $0 { row } else { nil } } }

  /// Compares each row with what is really shown; the failures, or none where the run records.
  func failures(_ shown: (Row) -> [String]) throws -> [String] {
    let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
    var failures: [String] = []
    var lines: [String] = []
    for part in parts {
      switch part {
      case .other(let line): lines.append(line)
      case .row(let row):
        let really = shown(row)
        if really != row.shown {
          failures.append("line \(row.line): \(row.marked)\n\(really.joined(separator: "\n"))")
        }
        lines.append(row.marked.replacingOccurrences(of: "\n", with: "⏎"))
        lines += really.map { "  " + $0 }
      }
    }
    guard isRecording else { return failures }
    try lines.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    return []
  }
}
