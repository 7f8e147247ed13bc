import Foundation
import Testing

/// The screens that README shows are those of `screens/tour.txt`, which a terminal gave.
/// `RECORD=1 swift test` puts them there, once the screens themselves are recorded.
@Suite struct ReadmeTourTests {
  private static let fences = (open: "```text\n", close: "```")

  @Test func readmeShowsTheScreensOfTheTour() throws {
    let tour = try ScreenFile(ScreenFile.folder.appendingPathComponent("tour.txt"))
    let screens = tour.cases.flatMap(\.steps).map { $0.screen.map { $0 + "\n" }.joined() }
    let url = ScreenFile.root.appendingPathComponent("README.md")
    let parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: Self.fences.open)
    #expect(parts.count - 1 == screens.count)
    let shown = parts.dropFirst().map { $0.components(separatedBy: Self.fences.close)[0] }
    guard ScreenFile.isRecording else {
      for (screen, wanted) in zip(shown, screens) { #expect(screen == wanted) }
      return
    }
    let written = zip(zip(parts.dropFirst(), shown), screens).map { part, screen in
      Self.fences.open + screen + part.0.dropFirst(part.1.count)
    }
    try (parts[0] + written.joined()).write(to: url, atomically: true, encoding: .utf8)
  }
}
