import TianSource
import Testing

@testable import TianTool

@Suite struct EditedTextTests {
  private func cells(_ character: Character) -> Int { DisplayWidth.of(character) }

  @Test(arguments: ["", "一行", "两行\n第二", "\n\n", "em\n\u{2001}quad\u{2001}", "e\u{301}\n👨‍👩‍👧", "a\r\nb"])
  func theBufferGivesTheTextBack(text: String) {
    let edited = EditedText(text)
    #expect(Array(edited.text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(edited.cursorInText == text.utf8.count)
    #expect(edited.position(ofTextOffset: text.utf8.count) == edited.scalars.count)
  }

  @Test func offsetsInsideACharacterHaveNoPlace() {
    let edited = EditedText("田\n地")
    #expect(edited.position(ofTextOffset: 3) == 1)
    #expect(edited.position(ofTextOffset: 4) == 2)
    #expect(edited.position(ofTextOffset: 1) == nil)
    #expect(edited.position(ofTextOffset: 99) == nil)
    #expect(edited.position(ofTextOffset: -1) == nil)
  }

  @Test func theCursorGoesOverWholeCharacters() {
    var edited = EditedText("a\n👨‍👩‍👧")
    edited.cursor = edited.positionLeft
    #expect(edited.cursorInText == 2)
    edited.cursor = edited.positionLeft
    #expect(edited.cursorInText == 1)
    edited.cursor = edited.positionRight
    #expect(edited.cursorInText == 2)
    #expect(edited.positionRight == edited.scalars.count)
    edited.cursor = 0
    #expect(edited.positionLeft == 0)
  }

  @Test func theCursorGoesFromLineToLineInItsColumn() {
    // Places are marked: | where the cursor is, then where it is after Up, or after Down.
    expectMove("abc\nd|ef", "a|bc\ndef") { $0.positionAbove(cells: cells) }
    expectMove("合作社\nabc|", "合|作社\nabc") { $0.positionAbove(cells: cells) }
    expectMove("a\nbcd|", "a|\nbcd") { $0.positionAbove(cells: cells) }
    expectMove("ab|c\nd\nef", "abc\nd|\nef") { $0.positionBelow(cells: cells) }
    expectMove("x\n\n|y", "x\n|\ny") { $0.positionAbove(cells: cells) }
    expectMove("x\n|\ny", "x\n\n|y") { $0.positionBelow(cells: cells) }
    expectMove("on|e", nil) { $0.positionAbove(cells: cells) }
    expectMove("on|e", nil) { $0.positionBelow(cells: cells) }
    expectMove("one\ntw|o", "one\n|two") { $0.positionHome }
    expectMove("one\n|two", "|one\ntwo") { $0.positionHome }
    expectMove("o|ne\ntwo", "one|\ntwo") { $0.positionEnd }
    expectMove("one|\ntwo", "one\ntwo|") { $0.positionEnd }
  }

  private func expectMove(
    _ before: String, _ after: String?, sourceLocation: SourceLocation = #_sourceLocation,
    _ move: (EditedText) -> Int?
  ) {
    let parts = before.split(separator: "|", omittingEmptySubsequences: false)
    var edited = EditedText(parts.joined())
    edited.cursor = EditedText.encoded(parts[0]).count
    let moved = move(edited).map { position in
      edited.decoded(0..<position) + "|" + edited.decoded(position..<edited.scalars.count)
    }
    #expect(moved == after, sourceLocation: sourceLocation)
  }

  @Test func aPasteEndsAtItsMarkAndLosesTheLastNewlines() {
    func pasted(_ sent: String) -> (String, Bool) {
      var paste = PastedText()
      for scalar in sent.unicodeScalars { paste.append(scalar.value) }
      return (paste.text, paste.isFinished)
    }
    #expect(pasted("a\nb\n\u{1B}[201~c") == ("a\nb", true))
    #expect(pasted("a\n\rb\r\rc\u{1B}[201~") == ("a\nb\n\nc", true))
    #expect(pasted("\u{1B}[201~") == ("", true))
    #expect(pasted("没完") == ("没完", false))
  }
}
