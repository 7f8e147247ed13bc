import Testing

@testable import TianTool

@Suite struct EditJournalTests {
  /// A journal that has seen some texts, one after another; the cursor is ⌖, or else behind the text.
  private func journal(_ texts: [String]) -> EditJournal {
    var journal = EditJournal(state(texts[0]))
    for text in texts.dropFirst() { journal.look(state(text)) }
    return journal
  }

  private func state(_ marked: String, historyPosition: Int = 0) -> EditJournal.State {
    let parts = marked.split(separator: "⌖", omittingEmptySubsequences: false)
    var edited = EditedText(parts.joined())
    if parts.count > 1 { edited.cursor = EditedText.encoded(parts[0]).count }
    return EditJournal.State(text: edited, historyPosition: historyPosition)
  }

  private func typed(_ text: String) -> [String] {
    (0...text.count).map { String(text.prefix($0)) }
  }

  private func undone(_ journal: inout EditJournal) -> [String] {
    var texts: [String] = []
    while let state = journal.undo() { texts.append(state.text.text) }
    return texts
  }

  private func redone(_ journal: inout EditJournal) -> [String] {
    var texts: [String] = []
    while let state = journal.redo() { texts.append(state.text.text) }
    return texts
  }

  @Test func whatIsTypedIsUndoneWordByWord() {
    var all = journal(typed("土地 | take 5"))
    #expect(undone(&all) == ["土地 | take ", "土地 | ", ""])
    #expect(redone(&all) == ["土地 | ", "土地 | take ", "土地 | take 5"])
  }

  @Test func piecesAreUndoneOneByOne() {
    var all = journal(["", "土", "土地", "土地 | where 面积 > 3", "土地 | where 面积 > ", "完全不同", "完全"])
    #expect(undone(&all) == ["完全不同", "土地 | where 面积 > ", "土地 | where 面积 > 3", "土地", ""])
    #expect(redone(&all) == ["土地", "土地 | where 面积 > 3", "土地 | where 面积 > ", "完全不同", "完全"])
  }

  @Test func lettersErasedTogetherComeBackTogether() {
    var back = journal(["abcd", "abc", "ab", "a"])
    #expect(undone(&back) == ["abcd"])
    var ahead = journal(["a⌖bcd", "a⌖cd", "a⌖d"])
    #expect(undone(&ahead) == ["abcd"])
    #expect(redone(&ahead) == ["ad"])
  }

  @Test func theCursorComesBack() {
    var all = journal(["a⌖a", "aaa⌖"])
    #expect(all.undo()?.text.cursor == 1)
    var inserted = journal(["aa⌖aa", "aaa⌖aa", "a⌖aaaa"])
    #expect(inserted.undo() == state("aa⌖aa"))
    #expect(inserted.redo() == state("aaa⌖aa"))
  }

  @Test func whatIsChangedAfterUndoingLeavesNothingToRedo() {
    var all = journal(["", "一", "一 二三"])
    #expect(all.undo() == state("一"))
    all.look(state("一四"))
    #expect(all.redo() == nil)
    #expect(undone(&all) == ["一", ""])
    #expect(all.undo() == nil)
  }

  @Test func thePlaceInTheHistoryComesBack() {
    var all = EditJournal(state("写", historyPosition: 5))
    all.look(state("旧的一条", historyPosition: 4))
    #expect(all.undo()?.historyPosition == 5)
    #expect(all.redo()?.historyPosition == 4)
  }

  @Test func stepsSinceAMarkAreJoined() {
    var all = journal(["一"])
    all.look(state("一 二"))
    let mark = all.mark()
    for text in ["一 ", "一 三", "一 三 ", "一 三 四"] { all.look(state(text)) }
    all.join(since: mark)
    #expect(undone(&all) == ["一 二", "一"])
    #expect(redone(&all) == ["一 二", "一 三 四"])
  }

  @Test func manyStepsForgetTheOldest() {
    var all = EditJournal(state("0"))
    for number in 1...1_500 { all.look(state(String(repeating: "x", count: number % 7 * 3) + "\(number)")) }
    #expect(undone(&all).count == 1_000)
  }
}
