/// What an operator of vi takes around the cursor: a word, what stands in quotes or in brackets. Those of
/// full width are found by the keys of ASCII, too, for in vi's command mode no input method is on.
enum ViObject: Equatable {
  case word(isBig: Bool)
  /// By the quote that begins them, those that end such texts.
  case quoted([Character: Character])
  /// Brackets that the language takes for each other.
  case bracketed(open: String, close: String)

  init?(_ key: Character) {
    switch key {
    case "w": self = .word(isBig: false)
    case "W": self = .word(isBig: true)
    case "\"", "“", "”", "「", "」": self = .quoted(["\"": "\"", "“": "”", "「": "」"])
    case "'", "‘", "’": self = .quoted(["'": "'", "‘": "’"])
    case "`": self = .quoted(["`": "`"])
    case "(", ")", "（", "）", "b": self = .bracketed(open: "(（", close: ")）")
    case "[", "]", "【", "】": self = .bracketed(open: "[【", close: "]】")
    case "{", "}", "｛", "｝", "B": self = .bracketed(open: "{｛", close: "}｝")
    case "《", "》": self = .bracketed(open: "《", close: "》")
    default: return nil
    }
  }

  /// The characters that it takes; nil where there is no such thing.
  /// - Parameters:
  ///   - isAround: with quotes, brackets and the space beside it.
  ///   - times: so many words, or brackets so much further out.
  func range(in text: CharacterText, isAround: Bool, _ times: Int) -> Range<Int>? {
    switch self {
    case .word(let isBig): Self.words(in: text, isBig: isBig, isAround: isAround, times)
    case .quoted(let quotes): Self.quoted(quotes, in: text, isAround: isAround)
    case .bracketed(let open, let close):
      Self.bracketed(open, close, in: text, times).map { pair in
        isAround ? pair.lowerBound..<pair.upperBound + 1 : pair.lowerBound + 1..<pair.upperBound
      }
    }
  }

  /// Words and the spaces between them count alike; around them, a word has its space behind it, or else
  /// before it.
  private static func words(
    in text: CharacterText, isBig: Bool, isAround: Bool, _ times: Int
  ) -> Range<Int>? {
    let line = text.lineStart(text.cursor)..<text.lineEnd(text.cursor)
    guard line.contains(text.cursor) else { return nil }
    var range = text.run(at: text.cursor, isBig: isBig)
    func goOn() {
      guard range.upperBound < line.upperBound else { return }
      range = range.lowerBound..<text.run(at: range.upperBound, isBig: isBig).upperBound
    }
    func isSpace(_ place: Int) -> Bool { line.contains(place) && text.characters[place].isWhitespace }
    guard isAround else {
      for _ in 1..<max(2, times) where times > 1 { goOn() }
      return range
    }
    let beginsWithSpace = isSpace(text.cursor)
    for time in 0..<times where range.upperBound < line.upperBound || time == 0 {
      if time > 0 { goOn() }
      if isSpace(range.upperBound) || beginsWithSpace { goOn() }
    }
    if !isSpace(range.upperBound - 1), isSpace(range.lowerBound - 1) {
      range = text.run(at: range.lowerBound - 1, isBig: isBig).lowerBound..<range.upperBound
    }
    return range
  }

  /// The text in quotes that the cursor is in, else the next one of its line.
  private static func quoted(
    _ quotes: [Character: Character], in text: CharacterText, isAround: Bool
  ) -> Range<Int>? {
    let line = text.lineStart(text.cursor)..<text.lineEnd(text.cursor)
    var start = line.lowerBound
    while start < line.upperBound {
      guard let closer = quotes[text.characters[start]],
        let end = place(of: closer, in: text, start + 1..<line.upperBound)
      else {
        start += 1
        continue
      }
      if end < text.cursor {
        start = end + 1
        continue
      }
      guard isAround else { return start + 1..<end }
      let behind = text.characters[(end + 1)..<line.upperBound].prefix(while: \.isWhitespace).endIndex
      if behind > end + 1 { return start..<behind }
      let before = text.characters[line.lowerBound..<start].lastIndex { !$0.isWhitespace }
      return (before.map { $0 + 1 } ?? line.lowerBound)..<end + 1
    }
    return nil
  }

  /// Where a text in quotes ends; a backslash takes the next character's meaning.
  private static func place(of closer: Character, in text: CharacterText, _ range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place < range.upperBound {
      if text.characters[place] == closer { return place }
      place += text.characters[place] == "\\" ? 2 : 1
    }
    return nil
  }

  /// The places of a pair of brackets around the cursor, which may stand on either.
  private static func bracketed(
    _ open: String, _ close: String, in text: CharacterText, _ times: Int
  ) -> Range<Int>? {
    let characters = text.characters
    func opening(before place: Int) -> Int? {
      var depth = 0
      for at in characters[..<place].indices.reversed() {
        if close.contains(characters[at]) { depth += 1 }
        if open.contains(characters[at]) {
          if depth == 0 { return at }
          depth -= 1
        }
      }
      return nil
    }
    let isOnOpening = text.cursor < characters.count && open.contains(characters[text.cursor])
    var start = isOnOpening ? text.cursor : opening(before: text.cursor)
    for _ in 1..<max(2, times) where times > 1 { start = start.flatMap(opening) }
    guard let start else { return nil }
    var depth = 0
    for at in characters[start...].indices {
      if open.contains(characters[at]) { depth += 1 }
      if close.contains(characters[at]) { depth -= 1 }
      if depth == 0 { return start..<at }
    }
    return nil
  }
}
