import Foundation
import Testing

/// SwiftPM builds imports that no dependency declares; this holds the borders that Package.swift only draws.
@Suite struct ImportTests {
  /// Target ← what it may import. `Sources/README.md` says why.
  static let allowed: [String: Set<String>] = [
    "TianSource": [],
    "TianFigures": [],
    "TianText": ["CTianText"],
    "TianSyntax": ["TianSource", "TianFigures"],
    "TianPlan": ["TianSource", "TianFigures"],
    "TianCheck": ["TianSyntax", "TianPlan", "TianText", "TianSource", "TianFigures"],
    "TianEngine": ["TianPlan", "TianText", "TianSource", "TianFigures", "CTian", "CTianPattern", "CZlib"],
    "TianSQL": ["TianPlan", "TianSource", "TianFigures"],
    "TianFormats": ["TianEngine", "TianPlan", "TianSource", "TianFigures"],
    "Tian": [
      "TianFormats", "TianSQL", "TianCheck", "TianEngine", "TianSyntax", "TianPlan", "TianSource",
      "TianFigures",
    ],
    "TianEditor": ["TianSyntax", "TianCheck", "TianPlan", "TianText", "TianSource", "TianFigures"],
    "TianTool": ["Tian", "TianEditor", "TianSyntax", "TianText", "TianSource", "CTian", "CTianEdit"],
  ]
  /// The system without Foundation: start-up stays short, and nothing depends on a locale.
  static let system: Set<String> = ["Glibc", "Synchronization"]

  @Test func everyTargetImportsOnlyWhatItMay() throws {
    for file in try SourceTree.swiftFiles(in: "Sources") {
      let allowed = try #require(Self.allowed[file.target], "\(file.path) lies in no known target")
      for module in Self.imports(of: file) where !allowed.contains(module) && !Self.system.contains(module) {
        Issue.record("\(file.path) imports \(module)")
      }
    }
  }

  /// The list in Sources/README.md is the one that the test holds.
  @Test func theArchitecturePageShowsTheSameList() throws {
    let page = try String(
      contentsOf: SourceTree.root.appendingPathComponent("Sources/README.md"), encoding: .utf8)
    for (target, modules) in Self.allowed {
      let line = page.split(separator: "\n").first { $0.hasPrefix("| \(target) |") }
      let cells = try #require(line, "\(target) is missing").split(separator: "|")
      let shown = cells[1].split(whereSeparator: { " ,".contains($0) }).map(String.init)
      #expect(Set(shown.filter { $0 != "nothing" }) == modules, "\(target)")
    }
  }

  private static func imports(of file: SourceTree.File) -> [String] {
    file.lines.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
        words[..<at].allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal"].contains($0) })
      else { return nil }
      // `import struct Module.Name` names the module before the dot.
      let name = words[words.count - 1]
      return name.split(separator: ".").first.map(String.init)
    }
  }
}
