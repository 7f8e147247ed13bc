import Tian
import TianSource

/// What the command line asks for.
struct Arguments {
  enum Command: Equatable {
    case query
    case help, version, manual
    case completions(Shell)
    case explain(code: String)
    case parse(Script, form: TreeForm)
    case test(path: String)
    case format([Script], FormatCommand.Options)
    /// Errors alone.
    case check
    /// A file's table as it was found.
    case clean(path: String)
    /// Columns of tables; or, as a data package, what a descriptor says of them.
    case describe(path: String, isPackage: Bool)
    /// What is wrong with tables.
    case validate(path: String)
    /// The queries as SQL of a dialect.
    case sql
  }

  enum TreeForm: Equatable {
    case tree, json
  }

  /// Where the text of a script comes from.
  enum Script: Equatable {
    case text(String)
    case file(String)
    case standardInput
  }

  /// `FOLDER`, `FILE.csv`, `NAME=FILE`, `data-*.csv`; `-` is standard input.
  struct Table: Equatable {
    var name: String?
    var path: String
  }

  struct Binding: Equatable {
    var name: String
    var value: String
  }

  var command = Command.query
  var tables: [Table] = []
  /// In the order given; none: the prompt, or standard input where that is no terminal.
  var scripts: [Script] = []
  var format: ResultFormat?
  var dialectName = "duckdb"
  var hasHeader = true
  var nullText: String?
  var bindings: [Binding] = []
  var readsStartFile = true
  var writesErrorsAsJSON = false
  var keepsGoing = false
  var isSafe = false
  var isStrict = false
  var threadCount: Int?
  var memoryBytes: Int?
  var language = Self.systemLanguage
  var color = ColorChoice.auto

  /// Chinese where the locale says so. `LC_ALL` comes before `LC_MESSAGES`, which comes before `LANG`.
  static var systemLanguage: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(Environment.value).first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }

  /// The language for messages about a command line that cannot be read.
  static func language(of words: [String]) -> Language {
    values(of: "--lang", in: words).lazy.compactMap(Language.init).first ?? systemLanguage
  }

  /// Whether messages about a command line that cannot be read are for programs.
  static func writesErrorsAsJSON(_ words: [String]) -> Bool {
    values(of: "--errors", in: words).last == "json"
  }

  private static func values(of option: String, in words: [String]) -> [String] {
    zip(words, words.dropFirst() + [""]).compactMap { word, next in
      if word == option { return next }
      return word.hasPrefix(option + "=") ? String(word.dropFirst(option.count + 1)) : nil
    }
  }
}

/// A command line that is wrong.
struct UsageError: Error {
  var message: Bilingual

  init(_ en: String, _ zh: String) {
    message = Bilingual(en + "; see tian --help", zh + "；参见 tian --help")
  }
}
