/// Finds a keyword by the bytes of either of its words: open addressing on the bytes packed into 128 bits.
struct KeywordLookup: Sendable {
  private struct Slot {
    var word: UInt128
    var keyword: Keyword
  }

  static let shared = KeywordLookup()
  private static let longest = 16

  private var slots: [Slot?] = Array(repeating: nil, count: 256)

  private init() {
    for keyword in Keyword.allCases {
      for word in [keyword.english, keyword.chinese] {
        let bytes = Array(word.utf8)
        let packed = Self.pack(bytes, 0..<bytes.count)
        var at = Self.home(of: packed)
        while slots[at] != nil { at = (at + 1) & 255 }
        slots[at] = Slot(word: packed, keyword: keyword)
      }
    }
  }

  func find(_ bytes: [UInt8], _ range: Range<Int>) -> Keyword? {
    guard range.count <= Self.longest else { return nil }
    let word = Self.pack(bytes, range)
    var at = Self.home(of: word)
    while let slot = slots[at] {
      if slot.word == word { return slot.keyword }
      at = (at + 1) & 255
    }
    return nil
  }

  func find(_ word: String) -> Keyword? {
    let bytes = Array(word.utf8)
    return find(bytes, 0..<bytes.count)
  }

  private static func pack(_ bytes: [UInt8], _ range: Range<Int>) -> UInt128 {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for at in range {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(bytes[at])
    }
    return UInt128(high) << 64 | UInt128(low)
  }

  private static func home(of word: UInt128) -> Int {
    let mixed = UInt64(truncatingIfNeeded: word) ^ UInt64(truncatingIfNeeded: word >> 64) &* 31
    return Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}

extension Keyword {
  /// The keyword that a word spells in either language.
  package init?(word: String) {
    guard let keyword = KeywordLookup.shared.find(word) else { return nil }
    self = keyword
  }

  /// The longest keyword that a name begins with where a space was forgotten: `筛选面积`, `take5`. English
  /// words count only before a digit or a Chinese character, for `android` is no `and`.
  static func glued(to name: String) -> (keyword: Keyword, word: String)? {
    let words = allCases.flatMap { [($0, $0.chinese), ($0, $0.english)] }
    return words.filter { keyword, word in
      guard name.hasPrefix(word), let next = name.dropFirst(word.count).unicodeScalars.first else {
        return false
      }
      return word == keyword.chinese || !next.isASCII || ("0"..."9").contains(next)
    }.max { $0.1.utf8.count < $1.1.utf8.count }
  }
}
