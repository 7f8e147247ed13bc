import Tian
import TianSource

/// `tian check`: what is wrong with scripts, all of it; nothing is run.
enum CheckCommand {
  static func run(
    _ scripts: [Arguments.Script], in session: Session, _ reporter: Reporter
  ) -> ExitCode {
    var worst = ExitCode.success
    for script in scripts {
      let code = check(script, session, reporter)
      if worst == .success { worst = code }
    }
    return worst
  }

  private static func check(
    _ input: Arguments.Script, _ session: Session, _ reporter: Reporter
  ) -> ExitCode {
    var worst = ExitCode.success
    func tell(_ error: TianError) {
      reporter.report(error)
      let code = ExitCode(error.kind)
      if worst == .success { worst = code }
    }
    do {
      let (source, folder) = try input.read()
      let (script, error) = session.parseWhatIsWhole(source, folder: folder)
      if let error {
        tell(TianError(session.guarded(error.diagnostics, in: source, folder: folder), in: source))
      }
      for findings in session.check(script) {
        let hasErrors = findings.diagnostics.contains { $0.severity == .error }
        if hasErrors {
          tell(TianError(findings.diagnostics, in: findings.source))
        } else {
          reporter.report(findings.diagnostics, in: findings.source)
        }
      }
    } catch {
      tell(error)
    }
    return worst
  }
}
