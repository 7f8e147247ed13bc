import Tian
import TianSource
import TianSyntax

/// `tian test FOLDER`: runs the case files in a folder and those inside it, and tells which cases fail.
enum TestCommand {
  static func run(_ path: String, _ reporter: Reporter) throws(OutputError) -> ExitCode {
    let files: [String]
    do { files = try ScriptFile.caseFiles(in: path) } catch {
      reporter.report(error)
      return ExitCode(error.kind)
    }
    var passedCount = 0
    var failedCount = 0
    for file in files {
      let cases: [CaseFile.Case]
      do { cases = CaseFile(try ScriptFile.read(file).source.text).cases } catch {
        reporter.report(error)
        return ExitCode(error.kind)
      }
      for test in cases {
        let failures = CaseRun.failures(of: test)
        if failures.isEmpty { passedCount += 1 } else { failedCount += 1 }
        for failure in failures {
          try reporter.output.write("\(file):\(test.line): \(test.title): ")
          try reporter.output.write(SafeText(lines: failure + "\n"))
        }
      }
    }
    if passedCount + failedCount == 0 {
      reporter.say(Bilingual("no cases in \(path)", "\(path) 中没有用例"), .error)
      return .data
    }
    reporter.say(
      Bilingual(
        "\(passedCount) passed, \(failedCount) failed", "通过 \(passedCount) 个，失败 \(failedCount) 个"))
    return failedCount == 0 ? .success : .data
  }
}
