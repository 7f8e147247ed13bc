/// A word that hedges a figure.
public struct HedgeWord: Sendable {
  public let word: String
  public let hedge: Hedge
  /// Whether it does so in queries too, not in cells and `number` alone.
  public let isForQueries: Bool
  /// 上百, 破万: only before 十 百 千 万 亿 alone.
  public let needsMultiplier: Bool

  let bytes: [UInt8]

  fileprivate init(_ word: String, _ hedge: Hedge, isForQueries: Bool, needsMultiplier: Bool = false) {
    self.word = word
    self.hedge = hedge
    self.isForQueries = isForQueries
    self.needsMultiplier = needsMultiplier
    bytes = Array(word.utf8)
  }
}

/// The words that hedge a figure, and where they stand. `grammar/hedges.csv` is recorded from here.
public enum HedgeTable {
  public static let before: [HedgeWord] =
    words(["接近", "将近", "近"], .nearly, isForQueries: true)
    + words(["nearly", "almost", "close to"], .nearly)
    + words(["大约", "约"], .about, isForQueries: true)
    + words(["约有", "约为", "大概", "大致", "差不多"], .about)
    + words(["about", "around", "approximately", "approx.", "approx", "roughly", "~", "～", "≈"], .about)
    + words(["超过", "超", "逾"], .above, isForQueries: true)
    + words(["突破", "过", "超出", "多于", "大于", "高于"], .above)
    + [HedgeWord("破", .above, isForQueries: false, needsMultiplier: true)]
    + words(["over", "more than", "above", "exceeding", ">", "＞"], .above)
    + words(["至少"], .atLeast, isForQueries: true)
    + [HedgeWord("上", .atLeast, isForQueries: true, needsMultiplier: true)]
    + words(["最少", "最低", "起码", "不少于", "不低于", "不小于", "大于等于", "大于或等于"], .atLeast)
    + words(["at least", "no less than", "not less than", "no fewer than", ">=", "≥"], .atLeast)
    + words(["不足", "不到"], .below, isForQueries: true)
    + words(["低于", "少于", "小于", "未满", "不满"], .below)
    + words(["under", "less than", "fewer than", "below", "<", "＜"], .below)
    + words(["至多"], .atMost, isForQueries: true)
    + words(["最多", "最高", "不超过", "不高于", "不多于", "不大于", "小于等于", "小于或等于"], .atMost)
    + words(["up to", "at most", "no more than", "not more than", "<=", "≤"], .atMost)
  /// Beside the multiplier, `7万余`, `60余万`, and after the unit: `三亩多`.
  public static let within: [HedgeWord] =
    words(["余", "多"], .somewhatMore, isForQueries: true) + words(["来", "把"], .thereabouts)
    + words(["+", "＋"], .atLeast)
  public static let after: [HedgeWord] =
    words(["左右"], .about, isForQueries: true) + words(["上下"], .about)
    + words(["有余", "出头"], .somewhatMore)
    + words(["不止"], .above)
    + words(["以上"], .atLeast, isForQueries: true)
    + words(["及以上", "or more", "and above", "and over", "+", "＋"], .atLeast)
    + words(["以下"], .atMost, isForQueries: true)
    + words(["及以下", "以内", "之内", "or less", "or fewer", "and below"], .atMost)
  /// In the place of a digit: some of it, from two to nine.
  public static let several = ["好几", "几", "数"]
  /// Between the two ends of a range; those of one are for queries too.
  public static let ranges: [(mark: String, isForQueries: Bool)] = [
    ("—", true), ("至", true), ("到", false), ("–", false), ("~", false), ("～", false), ("－", false),
    ("-", false), ("to", false),
  ]
  /// Before a figure, and say no more than that it is one.
  public static let neutral = [
    "共计", "共有", "总共", "一共", "总计", "合计", "共", "达到", "高达", "多达", "达",
  ]

  /// Signs before the digits of money, and its unit.
  static let currencies = [
    ("¥", "元"), ("￥", "元"), ("$", "美元"), ("US$", "美元"), ("HK$", "港元"), ("NT$", "新台币"), ("€", "欧元"),
    ("£", "英镑"),
  ]

  static let beforeByLead = byLead(before)
  static let withinByLead = byLead(within)
  static let afterByLead = byLead(after)

  /// The hedge that a word before figures says, in any of its forms.
  public static func hedge(named word: String) -> Hedge? {
    (before + within + after).first { $0.word == word }?.hedge
  }

  /// Whether a figure of a query may begin with the three bytes at an offset, other than with a digit: a
  /// hedge word or a numeral. Most words of a text fail here.
  public static func mayBegin(_ bytes: Span<UInt8>, at: Int) -> Bool {
    guard at + 2 < bytes.count else { return false }
    return leads.contains(lead(bytes[at], bytes[at + 1], bytes[at + 2]))
  }

  private static let leads: [UInt32] = Set(
    (before.filter(\.isForQueries).map(\.word) + several + ["半"] + ChineseNumber.leads)
      .compactMap { word in
        let bytes = Array(word.utf8)
        return bytes.count < 3 ? nil : lead(bytes[0], bytes[1], bytes[2])
      }
  ).sorted()

  private static func lead(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
    UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
  }

  private static func words(_ words: [String], _ hedge: Hedge, isForQueries: Bool = false) -> [HedgeWord] {
    words.map { HedgeWord($0, hedge, isForQueries: isForQueries) }
  }

  /// By their first byte, in small letters, the longest first.
  private static func byLead(_ words: [HedgeWord]) -> [[HedgeWord]] {
    var byLead = [[HedgeWord]](repeating: [], count: 256)
    for word in words { byLead[Int(word.bytes[0])].append(word) }
    return byLead.map { $0.sorted { $0.bytes.count > $1.bytes.count } }
  }
}
