import Foundation
import Testing
import TianSource

@testable import Tian

/// Every code of a message has a page and a title in both languages, and something that triggers it: a case
/// file, or what cases cannot say, here.
@Suite struct DiagnosticCoverageTests {
  /// What a case file cannot hold: bytes that are no text, files that are missing, other threads.
  private static let programs: [String: @Sendable () throws -> Void] = [
    "T101": {
      _ = try Session(Workspace()).parse(SourceText(name: "query", bytes: [0x74, 0xFF]))
    },
    "T401": { _ = try table("n\n茶\n").query("t | select r = repeat(n, 1000000000000000)") },
    "T402": {
      let stop = Cancellation()
      stop.cancel()
      _ = try table("n\n1\n").query("t", cancellation: stop)
    },
    "T405": { _ = try table("n\n1\n2\n").query("1 + (t | select n)") },
    "T418": {
      let folder = try TemporaryFolder()
      try folder.write("a1.csv", "x\n1\n")
      try folder.write("a2.csv", "y\n1\n")
      _ = try Workspace().query("from \"\(folder.path)/a*.csv\"")
    },
    "T416": {
      _ = try table((0..<20_000).map { "c\($0)" }.joined(separator: ",") + "\n").query("t")
    },
    "T420": { _ = try table("n\n1\n").query("t | save \"/none/out.csv\"") },
    "T501": {
      let folder = try TemporaryFolder()
      _ = try Workspace(folder: folder.path)
    },
    "T503": {
      let folder = try TemporaryFolder()
      try folder.write("a.csv", "n\n1\n")
      try Workspace(folder: folder.path).add(folder.path)
    },
    "T504": { try Workspace().bind("x", to: .float(.infinity)) },
    "T507": {
      let folder = try TemporaryFolder()
      let outside = try folder.write("t.csv", "n\n1\n")
      _ = try Workspace().query("from \"\(outside)\"", isSafe: true)
    },
  ]

  /// Records so long that only a test of the reader itself makes them.
  private static let ofTheReader = ["T415": "oversizedRecord"]

  private static func table(_ text: String) throws -> Workspace {
    let workspace = Workspace()
    try workspace.add(csv: text, as: "t")
    return workspace
  }

  private static func texts(below folder: String, ending: [String]) throws -> String {
    let root = Project.root.appendingPathComponent(folder)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { path in ending.contains { path.hasSuffix($0) } }
      .map { try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8) }.joined()
  }

  @Test func everyCodeIsTriggered() throws {
    let cases =
      try Self.texts(below: "grammar/cases", ending: [".txt"])
      + Self.texts(below: "Tests/cases", ending: [".case"])
    let readerTests = try Self.texts(below: "Tests/TianEngineTests", ending: [".swift"])
    for code in DiagnosticCode.all {
      if cases.contains("[\(code.id)]") {
        #expect(Self.programs[code.id] == nil, "\(code.id) has a case, and needs no program")
      } else if let name = Self.ofTheReader[code.id] {
        #expect(readerTests.contains(".\(name)"), "\(code.id)")
      } else {
        let program = try #require(Self.programs[code.id], "nothing triggers \(code.id)")
        let error = #expect(throws: TianError.self, "\(code.id)") { try program() }
        #expect(error?.diagnostics.contains { $0.code == code } == true, "\(code.id)")
      }
    }
  }

  @Test func everyCodeHasAPageInBothLanguages() {
    #expect(Set(DiagnosticCode.all.map(\.id)).count == DiagnosticCode.all.count)
    for code in DiagnosticCode.all {
      for text in [code.title, code.page] {
        #expect(!text.en.isEmpty && !text.zh.isEmpty && text.en != text.zh, "\(code.id)")
        #expect(text.zh.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(code.id)")
      }
    }
  }

  @Test(arguments: DiagnosticCode.all)
  func everyExampleBringsItsMessageAndItsMendRuns(_ code: DiagnosticCode) throws {
    let samples = try SampleSession()
    let examples = try Language.allCases.map { try #require(code.example(in: $0), "\(code.id)") }
    for example in Set(examples) {
      switch example.kind {
      case .queries:
        let wrong = samples.outputs(example.wrong).joined()
        #expect(
          wrong.contains("error[\(code.id)]") || wrong.contains("warning[\(code.id)]"), "\(code.id): \(wrong)"
        )
        let mended = samples.outputs(example.mended)
        #expect(!mended.isEmpty && !mended.joined().contains("error["), "\(code.id): \(mended)")
      case .commands:
        let folder = try TemporaryFolder()
        let wrong = Shell.output(of: example.wrong, in: folder.url)
        #expect(wrong.contains("error[\(code.id)]"), "\(example.wrong):\n\(wrong)")
        let mended = Shell.output(of: example.mended, in: folder.url)
        #expect(mended.hasSuffix("exit 0") && !mended.contains("error["), "\(example.mended):\n\(mended)")
      }
    }
  }
}
