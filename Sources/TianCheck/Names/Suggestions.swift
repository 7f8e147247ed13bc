/// Did you mean: the name nearest to one that was not found.
enum Suggestions {
  private static let longestName = 64
  private static let mostCandidates = 5000

  /// The nearest of the candidates by edit distance, the first of equals; nil where none is near for its
  /// length. Cost: length squared a candidate.
  static func nearest(to name: String, in candidates: [String]) -> String? {
    let wanted = Array(NameFolding.fold(name))
    guard wanted.count <= longestName else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates.prefix(mostCandidates) {
      let letters = Array(NameFolding.fold(candidate))
      guard letters.count <= longestName else { continue }
      let length = max(wanted.count, letters.count)
      guard abs(wanted.count - letters.count) <= limit(length) else { continue }
      let distance = editDistance(wanted, letters)
      guard distance <= limit(length), distance < min(wanted.count, letters.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func limit(_ length: Int) -> Int { max(1, length / 3) }

  /// Insertions, deletions, replacements and swaps of neighbours.
  static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var older: [Int] = []
    var old = Array(0...right.count)
    for row in left.indices {
      var new = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var least = min(old[column + 1] + 1, new[column] + 1, old[column] + (same ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, older[column - 1] + 1)
        }
        new.append(least)
      }
      (older, old) = (old, new)
    }
    return old[right.count]
  }
}
