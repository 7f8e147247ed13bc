/// Which known word a misspelt one was meant for.
package enum Spelling {
  /// The nearest word within one edit for short words, two for those of six letters or more; nil for none.
  package static func nearest(to word: String, among words: [String]) -> String? {
    let typed = Array(word)
    let limit = typed.count < 3 ? 0 : typed.count < 6 ? 1 : 2
    let ranked = words.map { (word: $0, edits: edits(typed, Array($0), limit: limit)) }
    return ranked.filter { $0.edits <= limit }.min { $0.edits < $1.edits }?.word
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into another; more than
  /// `limit` where their lengths alone say so.
  private static func edits(_ from: [Character], _ to: [Character], limit: Int) -> Int {
    guard abs(from.count - to.count) <= limit else { return limit + 1 }
    var twoBack = [Int](repeating: 0, count: to.count + 1)
    var previous = Array(0...to.count)
    for row in from.indices {
      var costs = [row + 1]
      for column in to.indices {
        var cost = min(
          previous[column] + (from[row] == to[column] ? 0 : 1), previous[column + 1] + 1, costs[column] + 1)
        if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
          cost = min(cost, twoBack[column - 1] + 1)
        }
        costs.append(cost)
      }
      (twoBack, previous) = (previous, costs)
    }
    return previous[to.count]
  }
}
