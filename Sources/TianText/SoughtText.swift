/// A text that is looked for in others, found as names are: whatever its width and case, in Simplified or
/// Traditional characters. One with capitals is found with these alone.
package struct SoughtText: Hashable, Sendable {
  package let text: String
  private let folded: [Unicode.Scalar]
  private let capitals: [Bool]
  private let foldsCase: Bool

  package init(_ text: String) {
    self.text = text
    let scalars = Array(text.unicodeScalars)
    folded = scalars.map(TextFolding.fold)
    capitals = scalars.map(\.properties.isUppercase)
    foldsCase = !capitals.contains(true)
  }

  /// Whether it stands in a text; an empty one does in every text.
  package func isIn(_ text: String) -> Bool {
    folded.isEmpty || firstPlace(in: Array(text.unicodeScalars)) != nil
  }

  /// Where it stands, as ranges of the text's scalars, from the left, none overlapping.
  package func places(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    guard !folded.isEmpty else { return [] }
    var places: [Range<Int>] = []
    while let start = firstPlace(in: scalars, from: places.last?.upperBound ?? 0) {
      places.append(start..<start + folded.count)
    }
    return places
  }

  private func firstPlace(in scalars: [Unicode.Scalar], from start: Int = 0) -> Int? {
    guard scalars.count >= start + folded.count else { return nil }
    return (start...scalars.count - folded.count).first { place in
      folded.indices.allSatisfy { index in
        let scalar = scalars[place + index]
        return TextFolding.fold(scalar) == folded[index]
          && (foldsCase || scalar.properties.isUppercase == capitals[index])
      }
    }
  }
}
