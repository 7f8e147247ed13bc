/// A word that stands in a cell where a figure would.
public struct MissingWord: Sendable {
  public enum Meaning: String, Hashable, Sendable, CaseIterable {
    /// There is nothing to count: `—`.
    case notApplicable = "not applicable"
    /// Nobody says how many: `不详`, `N/A`.
    case unknown
    /// More than nothing, and less than one of the last digit that is shown: `…`.
    case belowUnit = "below the smallest unit"

    public var chinese: String {
      switch self {
      case .notApplicable: "不适用"
      case .unknown: "不详"
      case .belowUnit: "不足最小单位"
      }
    }
  }

  public let word: String
  public let meaning: Meaning

  fileprivate let bytes: [UInt8]

  fileprivate init(_ word: String, _ meaning: Meaning) {
    self.word = word
    self.meaning = meaning
    bytes = Array(word.utf8)
  }
}

/// The words that cells hold where there is no figure. `grammar/missing.csv` is recorded from here. Latin
/// letters are read in either size.
public enum MissingTable {
  public static let words: [MissingWord] =
    all(
      ["-", "--", "---", "–", "—", "——", "－", "−", "/", "／", "\\", "不适用", "不涉及", "not applicable"],
      .notApplicable)
    + all(["…", "……", "...", "⋯"], .belowUnit)
    + all(
      [
        "无", "空", "缺", "缺失", "缺测", "暂无", "暂缺", "不详", "未知", "不明", "待定", "未填", "未统计", "无数据", "暂无数据", "无资料",
        "保密",
      ], .unknown)
    + all(
      [
        "na", "n/a", "n.a.", "n.d.", "nan", "nil", "null", "none", "nsp", "missing", "unknown", "(null)",
        "<null>", "\\n", "?", "？", "*", "**", ".", "..", ":",
      ], .unknown)
    + all(
      ["#n/a", "#na", "#null!", "#value!", "#ref!", "#div/0!", "#num!", "#name?"], .unknown)

  /// What a text without spaces around it says; nil where it is none of the words. Cost: one look, for most
  /// texts.
  public static func meaning(of text: Span<UInt8>) -> MissingWord.Meaning? {
    guard text.count > 0, text.count <= bytesMax else { return nil }
    let lead = text[0] >= UInt8(ascii: "A") && text[0] <= UInt8(ascii: "Z") ? text[0] | 0x20 : text[0]
    for word in byLead[Int(lead)]
    where word.bytes.count == text.count && text.startsFolded(with: word.bytes, at: 0) {
      return word.meaning
    }
    return nil
  }

  private static let bytesMax = words.map(\.bytes.count).max() ?? 0
  private static let byLead: [[MissingWord]] = {
    var byLead = [[MissingWord]](repeating: [], count: 256)
    for word in words { byLead[Int(word.bytes[0])].append(word) }
    return byLead
  }()

  private static func all(_ words: [String], _ meaning: MissingWord.Meaning) -> [MissingWord] {
    words.map { MissingWord($0, meaning) }
  }
}

/// Which words count as null in the cells of a file.
public struct MissingWords: Sendable, Hashable {
  /// Nil: those of the table, in columns that are no text. Words that somebody gave count in every column.
  public let given: [String]?
  private let bytes: [[UInt8]]

  public static let standard = MissingWords(nil)

  public init(_ given: [String]?) {
    self.given = given
    bytes = given?.map { Array($0.utf8) } ?? []
  }

  /// Of a text without spaces around it.
  public func meaning(of text: Span<UInt8>) -> MissingWord.Meaning? {
    guard given != nil else { return MissingTable.meaning(of: text) }
    for word in bytes where word.count == text.count && text.starts(with: word, at: 0) {
      return MissingTable.meaning(of: text) == .notApplicable ? .notApplicable : .unknown
    }
    return nil
  }
}
