import CTianEdit

/// vi's keys. While they insert, Escape alone is taken here and libedit has the rest; commands are all taken
/// here but the arrows and their like, which do the same in either mode.
extension LineEditor {
  private static let escape: UInt32 = 0x1B
  /// `i`: what is inserted without a command is as if it had been typed before.
  private static let insertKey = UInt32(UInt8(ascii: "i"))

  /// Whether keys are commands now; the prompt then shows it.
  var isInViCommands: Bool { mode == .vi && !vi.isInserting && !isSearching }

  func beginVi() {
    vi.mark = 0
    vi.commands.cancel()
    keySequence = []
    insertAsTyped()
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
      return overwrites(with: scalar)
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
    if input.goesOn, readSequence() { return false }
    guard vi.isInserting else {
      vi.commands.cancel()
      vi.keys = []
      return true
    }
    insertAgain()
    vi.isInserting = false
    vi.overwriting = nil
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
    guard isLong || second == UInt32(UInt8(ascii: "O")), input.goesOn else {
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
    insertAsTyped()
    vi.mark = journal.mark()
  }

  /// Inserts what is typed from here on, as if `i` had been typed before.
  private func insertAsTyped() {
    vi.isInserting = true
    vi.overwriting = nil
    vi.keys = [Self.insertKey]
    vi.inserted = (1, 1)
  }

  /// What a count before the command asks for beyond what was typed.
  private func insertAgain() {
    let typed = vi.typedText
    guard vi.inserted.times > 1, !typed.isEmpty else { return }
    let more = Array(repeatElement(typed, count: vi.inserted.times - 1).joined())
    if vi.overwriting == nil {
      replace(current.cursor..<current.cursor, with: more)
    } else {
      for scalar in more { _ = overwrites(with: scalar) }
    }
  }

  /// Whether a key is taken by `R`.
  private func overwrites(with scalar: UInt32) -> Bool {
    guard var overwriting = vi.overwriting, scalar >= 0x20 || scalar == 0x08,
      let typed = Unicode.Scalar(scalar)
    else { return false }
    let text = CharacterText(current)
    let isErasing = scalar == 0x08 || scalar == 0x7F
    show((isErasing ? overwriting.erase(in: text) : overwriting.type(typed, in: text)).edited)
    vi.overwriting = overwriting
    return true
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
    case .insert(let changed, let times): return beginInserting(changed.edited, times)
    case .overwrite(let times):
      vi.overwriting = Overwriting()
      return beginInserting(text.edited, times)
    case .show(let changed): change(to: changed.edited, from: text.edited)
    case .undo(let count): runRepeatedly(.undo, count)
    case .redo(let count): runRepeatedly(.redo, count)
    case .again(let count): input.unread(vi.lastChange(times: count))
    case .history(let step): runRepeatedly(step > 0 ? .down : .up, abs(step))
    case .search: _ = run(.search)
    case .program: _ = run(.editElsewhere)
    case .refused: _ = refuse()
    }
    vi.keys = []
  }

  private func beginInserting(_ text: EditedText, _ times: Int) {
    show(text)
    vi.inserted = (vi.keys.count, times)
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
