/// vi's command mode: keys come in one by one, and texts come out. libedit has a vi mode too; its commands go
/// over all lines as if they were one, stop within characters, and undo one step.
struct ViCommands {
  enum Outcome: Equatable {
    /// More keys are to come.
    case more
    /// There is nothing that the keys could do.
    case refused
    case show(CharacterText)
    /// What is typed next is inserted at the cursor, so often.
    case insert(CharacterText, times: Int = 1)
    /// What is typed next takes the place of what stands at the cursor.
    case overwrite(times: Int)
    case undo(Int)
    case redo(Int)
    /// The last change, with another count where one was typed.
    case again(Int?)
    /// Through the history: so many entries up, or down.
    case history(Int)
    case search
    /// The input is to be edited in a program of the user's.
    case program
  }

  /// `d`, `c`, `y`.
  private enum Operator: Character {
    case delete = "d"
    case change = "c"
    case yank = "y"
  }

  /// What the key after this one is for.
  private enum Waiting {
    case find(isForward: Bool, stopsBefore: Bool)
    case object(isAround: Bool)
    case replacement, line
  }

  private static let countMax = 9_999

  private(set) var count: Int?
  private var pending: (operator: Operator, count: Int?)?
  private var waiting: Waiting?
  private var lastFind: ViMotion.Find?

  init() {}

  /// Forgets the command that has begun.
  mutating func cancel() { (count, pending, waiting) = (nil, nil, nil) }

  /// - Parameter kills: what was killed last; commands put more there and take it out.
  mutating func take(_ key: Character, at text: CharacterText, kills: inout KilledText) -> Outcome {
    let outcome = outcome(of: key, text, &kills)
    if outcome != .more { cancel() }
    return outcome
  }

  private mutating func outcome(
    of key: Character, _ text: CharacterText, _ kills: inout KilledText
  ) -> Outcome {
    if let waiting {
      self.waiting = nil
      return finish(waiting, with: key, text, &kills)
    }
    if let digit = key.wholeNumberValue, key.isASCII, digit > 0 || count != nil {
      count = min((count ?? 0) * 10 + digit, Self.countMax)
      return .more
    }
    if let named = Operator(rawValue: key) {
      guard let pending else {
        self.pending = (named, count)
        count = nil
        return .more
      }
      return named == pending.operator
        ? operate(named, on: lines(text, times), isLines: true, text, &kills) : .refused
    }
    switch key {
    case "f", "t", "F", "T":
      waiting = .find(isForward: key.isLowercase, stopsBefore: key.lowercased() == "t")
      return .more
    case "i" where pending != nil, "a" where pending != nil:
      waiting = .object(isAround: key == "a")
      return .more
    case "g":
      waiting = .line
      return .more
    case "r":
      waiting = .replacement
      return pending == nil ? .more : .refused
    case ";", ",":
      guard let lastFind else { return .refused }
      return go(.find(lastFind.repeated(isReversed: key == ",")), text, &kills)
    case "j" where pending == nil, "k" where pending == nil: return goToLine(key == "j" ? 1 : -1, text)
    default: break
    }
    if let motion = ViMotion(key) { return go(motion, text, &kills) }
    return pending == nil ? edit(key, text, &kills) : .refused
  }

  /// How often; 1 where nothing was typed.
  var times: Int { min((pending?.count ?? 1) * (count ?? 1), Self.countMax) }

  private mutating func finish(
    _ waiting: Waiting, with key: Character, _ text: CharacterText, _ kills: inout KilledText
  ) -> Outcome {
    switch waiting {
    case .find(let isForward, let stopsBefore):
      let find = ViMotion.Find(character: key, isForward: isForward, stopsBefore: stopsBefore)
      lastFind = find
      return go(.find(find), text, &kills)
    case .object(let isAround):
      guard let pending, let range = ViObject(key)?.range(in: text, isAround: isAround, times) else {
        return .refused
      }
      return operate(pending.operator, on: range, isLines: false, text, &kills)
    case .line: return key == "g" ? go(.line(isFirst: true), text, &kills) : .refused
    case .replacement:
      let range = text.cursor..<text.cursor + times
      guard range.upperBound <= text.lineEnd(text.cursor) else { return .refused }
      var changed = text
      changed.characters.replaceSubrange(range, with: range.map { _ in key })
      changed.cursor = range.upperBound - 1
      return .show(changed)
    }
  }

  /// Within the text first, then through the history.
  private func goToLine(_ step: Int, _ text: CharacterText) -> Outcome {
    guard let target = ViMotion.lines(step).target(in: text, count: count, isOperand: false) else {
      return .history(step * times)
    }
    var moved = text
    moved.cursor = target
    return .show(moved)
  }

  private func go(_ motion: ViMotion, _ text: CharacterText, _ kills: inout KilledText) -> Outcome {
    var motion = motion
    // As vi has it, a change of a word leaves the space behind it.
    if case .word(let isBig) = motion, pending?.operator == .change, text.cursor < text.characters.count,
      !text.characters[text.cursor].isWhitespace
    {
      motion = .wordEnd(isBig: isBig)
      if times == 1, text.endsWord(text.cursor, isBig: isBig) { motion = .right }
    }
    let counted = count == nil && pending?.count == nil ? nil : times
    guard let target = motion.target(in: text, count: counted, isOperand: pending != nil) else {
      return .refused
    }
    guard let pending else {
      var moved = text
      moved.cursor = target
      return .show(moved)
    }
    var range = min(text.cursor, target)..<max(text.cursor, target)
    switch motion.reach {
    case .exclusive: break
    case .inclusive: range = range.lowerBound..<min(range.upperBound + 1, text.lineEnd(range.upperBound))
    case .lines:
      range = text.lineStart(range.lowerBound)..<text.lineEnd(range.upperBound)
      return operate(pending.operator, on: range, isLines: true, text, &kills)
    }
    return operate(pending.operator, on: range, isLines: false, text, &kills)
  }

  /// The cursor's line and those below it, without the newline at their end.
  private func lines(_ text: CharacterText, _ count: Int) -> Range<Int> {
    var end = text.lineEnd(text.cursor)
    for _ in 1..<max(2, count) where count > 1 && end < text.characters.count { end = text.lineEnd(end + 1) }
    return text.lineStart(text.cursor)..<end
  }

  private func operate(
    _ named: Operator, on range: Range<Int>, isLines: Bool, _ text: CharacterText, _ kills: inout KilledText
  ) -> Outcome {
    var changed = text
    changed.cursor = range.lowerBound
    guard !range.isEmpty || isLines else { return named == .change ? .insert(changed) : .refused }
    kills = KilledText(String(text.characters[range]), isLines: isLines)
    if named == .yank {
      if isLines { changed.cursor = text.cursor }
      return .show(changed)
    }
    var removed = range
    if isLines, named == .delete {
      // With a newline, that behind the lines or else that before them.
      if removed.upperBound < text.characters.count {
        removed = removed.lowerBound..<removed.upperBound + 1
      } else if removed.lowerBound > 0 {
        removed = removed.lowerBound - 1..<removed.upperBound
        changed.cursor = text.lineStart(removed.lowerBound)
      }
    }
    changed.characters.removeSubrange(removed)
    return named == .change ? .insert(changed) : .show(changed)
  }
}
