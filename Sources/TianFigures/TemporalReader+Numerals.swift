extension TemporalReader {
  /// A point in time whose year is written digit by digit in numerals, in digits: `二〇二三年九月十三日` is
  /// `2023年9月13日`. Nil for anything else.
  static func inDigits(_ text: Span<UInt8>) -> [UInt8]? {
    guard text.count >= 15, text.starts(with: year, at: 12) else { return nil }
    var out: [UInt8] = []
    for at in stride(from: 0, to: 12, by: 3) {
      guard let digit = ChineseNumber.digit(text, at) else { return nil }
      out.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
    }
    var at = 12
    while at < text.count {
      if let number = ChineseNumber.read(text, from: at), number.value.scale == 0,
        endings.contains(where: { text.starts(with: $0, at: number.end) })
      {
        out += Array(number.value.text.utf8)
        at = number.end
      } else {
        out.append(text[at])
        at += 1
      }
    }
    return out
  }

  private static let year = Array("年".utf8)
  /// What stands after the number of a month or a day; of a quarter the numeral stays.
  private static let endings = ["月", "日"].map { Array($0.utf8) }
}
