import Foundation
import TianSource

@testable import TianSyntax

/// The files of `grammar/` in the source tree.
enum GrammarFolder {
  static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "grammar")

  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }

  static func record(_ text: String, as name: String) throws {
    try text.write(to: url.appending(path: name), atomically: true, encoding: .utf8)
  }

  /// The case files, by name below `grammar/`, in order.
  static func caseFiles() throws -> [String] {
    let folder = url.appending(path: "cases")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { "cases/" + $0 }
  }

  static func cases() throws -> [CaseFile.Case] {
    try caseFiles().flatMap { CaseFile(try text($0)).cases }
  }

  /// Texts that other tests run through the whole stack against recorded results.
  static func executedTexts() throws -> [String] {
    func files(in folder: String, ending: String) throws -> [String] {
      let path = url.deletingLastPathComponent().appending(path: folder)
      return try FileManager.default.contentsOfDirectory(atPath: path.path).filter { $0.hasSuffix(ending) }
        .map { try String(contentsOf: path.appending(path: $0), encoding: .utf8) }
    }
    let cases = try files(in: "Tests/cases/run", ending: ".case").flatMap { CaseFile($0).cases }
    return cases.filter { $0["result"] != nil }.map(\.input)
      + (try files(in: "samples/queries", ending: ".tian"))
  }

  static func grammar() throws -> GrammarFile { GrammarFile(try text("tian.ebnf")) }
}

/// The names that Chinese twins use for functions.
func englishFunction(_ name: String) -> String {
  let names = [
    "合计": "sum", "计数": "count", "平均": "avg", "最大": "max", "最小": "min", "四舍五入": "round", "如果": "if",
    "年份": "year",
    "长度": "length", "绝对值": "abs",
  ]
  return names[name] ?? name
}

func tree(_ text: String) -> String {
  TreePrinter(functionName: englishFunction).text(Parser.parse(SourceText(text)).script)
}

func isAccepted(_ text: String) -> Bool { Parser.parse(SourceText(text)).diagnostics.isEmpty }
