import Testing

/// Sizes, and files that nobody needs.
@Suite struct TidyTests {
  private static let columnsMax = 110
  private static let functionLinesMax = 60
  private static let fileLinesMax = 300
  /// Files that are one long table or one long list of cases.
  private static let longFiles: Set<String> = []

  @Test(arguments: ["Sources", "Tests"])
  func linesAndFilesStayShort(_ folder: String) throws {
    for file in try SourceTree.swiftFiles(in: folder) {
      for (number, line) in file.lines.enumerated() where line.count > Self.columnsMax {
        Issue.record("\(file.path):\(number + 1): \(line.count) columns")
      }
      if file.lines.count > Self.fileLinesMax + 1, !Self.longFiles.contains(file.path) {
        Issue.record("\(file.path): \(file.lines.count - 1) lines")
      }
    }
  }

  @Test func theLongFilesAreThere() throws {
    let long = try SourceTree.swiftFiles(in: "Sources").filter { $0.lines.count > Self.fileLinesMax + 1 }
    #expect(Self.longFiles.isSubset(of: Set(long.map(\.path))), "an exception that is none any more")
  }

  @Test(arguments: ["Sources", "Tests"])
  func functionsStayShort(_ folder: String) throws {
    for file in try SourceTree.swiftFiles(in: folder) {
      for function in Self.functions(in: file) where function.count > Self.functionLinesMax {
        Issue.record("\(file.path):\(function.lowerBound + 1): \(function.count) lines")
      }
    }
  }

  @Test func everyFileIsReferredTo() throws {
    let files = try SourceTree.swiftFiles(in: "Sources")
    let words = files.map { Set(Self.words(in: $0.text)) }
    for (index, file) in files.enumerated() where !file.path.hasSuffix("/main.swift") {
      let names = Self.declaredNames(in: file)
      let isUsed = words.indices.contains { $0 != index && !names.isDisjoint(with: words[$0]) }
      // What only offers an API for programs is used by them, and by the tests.
      #expect(isUsed || file.text.contains("public "), "nothing refers to \(file.path)")
    }
  }

  @Test func nothingIsLeftForLater() throws {
    for file in try SourceTree.swiftFiles(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        for word in ["TODO", "FIXME", "XXX", "fatalError(", "try!", "as!"] where line.contains(word) {
          Issue.record("\(file.path):\(number + 1): \(word)")
        }
      }
    }
  }

  /// From the line that begins a function to the one that closes it: formatted code closes at the same
  /// column.
  private static func functions(in file: SourceTree.File) -> [Range<Int>] {
    file.lines.indices.compactMap { start in
      let line = file.lines[start]
      let words = line.split(whereSeparator: { " (<?".contains($0) })
      guard words.contains(where: { ["func", "init", "deinit", "subscript"].contains($0) }),
        !line.trimmingPrefix(while: { $0 == " " }).hasPrefix("//")
      else { return nil }
      let indent = String(line.prefix { $0 == " " })
      let end = file.lines[start...].firstIndex { $0 == indent + "}" || $0.hasPrefix(indent + "} ") }
      // A function of one line, or a requirement of a protocol, is closed by something else.
      let next = file.lines[(start + 1)...].firstIndex {
        $0.hasPrefix(indent) && $0.dropFirst(indent.count).first?.isLetter == true
      }
      guard let end, next.map({ end < $0 }) ?? true else { return nil }
      return start..<(end + 1)
    }
  }

  private static func words(in text: String) -> [Substring] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static func declaredNames(in file: SourceTree.File) -> Set<Substring> {
    let keywords: Set<Substring> = [
      "struct", "class", "enum", "protocol", "actor", "typealias", "func", "var", "let", "case",
    ]
    var names: Set<Substring> = []
    for line in file.lines where !line.contains("private ") {
      let words = words(in: line)
      for (word, next) in zip(words, words.dropFirst()) where keywords.contains(word) { names.insert(next) }
    }
    return names
  }
}
