import Glibc
import Tian
import TianSource

/// The main command: opens the tables, binds the values, and runs scripts or the prompt.
struct QueryCommand {
  private let arguments: Arguments
  private let reporter: Reporter

  init(_ arguments: Arguments, _ reporter: Reporter) {
    self.arguments = arguments
    self.reporter = reporter
  }

  func run() throws(OutputError) -> ExitCode {
    Interrupt.install()
    let session: Session
    do { session = try open() } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    var scripts = arguments.scripts
    if scripts.isEmpty {
      if isatty(STDIN_FILENO) == 1, arguments.command == .query {
        return try Prompt(session, arguments, reporter).run()
      }
      scripts = [.standardInput]
    }
    if arguments.command == .check { return CheckCommand.run(scripts, in: session, reporter) }
    var runner = ScriptRunner(
      session, reporter, keepsGoing: arguments.keepsGoing,
      dialectName: arguments.command == .sql ? arguments.dialectName : nil)
    var worst = ExitCode.success
    for script in scripts {
      let code = try runner.run(script)
      if code == .interrupted || (code != .success && !arguments.keepsGoing) { return code }
      if worst == .success { worst = code }
    }
    if worst == .success, arguments.command == .sql, !runner.hasWrittenSQL {
      let error = TianError.noQuery()
      reporter.report(error)
      return ExitCode(error.kind)
    }
    return worst
  }

  private func open() throws(TianError) -> Session {
    let workspace = Workspace(
      threadCount: arguments.threadCount, isStrict: arguments.isStrict, isSafe: arguments.isSafe)
    for table in arguments.tables {
      if table.path != "-" {
        try workspace.add(table.path, as: table.name)
      } else if let name = table.name {
        try workspace.addStandardInput(as: name)
      } else {
        try workspace.addStandardInput()
      }
    }
    for binding in arguments.bindings {
      try workspace.bind(binding.name, to: TianValue(written: binding.value))
    }
    return Session(workspace)
  }
}
