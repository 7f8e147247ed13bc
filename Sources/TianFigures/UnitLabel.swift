extension Unit {
  /// A unit as people label columns and tables with it: `亩`, `10,000 yuan`, `thousand tonnes`, `元每亩`, `KG`,
  /// `kg / ha`. Nil for anything else.
  public init?(label: String, in table: UnitTable = .standard) {
    var text = Self.withoutSpaceAtEnds(label[...])
    text = text.replacing(" per ", with: "/").replacing("每", with: "/")
    for sign in ["/", "／"] { text = text.replacing(" \(sign)", with: "/").replacing("\(sign) ", with: "/") }
    let (prefix, rest) = Self.multiplier(of: text)
    let isWord = rest.utf8.count > 1 && rest.utf8.allSatisfy { $0 < 0x80 }
    guard let unit = Unit(rest, in: table) ?? (isWord ? Unit(rest.lowercased(), in: table) : nil) else {
      return nil
    }
    let (product, overflow) = unit.prefix.multipliedReportingOverflow(by: prefix)
    if overflow { return nil }
    self = unit.withPrefix(product)
  }

  private static let words: [(word: String, value: Int64)] = [
    ("thousand ", 1000), ("million ", 1_000_000), ("billion ", 1_000_000_000), ("'000 ", 1000),
    ("000 ", 1000), ("mn ", 1_000_000), ("bn ", 1_000_000_000),
  ]

  /// A power of ten from a thousand up, in digits or a word, and what follows it.
  private static func multiplier(of text: String) -> (value: Int64, rest: String) {
    let lowered = text.lowercased()
    for (word, value) in words where lowered.hasPrefix(word) {
      return (value, String(text.dropFirst(word.count)))
    }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ",") }
    guard let value = Int64(digits.filter { $0 != "," }),
      (3...12).contains(where: { ExactDecimal.power($0) == value })
    else { return (1, text) }
    return (value, withoutSpaceAtEnds(text[digits.endIndex...]))
  }

  private static func withoutSpaceAtEnds(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension String {
  /// Every place of a word given another one.
  fileprivate func replacing(_ word: String, with other: String) -> String {
    var out = ""
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(word) {
        out += other
        rest = rest.dropFirst(word.count)
      } else {
        out.append(rest.removeFirst())
      }
    }
    return out
  }
}
