import Tian
import TianSource

/// One option of the command line: how it is written, what it does, and its line of help.
struct Option: Sendable {
  enum Action: Sendable {
    case flag(@Sendable (inout Arguments) -> Void)
    /// The value's name in the help, and what becomes of the value.
    case value(String, @Sendable (inout Arguments, String) throws(UsageError) -> Void)
  }

  let name: String
  let help: Bilingual
  let action: Action

  /// The value's name in the help, where it takes one.
  var placeholder: String? {
    if case .value(let placeholder, _) = action { placeholder } else { nil }
  }

  /// The values that it takes, where they are few: `zh|en`.
  var choices: [String] {
    if name == "--dialect" { return Session.dialectNames }
    let parts = placeholder?.split(separator: "|").map(String.init) ?? []
    return parts.count > 1 ? parts : []
  }

  /// Those that choose the format of results share a line of the help.
  var isFormat: Bool { Self.formatNames.contains(name) }
  private static let formatNames: Set = [
    "--csv", "--tsv", "--json", "--jsonl", "--md", "--html", "--box", "--vertical",
  ]

  private static func flag(
    _ name: String, _ en: String, _ zh: String, _ apply: @escaping @Sendable (inout Arguments) -> Void
  ) -> Option {
    Option(name: name, help: Bilingual(en, zh), action: .flag(apply))
  }

  private static func value(
    _ name: String, _ placeholder: String, _ en: String, _ zh: String,
    _ apply: @escaping @Sendable (inout Arguments, String) throws(UsageError) -> Void
  ) -> Option {
    Option(name: name, help: Bilingual(en, zh), action: .value(placeholder, apply))
  }

  /// Every option, in the order of the help. Options of one line of help share its text.
  static let all: [Option] = [
    value("-c", "QUERY", "run this query", "运行这个查询") { $0.scripts.append(.text($1)) },
    value("-f", "FILE", "run this script; - is standard input", "运行这个脚本；- 为标准输入") {
      $0.scripts.append($1 == "-" ? .standardInput : .file($1))
    },
    value("--let", "NAME=VALUE", "bind a value: --let 门槛=500亩", "绑定一个值：--let 门槛=500亩") {
      (arguments, text) throws(UsageError) in
      guard let (name, value) = split(text) else {
        throw UsageError("--let wants NAME=VALUE, not `\(text)`", "--let 要写成 名称=值，而不是 `\(text)`")
      }
      arguments.bindings.append(.init(name: name, value: value))
    },
    value("--dialect", "duckdb", "the database that `sql` is for", "`sql` 面向的数据库") {
      (arguments, text) throws(UsageError) in
      arguments.dialectName = try choice(
        text, "--dialect", Dictionary(uniqueKeysWithValues: Session.dialectNames.map { ($0, $0) }))
    },
    flag("--csv", "results as comma-separated values", "结果为逗号分隔") { $0.format = .csv },
    flag("--tsv", "as tab-separated values", "为制表符分隔") { $0.format = .tsv },
    flag("--json", "as one JSON array", "为一个 JSON 数组") { $0.format = .json },
    flag("--jsonl", "as one JSON object a line", "每行一个 JSON 对象") { $0.format = .jsonl },
    flag("--md", "as a Markdown table", "为 Markdown 表格") { $0.format = .markdown },
    flag("--html", "as an HTML page", "为 HTML 网页") { $0.format = .html },
    flag("--box", "as a box, the default on a terminal", "为带框的表，终端上默认如此") { $0.format = .box },
    flag("--vertical", "a line a cell", "每个单元格一行") { $0.format = .vertical },
    flag("--no-header", "without column names", "不写列名") { $0.hasHeader = false },
    value("--null", "TEXT", "what stands for null", "空值写作什么") { $0.nullText = $1 },
    flag("--keep-going", "go on after a statement that fails", "语句出错后继续") { $0.keepsGoing = true },
    value("--errors", "text|json", "how errors are written", "错误写成何种格式") {
      (arguments, text) throws(UsageError) in
      arguments.writesErrorsAsJSON = try choice(text, "--errors", ["text": false, "json": true])
    },
    flag(
      "--safe", "read only what is given and the script's folder; write nothing",
      "只读所给的表、文件夹和脚本所在的文件夹，不写文件"
    ) {
      $0.isSafe = true
    },
    flag("--strict", "refuse files with cells or rows that do not fit", "拒绝有不符单元格或行的文件") {
      $0.isStrict = true
    },
    flag("--no-rc", "do not run the start file at the prompt", "提示符下不运行启动文件") { $0.readsStartFile = false },
    value("--threads", "N", "threads to use, all cores by default", "使用的线程数，默认为全部核心") {
      (arguments, text) throws(UsageError) in
      guard let count = Int(text), (1...1024).contains(count) else {
        throw UsageError(
          "--threads wants a number from 1, not `\(text)`", "--threads 要一个从 1 起的数，而不是 `\(text)`")
      }
      arguments.threadCount = count
    },
    value("--memory", "SIZE", "the most memory for data: 800M, 4G", "数据最多占用的内存：800M、4G") {
      (arguments, text) throws(UsageError) in arguments.memoryBytes = try byteCount(text)
    },
    value("--lang", "zh|en", "language of messages", "消息的语言") { (arguments, text) throws(UsageError) in
      arguments.language = try choice(text, "--lang", ["zh": .chinese, "en": .english])
    },
    value("--color", "auto|always|never", "when to colour", "何时着色") { (arguments, text) throws(UsageError) in
      arguments.color = try choice(
        text, "--color", Dictionary(uniqueKeysWithValues: ColorChoice.allCases.map { ($0.rawValue, $0) }))
    },
    value("--completions", "bash|zsh|fish", "a shell's completions, as a script", "某个 shell 的补全脚本") {
      (arguments, text) throws(UsageError) in
      let shells = Dictionary(uniqueKeysWithValues: Shell.allCases.map { ($0.rawValue, $0) })
      arguments.command = .completions(try choice(text, "--completions", shells))
    },
    flag("--man", "the manual page: tian --man | man -l -", "手册页：tian --man | man -l -") {
      $0.command = .manual
    },
    flag("--help", "this page", "本页") { $0.command = .help },
    flag("--version", "the version", "版本") { $0.command = .version },
  ]

  /// `name=value` at its first `=`, full-width or not.
  static func split(_ text: String) -> (name: String, value: String)? {
    guard let at = text.firstIndex(where: { $0 == "=" || $0 == "＝" }), at != text.startIndex else {
      return nil
    }
    return (String(text[..<at]), String(text[text.index(after: at)...]))
  }

  private static func choice<Value>(
    _ text: String, _ name: String, _ values: [String: Value]
  ) throws(UsageError) -> Value {
    guard let value = values[text] else {
      let names = values.keys.sorted().joined(separator: ", ")
      throw UsageError("\(name) takes \(names), not `\(text)`", "\(name) 可用 \(names)，而不是 `\(text)`")
    }
    return value
  }

  private static func byteCount(_ text: String) throws(UsageError) -> Int {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
    var digits = Substring(text.uppercased())
    if digits.hasSuffix("B") { digits = digits.dropLast() }
    var unit = 1
    if let last = digits.last, let size = units[last] { (unit, digits) = (size, digits.dropLast()) }
    guard let count = Int(digits), count > 0,
      case (let bytes, false) = count.multipliedReportingOverflow(by: unit)
    else {
      throw UsageError(
        "--memory wants a size like 800M or 4G, not `\(text)`", "--memory 要写成 800M 或 4G，而不是 `\(text)`")
    }
    return bytes
  }
}
