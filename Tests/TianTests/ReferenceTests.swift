import Foundation
import Testing

/// `RECORD=1 swift test` writes the reference anew.
@Suite struct ReferenceTests {
  @Test func theReferenceIsWhatTheTablesSay() throws {
    let file = Project.root.appendingPathComponent("grammar/reference.md")
    let text = ReferencePage(samples: try SampleSession()).text
    if Project.isRecording { try text.write(to: file, atomically: true, encoding: .utf8) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }
}
