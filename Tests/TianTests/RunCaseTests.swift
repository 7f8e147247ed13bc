import Foundation
import Testing
import TianSyntax

@testable import Tian

/// Runs Tests/cases/run through the whole stack. `RECORD=1 swift test` records what really comes of each
/// case.
@Suite struct RunCaseTests {
  static var files: [String] {
    get throws {
      let folder = Project.root.appendingPathComponent("Tests/cases/run").path
      return try ScriptFile.caseFiles(in: folder)
    }
  }

  @Test(arguments: try files)
  func everyCaseIsAsItSays(_ path: String) throws {
    var file = CaseFile(try String(contentsOfFile: path, encoding: .utf8))
    if Project.isRecording {
      file.cases = file.cases.map { CaseRun.recorded($0) }
      try file.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    for test in file.cases {
      let failures = CaseRun.failures(of: test)
      #expect(failures.isEmpty, "\(path):\(test.line): \(test.title)")
    }
  }
}
