import CTianEdit
import TianSource

/// What is shown with the input and is no part of it: colours, and how it may go on.
extension LineEditor {
  /// Longer inputs are data that was pasted, and stay plain.
  private static let scalarsMax = 20_000

  func looks(of text: EditedText, isLast: Bool) -> TextLooks {
    guard configuration.isColored, text.scalars.count <= Self.scalarsMax, !isSearching else { return .plain }
    if let lastLooks, lastLooks.text == text, lastLooks.isLast == isLast { return lastLooks.looks }
    let result = highlight(text.text, isLast ? nil : text.cursorInText)
    let looks = result.map { TextLooks($0, of: text) } ?? .plain
    lastLooks = (text, isLast, looks)
    return looks
  }

  /// The rest of the latest entry that begins as the input does, else what the schema tells. Nothing where it
  /// could not be told from the input: without colours, and with the cursor elsewhere than at the end.
  func hint(behind text: EditedText) -> String {
    guard configuration.isColored, text.cursor == text.scalars.count, text.scalars.count <= Self.scalarsMax,
      !isSearching
    else { return "" }
    let typed = text.text
    guard typed.contains(where: { !$0.isWhitespace }) else { return "" }
    let entry = history.entries.last { $0.utf8.count > typed.utf8.count && $0.utf8.starts(with: typed.utf8) }
    return entry.map { String(decoding: $0.utf8.dropFirst(typed.utf8.count), as: UTF8.self) } ?? hint(typed)
  }

  /// Right and End take the hint over where the cursor stands before it; nil where there is none.
  func takeGhost(at text: EditedText) -> EditOutcome? {
    guard text.cursor == text.scalars.count, !ghost.isEmpty else { return nil }
    return insert(ghost)
  }
}
