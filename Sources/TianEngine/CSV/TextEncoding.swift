import CTian

/// The encodings that text files are read in. Anything but UTF-8 is brought to UTF-8 before it is split.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case gb18030 = "GB18030"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"

  /// A UTF-8 text as GB18030, which has a place for every character.
  package static func gb18030Bytes(_ utf8: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 2 * utf8.count) { room, count in
      guard let out = room.baseAddress else { return }
      count = tian_utf8_to_gb18030(utf8, utf8.count, out)
    }
  }

  private static let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
    ([0x84, 0x31, 0x95, 0x33], .gb18030),
  ]

  /// How a text is written, as far as its first bytes tell: by its byte order mark, by zero bytes on one
  /// side of every pair, or because they are not UTF-8. Also how long the mark is.
  static func found(in head: [UInt8], isWhole: Bool) -> (encoding: TextEncoding, markLength: Int) {
    for (mark, encoding) in marks where head.starts(with: mark) { return (encoding, mark.count) }
    if let wide = wideEncoding(head) { return (wide, 0) }
    let valid = head.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { tian_csv_text_length($0, bytes.count) } ?? 0
    }
    // The head may end inside a character.
    let isUTF8 = valid == head.count || (!isWhole && head.count - valid < 4)
    return (isUTF8 || head[valid] == 0 || looksLikeUTF8(head) ? .utf8 : .gb18030, 0)
  }

  static func markLength(_ head: [UInt8], _ encoding: TextEncoding) -> Int {
    marks.first { $0.encoding == encoding && head.starts(with: $0.bytes) }?.bytes.count ?? 0
  }

  /// UTF-16 without a mark has the zeros of its ASCII characters on one side only, and line ends or commas
  /// among them.
  private static func wideEncoding(_ head: [UInt8]) -> TextEncoding? {
    let zeros = head.indices.filter { head[$0] == 0 }
    guard head.count >= 4, let first = zeros.first, zeros.allSatisfy({ $0 % 2 == first % 2 }) else {
      return nil
    }
    let isLittle = first % 2 == 1
    let marks = zeros.count { zero in
      let other = isLittle ? zero - 1 : zero + 1
      return other < head.count && (head[other] == UInt8(ascii: "\n") || head[other] == UInt8(ascii: ","))
    }
    return marks > 0 && zeros.count * 32 >= head.count
      ? (isLittle ? .utf16LittleEndian : .utf16BigEndian) : nil
  }

  /// More whole characters of several bytes than wrong ones: UTF-8 with damage, which must not be read as
  /// if it were another encoding.
  static func looksLikeUTF8(_ head: [UInt8]) -> Bool {
    var (right, wrong) = (0, 0)
    head.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var at = 0
      while at < bytes.count {
        let length = tian_csv_text_length(base + at, bytes.count - at)
        right += bytes[at..<(at + length)].count { $0 >= 0xC0 }
        at += length
        if at < bytes.count {
          wrong += 1
          at += 1
        }
      }
    }
    return right > wrong
  }
}
