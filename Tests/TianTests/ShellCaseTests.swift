import Foundation
import TianSyntax
import Testing

/// What commands of a shell write, whole. `RECORD=1 swift test` records what really comes.
@Suite struct ShellCaseTests {
  @Test func everyCommandWritesWhatItSays() throws {
    func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
      var recorded = test
      recorded.sections = [.init("output", Self.output(of: test.input))]
      return recorded
    }
    let path = Project.root.appendingPathComponent("Tests/cases/shell/commands.case").path
    let file = try CaseFile(path: path, recorded: recorded)
    #expect(file.cases.count > 10)
    for test in file.cases {
      let output = Self.output(of: test.input)
      #expect(test["output"] == output, "\(test.title):\n\(output)")
    }
  }

  /// Both streams and the exit code.
  private static func output(of command: String) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "(\(command)) 2>&1; echo \"exit $?\""]
    process.currentDirectoryURL = Project.root
    process.environment = ["PATH": Project.products.path + ":/usr/bin:/bin", "HOME": "/nonexistent"]
    process.standardInput = FileHandle(forReadingAtPath: "/dev/null")
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch { return "\(error)" }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self).replacingOccurrences(of: "\u{1B}", with: "␛")
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
