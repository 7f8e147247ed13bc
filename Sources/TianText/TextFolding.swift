// TianText: what is known of characters — folding, Simplified and Traditional, pinyin, letter case — and the
// patterns that every target understands. It knows nothing of queries and tables.

import CTianText

/// What texts have in common that differ only in width, case, or Simplified and Traditional.
package enum TextFolding {
  private static let map: CharacterMap = {
    var map = CharacterMap()
    TextTable.lines(of: tian_text_fold()) { map[$0[0]] = $0[1].value }
    return map
  }()

  /// Every character by itself; the same again for a text already folded.
  package static func fold(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(fold(scalar)) }
    return String(out)
  }

  package static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar
    }
    let value = map[scalar]
    return value == 0 ? scalar : Unicode.Scalar(value) ?? scalar
  }
}
