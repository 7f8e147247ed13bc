/// The words that multiply a figure: 十 百 千 万 亿, alone or together (`百万`, `千亿`).
package enum Multiplier {
  private static let words: [(word: [UInt8], value: Int64)] = [
    ("十", 10), ("百", 100), ("千", 1000), ("万", 10000), ("亿", 100_000_000), ("萬", 10000), ("億", 100_000_000),
    ("佰", 100), ("仟", 1000),
  ].map { (word: Array($0.0.utf8), value: $0.1) }

  /// In cells and `number`, after the digits of an English text.
  private static let english: [(word: [UInt8], value: Int64)] = [
    ("thousand", 1000), ("million", 1_000_000), ("billion", 1_000_000_000),
  ].map { (word: Array($0.0.utf8), value: $0.1) }

  static func read(_ bytes: Span<UInt8>, from start: Int) -> (value: Int64, end: Int)? {
    var at = start
    var value: Int64 = 1
    // 千瓦时 is a unit of its own, not a thousand of 瓦时.
    while at < bytes.count, bytes[at] >= 0x80, Unit.readName(bytes, from: at) == nil,
      let next = words.first(where: { bytes.starts(with: $0.word, at: at) })
    {
      let (product, overflow) = value.multipliedReportingOverflow(by: next.value)
      if overflow { return nil }
      value = product
      at += next.word.count
    }
    return at == start ? nil : (value, at)
  }

  static func readEnglish(_ bytes: Span<UInt8>, from at: Int) -> (value: Int64, end: Int)? {
    for (word, value) in english where bytes.startsFolded(with: word, at: at) {
      return (value, at + word.count)
    }
    return nil
  }

  /// The greatest that stands in a figure; 1 where none does.
  package static func greatest(in bytes: Span<UInt8>) -> Int64 {
    var greatest: Int64 = 1
    var at = 0
    while at < bytes.count {
      let found = read(bytes, from: at) ?? readEnglish(bytes, from: at)
      greatest = max(greatest, found?.value ?? 1)
      at = found?.end ?? at + 1
    }
    return greatest
  }

  static func prefixText(_ value: Int64) -> String {
    var rest = value
    var out = ""
    for (word, text) in [(Int64(100_000_000), "亿"), (10000, "万"), (1000, "千"), (100, "百"), (10, "十")] {
      while rest >= word, rest % word == 0 { (rest, out) = (rest / word, text + out) }
    }
    return out
  }
}
