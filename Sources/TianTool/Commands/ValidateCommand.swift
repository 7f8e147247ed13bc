import Tian
import TianSource

/// `tian validate`: a row for each thing that is wrong with a file's, a folder's or a data package's tables,
/// and a line about all of it on standard error.
enum ValidateCommand {
  static func run(
    _ path: String, _ arguments: Arguments, _ reporter: Reporter
  ) throws(OutputError) -> ExitCode {
    let validation: Validation
    let result: QueryResult
    do throws(TianError) {
      let workspace = try Workspace(folder: path, threadCount: arguments.threadCount)
      validation = try Validation(of: workspace)
      result = try validation.result(reporter.language)
    } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    if result.rowCount > 0 || arguments.format == .json { try reporter.show(result) }
    reporter.say(validation.summary(), validation.count == 0 ? .note : .error)
    return validation.count == 0 ? .success : .data
  }
}
