import TianCheck
import TianText

/// What was typed of a name, and which names it may become: by its letters, by fold (width, case, Simplified
/// and Traditional), by pinyin — whole syllables, initials, or any mixture of the two (`hezuoshe`, `hzs`,
/// `hezs` for 合作社) — by letters from its midst, and by some of its characters in their order (松桃县 for
/// 松桃苗族自治县).
package struct NameMatch {
  /// The nearest first.
  package enum Rank: CaseIterable {
    case exact, folded, sound, inside, scattered
  }

  private let typed: String
  private let folded: [Unicode.Scalar]
  /// Nil where something else than Latin letters was typed.
  private let letters: [Unicode.Scalar]?

  /// - Parameter hears: whether names are found by pinyin, whose table is read when it is first needed.
  package init(_ typed: String, hears: Bool = true) {
    self.typed = typed
    folded = Array(TextFolding.fold(typed).unicodeScalars)
    letters = hears && folded.allSatisfy { ("a"..."z").contains($0) } ? folded : nil
  }

  /// How a name goes on from what was typed; nil where it does not. Cost: the name's length.
  package func rank(of name: String) -> Rank? {
    if typed.isEmpty || name.utf8.starts(with: typed.utf8) { return .exact }
    let scalars = Array(TextFolding.fold(name).unicodeScalars)
    if scalars.starts(with: folded) { return .folded }
    if let letters, sounds(of: name).begin(with: letters) { return .sound }
    let leastInside = folded.contains { !$0.isASCII } ? 1 : 3
    if folded.count >= leastInside, scalars.contains(folded) { return .inside }
    return isScattered(in: scalars) ? .scattered : nil
  }

  /// Letters are in too many names; of characters two say enough, if the name begins with the first.
  private func isScattered(in name: [Unicode.Scalar]) -> Bool {
    guard folded.count > 1, folded.first == name.first, !folded.contains(where: \.isASCII) else {
      return false
    }
    var rest = folded[...]
    for scalar in name where scalar == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  /// Did you mean: the name that is nearest to one that nothing has; nil where none is near.
  package static func nearest(to name: String, among names: [String]) -> String? {
    Suggestions.nearest(to: name, in: names)
  }

  private func sounds(of name: String) -> ArraySlice<[Unicode.Scalar]> {
    Pinyin.shared.sounds(of: name).map { sound in
      sound.unicodeScalars.map { $0 == "ü" ? "v" : $0 }
    }[...]
  }
}

extension ArraySlice<[Unicode.Scalar]> {
  /// Whether some letters are beginnings of these sounds, one after another; marks between them are passed
  /// over.
  fileprivate func begin(with letters: [Unicode.Scalar]) -> Bool {
    // By how many letters the sounds so far may have taken.
    var reached: Set<Int> = [0]
    for sound in self {
      if reached.contains(letters.count) { return true }
      let isMark = sound.first.map { !("a"..."z").contains($0) && !("0"..."9").contains($0) } ?? true
      if isMark, sound.count == 1 { continue }
      var next: Set<Int> = []
      for start in reached {
        var length = 0
        while length < sound.count, start + length < letters.count, sound[length] == letters[start + length] {
          length += 1
          next.insert(start + length)
        }
      }
      if next.isEmpty { return false }
      reached = next
    }
    return reached.contains(letters.count)
  }
}
