import Foundation
import TianSyntax
import Testing

/// What commands of a shell write, whole. `RECORD=1 swift test` records what really comes.
@Suite struct ShellCaseTests {
  @Test func everyCommandWritesWhatItSays() throws {
    func recorded(_ test: CaseFile.Case) -> CaseFile.Case {
      var recorded = test
      recorded.sections = [.init("output", Shell.output(of: test.input, in: Project.root))]
      return recorded
    }
    let path = Project.root.appendingPathComponent("Tests/cases/shell/commands.case").path
    let file = try CaseFile(path: path, recorded: recorded)
    #expect(file.cases.count > 10)
    for test in file.cases {
      let output = Shell.output(of: test.input, in: Project.root)
      #expect(test["output"] == output, "\(test.title):\n\(output)")
    }
  }
}

/// A shell that finds the program.
enum Shell {
  /// Both streams and the exit code.
  static func output(of command: String, in folder: URL) -> String {
    let process = Process()
    // Whoever runs the tests may have had interrupts ignored.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "--default-signal=INT", "timeout", "100", "/bin/bash", "-c", "(\(command)\n) 2>&1; echo \"exit $?\"",
    ]
    process.currentDirectoryURL = folder
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
