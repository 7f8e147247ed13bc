/// Which ends of a hedged figure are open or absent; none set: both ends are closed.
public struct HedgeEnds: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let lowOpen = HedgeEnds(rawValue: 1)
  public static let highOpen = HedgeEnds(rawValue: 2)
  public static let lowAbsent = HedgeEnds(rawValue: 4)
  public static let highAbsent = HedgeEnds(rawValue: 8)
}

/// How a word beside a figure bounds it.
public enum Hedge: Hashable, Sendable {
  /// 近: just under; `share` of the value below, the value itself excluded.
  case nearly
  /// 约, 左右: `share` of the value either way.
  case about
  /// 余, 多: from the value to one more of its last written digit, excluded.
  case somewhatMore
  /// 超过, 逾: more than.
  case above
  /// 以上, 至少: the value or more.
  case atLeast
  /// 不足, 不到: less than.
  case below
  /// 以下, 至多: the value or less.
  case atMost

  /// 近 and 约 are 5% of the value.
  public static let share = Rational(5, 100) ?? .one
}

/// The words that hedge a figure, and where they stand. `grammar/hedges.csv` is recorded from here.
public enum HedgeTable {
  public static let before: [(word: String, hedge: Hedge)] = [
    ("接近", .nearly), ("将近", .nearly), ("近", .nearly), ("大约", .about), ("约", .about),
    ("超过", .above), ("逾", .above), ("超", .above), ("至少", .atLeast), ("不足", .below), ("不到", .below),
    ("至多", .atMost),
  ]
  /// Beside the multiplier: `7万余`, `60余万`.
  public static let within: [(word: String, hedge: Hedge)] = [("余", .somewhatMore), ("多", .somewhatMore)]
  public static let after: [(word: String, hedge: Hedge)] = [
    ("左右", .about), ("以上", .atLeast), ("以下", .atMost),
  ]

  static let beforeBytes = before.map { (word: Array($0.word.utf8), hedge: $0.hedge) }
  static let withinBytes = within.map { (word: Array($0.word.utf8), hedge: $0.hedge) }
  static let afterBytes = after.map { (word: Array($0.word.utf8), hedge: $0.hedge) }

  /// Where the hedge word ends that begins at an offset, one that stands before its figure; nil for none.
  public static func prefixEnd(_ bytes: Span<UInt8>, from at: Int) -> Int? {
    guard at + 2 < bytes.count, prefixLeads.contains(lead(bytes[at], bytes[at + 1], bytes[at + 2])) else {
      return nil
    }
    return read(beforeBytes, bytes, from: at)?.end
  }

  /// The first characters of those words, three bytes each: most words of a text fail here.
  private static let prefixLeads: [UInt32] = Set(
    beforeBytes.compactMap { $0.word.count < 3 ? nil : lead($0.word[0], $0.word[1], $0.word[2]) }
  ).sorted()

  private static func lead(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
  }

  static func read(
    _ words: [(word: [UInt8], hedge: Hedge)], _ bytes: Span<UInt8>, from at: Int
  ) -> (hedge: Hedge, end: Int)? {
    for (word, hedge) in words where bytes.starts(with: word, at: at) { return (hedge, at + word.count) }
    return nil
  }
}

/// The words that multiply a figure: 十 百 千 万 亿, alone or together (`百万`, `千亿`).
enum Multiplier {
  private static let words: [(word: [UInt8], value: Int64)] = [
    ("十", 10), ("百", 100), ("千", 1000), ("万", 10000), ("亿", 100_000_000), ("萬", 10000), ("億", 100_000_000),
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

  static func prefixText(_ value: Int64) -> String {
    var rest = value
    var out = ""
    for (word, text) in [(Int64(100_000_000), "亿"), (10000, "万"), (1000, "千"), (100, "百"), (10, "十")] {
      while rest >= word, rest % word == 0 { (rest, out) = (rest / word, text + out) }
    }
    return out
  }
}
