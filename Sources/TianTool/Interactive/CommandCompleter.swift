import Tian
import TianEditor
import TianSource
import TianSyntax

/// What can stand in a command to the prompt.
struct CommandCompleter {
  private let context: EditingContext

  init(_ context: EditingContext) { self.context = context }

  /// The candidates for the word before the cursor, and where it begins, an offset in the text's UTF-8.
  func complete(_ text: String, cursor: Int) -> (replaceFrom: Int, candidates: [Candidate]) {
    let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
    var words = before.split(whereSeparator: \.isWhitespace).map(String.init)
    let isInWord = before.last.map { !$0.isWhitespace } ?? false
    let typed = isInWord ? words.removeLast() : ""
    let from = before.utf8.count - typed.utf8.count
    guard let head = words.first else { return (from, commands(typed)) }
    guard let command = DotCommand(named: String(head.dropFirst())) else { return (from, []) }
    return (from, arguments(of: command, words.count - 1, words.last ?? "", typed))
  }

  /// The rest of the first candidate that goes on from what is typed.
  func hint(_ text: String) -> String {
    let (from, candidates) = complete(text, cursor: text.utf8.count)
    let typed = text.utf8.dropFirst(from)
    guard !typed.isEmpty, let first = candidates.first, first.text.utf8.starts(with: typed) else { return "" }
    return String(decoding: first.text.utf8.dropFirst(typed.count), as: UTF8.self)
  }

  private func commands(_ typed: String) -> [Candidate] {
    let match = NameMatch(String(typed.dropFirst()))
    let language = context.language
    return DotCommand.allCases.compactMap { command -> Candidate? in
      let names = command.names
      let other = match.rank(of: names[language.other])
      // One letter is the sound of too much.
      let isOther = other != nil && (other != .sound || typed.utf8.count > 2)
      let name =
        match.rank(of: names[language]) != nil
        ? names[language] : isOther ? names[language.other] : nil
      return name.map {
        Candidate("." + $0, name: $0, .keyword, detail: command.description.help[context.language])
      }
    }.matching(match)
  }

  private func arguments(
    of command: DotCommand, _ place: Int, _ previous: String, _ typed: String
  ) -> [Candidate] {
    let match = NameMatch(typed)
    switch command.description.argument {
    case .nothing, .text: return []
    case .helpName: return helpNames.matching(match)
    case .table: return tables.matching(match)
    case .file: return place == 0 ? files(typed) : command == .export ? tables.matching(match) : []
    case .choice(let name): return place == 0 ? choices(of: name).matching(match) : []
    case .setting:
      return place == 0
        ? Setting.all.map { setting in
          Candidate(setting.names[context.language], .option, detail: setting.help[context.language])
        }.matching(match)
        : choices(of: previous).matching(match)
    }
  }

  private var tables: [Candidate] {
    context.catalog.tableNames.map { Candidate(WrittenName.of($0), name: $0, .table) }
  }

  private func choices(of setting: String) -> [Candidate] {
    (Setting.named(setting)?.choices ?? []).map { Candidate($0[context.language], .option) }
  }

  private var helpNames: [Candidate] {
    HelpPage.names.flatMap { names, detail, isFunction in
      Set([names.en, names.zh]).sorted().map {
        Candidate($0, isFunction ? .function : .keyword, detail: detail[context.language])
      }
    }
  }

  private func files(_ typed: String) -> [Candidate] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let part = String(typed.dropFirst(folder.count))
    return context.entries(folder).map { Candidate(folder + $0, name: $0, .file) }.matching(NameMatch(part))
  }
}
