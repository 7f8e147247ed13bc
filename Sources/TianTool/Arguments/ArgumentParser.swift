import TianEditor
import TianSource

/// Reads the command line by the table of options.
enum ArgumentParser {
  static func parse(_ words: [String]) throws(UsageError) -> Arguments {
    var arguments = Arguments()
    var rest = words[...]
    var command: Subcommand?
    var flags: Set<String> = []
    var operands: [String] = []
    var areOptionsOver = false
    while let word = rest.popFirst() {
      if let found = Subcommand(rawValue: word), command == nil, operands.isEmpty, !areOptionsOver,
        arguments.scripts.isEmpty
      {
        command = found
      } else if areOptionsOver || word == "-" || !word.hasPrefix("-") {
        operands.append(word)
      } else if word == "--" {
        areOptionsOver = true
      } else if let command, command.flags.contains(word) {
        flags.insert(word)
      } else {
        try apply(word, &rest, &arguments)
      }
    }
    guard arguments.command == .query else { return arguments }
    if let command { arguments.command = try command.command(operands, flags) }
    switch arguments.command {
    case .query, .sql, .check:
      for operand in operands where operand != "-" { place(operand, &arguments) }
      if operands.contains("-") { placeStandardInput(&arguments) }
      try checkStandardInput(arguments)
    case .help, .version, .manual, .completions, .explain, .parse, .test, .format, .clean, .describe,
      .validate:
      break
    }
    if case .format(_, let options) = arguments.command, options.writes, arguments.isSafe {
      throw UsageError("--safe writes nothing", "--safe 下不写文件")
    }
    return arguments
  }

  private static func apply(
    _ word: String, _ rest: inout ArraySlice<String>, _ arguments: inout Arguments
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = word == "-h" ? "--help" : parts[0]
    guard let option = Option.all.first(where: { $0.name == name }) else { throw unknown(name) }
    switch option.action {
    case .flag(let apply):
      guard parts.count == 1 else { throw UsageError("\(name) takes no value", "\(name) 不带值") }
      apply(&arguments)
    case .value(let placeholder, let apply):
      if parts.count == 2 { return try apply(&arguments, parts[1]) }
      guard let value = rest.popFirst() else {
        throw UsageError(
          "\(name) wants a value: \(name) \(placeholder)", "\(name) 缺少值：\(name) \(placeholder)")
      }
      try apply(&arguments, value)
    }
  }

  /// Beside another script standard input is a table, else the script.
  private static func placeStandardInput(_ arguments: inout Arguments) {
    if arguments.scripts.isEmpty {
      arguments.scripts.append(.standardInput)
    } else {
      arguments.tables.append(.init(name: nil, path: "-"))
    }
  }

  private static func checkStandardInput(_ arguments: Arguments) throws(UsageError) {
    let count = arguments.tables.count { $0.path == "-" }
    guard count > 0, count > 1 || arguments.scripts.isEmpty || arguments.scripts.contains(.standardInput)
    else { return }
    throw UsageError(
      "standard input is one table, or the script; give the query with -c or -f",
      "标准输入只能是一张表，或脚本；请用 -c 或 -f 给出查询")
  }

  /// A table or a script.
  private static func place(_ operand: String, _ arguments: inout Arguments) {
    if operand.hasSuffix(".tian") {
      arguments.scripts.append(.file(operand))
    } else if let (name, path) = Option.split(operand), !name.contains("/") {
      arguments.tables.append(.init(name: name, path: path))
    } else {
      arguments.tables.append(.init(name: nil, path: operand))
    }
  }

  private static func unknown(_ name: String) -> UsageError {
    let near = NameMatch.nearest(to: name, among: Option.all.map(\.name).filter { $0.hasPrefix("--") })
    guard let near else { return UsageError("no option `\(name)`", "没有选项 `\(name)`") }
    return UsageError(
      "no option `\(name)`; did you mean `\(near)`?", "没有选项 `\(name)`；是否指 `\(near)`？")
  }
}

/// The words that stand first and ask for something else than a query.
enum Subcommand: String, CaseIterable {
  case parse, fmt, check, test, explain, sql, clean, describe, validate

  /// What only it takes.
  var flags: [String] {
    switch self {
    case .parse: ["--tree", "--json"]
    case .fmt: ["--check", "--zh", "--en", "--write"]
    case .describe: ["--package"]
    case .check, .test, .explain, .sql, .clean, .validate: []
    }
  }

  var usage: String {
    switch self {
    case .parse: "tian parse [--tree|--json] FILE|-"
    case .fmt: "tian fmt [--check|--write] [--zh|--en] FILE …"
    case .check: "tian check [FOLDER] FILE.tian …"
    case .test: "tian test FOLDER"
    case .explain: "tian explain T203|NAME"
    case .sql: "tian sql FOLDER -c QUERY"
    case .clean: "tian clean FILE.csv"
    case .describe: "tian describe [--package] FOLDER|FILE"
    case .validate: "tian validate FOLDER|FILE|datapackage.json"
    }
  }

  var help: Bilingual {
    switch self {
    case .parse: Bilingual("show how a script is read", "显示脚本如何被解析")
    case .fmt: Bilingual("write scripts in their layout", "按统一版式写出脚本")
    case .check: Bilingual("look for errors, run nothing", "只查错，不运行")
    case .test: Bilingual("run a folder's case files", "运行文件夹中的用例文件")
    case .explain: Bilingual("explain a message or a word", "详细说明一条消息或一个词")
    case .sql: Bilingual("show queries as SQL", "把查询写成 SQL")
    case .clean: Bilingual("a file's table as plain CSV", "把文件写成规范的 CSV")
    case .describe: Bilingual("columns; a data package", "列出各列；写数据包")
    case .validate: Bilingual("look for errors in tables", "检查表中的错误")
    }
  }

  func command(_ operands: [String], _ flags: Set<String>) throws(UsageError) -> Arguments.Command {
    let isRight =
      switch self {
      case .parse, .test, .explain, .clean, .describe, .validate: operands.count == 1
      case .fmt: !flags.isSuperset(of: ["--zh", "--en"]) && !flags.isSuperset(of: ["--check", "--write"])
      case .check, .sql: true
      }
    guard isRight else { throw UsageError("usage: \(usage)", "用法：\(usage)") }
    let scripts = operands.map { $0 == "-" ? Arguments.Script.standardInput : .file($0) }
    switch self {
    case .parse: return .parse(scripts[0], form: flags.contains("--json") ? .json : .tree)
    case .fmt:
      let options = FormatCommand.Options(
        language: flags.contains("--zh") ? .chinese : flags.contains("--en") ? .english : nil,
        checks: flags.contains("--check"), writes: flags.contains("--write"))
      return .format(scripts.isEmpty ? [.standardInput] : scripts, options)
    case .check: return .check
    case .test: return .test(path: operands[0])
    case .explain: return .explain(code: operands[0])
    case .sql: return .sql
    case .clean: return .clean(path: operands[0])
    case .describe: return .describe(path: operands[0], isPackage: flags.contains("--package"))
    case .validate: return .validate(path: operands[0])
    }
  }
}
