/// Names are Unicode's XID_Start and XID_Continue, and `_`. Two names are one when they are canonically
/// equal, which is how Swift compares strings: a name typed decomposed finds its NFC column.
enum NameCharacters {
  /// Two dashes, the underscore of a Chinese keyboard.
  static let dashes = Array("——".utf8)

  static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || isHan(scalar) || scalar.properties.isXIDStart
  }

  static func isContinue(_ scalar: Unicode.Scalar) -> Bool {
    isHan(scalar) || scalar.properties.isXIDContinue
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
}

extension [UInt8] {
  /// The scalar that begins at an offset of valid UTF-8, and its width in bytes.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, width: Int) {
    let lead = self[offset]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let width = Swift.min(lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, count - offset)
    var value = UInt32(lead) & (0x7F >> UInt32(width))
    for next in 1..<width { value = value << 6 | UInt32(self[offset + next] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }

  func starts(with bytes: [UInt8], at offset: Int) -> Bool {
    guard offset + bytes.count <= count else { return false }
    for at in bytes.indices where self[offset + at] != bytes[at] { return false }
    return true
  }
}
