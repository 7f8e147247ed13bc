import CTianEdit

/// Words, what is cut out and put in again, and what is undone.
extension LineEditor {
  /// Where the cursor goes with a word's key.
  func wordPosition(_ text: EditedText, isForward: Bool) -> Int {
    var counted = CharacterText(text)
    counted.cursor = isForward ? counted.wordEndRight : counted.wordStartLeft
    return counted.edited.cursor
  }

  /// From the cursor to the end of its line; at the end, the newline there.
  func killLineEnd(_ text: EditedText) -> EditOutcome {
    let counted = CharacterText(text)
    let end = counted.lineEnd(counted.cursor)
    return kill(
      counted.cursor..<(end > counted.cursor ? end : min(end + 1, counted.characters.count)), counted)
  }

  /// From the beginning of the cursor's line to the cursor; at the beginning, the newline before it.
  func killLineStart(_ text: EditedText) -> EditOutcome {
    let counted = CharacterText(text)
    let start = counted.lineStart(counted.cursor)
    return kill((start < counted.cursor ? start : max(0, start - 1))..<counted.cursor, counted)
  }

  func killWord(_ text: EditedText, isForward: Bool) -> EditOutcome {
    let counted = CharacterText(text)
    return isForward
      ? kill(counted.cursor..<counted.wordEndRight, counted)
      : kill(counted.wordStartLeft..<counted.cursor, counted)
  }

  /// What is killed at once behind the last is kept with it.
  private func kill(_ range: Range<Int>, _ text: CharacterText) -> EditOutcome {
    guard !range.isEmpty else { return refuse() }
    let cut = String(text.characters[range])
    let isNext = textBehindKill == text.edited
    let isBefore = range.lowerBound < text.cursor
    kills = KilledText(!isNext ? cut : isBefore ? cut + kills.text : kills.text + cut)
    var rest = text
    rest.characters.removeSubrange(range)
    rest.cursor = range.lowerBound
    show(rest.edited)
    textBehindKill = rest.edited
    return .done
  }

  func yank() -> EditOutcome { kills.text.isEmpty ? refuse() : insert(kills.text) }

  // MARK: Undoing

  private var editState: EditJournal.State {
    EditJournal.State(text: current, historyPosition: historyPosition)
  }

  /// Before libedit reads a key: whatever the last one changed is a step.
  func watchChanges() { journal.look(editState) }

  /// libedit's buffer still holds the last input here.
  func beginJournal() {
    journal = EditJournal(EditJournal.State(text: EditedText(""), historyPosition: historyPosition))
  }

  func undo() -> EditOutcome { go(to: journal.undo()) }

  func redo() -> EditOutcome { go(to: journal.redo()) }

  private func go(to state: EditJournal.State?) -> EditOutcome {
    guard let state else { return refuse() }
    historyPosition = state.historyPosition
    show(state.text)
    return .done
  }

  func show(_ text: EditedText) {
    if text.scalars != current.scalars { replace(0..<current.scalars.count, with: text.scalars) }
    moveCursor(to: text.cursor)
  }
}
