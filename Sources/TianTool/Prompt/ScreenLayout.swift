import TianSource

/// A cell of the screen, counted from where the prompt begins.
struct ScreenPlace: Equatable {
  var row = 0
  var column = 0
}

/// An input as rows of a screen: the prompt, the text behind it, each further line behind the continuation
/// prompt. A row that is full goes on in the next one, and a wide character never stands on an edge.
struct ScreenLayout: Equatable {
  struct Row: Equatable {
    /// What of a prompt stands in the row, before its text.
    var lead = ""
    var cells = 0
    /// Which of the input's scalars stand in the row.
    var scalars = 0..<0
    /// Whether the row goes on from the one above, which has no room left.
    var isWrapped = false
    /// Terminals disagree on how wide the row is: it has an emoji made of several.
    var isUncertain = false
  }

  let columns: Int
  /// Never empty. After a row that is exactly full there is another, for the cursor.
  private(set) var rows = [Row()]
  var cursor = ScreenPlace()

  init(prompt: String, text: EditedText, continuationPrompt: String, columns: Int) {
    self.columns = max(1, columns)
    put(prompt: prompt)
    for (range, character) in text.characters {
      if character != "\n" { makeRoom(for: Self.cells(character)) }
      if range.contains(text.cursor) { cursor = end }
      if character == "\n" {
        rows.append(Row())
        // In a window as narrow as that, the text needs the room.
        if DisplayWidth.of(continuationPrompt) * 2 <= columns { put(prompt: continuationPrompt) }
      } else {
        put(character, scalars: range)
      }
    }
    if text.cursor == text.scalars.count { cursor = end }
  }

  /// Behind the last character.
  var end: ScreenPlace { ScreenPlace(row: rows.count - 1, column: rows[rows.count - 1].cells) }

  /// The most cells that a terminal may give a character of the input; some draw the parts of an emoji one
  /// beside the other.
  static func cells(_ character: Character) -> Int {
    let shown = VisibleText.escaped(String(character))
    return max(DisplayWidth.of(shown), shown.unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) })
  }

  private static func isUncertain(_ character: Character) -> Bool {
    let scalars = character.unicodeScalars
    return scalars.count > 1
      && (scalars.contains("\u{FE0F}") || cells(character) != DisplayWidth.of(character))
  }

  private mutating func put(prompt: String) {
    for character in prompt {
      makeRoom(for: Self.cells(character))
      rows[put(character)].lead += VisibleText.escaped(String(character))
    }
  }

  private mutating func makeRoom(for width: Int) {
    if rows[rows.count - 1].cells + width > columns { rows.append(Row(isWrapped: true)) }
  }

  /// Gives the row that the character stands in.
  @discardableResult
  private mutating func put(_ character: Character, scalars: Range<Int>? = nil) -> Int {
    let width = Self.cells(character)
    let last = rows.count - 1
    // A mark belongs to the character before it, which may have filled the row above.
    let isOnRowAbove = width == 0 && rows[last].cells == 0 && rows[last].isWrapped
    let row = isOnRowAbove ? last - 1 : last
    rows[row].cells += width
    if Self.isUncertain(character) { rows[row].isUncertain = true }
    if let scalars {
      let first = rows[row].scalars.isEmpty ? scalars.lowerBound : rows[row].scalars.lowerBound
      rows[row].scalars = first..<scalars.upperBound
    }
    if width > 0 && rows[row].cells >= columns { rows.append(Row(isWrapped: true)) }
    return row
  }
}
