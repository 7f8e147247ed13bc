import Tian
import TianSource
import TianSyntax

/// `tian fmt`: scripts in their one layout, keywords in one language. What does not parse is told, and left.
enum FormatCommand {
  struct Options: Equatable {
    /// Keywords and functions are translated; nil: keywords in the language that most are in.
    var language: Language?
    /// Tells which scripts are not in their layout, and writes nothing.
    var checks: Bool
    /// Files are replaced.
    var writes: Bool
  }

  static func run(
    _ inputs: [Arguments.Script], _ options: Options, _ reporter: Reporter
  ) throws(OutputError) -> ExitCode {
    var worst = ExitCode.success
    for input in inputs {
      let code = try format(input, options, reporter)
      if worst == .success { worst = code }
    }
    return worst
  }

  private static func format(
    _ input: Arguments.Script, _ options: Options, _ reporter: Reporter
  ) throws(OutputError) -> ExitCode {
    let source: SourceText
    do { source = try input.read().source } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    let parsed = Parser.parse(source)
    guard parsed.status == .complete else {
      reporter.report(parsed.diagnostics, in: source)
      return .compilation
    }
    let text = formatter(options.language, for: parsed).format(parsed)
    if options.checks {
      guard text != source.text else { return .success }
      try reporter.output.write(SafeText(lines: source.name + "\n"))
      return .data
    }
    guard options.writes, case .file(let path) = input else {
      try reporter.output.write(data: Array(text.utf8))
      return .success
    }
    guard text != source.text else { return .success }
    do { try ScriptFile.replace(path, with: text) } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    return .success
  }

  private static func formatter(_ language: Language?, for parsed: Parsed) -> Formatter {
    guard let language else { return Formatter(language: Formatter.language(of: parsed)) }
    return Formatter(language: language, names: FunctionNames.ofFormatter)
  }
}
