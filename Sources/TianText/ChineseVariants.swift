import CTianText

/// Simplified and Traditional Chinese: the longest known phrase at each place, else the character's most
/// usual counterpart.
package struct ChineseVariants: Sendable {
  package static let simplified = ChineseVariants(tian_text_simplified())
  package static let traditional = ChineseVariants(tian_text_traditional())

  private var characters = CharacterMap()
  private var phrases = PhraseMap()

  private init(_ table: tian_text_table) {
    TextTable.lines(of: table) { line in
      if let space = line.firstIndex(of: " ") {
        phrases.add(Array(line[..<space]), line[(space + 1)...].map(\.value))
      } else {
        characters[line[0]] = line[1].value
      }
    }
    phrases.seal()
  }

  /// Characters that are in no table stay.
  package func convert(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var at = 0
    while at < scalars.count {
      if let (length, value) = phrases.longest(in: scalars, at: at) {
        out.append(contentsOf: value.lazy.compactMap { Unicode.Scalar($0) })
        at += length
      } else {
        let value = characters[scalars[at]]
        out.append(value == 0 ? scalars[at] : Unicode.Scalar(value) ?? scalars[at])
        at += 1
      }
    }
    return String(out)
  }

  /// The usual counterpart of a single character; itself where there is none.
  package func counterpart(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    let value = characters[scalar]
    return value == 0 ? scalar : Unicode.Scalar(value) ?? scalar
  }
}
