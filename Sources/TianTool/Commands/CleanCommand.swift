import Tian
import TianSource

/// `tian clean`: the table of a file as it was found, in plain CSV; what was decided goes to standard error.
enum CleanCommand {
  static func run(_ path: String, _ reporter: Reporter) throws(OutputError) -> ExitCode {
    let file: FoundFile
    do { file = try FoundFile(path: path) } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    try reporter.output.write(data: file.csv)
    reporter.say(file.summary)
    return .success
  }
}
