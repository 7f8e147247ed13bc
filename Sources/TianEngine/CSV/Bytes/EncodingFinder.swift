import CTian

/// Tells from content how a text is written that has no byte order mark.
///
/// Zero bytes beside line ends make it UTF-16; others say nothing. What is UTF-8 throughout is UTF-8.
/// Anything else is read in each encoding that it may have, and the one wins in which it says most:
/// characters that are common in Chinese texts, letters with accents among other letters; wrong bytes speak
/// against it.
enum EncodingFinder {
  /// Nil where it reads like none of them.
  /// - Parameter samples: parts of the text; none begins or ends inside a character.
  static func encoding(of samples: [[UInt8]]) -> TextEncoding? {
    let all = samples.flatMap { $0 }
    var samples = samples
    if all.contains(0) {
      if let wide = wideEncoding(all) { return wide }
      samples = samples.map { $0.filter { $0 != 0 } }
    }
    if samples.allSatisfy(isUTF8) { return .utf8 }
    var best: (encoding: TextEncoding, score: Score)?
    for candidate in candidates {
      var score = Score()
      for sample in samples { score.add(sample, candidate) }
      // Of equals the first.
      if score.points > best?.score.points ?? .min { best = (candidate, score) }
    }
    guard let best, best.encoding != .gb18030 && best.encoding != .big5 || best.score.isText else {
      return nil
    }
    return best.encoding
  }

  private static let candidates: [TextEncoding] = [.utf8, .gb18030, .big5, .windows1252]

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    tian_csv_text_length(bytes, bytes.count) == bytes.count
  }

  // MARK: UTF-16

  /// The order of bytes in which nearly all characters are ones that tables have, line ends or delimiters
  /// among them, each with a zero byte; nil where neither is so.
  private static func wideEncoding(_ bytes: [UInt8]) -> TextEncoding? {
    let unitCount = bytes.count / 2
    guard bytes.count(where: { $0 == 0 }) * 64 >= unitCount else { return nil }
    let found = [TextEncoding.utf16LittleEndian, .utf16BigEndian].map { encoding in
      (encoding: encoding, count: usualUnitCount(bytes, encoding))
    }
    guard let best = found.max(by: { $0.count < $1.count }), best.count * 10 >= unitCount * 9,
      best.count > 0
    else { return nil }
    return best.encoding
  }

  /// 0 where there is no line end and no delimiter.
  private static func usualUnitCount(_ bytes: [UInt8], _ encoding: TextEncoding) -> Int {
    let high = encoding == .utf16BigEndian ? 0 : 1
    var (count, markCount) = (0, 0)
    for at in stride(from: 0, to: bytes.count - 1, by: 2) {
      let unit = UInt16(bytes[at + high]) << 8 | UInt16(bytes[at + 1 - high])
      switch unit {
      case 0x09, 0x0A, 0x0D, 0x2C, 0x3B, 0x7C:
        count += 1
        markCount += 1
      case 0x20...0x7E, 0xA0...0x058F, 0x2010...0x2027, 0x3000...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xDFFF,
        0xFF01...0xFFEF:
        count += 1
      default: break
      }
    }
    return markCount > 0 ? count : 0
  }
}

/// How much a text says when it is read in an encoding.
private struct Score {
  private(set) var points = 0
  /// Of characters that are not ASCII.
  private var count = 0

  private static let commonPoints = 4
  private static let letterPoints = 2
  /// Of a letter inside a word: more than of the common character that its byte and the next may make.
  private static let innerPoints = 5
  private static let wrongPoints = -4
  /// Among so many characters of Chinese more are common than three in eight: what has fewer is another
  /// language in an encoding that is not known.
  private static let certainCount = 20
  private static let textPoints = 1.5

  var isText: Bool { count < Self.certainCount || Double(points) >= Self.textPoints * Double(count) }

  mutating func add(_ sample: [UInt8], _ encoding: TextEncoding) {
    if encoding == .windows1252 { return addLatin(sample) }
    let decoded = Decoding.utf8(sample, encoding)
    points += decoded.wrongCount * Self.wrongPoints
    for scalar in String(decoding: decoded.text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
      count += 1
      points += Self.points(scalar.value, encoding)
    }
  }

  private static func points(_ codePoint: UInt32, _ encoding: TextEncoding) -> Int {
    switch codePoint {
    // Counted as wrong already.
    case 0xFFFD: 0
    case 0x4E00...0x9FFF: CommonCharacters.contains(codePoint) ? commonPoints : 0
    case 0xC0...0x17F where encoding == .utf8: letterPoints
    case 0x00B7, 0x2014, 0x2018...0x201D, 0x2026, 0x2103, 0x3001...0x3011, 0xFF01...0xFF5E: 1
    // Sequences of UTF-8 are seldom an accident.
    default: encoding == .utf8 ? 1 : -1
    }
  }

  /// Letters with accents stand beside plain ones; bytes of another encoding stand together.
  private mutating func addLatin(_ sample: [UInt8]) {
    for at in sample.indices where sample[at] >= 0x80 {
      count += 1
      let before = at > 0 ? sample[at - 1] : 0
      let after = at + 1 < sample.count ? sample[at + 1] : 0
      switch sample[at] {
      case 0x81, 0x8D, 0x8F, 0x90, 0x9D: points += Self.wrongPoints
      case _ where before >= 0x80 || after >= 0x80: points -= 1
      case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E:
        points += Self.isLetter(before) && Self.isLetter(after) ? Self.innerPoints : Self.letterPoints
      default: points += 1
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
