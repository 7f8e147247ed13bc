import Foundation
import Testing

/// Nothing of the tool writes to a stream but `Output`, and the line editor to its terminal.
@Suite struct OnlyWayOutTests {
  /// Ways to write, and the files that may use them.
  private static let ways: [(pattern: String, files: Set<String>)] = [
    (#"(?<![.\w])(print|debugPrint|dump|puts|fputs|putchar|putc|fputc|fwrite|printf|vprintf)\("#, []),
    (#"\b(fprintf|vfprintf|perror|psignal|writev|pwrite|syslog|dprintf)\("#, []),
    (#"\b(stdout|stderr|FileHandle|TextOutputStream)\b"#, []),
    (#"(?<!func )(?<![.\w])write\(|Glibc\.write\("#, ["Output.swift", "DescriptorWriter.swift"]),
    (#"DescriptorWriter\.write\("#, ["Output.swift", "History.swift", "LineEditor+Plain.swift"]),
    (#"tian_edit_write\("#, ["LineEditor+Painting.swift"]),
    (#"SafeText\(unchecked:"#, ["SafeText.swift"]),
  ]

  @Test func noFileOfTheToolWritesBesideTheOutput() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/TianTool")
    var isAnyFileRead = false
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      isAnyFileRead = true
      let code = try String(contentsOf: file, encoding: .utf8)
        .split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
      for way in Self.ways where !way.files.contains(file.lastPathComponent) {
        let found = code.range(of: way.pattern, options: .regularExpression)
        #expect(found == nil, "\(file.lastPathComponent): \(way.pattern)")
      }
    }
    #expect(isAnyFileRead)
  }
}
