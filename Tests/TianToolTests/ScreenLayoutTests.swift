import TianSource
import Testing

@testable import TianTool

@Suite struct ScreenLayoutTests {
  private let layout = ScreenLayout(columns: 10) { scalar in
    scalar < 0x20 ? 2 : Unicode.Scalar(scalar).map { DisplayWidth.of($0) } ?? 1
  }

  @Test func rowsWrapAtTheEdge() {
    expect("", 0, 0)
    expect("123456789", 0, 9)
    expect("1234567890", 1, 0)
    expect("一二三四五", 1, 0)
    expect("a一二三四五", 1, 2)
    expect("ab\ncd", 1, 2)
    expect("1234567890\nx", 2, 1)
    expect("a\tb", 0, 9)
    expect("12345678\tb", 1, 1)
    expect("123456789\u{1B}", 1, 1)
  }

  @Test func theCursorStandsWhereAWideCharacterWillBe() {
    let edge = ScreenPlace(row: 0, column: 9)
    #expect(layout.cursor(at: edge, before: 0x7530) == ScreenPlace(row: 1, column: 0))
    #expect(layout.cursor(at: edge, before: 0x61) == edge)
    #expect(layout.cursor(at: edge, before: nil) == edge)
  }

  private func expect(
    _ text: String, _ row: Int, _ column: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let place = layout.place(after: text.unicodeScalars.map(\.value))
    #expect(place == ScreenPlace(row: row, column: column), sourceLocation: sourceLocation)
  }
}
