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
  var pager = PagerUse.off
  var editingMode = EditingMode.emacs
  /// The cells of characters that are narrow in some fonts and wide in others; belongs to the terminal, and
  /// so to the whole process.
  var ambiguousCells: Int {
    get { DisplayWidth.ambiguousCells }
    set { DisplayWidth.ambiguousCells = newValue }
  }

  /// Whether results are drawn, and not written for programs.
  var isForPeople: Bool { format == .box || format == .vertical }
}

/// One of the settings that `.settings` lists: how it is called, what it takes, and what it does. Names and
/// choices are taken in either language.
struct Setting: Sendable {
  let names: Bilingual
  let help: Bilingual
  /// Nil where a number or a text is taken.
  let choices: [Bilingual]?
  let read: @Sendable (Settings) -> Bilingual
  /// False for a value that is not taken.
  let write: @Sendable (inout Settings, String) -> Bool

  static let all: [Setting] = [
    choice("mode", "格式", "how results are written", "结果的写法", modes, \.format),
    choice(
      "lang", "语言", "the language of messages", "消息的语言",
      [(Bilingual("en", "英文"), .english), (Bilingual("zh", "中文"), .chinese)], \.language),
    choice(
      "numbers", "数字", "1,234,567 or 123.4567万 or 1234567", "1,234,567、123.4567万 或 1234567",
      [
        (Bilingual("thousands", "千分"), .thousands), (Bilingual("wan", "万"), .wan),
        (Bilingual("plain", "原样"), .plain),
      ], \.numbers),
    choice("timer", "计时", "whether the time is told", "是否显示用时", switches, \.showsTime),
    choice(
      "pager", "分页", "page by page: never, what the screen does not hold, all", "分页显示：从不、屏幕放不下时、总是",
      [(off, .off), (Bilingual("auto", "自动"), .auto), (on, .on)], \.pager),
    choice("header", "表头", "whether column names are written", "是否写列名", switches, \.hasHeader),
    choice(
      "edit", "按键", "whose keys edit the line", "编辑输入用哪种按键",
      EditingMode.allCases.map { (Bilingual($0.rawValue, $0.rawValue), $0) }, \.editingMode),
    choice(
      "ambiguous", "歧义宽度", "cells of signs whose width fonts disagree on: … ① ×", "宽度因字体而异的符号（… ① ×）占几格",
      [(Bilingual("1", "1"), 1), (Bilingual("2", "2"), 2)], \.ambiguousCells),
    Setting(
      names: Bilingual("rows", "行数"),
      help: Bilingual("the most rows of a box, or all", "表格最多显示的行数；全部为 all"), choices: nil,
      read: { settings in
        settings.rowCountMax.map { Bilingual(String($0), String($0)) } ?? Bilingual("all", "全部")
      },
      write: { settings, text in
        if text == "all" || text == "全部" {
          settings.rowCountMax = nil
          return true
        }
        guard let count = Int(text), (2...1_000_000).contains(count) else { return false }
        settings.rowCountMax = count
        return true
      }),
    Setting(
      names: Bilingual("null", "空值"),
      help: Bilingual("what stands for null; `-` for the format's own", "空值写作什么；`-` 为格式默认"),
      choices: nil, read: { Bilingual($0.nullText ?? "-", $0.nullText ?? "-") },
      write: { settings, text in
        settings.nullText = text == "-" ? nil : text
        return true
      }),
  ]

  static func named(_ name: String) -> Setting? {
    all.first { $0.names.en == name.lowercased() || $0.names.zh == name }
  }

  private static let (on, off) = (Bilingual("on", "开"), Bilingual("off", "关"))
  private static let switches = [(on, true), (off, false)]
  private static let modes: [(Bilingual, ResultFormat)] =
    [(Bilingual("table", "表格"), .box), (Bilingual("vertical", "竖排"), .vertical)]
    + [.csv, .tsv, .json, .jsonl, .markdown, .html].map { format in
      (Bilingual(format.rawValue, format.rawValue), format)
    }

  private static func choice<Value: Equatable & Sendable>(
    _ name: String, _ chinese: String, _ help: String, _ helpInChinese: String,
    _ values: [(names: Bilingual, value: Value)], _ path: WritableKeyPath<Settings, Value> & Sendable
  ) -> Setting {
    Setting(
      names: Bilingual(name, chinese), help: Bilingual(help, helpInChinese), choices: values.map(\.names),
      read: { settings in
        values.first { $0.value == settings[keyPath: path] }?.names ?? Bilingual("", "")
      },
      write: { settings, text in
        let text = text.lowercased()
        guard let value = values.first(where: { $0.names.en == text || $0.names.zh == text })?.value
        else { return false }
        settings[keyPath: path] = value
        return true
      })
  }
}
