/// A text as a reader counts it, character by character, with a cursor: what words and vi's commands go by.
struct CharacterText: Equatable {
  var characters: [Character]
  /// Before the character of that number.
  var cursor: Int

  init(_ text: EditedText) {
    let before = text.decoded(0..<text.cursor)
    characters = Array(text.text)
    cursor = min(before.count, characters.count)
  }

  /// The same as the editor's buffer holds it.
  var edited: EditedText {
    var text = EditedText(String(characters))
    text.cursor = EditedText.encoded(String(characters[..<cursor])).count
    return text
  }

  // MARK: Lines

  /// Where the line of a place begins.
  func lineStart(_ place: Int) -> Int {
    characters[..<place].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
  }

  /// Where the line of a place ends: at its newline, or at the end of the text.
  func lineEnd(_ place: Int) -> Int {
    characters[place...].firstIndex(where: \.isNewline) ?? characters.count
  }

  /// The first character of a place's line that is no space.
  func firstLetter(_ place: Int) -> Int {
    let end = lineEnd(place)
    return characters[lineStart(place)..<end].firstIndex { !$0.isWhitespace } ?? end
  }

  // MARK: Words

  /// Letters and digits of any script make words; so do other signs beside each other, where they count.
  private enum Kind {
    case space, letter, sign
  }

  /// - Parameter isBig: whatever is no space makes one word.
  private func kind(_ place: Int, isBig: Bool) -> Kind {
    let character = characters[place]
    if character.isWhitespace { return .space }
    return isBig || character.isLetter || character.isNumber || character == "_" ? .letter : .sign
  }

  /// The word, or the space, that the character at a place is of, within its line.
  func run(at place: Int, isBig: Bool) -> Range<Int> {
    let line = lineStart(place)..<lineEnd(place)
    let here = kind(place, isBig: isBig)
    var (start, end) = (place, place)
    while start > line.lowerBound, kind(start - 1, isBig: isBig) == here { start -= 1 }
    while end < line.upperBound, kind(end, isBig: isBig) == here { end += 1 }
    return start..<end
  }

  /// Whether a word ends with the character at a place.
  func endsWord(_ place: Int, isBig: Bool) -> Bool {
    place + 1 >= characters.count || kind(place + 1, isBig: isBig) != kind(place, isBig: isBig)
  }

  /// Where the next word begins.
  func wordStart(after place: Int, isBig: Bool) -> Int {
    guard place < characters.count else { return place }
    let here = kind(place, isBig: isBig)
    var next = place
    if here != .space { while next < characters.count, kind(next, isBig: isBig) == here { next += 1 } }
    while next < characters.count, kind(next, isBig: isBig) == .space { next += 1 }
    return next
  }

  /// The last character of the word that goes on or begins behind a place.
  func wordEnd(after place: Int, isBig: Bool) -> Int {
    var next = place + 1
    while next < characters.count, kind(next, isBig: isBig) == .space { next += 1 }
    guard next < characters.count else { return max(place, characters.count - 1) }
    let here = kind(next, isBig: isBig)
    while next + 1 < characters.count, kind(next + 1, isBig: isBig) == here { next += 1 }
    return next
  }

  /// Where the word before a place begins.
  func wordStart(before place: Int, isBig: Bool) -> Int {
    var start = place
    while start > 0, kind(start - 1, isBig: isBig) == .space { start -= 1 }
    guard start > 0 else { return 0 }
    let here = kind(start - 1, isBig: isBig)
    while start > 0, kind(start - 1, isBig: isBig) == here { start -= 1 }
    return start
  }

  /// Where the word ends that a place is in or before; signs are passed over.
  var wordEndRight: Int {
    var place = cursor
    while place < characters.count, kind(place, isBig: false) != .letter { place += 1 }
    while place < characters.count, kind(place, isBig: false) == .letter { place += 1 }
    return place
  }

  /// Where the word begins that a place is in or behind; signs are passed over.
  var wordStartLeft: Int {
    var place = cursor
    while place > 0, kind(place - 1, isBig: false) != .letter { place -= 1 }
    while place > 0, kind(place - 1, isBig: false) == .letter { place -= 1 }
    return place
  }

  /// The bracket that belongs to the first one in the line from a place on; nil where there is none.
  func bracket(of place: Int) -> Int? {
    let pairs: [Character: (other: Character, step: Int)] = [
      "(": (")", 1), ")": ("(", -1), "[": ("]", 1), "]": ("[", -1), "（": ("）", 1), "）": ("（", -1),
      "【": ("】", 1), "】": ("【", -1), "{": ("}", 1), "}": ("{", -1),
    ]
    guard let start = characters[place..<lineEnd(place)].firstIndex(where: { pairs[$0] != nil }),
      let (other, step) = pairs[characters[start]]
    else { return nil }
    var depth = 0
    var at = start
    while characters.indices.contains(at) {
      if characters[at] == characters[start] { depth += 1 }
      if characters[at] == other { depth -= 1 }
      if depth == 0 { return at }
      at += step
    }
    return nil
  }
}
