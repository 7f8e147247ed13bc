/// How far words are from one another.
enum EditDistance {
  /// The first of the nearest, where one is near for its length.
  static func nearest(to word: String, among words: [String]) -> String? {
    words.map { (name: $0, distance: between($0, word)) }
      .filter { $0.distance <= max(1, word.count / 3) }
      .min { $0.distance < $1.distance }?.name
  }

  /// Insertions, deletions and replacements that make one text of another.
  static func between(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (line, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (index, other) in right.enumerated() {
        let above = row[index + 1]
        row[index + 1] = min(above + 1, row[index] + 1, diagonal + (character == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
