import Testing
import TianSyntax

@testable import Tian

/// Runs Tests/cases/run through the whole stack. `RECORD=1 swift test` records what really comes of each
/// case.
@Suite struct RunCaseTests {
  @Test(arguments: try CaseFile.paths(in: "run"))
  func everyCaseIsAsItSays(_ path: String) throws {
    let file = try CaseFile(path: path) { CaseRun.recorded($0) }
    for test in file.cases {
      let failures = CaseRun.failures(of: test)
      #expect(failures.isEmpty, "\(path):\(test.line): \(test.title)")
    }
  }
}
