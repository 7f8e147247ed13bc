import TianSource

/// What TAB does with the candidates for the word before the cursor.
struct Completion: Equatable {
  /// What takes the word's place; nil when nothing is certain.
  var replacement: String?
  /// Whether there is a choice left to show.
  var isListed: Bool

  /// One candidate takes the word's place, even where it does not begin with it, as with a name found by its
  /// pinyin. Of several, the common beginning does if it goes on from the word.
  init(of typed: String, candidates: [String]) {
    guard let first = candidates.first else {
      (replacement, isListed) = (nil, false)
      return
    }
    if candidates.count == 1 {
      (replacement, isListed) = (first == typed ? nil : first, false)
      return
    }
    let common = Self.commonPrefix(candidates)
    replacement = common.count > typed.count && common.hasPrefix(typed) ? common : nil
    isListed = true
  }

  /// The longest beginning, in whole characters, that all have.
  static func commonPrefix(_ texts: [String]) -> String {
    guard var common = texts.first.map({ $0[...] }) else { return "" }
    for text in texts.dropFirst() {
      let count = zip(common, text).prefix { $0 == $1 }.count
      common = common.prefix(count)
    }
    return String(common)
  }
}
