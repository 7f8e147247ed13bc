import Tian
import TianSource

/// How results and messages are shown; the prompt changes it as it goes.
struct Settings {
  var language: Language
  var format: ResultFormat
  var hasHeader: Bool
  var nullText: String?
  var numbers = NumberStyle.thousands
  /// Rows of a box; longer results show their head and tail. Nil: all.
  var rowCountMax: Int? = 40
  var showsTime = true
  /// Whether a result that the screen does not hold is shown page by page.
  var usesPager = false
  var editingMode = EditingMode.emacs
  /// The cells of characters that are narrow in some fonts and wide in others; belongs to the terminal, and
  /// so to the whole process.
  var ambiguousCells: Int {
    get { DisplayWidth.ambiguousCells }
    set { DisplayWidth.ambiguousCells = newValue }
  }
}

/// One of the settings that `.settings` lists: how it is called, what it takes, and what it does.
struct Setting: Sendable {
  let name: String
  let help: Bilingual
  /// Nil where a number or a text is taken.
  let choices: [String]?
  let read: @Sendable (Settings) -> String
  /// False for a value that is not taken.
  let write: @Sendable (inout Settings, String) -> Bool

  static let all: [Setting] = [
    choice("mode", "how results are written", "结果的格式", modes, \.format),
    choice(
      "lang", "the language of messages", "消息的语言",
      Language.allCases.map { ($0.rawValue, $0) }, \.language),
    choice(
      "numbers", "1,234,567 or 123.4567万 or 1234567",
      "1,234,567 或 123.4567万 或 1234567", NumberStyle.allCases.map { ($0.rawValue, $0) }, \.numbers),
    choice("timer", "whether the time is told", "是否显示用时", switches, \.showsTime),
    choice("pager", "whether long results are shown page by page", "长结果是否分页显示", switches, \.usesPager),
    choice("header", "whether column names are written", "是否写列名", switches, \.hasHeader),
    choice(
      "edit", "whose keys edit the line", "编辑输入用哪种按键",
      EditingMode.allCases.map { ($0.rawValue, $0) }, \.editingMode),
    choice(
      "ambiguous", "cells of signs whose width fonts disagree on: … ① ×", "宽度因字体而异的符号（… ① ×）占几格",
      [("1", 1), ("2", 2)], \.ambiguousCells),
    Setting(
      name: "rows", help: Bilingual("the most rows of a box, or all", "表格最多显示的行数，all 为全部"), choices: nil,
      read: { $0.rowCountMax.map(String.init) ?? "all" },
      write: { settings, text in
        if text == "all" {
          settings.rowCountMax = nil
          return true
        }
        guard let count = Int(text), (2...1_000_000).contains(count) else { return false }
        settings.rowCountMax = count
        return true
      }),
    Setting(
      name: "null", help: Bilingual("what stands for null; `-` for the format's own", "空值写作什么；`-` 为格式默认"),
      choices: nil, read: { $0.nullText ?? "-" },
      write: { settings, text in
        settings.nullText = text == "-" ? nil : text
        return true
      }),
  ]

  static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  private static let switches = [("on", true), ("off", false)]
  private static let modes: [(String, ResultFormat)] = [
    ("table", .box), ("vertical", .vertical), ("csv", .csv), ("tsv", .tsv), ("json", .json),
    ("jsonl", .jsonl),
    ("md", .markdown), ("html", .html),
  ]

  private static func choice<Value: Equatable & Sendable>(
    _ name: String, _ en: String, _ zh: String, _ values: [(name: String, value: Value)],
    _ path: WritableKeyPath<Settings, Value> & Sendable
  ) -> Setting {
    Setting(
      name: name, help: Bilingual(en, zh), choices: values.map(\.name),
      read: { settings in values.first { $0.value == settings[keyPath: path] }?.name ?? "" },
      write: { settings, text in
        guard let value = values.first(where: { $0.name == text })?.value else { return false }
        settings[keyPath: path] = value
        return true
      })
  }
}
