import CTian

/// Brings bytes to UTF-8. A run of wrong bytes becomes one U+FFFD.
struct Decoding {
  /// Where wrong bytes were.
  struct Fault {
    /// In the bytes that were read, and of the U+FFFD in those that were written.
    var from: Int
    var to: Int
    var width: Int
  }

  let encoding: TextEncoding
  /// How many bytes one may become, at most.
  static let growth = 3
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Writes `count` bytes as UTF-8; returns how many were written. `out` has room for three times as many,
  /// and eight more.
  /// - Parameter fault: called for each run of wrong bytes, in order.
  func decode(
    _ bytes: UnsafePointer<UInt8>, count: Int, into out: UnsafeMutablePointer<UInt8>,
    fault: (Fault) -> Void
  ) -> Int {
    var (at, written) = (0, 0)
    while true {
      var read = 0
      written += convert(bytes + at, count - at, out + written, &read)
      at += read
      if at >= count { return written }
      let width = wrongWidth(bytes + at, count - at)
      fault(Fault(from: at, to: written, width: width))
      (out + written).update(from: Self.replacement, count: 3)
      written += 3
      at += width
    }
  }

  private func convert(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ out: UnsafeMutablePointer<UInt8>, _ read: inout Int
  ) -> Int {
    switch encoding {
    case .utf8:
      read = tian_csv_text_length(bytes, count)
      out.update(from: bytes, count: read)
      return read
    case .gb18030: return tian_gb18030_to_utf8(bytes, count, out, &read)
    case .big5: return tian_big5_to_utf8(bytes, count, out, &read)
    case .windows1252: return tian_windows1252_to_utf8(bytes, count, out, &read)
    case .utf16LittleEndian: return tian_utf16_to_utf8(bytes, count, 0, out, &read)
    case .utf16BigEndian: return tian_utf16_to_utf8(bytes, count, 1, out, &read)
    }
  }

  /// How many bytes are wrong together. A delimiter or a line end is never among them.
  private func wrongWidth(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if bytes[0] == 0, !encoding.isWide {
      var width = 1
      while width < count, bytes[width] == 0 { width += 1 }
      return width
    }
    switch encoding {
    case .utf8:
      var width = 1
      while width < min(count, 4), bytes[width] & 0xC0 == 0x80 { width += 1 }
      return width
    case .gb18030, .big5:
      return count > 1 && (0x81...0xFE).contains(bytes[0]) && bytes[1] >= 0x80 ? 2 : 1
    case .windows1252: return 1
    case .utf16LittleEndian, .utf16BigEndian: return min(count, 2)
    }
  }

  /// The same of an array, and how many faults there were.
  static func utf8(_ bytes: [UInt8], _ encoding: TextEncoding) -> (text: [UInt8], wrongCount: Int) {
    var wrongCount = 0
    let text = [UInt8](unsafeUninitializedCapacity: growth * bytes.count + 8) { room, count in
      guard let out = room.baseAddress else { return }
      count = Self(encoding: encoding).decode(bytes, count: bytes.count, into: out) { _ in wrongCount += 1 }
    }
    return (text, wrongCount)
  }
}
