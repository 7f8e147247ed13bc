import Tian
import TianSource

/// Runs scripts in a session. A script that does not parse is not begun; else it stops at its first error.
/// One that is to keep going runs every statement that parses.
struct ScriptRunner {
  private let session: Session
  private let reporter: Reporter
  private let keepsGoing: Bool
  /// For which database queries are written as SQL; nil where they are run.
  private let dialectName: String?
  /// A query was written as SQL.
  private(set) var hasWrittenSQL = false

  init(_ session: Session, _ reporter: Reporter, keepsGoing: Bool, dialectName: String? = nil) {
    self.session = session
    self.reporter = reporter
    self.keepsGoing = keepsGoing
    self.dialectName = dialectName
  }

  mutating func run(_ input: Arguments.Script) throws(OutputError) -> ExitCode {
    let script: Session.Script
    var worst = ExitCode.success
    do {
      let (source, folder) = try input.read()
      if keepsGoing {
        let parsed = session.parseWhatIsWhole(source, folder: folder)
        script = parsed.script
        if let error = parsed.error { worst = failed(error) }
      } else {
        script = try session.parse(source, folder: folder)
      }
    } catch {
      return failed(error)
    }
    for index in script.statements.indices {
      let code = try run(statement: index, of: script)
      if code == .interrupted || (code != .success && !keepsGoing) { return code }
      if worst == .success { worst = code }
    }
    return worst
  }

  private mutating func run(statement index: Int, of script: Session.Script) throws(OutputError) -> ExitCode {
    if let dialectName { return try writeSQL(statement: index, of: script, dialectName) }
    let outcome: Session.Outcome
    do {
      outcome = try ProgressLine.watching(reporter) { cancellation throws(TianError) in
        try session.run(script.statements[index], of: script, cancellation: cancellation)
      }
    } catch {
      return failed(error)
    }
    try reporter.show(outcome, of: script)
    return Interrupt.isPending ? .interrupted : .success
  }

  private mutating func writeSQL(
    statement index: Int, of script: Session.Script, _ dialectName: String
  ) throws(OutputError) -> ExitCode {
    let text: String?
    do {
      text = try session.sql(script.statements[index], of: script, dialectName: dialectName)
    } catch {
      return failed(error)
    }
    if let text {
      try reporter.output.write(SafeText(lines: text.dropLast() + ";\n"))
      hasWrittenSQL = true
    }
    return .success
  }

  private func failed(_ error: TianError) -> ExitCode {
    reporter.report(error)
    return ExitCode(error.kind)
  }
}
