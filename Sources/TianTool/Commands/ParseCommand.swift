import Tian
import TianSource
import TianSyntax

/// `tian parse FILE`: the tree that a script is read as, whole or not; what is wrong goes to standard error.
enum ParseCommand {
  static func run(
    _ input: Arguments.Script, _ form: Arguments.TreeForm, _ reporter: Reporter
  ) throws(OutputError) -> ExitCode {
    let source: SourceText
    do { source = try input.read().source } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    let parsed = Parser.parse(source)
    let printer = TreePrinter(functionName: { $0 })
    switch form {
    case .tree: try reporter.output.write(SafeText(lines: printer.text(parsed.script)))
    case .json: try reporter.output.write(data: Array(printer.json(parsed.script).utf8))
    }
    reporter.report(parsed.diagnostics, in: source)
    return parsed.status == .complete ? .success : .compilation
  }
}
