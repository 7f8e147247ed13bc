import Testing
import TianSource
import TianSyntax

@testable import Tian

/// The help of stages, statements and operators: its examples run, and mean the same in both languages.
@Suite struct HelpTests {
  static let entries = HelpTable.stages + HelpTable.statements + HelpTable.values + HelpTable.operators

  @Test func everyExampleMeansTheSameInBothLanguages() throws {
    let samples = try SampleSession()
    for entry in Self.entries where !entry.example.en.isEmpty {
      let english = samples.outputs(entry.example.en)
      let chinese = samples.outputs(entry.example.zh)
      #expect(!english.isEmpty && !english.joined().contains("error["), "\(entry.names.en): \(english)")
      // Unnamed columns are called by their text as typed.
      #expect(Self.rows(english) == Self.rows(chinese), "\(entry.names.en)")
      let isWhole = entry.example.zh.contains(entry.names.zh) || HelpTable.operators.contains(entry)
      #expect(isWhole && entry.example.en.contains(entry.names.en), "\(entry.names.en)")
    }
  }

  /// Of the last result.
  private static func rows(_ outputs: [String]) -> [Substring] {
    Array((outputs.last ?? "").split(separator: "\n").dropFirst())
  }

  @Test func everyWordHasItsPage() throws {
    for entry in Self.entries {
      for name in [entry.names.en, entry.names.zh] {
        #expect(HelpPage.text(of: name, in: .chinese)?.contains(entry.help.zh) == true, "\(name)")
      }
    }
    #expect(HelpPage.text(of: "四舍五入", in: .english)?.hasPrefix("round(x: number") == true)
    #expect(HelpPage.text(of: "没有", in: .chinese) == nil)
  }

  @Test func everyKeywordAndOptionHasItsPage() throws {
    let options = OptionName.allCases.map { ($0.names, HelpTable.parts(named: $0.names.en)) }
    let words = Keyword.allCases.map {
      (Bilingual($0.english, $0.chinese), HelpTable.parts(named: $0.english))
    }
    for (names, parts) in options + words {
      for name in [names.en, names.zh] {
        #expect(HelpPage.text(of: name, in: .english) != nil, "\(name)")
      }
      // What a stage takes is told on its page, and its page where one stage alone takes it.
      for (part, entries) in parts {
        for entry in entries {
          #expect(HelpPage.text(of: entry.names.zh, in: .english)?.contains(part.help.en) == true, "\(names)")
        }
      }
    }
    #expect(HelpPage.text(of: "就近", in: .chinese)?.contains("关联 [方式] 表") == true)
  }

  @Test func statementsAreThoseOfTheGrammar() {
    let words = Keyword.allCases.filter { $0.role == .statement || $0.role == .head }.map(\.english)
    #expect(Set(HelpTable.statements.map(\.names.en)) == Set(words))
  }
}
