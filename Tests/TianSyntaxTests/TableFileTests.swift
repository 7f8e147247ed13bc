import Testing
import TianFigures

@testable import TianSyntax

/// The tables of `grammar/*.csv` are recorded from the Swift tables: `RECORD=1` writes them.
@Suite struct TableFileTests {
  @Test func keywords() throws {
    let rows = Keyword.allCases.map {
      [$0.english, $0.chinese, $0.role.rawValue, $0.isReserved ? "yes" : "no"]
    }
    try expect("keywords.csv", ["english", "chinese", "role", "reserved"], rows)
  }

  @Test func punctuation() throws {
    let marks = Punctuation.table.map { [$0.written, $0.folded, "folded"] }
    let strings = Punctuation.stringQuotes.map { [$0.open, $0.close, "quotes a text"] }
    let names = Punctuation.nameQuotes.map { [$0.open, $0.close, "quotes a name"] }
    try expect("punctuation.csv", ["written", "read_as_or_closed_by", "use"], marks + strings + names)
  }

  @Test func units() throws {
    let rows = UnitTable.standard.all.map { unit in
      let exponents = unit.dimension.exponents.sorted { ($0.value, $0.key.name) > ($1.value, $1.key.name) }
      let dimension = exponents.map { "\($0.key.name)\($0.value == 1 ? "" : "^\($0.value)")" }
      let factor = unit.factor
      return [
        unit.symbol, unit.names.dropFirst().joined(separator: " "), unit.latinNames.joined(separator: " "),
        dimension.joined(separator: " "), "\(factor.numerator)", "\(factor.denominator)", unit.code ?? "",
      ]
    }
    let header = ["unit", "other_names", "latin_names", "dimension", "numerator", "denominator", "code"]
    try expect("units.csv", header, rows)
  }

  @Test func hedges() throws {
    let places = [
      ("before", HedgeTable.before), ("beside the multiplier", HedgeTable.within),
      ("after", HedgeTable.after),
    ]
    let words = places.flatMap { place, words in
      words.map { [$0.word, place, "\($0.hedge)", $0.isForQueries ? "yes" : "no"] }
    }
    let digits = HedgeTable.several.map {
      [$0, "in place of a digit", "several", $0.count == 1 ? "yes" : "no"]
    }
    let ranges = HedgeTable.ranges.map {
      [$0.mark, "between two numbers", "range", $0.isForQueries ? "yes" : "no"]
    }
    let neutral = HedgeTable.neutral.map { [$0, "before", "none", "no"] }
    let rows = words + digits + ranges + neutral
    try expect("hedges.csv", ["word", "place", "meaning", "in_queries"], rows)
  }

  @Test func missing() throws {
    let rows = MissingTable.words.map { [$0.word, $0.meaning.rawValue] }
    try expect("missing.csv", ["word", "meaning"], rows)
  }

  @Test func foreign() throws {
    let rows = ForeignTable.all.map { form in
      [form.typed, form.origin, form.mend.en, form.mend.zh, form.example]
    }
    try expect("foreign.csv", ["typed", "language", "mend", "mend_in_chinese", "example"], rows)
  }

  private func expect(_ name: String, _ header: [String], _ rows: [[String]]) throws {
    let text = ([header] + rows).map { $0.map(field).joined(separator: ",") + "\n" }.joined()
    if GrammarFolder.isRecording { try GrammarFolder.record(text, as: name) }
    let recorded = try GrammarFolder.text(name)
    #expect(recorded == text, "grammar/\(name) differs from its table")
  }

  private func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n ".contains($0) }) else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
