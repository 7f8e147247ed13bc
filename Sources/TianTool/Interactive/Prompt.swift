import Tian
import TianEditor
import TianSource

/// The prompt: reads a query, runs it, shows what it gave, until the input ends.
final class Prompt {
  let session: Session
  let reporter: Reporter
  private let arguments: Arguments
  private let editor: LineEditor

  init(_ session: Session, _ arguments: Arguments, _ reporter: Reporter) {
    self.session = session
    self.arguments = arguments
    self.reporter = reporter
    var configuration = LineEditor.Configuration()
    configuration.isColored = reporter.outputInfo.isColored
    editor = LineEditor(configuration)
    editor.isComplete = { DotCommand.isOne($0) || Session.isWhole($0) }
    editor.complete = { [session, reporter] text, cursor in
      let names = Completer.Names(
        tables: session.workspace.tableNames, definitions: session.definitionNames,
        functions: session.functionNames, columns: { session.columnNames(ofTable: $0) })
      return Completer(names, language: reporter.language).complete(text, cursor: cursor)
    }
  }

  func run() throws(OutputError) -> ExitCode {
    try reporter.output.write(banner)
    if let note = editor.note { reporter.say(note) }
    if arguments.readsStartFile { try runStartFile() }
    while true {
      switch editor.readLine(prompt: "田> ") {
      case .endOfInput: return .success
      case .interrupted: continue
      case .line(let text):
        if DotCommand.isOne(text) {
          if try DotCommand.run(text, at: self) == .quit { return .success }
        } else {
          try run(SourceText(text))
        }
      }
    }
  }

  /// Runs what was typed, up to its first error, which is told; the session goes on.
  /// - Parameter isTyped: false for a query of the program's own, whose text means nothing to anybody.
  func run(
    _ source: SourceText, folder: String = ".", keepsResult: Bool = true, isTyped: Bool = true
  ) throws(OutputError) {
    func report(_ error: TianError) {
      reporter.report(isTyped ? error.diagnostics : error.diagnostics.map(\.withoutPlaces), in: error.source)
    }
    let script: Session.Script
    do { script = try session.parse(source, folder: folder) } catch { return report(error) }
    for statement in script.statements {
      let cancellation = Cancellation()
      let outcome: Session.Outcome
      do {
        outcome = try Interrupt.watching(cancel: { cancellation.cancel() }) { () throws(TianError) in
          try session.run(statement, of: script, keepsResult: keepsResult, cancellation: cancellation)
        }
      } catch {
        // The terminal has drawn `^C` and stands behind it.
        if Interrupt.take() { reporter.endLine() }
        return report(error)
      }
      try reporter.show(outcome, of: script)
      if Interrupt.take() { return }
      reporter.confirm(outcome)
    }
  }

  private var banner: SafeText {
    let count = session.workspace.tableNames.count
    let places = arguments.tables.map(\.path).joined(separator: " ")
    switch reporter.language {
    case .english:
      let tables = count == 0 ? "no tables" : "\(count) table\(count == 1 ? "" : "s") in \(places)"
      return
        "Tian 田 \(Tool.version) · \(tables)\n.help tells what can be typed · Tab completes · Ctrl-D quits\n"
    case .chinese:
      let tables = count == 0 ? "没有表" : "\(places) 中有 \(count) 张表"
      return "田 \(Tool.version) · \(tables)\n.help 说明用法 · Tab 补全 · Ctrl-D 退出\n"
    }
  }

  /// Definitions that every prompt begins with: `tian/rc.tian` in the user's folder for such files.
  private func runStartFile() throws(OutputError) {
    let folder = Environment.value("XDG_CONFIG_HOME") ?? Environment.value("HOME").map { $0 + "/.config" }
    guard let folder, folder.hasPrefix("/"), ScriptFile.exists(folder + "/tian/rc.tian") else { return }
    let start: (source: SourceText, folder: String)
    do { start = try ScriptFile.read(folder + "/tian/rc.tian") } catch { return reporter.report(error) }
    try run(start.source, folder: start.folder)
  }
}

extension Diagnostic {
  /// What is said at places becomes notes.
  fileprivate var withoutPlaces: Diagnostic {
    let words = labels.map(\.text).filter { !$0.en.isEmpty }
    return Diagnostic(code, message, severity: severity, notes: words + notes)
  }
}
