/// How far the clocks of a moment are before those of universal time, in minutes.
package struct TimeZoneOffset: Hashable, Sendable {
  package let minutes: Int

  /// `+08:00`; `UTC` for universal time.
  package var text: String {
    if minutes == 0 { return "UTC" }
    let (hour, minute) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    return (minutes < 0 ? "-" : "+") + (hour < 10 ? "0\(hour)" : "\(hour)")
      + (minute < 10 ? ":0\(minute)" : ":\(minute)")
  }

  /// The offset that a text ends in, and its width in bytes: `Z`, `+08:00`, `+0800`, `+08` behind a time. Nil
  /// where there is none.
  package static func read(endOf text: Span<UInt8>) -> (zone: TimeZoneOffset, width: Int)? {
    guard text.count > 1 else { return nil }
    let last = text[text.count - 1]
    if last == UInt8(ascii: "Z") || last == UInt8(ascii: "z") { return (TimeZoneOffset(minutes: 0), 1) }
    for width in [6, 5, 3] where text.count > width {
      let start = text.count - width
      guard text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "-") else { continue }
      var digits: [Int] = []
      for at in (start + 1)..<text.count {
        if text[at] &- 0x30 <= 9 {
          digits.append(Int(text[at] - 0x30))
        } else if width != 6 || at != start + 3 {
          return nil
        }
      }
      guard digits.count == (width == 3 ? 2 : 4), width != 6 || text[start + 3] == UInt8(ascii: ":") else {
        return nil
      }
      let hours = digits[0] * 10 + digits[1]
      let minutes = width == 3 ? 0 : digits[2] * 10 + digits[3]
      guard hours <= 14, minutes < 60 else { return nil }
      let total = hours * 60 + minutes
      return (TimeZoneOffset(minutes: text[start] == UInt8(ascii: "-") ? -total : total), width)
    }
    return nil
  }
}
