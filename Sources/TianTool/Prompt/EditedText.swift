import TianSource

/// A text of one or several lines as the editor's buffer holds it, with a cursor.
struct EditedText: Equatable {
  private static let newline: UInt32 = 0x0A

  var scalars: [UInt32]
  var cursor: Int

  init(scalars: [UInt32], cursor: Int) {
    self.scalars = scalars
    self.cursor = min(max(0, cursor), scalars.count)
  }

  /// The buffer for a text, with the cursor behind it.
  init(_ text: String) {
    let scalars = Self.encoded(text)
    self.init(scalars: scalars, cursor: scalars.count)
  }

  /// U+0000, which would end a buffer, is left out.
  static func encoded(_ text: some StringProtocol) -> [UInt32] {
    text.unicodeScalars.map(\.value).filter { $0 != 0 }
  }

  var text: String { decoded(0..<scalars.count) }

  /// The text of a part of the buffer.
  func decoded(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars[range] { view.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return String(view)
  }

  /// The cursor as an offset in the text's UTF-8.
  var cursorInText: Int { decoded(0..<cursor).utf8.count }

  /// The place in the buffer of an offset in the text's UTF-8; nil when that is not a character's beginning.
  func position(ofTextOffset offset: Int) -> Int? {
    let text = text
    guard offset >= 0, offset <= text.utf8.count,
      let index = text.utf8.index(text.startIndex, offsetBy: offset).samePosition(in: text.unicodeScalars)
    else { return nil }
    return Self.encoded(text[..<index]).count
  }

  /// The characters as a reader sees them, and where they are; a newline is always one of its own.
  var characters: [(range: Range<Int>, character: Character)] {
    var found: [(range: Range<Int>, character: Character)] = []
    found.reserveCapacity(scalars.count)
    var start = 0
    for character in text {
      let parts = character == "\r\n" ? ["\r", "\n"] : [character]
      for part in parts {
        let end = start + part.unicodeScalars.count
        found.append((start..<end, part))
        start = end
      }
    }
    return found
  }

  // MARK: Places the cursor can go to

  /// Before the character, as a reader sees it, that ends at the cursor.
  var positionLeft: Int {
    guard let last = decoded(0..<cursor).last else { return 0 }
    return max(0, cursor - Self.encoded(String(last)).count)
  }

  /// Behind the character that begins at the cursor.
  var positionRight: Int {
    guard let first = decoded(cursor..<scalars.count).first else { return scalars.count }
    return min(scalars.count, cursor + Self.encoded(String(first)).count)
  }

  /// The beginning of the cursor's line; of the whole text when the cursor is there already.
  var positionHome: Int {
    let start = lineStart(cursor)
    return start == cursor ? 0 : start
  }

  /// The end of the cursor's line; of the whole text when the cursor is there already.
  var positionEnd: Int {
    let end = lineEnd(cursor)
    return end == cursor ? scalars.count : end
  }

  /// The same column, as near as the line above allows; nil in the first line.
  func positionAbove(cells: (Character) -> Int) -> Int? {
    let start = lineStart(cursor)
    guard start > 0, let newline = scalars[..<start].lastIndex(of: Self.newline) else { return nil }
    return position(inLineAt: lineStart(newline), atCells: width(start..<cursor, cells), cells)
  }

  /// The same column, as near as the line below allows; nil in the last line.
  func positionBelow(cells: (Character) -> Int) -> Int? {
    let end = lineEnd(cursor)
    guard end < scalars.count else { return nil }
    let start = lineStart(cursor)
    return position(inLineAt: lineStart(lineEnd(end + 1)), atCells: width(start..<cursor, cells), cells)
  }

  private func lineStart(_ position: Int) -> Int {
    guard let newline = scalars[..<position].lastIndex(of: Self.newline) else { return 0 }
    return newline + 1
  }

  private func lineEnd(_ position: Int) -> Int {
    scalars[position...].firstIndex(of: Self.newline) ?? scalars.count
  }

  private func width(_ range: Range<Int>, _ cells: (Character) -> Int) -> Int {
    decoded(range).reduce(0) { $0 + cells($1) }
  }

  private func position(inLineAt start: Int, atCells wanted: Int, _ cells: (Character) -> Int) -> Int {
    var position = start
    var used = 0
    for character in decoded(start..<lineEnd(start)) {
      used += cells(character)
      if used > wanted { break }
      position += character.unicodeScalars.count
    }
    return position
  }
}
