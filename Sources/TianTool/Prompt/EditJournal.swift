/// What was done to an input, step by step, to be undone and done again.
///
/// It watches: each time it is shown the input, what has changed since is a step. So whatever changes the
/// text can be undone, a completion or a recalled entry like a letter typed.
struct EditJournal {
  /// The input, and where in the history it is.
  struct State: Equatable {
    var text: EditedText
    var historyPosition: Int
  }

  /// One text in place of another, with the states' cursors and places in the history.
  fileprivate struct Change {
    var at: Int
    var removed: [UInt32]
    var inserted: [UInt32]
    var before: (cursor: Int, historyPosition: Int)
    var after: (cursor: Int, historyPosition: Int)
    /// Letter by letter; nothing else goes on with more letters.
    var isTyped = false
  }

  private static let stepsMax = 1_000

  private var state: State
  private var done: [[Change]] = []
  private var undone: [[Change]] = []
  /// Steps before this one are closed to what follows.
  private var openFrom = 0

  init(_ state: State) { self.state = state }

  /// Looks at the input; letters typed one after another are one step up to the end of a word, and so are
  /// letters erased one after another.
  mutating func look(_ now: State) {
    guard now != state else { return }
    defer { state = now }
    // Where nothing but the cursor went elsewhere there is nothing to undo.
    guard now.text.scalars != state.text.scalars else { return }
    let change = Self.change(from: state, to: now)
    undone = []
    if let last = done.last, last.count == 1, done.count > openFrom, let joined = last[0].joined(with: change)
    {
      done[done.count - 1] = [joined]
      return
    }
    done.append([change])
    if done.count > Self.stepsMax {
      done.removeFirst()
      openFrom = max(0, openFrom - 1)
    }
  }

  /// The input before the last step; nil where there is none.
  mutating func undo() -> State? {
    guard let step = done.popLast() else { return nil }
    undone.append(step)
    for change in step.reversed() { apply(change.reversed) }
    openFrom = done.count
    return state
  }

  /// The input after the step undone last; nil where there is none.
  mutating func redo() -> State? {
    guard let step = undone.popLast() else { return nil }
    done.append(step)
    for change in step { apply(change) }
    openFrom = done.count
    return state
  }

  /// The steps so far; what follows does not go on from the last of them.
  mutating func mark() -> Int {
    openFrom = done.count
    return done.count
  }

  /// Makes the steps since a mark one.
  mutating func join(since mark: Int) {
    guard done.count > mark + 1 else { return }
    done.replaceSubrange(mark..., with: [Array(done[mark...].joined())])
    openFrom = done.count
  }

  private mutating func apply(_ change: Change) {
    var scalars = state.text.scalars
    scalars.replaceSubrange(change.at..<change.at + change.removed.count, with: change.inserted)
    state = State(
      text: EditedText(scalars: scalars, cursor: change.after.cursor),
      historyPosition: change.after.historyPosition)
  }

  /// The least that differs; where letters repeat, it is the cursor that tells which of them are new.
  private static func change(from old: State, to new: State) -> Change {
    let (before, after) = (old.text.scalars, new.text.scalars)
    let headMax = min(old.text.cursor, new.text.cursor, before.count, after.count)
    var head = 0
    while head < headMax, before[head] == after[head] { head += 1 }
    var tail = 0
    while tail < min(before.count, after.count) - head,
      before[before.count - 1 - tail] == after[after.count - 1 - tail]
    {
      tail += 1
    }
    return Change(
      at: head, removed: Array(before[head..<before.count - tail]),
      inserted: Array(after[head..<after.count - tail]),
      before: (old.text.cursor, old.historyPosition), after: (new.text.cursor, new.historyPosition))
  }
}

extension EditJournal.Change {
  fileprivate var reversed: Self {
    Self(at: at, removed: inserted, inserted: removed, before: after, after: before)
  }

  /// This change and the next as one, where both are the same kind of typing at the same place.
  fileprivate func joined(with next: Self) -> Self? {
    guard after.historyPosition == next.after.historyPosition else { return nil }
    var joined = self
    joined.after = next.after
    if removed.isEmpty, next.removed.isEmpty, next.inserted.count == 1, next.at == at + inserted.count,
      isTyped || inserted.count == 1, let last = inserted.last, let new = next.inserted.first
    {
      guard !(Self.endsWord(last) && !Self.endsWord(new)) else { return nil }
      joined.inserted += next.inserted
      joined.isTyped = true
      return joined
    }
    guard inserted.isEmpty, next.inserted.isEmpty, next.removed.count == 1, isTyped || removed.count == 1
    else { return nil }
    switch next.at {
    case at: joined.removed += next.removed
    case at - 1:
      joined.at = next.at
      joined.removed = next.removed + removed
    default: return nil
    }
    joined.isTyped = true
    return joined
  }

  /// Space, and what stands between stages.
  private static func endsWord(_ scalar: UInt32) -> Bool {
    [0x20, 0x0A, 0x09, 0x3000, 0x7C, 0xFF5C].contains(scalar)
  }
}
