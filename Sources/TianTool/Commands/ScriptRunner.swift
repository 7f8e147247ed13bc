import Tian
import TianSource

/// Runs scripts in a session. A script that does not parse is not begun; else it stops at its first error,
/// unless it is to keep going.
struct ScriptRunner {
  private let session: Session
  private let reporter: Reporter
  private let keepsGoing: Bool

  init(_ session: Session, _ reporter: Reporter, keepsGoing: Bool) {
    self.session = session
    self.reporter = reporter
    self.keepsGoing = keepsGoing
  }

  func run(_ input: Arguments.Script) throws(OutputError) -> ExitCode {
    let script: Session.Script
    do {
      let (source, folder) = try input.read()
      script = try session.parse(source, folder: folder)
    } catch {
      return failed(error)
    }
    var worst = ExitCode.success
    for index in script.statements.indices {
      let code = try run(statement: index, of: script)
      if code == .interrupted || (code != .success && !keepsGoing) { return code }
      if worst == .success { worst = code }
    }
    return worst
  }

  private func run(statement index: Int, of script: Session.Script) throws(OutputError) -> ExitCode {
    let cancellation = Cancellation()
    let outcome: Session.Outcome
    do {
      outcome = try Interrupt.watching(cancel: { cancellation.cancel() }) { () throws(TianError) in
        try session.run(script.statements[index], of: script, cancellation: cancellation)
      }
    } catch {
      return failed(error)
    }
    try reporter.show(outcome, of: script)
    return Interrupt.isPending ? .interrupted : .success
  }

  private func failed(_ error: TianError) -> ExitCode {
    reporter.report(error)
    return ExitCode(error.kind)
  }
}
