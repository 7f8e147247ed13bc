/// Marks that point from a cell to a note below the table: `*`, `①`, `[1]`, `a)`, `¹`, `†`.
enum FootnoteMark {
  private static let signs: [[UInt8]] =
    (["*", "＊", "†", "‡", "¹", "²", "³"]
    + (0..<20).compactMap { Unicode.Scalar(0x2460 + $0).map { String(Character($0)) } })
    .map { Array($0.utf8) }
  private static let brackets: [(open: [UInt8], close: [UInt8])] = [("[", "]"), ("［", "］"), ("〔", "〕")].map {
    (Array($0.0.utf8), Array($0.1.utf8))
  }

  /// Whether a text may end in one: most do not, by their last character.
  static func mayEnd(_ text: some RandomAccessCollection<UInt8>) -> Bool {
    switch text.last {
    case UInt8(ascii: "*"), UInt8(ascii: ")"), UInt8(ascii: "]"): return true
    case let last? where last >= 0x80:
      let lead = text.suffix(3).first { $0 >= 0xC0 }
      return lead == 0xC2 || lead == 0xE2 || lead == 0xE3 || lead == 0xEF
    case _: return false
    }
  }

  /// How many bytes of a text stand before the mark at its end, spaces between them left out; nil where it
  /// ends in none, or is nothing else.
  static func start(_ text: some BidirectionalCollection<UInt8>) -> Int? {
    let bytes = Array(text)
    var end = bytes.count
    while let width = markWidth(bytes[..<end]) { end -= width }
    guard end < bytes.count else { return nil }
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    return end > 0 ? end : nil
  }

  /// A text without the mark at its end; nil where it has none.
  static func bare(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard mayEnd(text), let start = start(text) else { return nil }
    return UnsafeBufferPointer(rebasing: text[..<start])
  }

  /// The mark that a note begins with: `①产值为现价`, `注：* 预计数`.
  static func lead(of note: String) -> [UInt8]? {
    var text = Array(note.utf8)[...]
    for word in ["注：", "注:", "注"].map({ Array($0.utf8) }) where text.starts(with: word) {
      text = text.dropFirst(word.count)
      break
    }
    text = text.drop { $0 == 0x20 }
    for sign in signs where text.starts(with: sign) { return sign }
    for (open, close) in brackets where text.starts(with: open) {
      let rest = text.dropFirst(open.count)
      for length in 1...3 where rest.dropFirst(length).starts(with: close) {
        return Array(text.prefix(open.count + length + close.count))
      }
    }
    return nil
  }

  private static func markWidth(_ text: ArraySlice<UInt8>) -> Int? {
    for sign in signs where text.count > sign.count && text.suffix(sign.count).elementsEqual(sign) {
      return sign.count
    }
    for (open, close) in brackets where text.suffix(close.count).elementsEqual(close) {
      for length in 1...3 {
        let width = open.count + length + close.count
        guard text.count > width else { continue }
        let mark = text.suffix(width)
        if mark.starts(with: open), isLabel(mark.dropFirst(open.count).prefix(length)) { return width }
      }
    }
    // `12 a)`: a letter and a bracket that nothing opens.
    if text.count > 2, text.last == UInt8(ascii: ")"), !text.contains(UInt8(ascii: "(")) {
      let letter = text[text.endIndex - 2] | 0x20
      if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") { return 2 }
    }
    return nil
  }

  private static func isLabel(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { $0 &- 0x30 <= 9 } || text.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }
}
