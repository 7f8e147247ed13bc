import Tian
import TianEditor
import TianSource
import TianSyntax

/// The prompt: reads a query, runs it, shows what it gave, until the input ends.
final class Prompt {
  let session: Session
  let reporter: Reporter
  let editor: LineEditor
  let isSafe: Bool
  private let arguments: Arguments
  /// The last result that was shown, and how long it took.
  private(set) var last: (result: QueryResult, elapsedMicroseconds: Int)?
  /// While the start file runs, settings are taken in silence.
  private(set) var isStarting = false
  /// The statements that ran, as they were typed.
  private(set) var statements: [String] = []

  init(_ session: Session, _ arguments: Arguments, _ reporter: Reporter) {
    self.session = session
    self.arguments = arguments
    self.reporter = reporter
    isSafe = arguments.isSafe
    var configuration = LineEditor.Configuration()
    configuration.isColored = reporter.outputInfo.isColored
    editor = LineEditor(configuration)
    reporter.settings.editingMode = editor.mode
    prepareEditor()
  }

  func run() throws(OutputError) -> ExitCode {
    try reporter.greet(banner)
    for note in editor.notes { reporter.say(note) }
    if arguments.readsStartFile { try runStartFile() }
    while true {
      editor.mode = reporter.settings.editingMode
      // Who reads the results elsewhere gets each before the next is asked for.
      try reporter.output.flush()
      switch editor.readLine(prompt: "田> ") {
      case .endOfInput: return .success
      case .interrupted: continue
      case .unfinished(let text):
        editor.prefill(text)
        edit(text)
      case .line(let text): if try run(line: text) == .quit { return .success }
      }
    }
  }

  /// Runs what was entered: a command, a habit of other programs, or statements.
  func run(line text: String) throws(OutputError) -> DotCommand.Outcome {
    let lines = text.split(separator: "\n").map(String.init)
    if lines.count > 1, lines.contains(where: DotCommand.isOne) { return try run(script: SourceText(text)) }
    if DotCommand.isOne(text) { return try DotCommand.run(text, at: self) }
    if let hint = HabitWord.hint(for: text, isName: isName) {
      reporter.say(hint)
    } else {
      try run(SourceText(text))
    }
    return .goOn
  }

