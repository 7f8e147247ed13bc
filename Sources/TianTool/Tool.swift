import Tian
import TianSource

/// The whole program: arguments in, exit code out.
enum Tool {
  static let version = "0.1.0"

  static func run(_ words: [String]) -> ExitCode {
    Output.prepareProcess()
    let output = Output.standardOutput()
    let errors = Output.standardError()
    let arguments: Arguments
    do {
      arguments = try ArgumentParser.parse(words)
    } catch {
      var arguments = Arguments()
      arguments.language = Arguments.language(of: words)
      arguments.writesErrorsAsJSON = Arguments.writesErrorsAsJSON(words)
      let message = Bilingual("tian: \(error.message.en)", "tian: \(error.message.zh)")
      Reporter(arguments, output: output, errors: errors).say(message, .error)
      return .usage
    }
    let reporter = Reporter(arguments, output: output, errors: errors)
    do {
      let code = try run(arguments, reporter)
      try output.flush()
      return code
    } catch {
      reporter.say(error.message, .error)
      return .data
    }
  }

  private static func run(_ arguments: Arguments, _ reporter: Reporter) throws(OutputError) -> ExitCode {
    if let bytes = arguments.memoryBytes { Workspace.limitMemory(toBytes: bytes) }
    switch arguments.command {
    case .help:
      try reporter.output.write(HelpText.screen(arguments.language))
      return .success
    case .version:
      try reporter.output.write("tian \(version)\n")
      return .success
    case .manual:
      try reporter.output.write(data: Array(ManualPage.text.utf8))
      return .success
    case .completions(let shell):
      try reporter.output.write(data: Array(shell.completions.utf8))
      return .success
    case .explain(let code): return try ExplainCommand.run(code, reporter)
    case .parse(let input, let form): return try ParseCommand.run(input, form, reporter)
    case .test(let path): return try TestCommand.run(path, reporter)
    case .format(let inputs, let options): return try FormatCommand.run(inputs, options, reporter)
    case .clean(let path): return try CleanCommand.run(path, reporter)
    case .describe(let path, let isPackage):
      return try DescribeCommand.run(path, isPackage: isPackage, arguments, reporter)
    case .validate(let path): return try ValidateCommand.run(path, arguments, reporter)
    case .query, .sql, .check: return try QueryCommand(arguments, reporter).run()
    }
  }
}
