import TianFigures

/// The patterns of dates that a Table Schema has, those of C's `strftime`, as Unicode writes them.
enum StrftimePattern {
  private static let fields: [Character: String] = [
    "Y": "yyyy", "y": "yy", "m": "M", "d": "d", "H": "H", "I": "h", "M": "m", "S": "s", "f": "SSSSSS",
    "p": "a",
    "B": "MMMM", "b": "MMM", "h": "MMM", "A": "EEEE", "a": "EEE",
  ]
  private static let shorthands: [Character: String] = ["F": "yyyy-M-d", "T": "H:m:s", "R": "H:m"]

  /// Nil for what cannot be read, such as a time zone. A year of two digits is one from 1969 to 2068, as
  /// POSIX has it.
  static func datePattern(of text: String) -> DatePattern? {
    let text = text.hasPrefix("fmt:") ? text.dropFirst(4) : text[...]
    guard let pattern = unicode(text).flatMap({ try? DatePattern($0) }) else { return nil }
    return pattern.readNeed(takesShortYears: true) == nil ? nil : pattern
  }

  /// The pattern of a time of day, for a text after the date of some day: `2000-01-01T`.
  static func timePattern(of text: String) -> DatePattern? {
    datePattern(of: "%Y-%m-%dT" + (text.hasPrefix("fmt:") ? String(text.dropFirst(4)) : text))
  }

  /// Nil where it has a field that is none of ours.
  private static func unicode(_ text: Substring) -> String? {
    var rest = text
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
    return written
  }
}
