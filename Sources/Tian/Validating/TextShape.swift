/// Whether texts have the form of dates and times as ISO 8601 has them.
enum TextShape {
  /// Whether a text has a digit wherever `d` stands, and the other characters where they stand.
  static func fits(_ text: some StringProtocol, _ shape: String) -> Bool {
    text.utf8.count == shape.utf8.count
      && zip(text.utf8, shape.utf8).allSatisfy { byte, mark in
        mark == UInt8(ascii: "d") ? byte &- 0x30 <= 9 : byte == mark
      }
  }

  /// `2024-03-20T08:30:00`, with a fraction and a zone or without.
  static func isMoment(_ text: String) -> Bool {
    text.utf8.count >= 19 && fits(text.prefix(11), "dddd-dd-ddT") && isTime(String(text.dropFirst(11)))
  }

  /// `08:30:00`, with a fraction and a zone or without.
  static func isTime(_ text: String) -> Bool {
    let text = zone(of: text)?.local ?? text
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let clock = parts.first, fits(clock, "dd:dd:dd"), parts.count <= 2 else { return false }
    return isClock(clock)
      && (parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy { $0.isASCII && $0.isNumber })
  }

  /// `8:30`, `08:30:00`: a time of day as many write it.
  static func isAnyTime(_ text: String) -> Bool {
    isTime(text)
      || ["d:dd", "dd:dd", "d:dd:dd"].contains { fits(text, $0) } && isClock(text)
  }

  private static func isClock(_ text: some StringProtocol) -> Bool {
    let numbers = text.split(separator: ":").compactMap { Int($0) }
    return numbers.count > 1 && numbers[0] < 24 && numbers.dropFirst().allSatisfy { $0 < 60 }
  }

  /// Takes the zone off the end of a time, `Z` or `+08:00`, which is so many minutes before universal time;
  /// nil where there is none.
  static func zone(of text: String) -> (local: String, minutes: Int64)? {
    if text.last == "Z" { return (String(text.dropLast()), 0) }
    let zone = text.suffix(6)
    guard text.utf8.count > 6, let sign = zone.first, sign == "+" || sign == "-",
      fits(zone.dropFirst(), "dd:dd"), let hours = Int64(zone.dropFirst().prefix(2)), hours < 24,
      let minutes = Int64(zone.suffix(2)), minutes < 60
    else { return nil }
    return (String(text.dropLast(6)), (sign == "-" ? -1 : 1) * (hours * 60 + minutes))
  }

  /// `P1Y2M3DT4H5M6S`, any part of it, and weeks: `P2W`; before a minus.
  static func isDuration(_ text: String) -> Bool {
    let text = text.first == "-" ? text.dropFirst() : text[...]
    guard text.first == "P", text.count > 2 else { return false }
    var units: [Character] = ["Y", "M", "W", "D"]
    var digits = ""
    for character in text.dropFirst() {
      if character == "T", digits.isEmpty {
        units = ["H", "M", "S"]
      } else if character.isASCII && character.isNumber || character == "." {
        digits.append(character)
      } else {
        guard let at = units.firstIndex(of: character), Double(digits) != nil else { return false }
        units.removeFirst(at + 1)
        digits = ""
      }
    }
    return digits.isEmpty && text.last != "T"
  }
}
