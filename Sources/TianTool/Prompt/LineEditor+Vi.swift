import CTianEdit

/// vi's keys. While they insert, Escape alone is taken here and libedit has the rest; commands are all taken
/// here but the arrows and their like, which do the same in either mode.
extension LineEditor {
  private static let escape: UInt32 = 0x1B
  /// `i`: what is inserted without a command is as if it had been typed before.
  private static let insertKey = UInt32(UInt8(ascii: "i"))
  /// Keys that send more than Escape send it at once.
  private static let escapeMilliseconds: Int32 = 50

  /// Whether keys are commands now; the prompt then shows it.
  var isInViCommands: Bool { mode == .vi && !vi.isInserting && !isSearching }

  func beginVi() {
    vi.isInserting = true
    vi.mark = 0
    vi.keys = [Self.insertKey]
    vi.commands.cancel()
    keySequence = []
  }

  /// In command mode the cursor stands on a character, not behind the last.
  func settleVi() {
    guard isInViCommands else { return }
    let text = current
    let counted = CharacterText(text)
    let end = counted.lineEnd(counted.cursor)
    if counted.cursor == end, counted.lineStart(end) < end { moveCursor(to: text.positionLeft) }
  }

  /// Whether a key is taken here; libedit gets the others.
  func viTakes(_ scalar: UInt32) -> Bool {
    guard mode == .vi else { return false }
    if scalar == Self.escape { return takesEscape() }
    guard !vi.isInserting else {
      vi.keys.append(scalar)
      return false
    }
    switch scalar {
    case 0x0A, 0x0D:
      goOnInserting(at: current.scalars.count)
      return false
    case 0x09:
      goOnInserting(at: current.positionRight)
      return false
    // Ctrl-L, Ctrl-N, Ctrl-P; and Ctrl-D where there is nothing left.
    case 0x0C, 0x0E, 0x10: return false
    case 0x04 where current.scalars.isEmpty: return false
    default: break
    }
    command(scalar)
    return true
  }

  /// Escape alone ends what is typed, or gives a command up; with more behind it, it is an arrow or the like.
  private func takesEscape() -> Bool {
    if input.comes(within: Self.escapeMilliseconds), readSequence() { return false }
    guard vi.isInserting else {
      vi.commands.cancel()
      vi.keys = []
      return true
    }
    vi.isInserting = false
    vi.lastChange = vi.keys + [Self.escape]
    vi.keys = []
    watchChanges()
    journal.join(since: vi.mark)
    let text = current
    let counted = CharacterText(text)
    if counted.cursor > counted.lineStart(counted.cursor) { moveCursor(to: text.positionLeft) }
    return true
  }

  /// Reads what a key sends behind Escape, for libedit; false, and nothing read, where that is another key.
  private func readSequence() -> Bool {
    guard case .scalar(let second) = input.read(noticesTerminalChange: false) else { return false }
    var sequence = [second]
    let isLong = second == UInt32(UInt8(ascii: "["))
    guard isLong || second == UInt32(UInt8(ascii: "O")), input.comes(within: Self.escapeMilliseconds) else {
      input.unread([second])
      return false
    }
    while case .scalar(let next) = input.read(noticesTerminalChange: false) {
      sequence.append(next)
      if !isLong || (0x40...0x7E).contains(next) || sequence.count > 16 { break }
    }
    // `O` opens a line, too.
    if !isLong, !(sequence.last.map { "ABCDFHMPQRS".unicodeScalars.map(\.value).contains($0) } ?? false) {
      input.unread(sequence)
      return false
    }
    let isPaste = sequence.elementsEqual("[200~".unicodeScalars.map(\.value))
    if isPaste, !vi.isInserting { goOnInserting(at: current.positionRight) }
    keySequence = sequence
    return true
  }

  private func goOnInserting(at position: Int) {
    moveCursor(to: position)
    vi.commands.cancel()
    vi.isInserting = true
    vi.keys = [Self.insertKey]
    vi.mark = journal.mark()
  }

  private func command(_ scalar: UInt32) {
    guard let key = Unicode.Scalar(scalar).map(Character.init) else { return }
    let text = CharacterText(current)
    vi.keys.append(scalar)
    var (commands, killed) = (vi.commands, kills)
    let outcome = commands.take(key, at: text, kills: &killed)
    (vi.commands, kills) = (commands, killed)
    obey(outcome, after: text)
  }

  // The optimiser of Swift 6.3.1 crashes on this switch (CopyPropagation); there is nothing here to optimise.
  @_optimize(none)
  private func obey(_ outcome: ViCommands.Outcome, after text: CharacterText) {
    switch outcome {
    case .more: return
    case .insert(let changed): return beginInserting(changed.edited)
    case .show(let changed): change(to: changed.edited, from: text.edited)
    case .undo(let count): runRepeatedly(.undo, count)
    case .redo(let count): runRepeatedly(.redo, count)
    case .again: input.unread(vi.lastChange)
    case .history(let step): runRepeatedly(step > 0 ? .down : .up, abs(step))
    case .search: _ = run(.search)
    case .refused: _ = refuse()
    }
    vi.keys = []
  }

  private func beginInserting(_ text: EditedText) {
    show(text)
    // Before the first letter is looked at, so that a command and what it inserts are one step.
    vi.mark = journal.mark()
    watchChanges()
    vi.isInserting = true
  }

  private func change(to text: EditedText, from before: EditedText) {
    if text.scalars != before.scalars { vi.lastChange = vi.keys }
    show(text)
  }

  private func runRepeatedly(_ command: EditCommand, _ count: Int) {
    for _ in 0..<count { _ = run(command) }
  }
}
