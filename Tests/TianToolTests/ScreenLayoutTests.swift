import TianSource
import Testing

@testable import TianTool

@Suite struct ScreenLayoutTests {
  private func edited(_ text: String) -> EditedText {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    var edited = EditedText(parts.joined())
    edited.cursor = EditedText.encoded(parts[0]).count
    return edited
  }

  private func layout(_ text: String, prompt: String = "", columns: Int = 10) -> ScreenLayout {
    ScreenLayout(prompt: prompt, text: edited(text), continuationPrompt: "· ", columns: columns)
  }

  private func rows(_ text: String, prompt: String = "", columns: Int = 10) -> [String] {
    layout(text, prompt: prompt, columns: columns).texts(of: edited(text))
  }

  @Test func rowsWrapAtTheEdge() {
    #expect(rows("") == [""])
    #expect(rows("123456789") == ["123456789"])
    #expect(rows("1234567890") == ["1234567890", ""])
    #expect(rows("a一二三四五") == ["a一二三四", "五"])
    #expect(rows("社 社 社 社", prompt: "田> ") == ["田> 社 社 ", "社 社"])
    #expect(rows("ab\ncd") == ["ab", "· cd"])
    #expect(rows("1234567890\nx") == ["1234567890", "", "· x"])
    #expect(rows("ab\ncd", columns: 3) == ["ab", "cd"])
    #expect(rows("123456789e\u{301}f") == ["123456789e\u{301}", "f"])
    #expect(rows("a\tb\u{1B}") == ["a b␛"])
  }

  @Test(arguments: [
    ("|", 0, 0), ("ab|c", 0, 2), ("123456789|0", 0, 9), ("1234567890|", 1, 0), ("a一二三四|五", 1, 0),
    ("一二|\n三", 0, 4), ("一二\n|三", 1, 2), ("一二三四五|\n三", 1, 0),
  ])
  func theCursorStandsBeforeItsCharacter(_ text: String, _ row: Int, _ column: Int) {
    #expect(layout(text).cursor == ScreenPlace(row: row, column: column))
  }

  @Test func aWindowScrollsNoFurtherThanTheCursorAsksFor() {
    func painting(_ text: String, _ previous: Painting?) -> Painting {
      Painting(layout(text), rowsMax: 3, previous: previous)
    }
    let bottom = painting("1\n2\n3\n4\n5|", nil)
    #expect(bottom.shown == 2..<5)
    let middle = painting("1\n2\n|3\n4\n5", bottom)
    #expect(middle.shown == 2..<5)
    let above = painting("1\n|2\n3\n4\n5", middle)
    #expect(above.shown == 1..<4)
    #expect(painting("1\n2\n3\n4|\n5", above).shown == 1..<4)
    #expect(painting("1|", above).shown == 0..<1)
  }
}
