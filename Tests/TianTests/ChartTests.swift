import Foundation
import TianSource
import TianSyntax
import Testing

@testable import Tian

/// Charts as a terminal and a browser show them. `RECORD=1 swift test` records what really comes; the
/// pictures are files of their own, to be looked at.
@Suite struct ChartTests {
  private static let folder = Project.root.appendingPathComponent("Tests/cases/charts")

  /// The drawing at a width, with letters for colours; under `--- svg` the name of the picture's file.
  @Test func everyDrawingIsAsItSays() throws {
    func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
      var recorded = test
      recorded.sections.removeAll { !$0.name.hasPrefix("table ") && $0.name != "svg" }
      do {
        let result = try Self.result(of: test)
        for width in [80, 40] {
          let options = FormatOptions(box: BoxOptions(width: width))
          recorded.sections.append(.init("width \(width)", Self.trimmed(result.text(as: .box, options))))
        }
      } catch {
        recorded.sections.append(.init("messages", "\(error)"))
      }
      return recorded
    }
    let path = Self.folder.appendingPathComponent("terminal.case").path
    let file = try CaseFile(path: path, recorded: recorded)
    for test in file.cases {
      let actual = recorded(test)
      for section in actual.sections {
        #expect(test[section.name] == section.text, "\(test.title), \(section.name):\n\(section.text)")
      }
    }
  }

  @Test func everyPictureIsAsItsFile() throws {
    let path = Self.folder.appendingPathComponent("terminal.case").path
    for test in try CaseFile(String(contentsOfFile: path, encoding: .utf8)).cases {
      guard let name = test["svg"] else { continue }
      let picture = try Self.result(of: test).text(as: .svg)
      let file = Self.folder.appendingPathComponent(name)
      if Project.isRecording { try picture.write(to: file, atomically: true, encoding: .utf8) }
      #expect(try String(contentsOf: file, encoding: .utf8) == picture, "\(name)")
      let parser = XMLParserCheck(picture)
      #expect(parser.isWellFormed, "\(name)")
    }
  }

  /// No line is wider than the window, and nothing of the data is obeyed or is markup.
  @Test(arguments: [1, 10, 20, 21, 80, 300])
  func noLineIsTooWide(_ width: Int) throws {
    let workspace = Workspace()
    let rows = (0..<70).map { row in
      "很长的名字\(row)\u{1B}[31m<b>&,\(row * row * 1_000_000),约\(row + 1)00,2020-01-\(row % 18 + 10)"
    }
    try workspace.add(csv: "名,n（元）,h,日\n" + rows.joined(separator: "\n") + "\n", as: "t")
    for query in [
      "t | chart bar 名, n", "t | chart bar 名, h", "t | chart line 日, n", "t | chart line 名, h",
      "t | chart scatter n, h by 名", "t | chart histogram n", "t | chart spark 名, n", "t | chart spark n",
      "t | take 0 | chart bar 名, n", "t | take 0 | chart line 日, n", "t | take 0 | chart histogram n",
      "t | take 1 | chart scatter n, h", "t | take 1 | chart line 日, n", "t | take 1 | chart histogram n",
      "t | derive n = 0 - n | chart bar 名, n", "t | derive n = null ?? n | where n == 0元 | chart bar 名, n",
    ] {
      let result = try workspace.query(query)
      let text = result.text(as: .box, FormatOptions(box: BoxOptions(width: width)))
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= max(width, 20), "\(query): \(line)")
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
      }
      #expect(XMLParserCheck(result.text(as: .svg)).isWellFormed, "\(query)")
    }
  }

  private static func result(of test: CaseFile.Case) throws -> QueryResult {
    let workspace = Workspace()
    for section in test.sections where section.name.hasPrefix("table ") {
      try workspace.add(csv: section.text + "\n", as: String(section.name.dropFirst(6)))
    }
    return try workspace.query(test.input)
  }

  private static func trimmed(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().joined(separator: "\n")
  }
}

/// Whether tags close in the order in which they opened, and `<` and `&` stand for nothing else.
private struct XMLParserCheck {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isRight = true
    for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      guard let end = part.firstIndex(of: ">") else {
        isRight = false
        break
      }
      let tag = part[..<end]
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("/") {
        isRight = isRight && open.popLast() == tag.dropFirst()
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
      for piece in part[end...].split(separator: "&").dropFirst() {
        isRight = isRight && ["amp;", "lt;", "gt;", "quot;"].contains { piece.hasPrefix($0) }
      }
    }
    isWellFormed = isRight && open.isEmpty
  }
}
