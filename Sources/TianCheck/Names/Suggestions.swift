import TianText

/// Did you mean: the name nearest to one that was not found.
package enum Suggestions {
  private static let longestName = 64
  private static let mostCandidates = 5000
  /// What a letter that is wrong or missing counts; one that only sounds alike counts 1.
  private static let wrongLetter = 2
  private static let fewestInitials = 2

  private struct Letter {
    var scalar: Unicode.Scalar
    var sound: String
  }

  /// The nearest of the candidates by edit distance, letters that sound alike being nearer, or whose pinyin
  /// or initials the name is (`chanzhi`, `cz`); the first of equals; nil where none is near for its length.
  /// Cost: length squared a candidate.
  package static func nearest(to name: String, in candidates: [String]) -> String? {
    let wanted = letters(of: name)
    guard wanted.count <= longestName else { return nil }
    let latin = latin(wanted)
    var best: (name: String, distance: Int)?
    for candidate in candidates.prefix(mostCandidates) {
      let letters = letters(of: candidate)
      guard letters.count <= longestName, let distance = distance(wanted, latin, letters, candidate),
        best.map({ distance < $0.distance }) ?? true
      else { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// Nil where the candidate is not near.
  private static func distance(
    _ wanted: [Letter], _ latin: String?, _ letters: [Letter], _ candidate: String
  ) -> Int? {
    if let latin {
      if letters.map(\.sound).joined() == latin { return 1 }
      if wanted.count >= fewestInitials, Pinyin.shared.initials(of: candidate) == latin { return 1 }
    }
    let limit = wrongLetter * max(1, max(wanted.count, letters.count) / 3)
    guard wrongLetter * abs(wanted.count - letters.count) <= limit else { return nil }
    let distance = editDistance(wanted, letters)
    let isNear = distance <= limit && distance < wrongLetter * min(wanted.count, letters.count)
    return isNear ? distance : nil
  }

  private static func letters(of name: String) -> [Letter] {
    let folded = NameFolding.fold(name)
    return zip(folded.unicodeScalars, Pinyin.shared.sounds(of: folded)).map(Letter.init)
  }

  /// A name of Latin letters alone.
  private static func latin(_ letters: [Letter]) -> String? {
    letters.allSatisfy { ("a"..."z").contains($0.scalar) } ? letters.map(\.sound).joined() : nil
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  private static func editDistance(_ left: [Letter], _ right: [Letter]) -> Int {
    var older: [Int] = []
    var old = (0...right.count).map { $0 * wrongLetter }
    for row in left.indices {
      var new = [(row + 1) * wrongLetter]
      for column in right.indices {
        let (from, to) = (left[row], right[column])
        let change = from.scalar == to.scalar ? 0 : from.sound == to.sound ? 1 : wrongLetter
        var least = min(old[column + 1] + wrongLetter, new[column] + wrongLetter, old[column] + change)
        if row > 0, column > 0, from.scalar == right[column - 1].scalar, left[row - 1].scalar == to.scalar {
          least = min(least, older[column - 1] + wrongLetter)
        }
        new.append(least)
      }
      (older, old) = (old, new)
    }
    return old[right.count]
  }
}
