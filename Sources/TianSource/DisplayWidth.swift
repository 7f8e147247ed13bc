import Synchronization

/// How many terminal cells a text takes: two for wide and full-width characters and emoji, none for
/// combining marks, one for the rest; for some that fonts disagree on, what the terminal's owner says.
public enum DisplayWidth {
  private static let ambiguousWidth = Atomic<Int>(1)

  /// The cells of characters that are narrow in some fonts and wide in others, 1 or 2. There is one terminal,
  /// so there is one answer in a process.
  public static var ambiguousCells: Int {
    get { ambiguousWidth.load(ordering: .relaxed) }
    set { ambiguousWidth.store(min(max(newValue, 1), 2), ordering: .relaxed) }
  }

  public static func of(_ text: String) -> Int {
    var cells = 0
    var isASCII = true
    for byte in text.utf8 {
      if byte >= 0x80 {
        isASCII = false
        break
      }
      cells += 1
    }
    return isASCII ? cells : text.reduce(0) { $0 + of($1) }
  }

  /// A character is as wide as its widest scalar; a presentation selector makes an emoji wide, and so do two
  /// letters that are a flag.
  public static func of(_ character: Character) -> Int {
    var cells = 0
    var flagLetters = 0
    for scalar in character.unicodeScalars {
      if (0x1F1E6...0x1F1FF).contains(scalar.value) { flagLetters += 1 }
      cells = max(cells, (scalar.value == 0xFE0F && cells > 0) || flagLetters > 1 ? 2 : of(scalar))
    }
    return cells
  }

  public static func of(_ scalar: Unicode.Scalar) -> Int { of(scalar, ambiguousCells: ambiguousCells) }

  public static func of(_ scalar: Unicode.Scalar, ambiguousCells: Int) -> Int {
    if scalar.value < 0xA1 || (ambiguousCells == 1 && scalar.value < 0x300) { return 1 }
    if contains(zero, scalar.value) { return 0 }
    if contains(wide, scalar.value) { return 2 }
    return ambiguousCells == 2 && contains(ambiguous, scalar.value) ? 2 : 1
  }

  /// The longest head of a text that fits in a number of cells.
  public static func prefix(of text: String, cells: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    for index in text.indices {
      used += of(text[index])
      if used > cells { break }
      end = text.index(after: index)
    }
    return text[..<end]
  }

  /// A text with spaces behind it, or before it, up to a number of cells.
  package static func padded(_ text: String, cells: Int, isRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, cells - of(text)))
    return isRight ? space + text : text + space
  }

  /// A text, or what of it fits in a number of cells with `…` behind it.
  public static func elided(_ text: String, cells: Int) -> String {
    guard of(text) > cells else { return text }
    let room = cells - of("…")
    return room < 0 ? String(repeating: ".", count: max(0, cells)) : prefix(of: text, cells: room) + "…"
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value {
        low = middle + 1
      } else if ranges[middle].lowerBound > value {
        high = middle
      } else {
        return true
      }
    }
    return false
  }
}
