import CTianEdit
import Glibc
import Tian
import TianEditor
import TianSource
import TianSyntax
import TianText

/// What the commands of the prompt do.
extension Prompt {
  private static let historyLinesMax = 30

  /// Shows a result, page by page where the settings say so; Ctrl-C stops the drawing.
  func show(
    _ result: QueryResult, elapsedMicroseconds: Int? = nil, isWhole: Bool = false, _ use: PagerUse? = nil
  ) throws(OutputError) {
    let settings = reporter.settings
    let use = use ?? (settings.isForPeople ? settings.pager : .off)
    let pager = try stoppably { () throws(OutputError) in
      Pager(result, elapsedMicroseconds: elapsedMicroseconds, reporter, use)
    }
    if Interrupt.isPending { return reporter.endLine() }
    if let pager { return try pager.run() }
    try stoppably { () throws(OutputError) in
      try reporter.show(result, elapsedMicroseconds: elapsedMicroseconds, isWhole: isWhole)
    }
  }

  /// Shows lines, each ended, page by page where the settings say so.
  func show(_ lines: String) throws(OutputError) {
    if let pager = Pager(lines, reporter, reporter.settings.pager) { return try pager.run() }
    try reporter.show(lines)
  }

  /// - Parameter use: nil for what the settings say.
  func showLast(_ use: PagerUse? = nil) throws(OutputError) {
    guard let last else { return sayNoResult() }
    try show(last.result, elapsedMicroseconds: last.elapsedMicroseconds, isWhole: true, use)
  }

  private func sayNoResult() { reporter.say(Bilingual("there is no last result yet", "还没有上一个结果")) }

  /// The plan of a query, the last one where none is given.
  func explain(_ query: String) throws(OutputError) {
    let text = query.isEmpty ? statements.last : query
    guard let text else { return sayNoResult() }
    let word = Bilingual("explain", "解释")[reporter.language]
    try run(SourceText("\(word) \(text)"), keepsResult: false, isTyped: !query.isEmpty)
  }

  /// `PATH`, `PATH as NAME`.
  func open(_ argument: String) {
    var path = argument
    var name: String?
    for word in [" as ", " 记作 "] {
      let parts = argument.split(separator: word).map(String.init)
      if parts.count == 2 { (path, name) = (parts[0].trimmed, parts[1].trimmed) }
    }
    guard !path.isEmpty else { return sayUsage(of: .open) }
    let before = Set(session.workspace.tableNames)
    do { try session.workspace.add(path.unquoted, as: name) } catch { return reporter.report(error) }
    tell(session.workspace.tableNames.filter { !before.contains($0) }, Bilingual("opened", "已打开"))
  }

  func reload() {
    let changes: Workspace.Changes
    do { changes = try session.workspace.reload() } catch { return reporter.report(error) }
    tell(changes.added, Bilingual("new", "新增"))
    tell(changes.removed, Bilingual("gone", "已不在"))
    tell(changes.changed, Bilingual("changed", "已变"))
    if changes.isEmpty { reporter.say(Bilingual("nothing has changed", "没有变化")) }
  }

  private func tell(_ names: [String], _ what: Bilingual) {
    guard !names.isEmpty else { return }
    reporter.say(
      Bilingual(
        "\(what.en): \(names.joined(separator: ", "))", "\(what.zh)：\(names.joined(separator: "、"))"))
  }

  func read(_ path: String) throws(OutputError) {
    guard !path.isEmpty else { return sayUsage(of: .read) }
    let script: (source: SourceText, folder: String)
    do { script = try ScriptFile.read(path.unquoted) } catch { return reporter.report(error) }
    try run(script: script.source, folder: script.folder)
  }

  /// The session's statements as a script; a file of another ending takes the last result.
  func save(_ argument: String) throws(OutputError) {
    let path = argument.unquoted
    guard !path.isEmpty else { return sayUsage(of: .save) }
    guard path.hasSuffix(".tian") else { return try export(argument) }
    guard !isSafe else { return reporter.say(Bilingual("--safe writes no files", "--safe 不写任何文件")) }
    guard !statements.isEmpty else { return reporter.say(Bilingual("nothing has run yet", "还没有运行过语句")) }
    // Here a line that begins with `|` goes on from the last result; in a file it would be the line before's.
    let text = statements.map(\.trimmed).map { ($0.first.map("|｜".contains) == true ? "_ " : "") + $0 + "\n" }
      .joined()
    do { try ScriptFile.replace(path, with: text) } catch { return reporter.report(error) }
    let count = statements.count
    reporter.say(
      Bilingual("\(path): \(count) statement\(count == 1 ? "" : "s")", "\(path)：\(count) 条语句"))
  }

  /// `FILE [TABLE]`: without a table the last result.
  func export(_ argument: String) throws(OutputError) {
    let (path, table) = Self.pathAndTable(argument)
    guard !path.isEmpty else { return sayUsage(of: .export) }
    if table.isEmpty, last == nil { return sayNoResult() }
    let query = "\(table.isEmpty ? "_" : table) | save \(Literal.quoted(path))"
    guard let result = result(of: query) else { return }
    let (en, zh) = (CountText.rows(result.rowCount), CountText.of(result.rowCount))
    reporter.say(Bilingual("\(path): \(en)", "\(path)：\(zh) 行"))
  }

  private static func pathAndTable(_ argument: String) -> (path: String, table: String) {
    if let quote = argument.first, "\"'".contains(quote),
      let end = argument.dropFirst().firstIndex(of: quote)
    {
      let path = argument[argument.index(after: argument.startIndex)..<end]
      return (String(path), String(argument[argument.index(after: end)...]).trimmed)
    }
    let (path, table) = argument.firstWord
    return (path, table)
  }

  /// The last entries but the command itself, or those that hold a text.
  func showHistory(_ text: String) throws(OutputError) {
    let sought = SoughtText(text)
    let all = editor.history.entries.dropLast().enumerated().filter { sought.isIn($0.element) }
    var out = ""
    for (index, entry) in all.suffix(Self.historyLinesMax) {
      let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
      let number = String(index + 1)
      let head = String(repeating: " ", count: max(0, 5 - number.count)) + number + "  "
      out += head + lines.joined(separator: "\n" + String(repeating: " ", count: head.count)) + "\n"
    }
    try show(out)
  }

  /// Opens a text in the user's editor, and what is there afterwards is the next input.
  func edit(_ text: String) {
    guard editor.isInteractive else { return }
    let program = ["VISUAL", "EDITOR"].lazy.compactMap(Environment.value).first { !$0.isEmpty } ?? "vi"
    let folder = Environment.value("TMPDIR") ?? "/tmp"
    let path = "\(folder)/tian-\(getpid()).tian"
    defer { unlink(path) }
    do {
      try ScriptFile.replace(path, with: text + "\n")
      guard tian_run_program(program, path) == 0 else {
        return reporter.say(Bilingual("`\(program)` did not run", "`\(program)` 无法运行"))
      }
      editor.prefill(try ScriptFile.read(path).source.text.trimmed)
    } catch {
      reporter.report(error)
    }
  }

  /// What was entered last and is no command.
  var lastQuery: String? { editor.history.entries.last { !DotCommand.isOne($0) } }
}
