/// Where vi's keys go in a text.
enum ViMotion: Equatable {
  case left, right, lineStart, firstLetter, lineEnd, column
  case word(isBig: Bool)
  case wordEnd(isBig: Bool)
  case wordBack(isBig: Bool)
  case find(Find)
  case bracket
  /// To a line, counted from 1; the last without a count.
  case line(isFirst: Bool)
  /// Lines down, or up.
  case lines(Int)

  /// `f`, `F`, `t` and `T` with the character that is looked for in the line.
  struct Find: Equatable {
    var character: Character
    var isForward: Bool
    /// Up to the character, and not onto it.
    var stopsBefore: Bool
    /// Again: the one that the cursor stands before already is not meant.
    var isRepeated = false

    /// The same again, or the other way.
    func repeated(isReversed: Bool) -> Find {
      Find(
        character: character, isForward: isForward != isReversed, stopsBefore: stopsBefore, isRepeated: true)
    }
  }

  /// What an operator takes between the cursor and where a motion leads.
  enum Reach {
    /// All up to there; the character there, too; whole lines.
    case exclusive, inclusive, lines
  }

  var reach: Reach {
    switch self {
    case .left, .right, .lineStart, .firstLetter, .word, .wordBack, .column: .exclusive
    case .lineEnd, .wordEnd, .bracket: .inclusive
    case .find(let find): find.isForward ? .inclusive : .exclusive
    case .line, .lines: .lines
    }
  }

  init?(_ key: Character) {
    switch key {
    case "h", "\u{8}", "\u{7F}": self = .left
    case "l", " ": self = .right
    case "0": self = .lineStart
    case "^": self = .firstLetter
    case "$": self = .lineEnd
    case "|": self = .column
    case "w": self = .word(isBig: false)
    case "W": self = .word(isBig: true)
    case "e": self = .wordEnd(isBig: false)
    case "E": self = .wordEnd(isBig: true)
    case "b": self = .wordBack(isBig: false)
    case "B": self = .wordBack(isBig: true)
    case "%": self = .bracket
    case "G": self = .line(isFirst: false)
    case "j", "+": self = .lines(1)
    case "k", "-": self = .lines(-1)
    default: return nil
    }
  }

  /// The place it leads to; nil where there is none.
  /// - Parameters:
  ///   - count: how often; nil where none was typed.
  ///   - isOperand: whether an operator asks, for which the end of a line is a place, too.
  func target(in text: CharacterText, count: Int?, isOperand: Bool) -> Int? {
    let cursor = text.cursor
    let end = text.lineEnd(cursor)
    let start = text.lineStart(cursor)
    let times = count ?? 1
    switch self {
    case .left: return cursor > start ? max(start, cursor - times) : nil
    case .right:
      let last = isOperand ? end : max(start, end - 1)
      return cursor < last ? min(last, cursor + times) : nil
    case .lineStart: return start
    case .firstLetter: return text.firstLetter(cursor)
    case .lineEnd: return max(start, end - 1)
    case .column: return min(start + times - 1, max(start, end - 1))
    case .word(let isBig):
      let last = Self.repeated(times - 1, from: cursor) { text.wordStart(after: $0, isBig: isBig) }
      let target = text.wordStart(after: last, isBig: isBig)
      // The last word of a line is taken without the line's end.
      let lastEnd = text.lineEnd(last)
      return isOperand && target > lastEnd ? lastEnd : target
    case .wordEnd(let isBig):
      return Self.repeated(times, from: cursor) { text.wordEnd(after: $0, isBig: isBig) }
    case .wordBack(let isBig):
      return cursor == 0
        ? nil : Self.repeated(times, from: cursor) { text.wordStart(before: $0, isBig: isBig) }
    case .find(let find): return Self.target(of: find, in: text, times)
    case .bracket: return text.bracket(of: cursor)
    case .line(let isFirst):
      return Self.start(ofLine: count ?? (isFirst ? 1 : .max), in: text)
    case .lines(let step): return Self.line(by: step * times, in: text)
    }
  }

  private static func repeated(_ times: Int, from place: Int, _ step: (Int) -> Int) -> Int {
    var place = place
    for _ in 0..<times {
      let next = step(place)
      if next == place { break }
      place = next
    }
    return place
  }

  private static func target(of find: Find, in text: CharacterText, _ times: Int) -> Int? {
    let step = find.isForward ? 1 : -1
    let line = text.lineStart(text.cursor)..<text.lineEnd(text.cursor)
    var place = text.cursor + (find.stopsBefore && find.isRepeated ? step : 0)
    var left = times
    while left > 0 {
      place += step
      guard line.contains(place) else { return nil }
      if text.characters[place] == find.character { left -= 1 }
    }
    return find.stopsBefore ? place - step : place
  }

  private static func start(ofLine number: Int, in text: CharacterText) -> Int {
    var start = 0
    var line = 1
    while line < number {
      let end = text.lineEnd(start)
      guard end < text.characters.count else { break }
      start = end + 1
      line += 1
    }
    return start
  }

  /// The same column some lines on; nil where there is no such line.
  private static func line(by step: Int, in text: CharacterText) -> Int? {
    let column = text.cursor - text.lineStart(text.cursor)
    var start = text.lineStart(text.cursor)
    for _ in 0..<min(abs(step), text.characters.count + 1) {
      if step > 0 {
        let end = text.lineEnd(start)
        guard end < text.characters.count else { return nil }
        start = end + 1
      } else {
        guard start > 0 else { return nil }
        start = text.lineStart(start - 1)
      }
    }
    return min(start + column, max(start, text.lineEnd(start) - 1))
  }
}
