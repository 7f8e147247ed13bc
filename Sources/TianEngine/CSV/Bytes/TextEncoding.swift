import CTian

/// The encodings that text files are read in. Anything but UTF-8 is brought to UTF-8 before it is split.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  /// Holds GBK and GB2312.
  case gb18030 = "GB18030"
  /// With the characters of Hong Kong and of ETEN.
  case big5 = "Big5"
  /// Holds Latin-1's letters.
  case windows1252 = "Windows-1252"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"

  /// What it may be called in `encoding:`, the usual name first.
  package var names: [String] {
    switch self {
    case .utf8: ["utf-8", "utf8"]
    case .gb18030: ["gb18030", "gbk", "gb2312", "cp936"]
    case .big5: ["big5", "big5-hkscs", "cp950"]
    case .windows1252: ["windows-1252", "cp1252", "latin-1", "latin1", "iso-8859-1"]
    // Which of the two it is the byte order mark tells.
    case .utf16LittleEndian: ["utf-16le", "utf-16", "utf16"]
    case .utf16BigEndian: ["utf-16be"]
    }
  }

  package init?(named name: String) {
    guard let known = Self.allCases.first(where: { $0.names.contains(name.lowercased()) }) else { return nil }
    self = known
  }

  /// Each has two bytes or four.
  var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// A UTF-8 text as GB18030, which has a place for every character.
  package static func gb18030Bytes(_ utf8: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 2 * utf8.count) { room, count in
      guard let out = room.baseAddress else { return }
      count = tian_utf8_to_gb18030(utf8, utf8.count, out)
    }
  }

  /// What a text begins with that says how it is written.
  struct Mark {
    let bytes: [UInt8]
    let encoding: TextEncoding
  }

  private static let marks = [
    Mark(bytes: [0xEF, 0xBB, 0xBF], encoding: .utf8),
    Mark(bytes: [0xFF, 0xFE], encoding: .utf16LittleEndian),
    Mark(bytes: [0xFE, 0xFF], encoding: .utf16BigEndian),
    Mark(bytes: [0x84, 0x31, 0x95, 0x33], encoding: .gb18030),
  ]

  static func mark(of head: [UInt8]) -> Mark? { marks.first { head.starts(with: $0.bytes) } }
}
