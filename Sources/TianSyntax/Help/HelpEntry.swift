import TianSource

/// What is told of a word of the language: help, `tian explain NAME` and the printed reference read it here.
public struct HelpEntry: Hashable, Sendable {
  public let names: Bilingual
  /// How it is written.
  public let form: Bilingual
  /// One line.
  public let help: Bilingual
  /// A query of the sample tables, the same in both languages; tests run it.
  public let example: Bilingual
  /// The words that may stand in it.
  public let parts: [HelpPart]

  init(
    _ names: Bilingual, _ form: Bilingual, _ help: Bilingual, _ example: Bilingual, parts: [HelpPart] = []
  ) {
    self.names = names
    self.form = form
    self.help = help
    self.example = example
    self.parts = parts
  }

  /// Of a keyword by its own words.
  init(
    _ keyword: Keyword, _ form: Bilingual, _ help: Bilingual, _ example: Bilingual, parts: [HelpPart] = []
  ) {
    self.init(Bilingual(keyword.english, keyword.chinese), form, help, example, parts: parts)
  }
}

/// All that is told of words but functions, whose help stands in their own table.
public enum HelpTable {
  public static let stages = Verb.allCases.map(\.help)

  /// By an English or a Chinese name, exactly.
  public static func named(_ name: String) -> HelpEntry? {
    (stages + statements + values + operators).first { $0.names.en == name || $0.names.zh == name }
  }
}
