import Foundation
import Testing

@testable import TianFigures

/// `spellings.csv`: figures as they are published, each with its reading. What may be read in two ways is
/// refused. `documents` are those that the language's pages name, `reports` those of work reports, village
/// news and statistical communiqués.
@Suite struct SpellingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var spelling: String
    var reading: [String]
    var origin: String

    var testDescription: String { spelling }
  }

  static let rows: [Row] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "spellings.csv")
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").dropFirst()
    return lines.map { line in
      let fields = fields(line)
      return Row(spelling: fields[0], reading: Array(fields[1...6]), origin: fields[7])
    }
  }()

  /// Quotes stand around a field that has a comma; none has quotes in it.
  private static func fields(_ line: Substring) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .map { index, part in index % 2 == 0 ? String(part.replacing(",", with: "\n")) : String(part) }
      .joined().components(separatedBy: "\n")
  }

  @Test(arguments: rows) func isReadAsItSays(_ row: Row) throws {
    guard let figure = FigureReader.read(cell: Array(row.spelling.utf8).span) else {
      #expect(row.reading == ["", "", "refused", "", "", ""])
      return
    }
    let low = end(figure.low, figure.ends, open: .lowOpen, absent: .lowAbsent)
    let high = end(figure.high, figure.ends, open: .highOpen, absent: .highAbsent)
    #expect([low.0, low.1, figure.best.text, high.0, high.1, figure.unit?.text ?? ""] == row.reading)
    #expect(figure.isHedged == (row.reading[0] != row.reading[3] || !figure.ends.isEmpty))
    // `number` reads the same.
    #expect(FigureReader.read(whole: row.spelling) == figure)
  }

  private func end(
    _ number: ExactDecimal, _ ends: HedgeEnds, open: HedgeEnds, absent: HedgeEnds
  ) -> (String, String) {
    if ends.contains(absent) { return ("", "absent") }
    return (number.text, ends.contains(open) ? "open" : "closed")
  }

  @Test func areMany() {
    #expect(Self.rows.count >= 250)
    #expect(Self.rows.count { $0.origin == "reports" } >= 100)
    #expect(Set(Self.rows.map(\.spelling)).count == Self.rows.count)
  }
}
