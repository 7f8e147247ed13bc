/// Whether texts have the form of dates and times as ISO 8601 has them.
enum TextShape {
  /// Whether a text has a digit wherever `d` stands, and the other characters where they stand.
  static func fits(_ text: some StringProtocol, _ shape: String) -> Bool {
    text.utf8.count == shape.utf8.count
      && zip(text.utf8, shape.utf8).allSatisfy { byte, mark in
        mark == UInt8(ascii: "d") ? byte &- 0x30 <= 9 : byte == mark
      }
  }

  /// `2024-03-20T08:30:00`, with a fraction and a `Z` or without.
  static func isMoment(_ text: String) -> Bool {
    guard text.utf8.count >= 19, fits(text.prefix(11), "dddd-dd-ddT") else { return false }
    let time = text.dropFirst(11)
    return isTime(time.last == "Z" ? time.dropLast() : time)
  }

  /// `08:30:00`, with a fraction or without.
  static func isTime(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let clock = parts.first, fits(clock, "dd:dd:dd"), parts.count <= 2 else { return false }
    let numbers = clock.split(separator: ":").compactMap { Int($0) }
    return numbers.count == 3 && numbers[0] < 24 && numbers[1] < 60 && numbers[2] < 60
      && (parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy { $0.isASCII && $0.isNumber })
  }

  /// `P1Y2M3DT4H5M6S`, any part of it, and weeks: `P2W`.
  static func isDuration(_ text: String) -> Bool {
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
