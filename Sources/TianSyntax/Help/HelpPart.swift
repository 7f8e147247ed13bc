import TianSource

/// What is told of a word inside a stage or a statement: an option, a kind, a clause, a tail.
public struct HelpPart: Hashable, Sendable {
  public let names: Bilingual
  /// How it is written.
  public let form: Bilingual
  /// One line.
  public let help: Bilingual

  /// - Parameter form: nil for the word alone.
  init(_ keyword: Keyword, _ form: (en: String, zh: String)? = nil, _ help: (en: String, zh: String)) {
    names = Bilingual(keyword.english, keyword.chinese)
    self.form = form.map { Bilingual($0.en, $0.zh) } ?? names
    self.help = Bilingual(help.en, help.zh)
  }

  /// - Parameter value: one that it may have, as it is written in each language.
  init(_ option: OptionName, _ value: (en: String, zh: String), _ help: (en: String, zh: String)) {
    names = option.names
    form = Bilingual("\(names.en): \(value.en)", "\(names.zh): \(value.zh)")
    self.help = Bilingual(help.en, help.zh)
  }
}

extension HelpTable {
  /// The words of this name inside stages and statements, each with those that it is told of in the same
  /// way.
  public static func parts(named name: String) -> [(part: HelpPart, entries: [HelpEntry])] {
    var found: [(part: HelpPart, entries: [HelpEntry])] = []
    for entry in stages + statements + values {
      for part in entry.parts where part.names.en == name || part.names.zh == name {
        if let at = found.firstIndex(where: { $0.part == part }) {
          found[at].entries.append(entry)
        } else {
          found.append((part, [entry]))
        }
      }
    }
    return found
  }

  /// Every word inside stages and statements, once.
  public static let parts: [HelpPart] = {
    var known: Set<Bilingual> = []
    return (stages + statements + values).flatMap(\.parts).filter { known.insert($0.names).inserted }
  }()
}
