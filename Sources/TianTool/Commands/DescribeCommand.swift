import Tian
import TianSource

/// `tian describe`: a row for each column of a file's or a folder's tables; `--package` writes the descriptor
/// of a data package instead. What there is to say of the files goes to standard error.
enum DescribeCommand {
  static func run(
    _ path: String, isPackage: Bool, _ arguments: Arguments, _ reporter: Reporter
  ) throws(OutputError) -> ExitCode {
    let description: TableDescriptions
    let overview: QueryResult
    do throws(TianError) {
      let workspace = try Workspace(folder: path, threadCount: arguments.threadCount)
      description = try TableDescriptions(of: workspace, at: path)
      overview = try description.overview(in: reporter.language)
    } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    for failure in description.failures { reporter.report(failure) }
    for note in description.notes { reporter.say(note.message, note.severity) }
    if isPackage {
      try reporter.output.write(data: Array(description.package.utf8))
    } else {
      try reporter.show(overview)
    }
    return description.failures.isEmpty ? .success : .data
  }
}
