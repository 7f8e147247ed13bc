import TianFigures

/// The patterns of dates that a Table Schema has, those of C's `strftime`, as Unicode writes them.
enum StrftimePattern {
  private static let fields: [Character: String] = [
    "Y": "yyyy", "m": "M", "d": "d", "H": "H", "I": "h", "M": "m", "S": "s", "f": "SSSSSS", "p": "a",
    "B": "MMMM", "b": "MMM", "h": "MMM", "A": "EEEE", "a": "EEE",
  ]
  private static let shorthands: [Character: String] = ["F": "yyyy-M-d", "T": "H:m:s", "R": "H:m"]

  /// Nil for what cannot be read: a year of two digits is of some century, a time zone of some place.
  static func datePattern(of text: String) -> DatePattern? {
    var rest = text.hasPrefix("fmt:") ? text.dropFirst(4) : text[...]
    var (written, literal) = ("", "")
    func flush() {
      if !literal.isEmpty { written += "'\(literal)'" }
      literal = ""
    }
    while let character = rest.popFirst() {
      guard character == "%" else {
        literal += character == "'" ? "''" : String(character)
        continue
      }
      guard let letter = rest.popFirst() else { return nil }
      if letter == "%" {
        literal += "%"
        continue
      }
      guard let field = fields[letter] ?? shorthands[letter] else { return nil }
      flush()
      written += field
    }
    flush()
    guard let pattern = try? DatePattern(written), pattern.readNeed != nil else { return nil }
    return pattern
  }
}