  /// Runs a script's text, in which lines that begin with a dot are commands, up to its first error or to
  /// `.quit`.
  @discardableResult
  func run(script source: SourceText, folder: String = "") throws(OutputError) -> DotCommand.Outcome {
    var chunk = ""
    // Lines stay where they are, so that messages name the right ones.
    var lineCount = 0
    func runChunk() throws(OutputError) -> Bool {
      defer { chunk = String(repeating: "\n", count: lineCount) }
      guard chunk.contains(where: { !$0.isWhitespace }) else { return true }
      return try run(SourceText(name: source.name, chunk), folder: folder)
    }
    for line in source.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      lineCount += 1
      guard DotCommand.isOne(line) else {
        chunk += line + "\n"
        continue
      }
      guard try runChunk() else { return .goOn }
      if try DotCommand.run(line, at: self) == .quit { return .quit }
    }
    _ = try runChunk()
    return .goOn
  }

  /// Runs what was typed, up to its first error, which is told; the session goes on.
  /// - Parameter isTyped: false for a query of the program's own, whose text means nothing to anybody.
  /// - Returns: whether all of it ran, and Ctrl-C stopped nothing.
  @discardableResult
  func run(
    _ source: SourceText, folder: String = "", keepsResult: Bool = true, isTyped: Bool = true
  ) throws(OutputError) -> Bool {
    func report(_ error: TianError) -> Bool {
      reporter.report(isTyped ? error.diagnostics : error.diagnostics.map(\.withoutPlaces), in: error.source)
      if isTyped { offerMend(of: error, in: source) }
      return false
    }
    let script: Session.Script
    do { script = try session.parse(source, folder: folder) } catch { return report(error) }
    for statement in script.statements {
      let outcome: Session.Outcome
      do {
        outcome = try run(statement, of: script, keepsResult: keepsResult)
      } catch {
        // The terminal has drawn `^C` and stands behind it.
        if Interrupt.take() { reporter.endLine() }
        return report(error)
      }
      try show(outcome, of: script)
      if case .result(let result) = outcome.value, keepsResult {
        last = (result, outcome.elapsedMicroseconds)
      }
      if isTyped { statements.append(source.text(of: statement.span)) }
      if Interrupt.take() { return false }
      if !isStarting { reporter.confirm(outcome) }
    }
    return true
  }

  /// Runs one statement; Ctrl-C stops it, and how far it is stands below.
  private func run(
    _ statement: StatementSyntax, of script: Session.Script, keepsResult: Bool
  ) throws(TianError) -> Session.Outcome {
    try ProgressLine.watching(reporter) { cancellation throws(TianError) in
      try session.run(statement, of: script, keepsResult: keepsResult, cancellation: cancellation)
    }
  }

  /// Runs a query of the program's own and shows nothing of what it gives; nil after an error, which is told.
  func result(of query: String) -> QueryResult? {
    do {
      let script = try session.parse(SourceText(query))
      for statement in script.statements {
        if case .result(let result) = try run(statement, of: script, keepsResult: false).value {
          return result
        }
      }
    } catch {
      if Interrupt.take() { reporter.endLine() }
      reporter.report(error.diagnostics.map(\.withoutPlaces), in: error.source)
    }
    return nil
  }

  private func show(_ outcome: Session.Outcome, of script: Session.Script) throws(OutputError) {
    reporter.tell(outcome, of: script)
    switch outcome.value {
    case .result(let result): try show(result, elapsedMicroseconds: outcome.elapsedMicroseconds)
    case .text(let text): try show(text[reporter.language])
    case .defined, .loaded, .used: break
    }
  }

  /// Draws something that Ctrl-C stops.
  func stoppably<Value>(_ work: () throws(OutputError) -> Value) throws(OutputError) -> Value {
    let cancellation = Cancellation()
    return try Interrupt.watching(cancel: { cancellation.cancel() }) { () throws(OutputError) in
      try cancellation.covering(work)
    }
  }

  /// What was typed with the mends made that the messages offer is what Up brings next.
  private func offerMend(of error: TianError, in source: SourceText) {
    let fixes = error.diagnostics.filter { $0.severity == .error }.flatMap(\.fixes)
    guard !fixes.isEmpty, error.source == source, editor.isInteractive else { return }
    let mended = Mender.applying(fixes, to: source)
    guard mended != source.text else { return }
    editor.offer(mended)
    reporter.say(
      Bilingual("  ↑ brings the line back, mended", "  按 ↑ 取回改好的这一行")[reporter.language], style: .dim)
  }

  /// Definitions and settings that every prompt begins with: `tian/tianrc` in the user's folder for such
  /// files.
  private func runStartFile() throws(OutputError) {
    let folder = Environment.value("XDG_CONFIG_HOME") ?? Environment.value("HOME").map { $0 + "/.config" }
    guard let folder, folder.hasPrefix("/"), ScriptFile.exists(folder + "/tian/tianrc") else { return }
    let start: (source: SourceText, folder: String)
    do { start = try ScriptFile.read(folder + "/tian/tianrc") } catch { return reporter.report(error) }
    isStarting = true
    defer { isStarting = false }
    try run(script: start.source, folder: start.folder)
    statements = []
  }

  /// Whether a table, a definition or the last result is called so.
  func isName(_ name: String) -> Bool {
    let (catalog, environment) = session.editing
    return catalog.tableNames.contains(name) || environment.names(ofFunctions: false).contains(name)
  }
}

extension Diagnostic {
  /// What is said at places becomes notes.
  fileprivate var withoutPlaces: Diagnostic {
    let words = labels.map(\.text).filter { !$0.en.isEmpty }
    return Diagnostic(code, message, severity: severity, notes: words + notes)
  }
}
