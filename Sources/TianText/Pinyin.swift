import CTianText

/// How Chinese is read: a syllable with the number of its tone a character, 5 the neutral one. The reading of
/// a known phrase goes before a character's most usual one.
package struct Pinyin: Sendable {
  package static let shared = Pinyin()

  /// `chong2`, and `chong` without its tone.
  private var syllables: [String] = [""]
  private var plain: [String] = [""]
  private var characters = CharacterMap()
  private var phrases = PhraseMap()

  private init() {
    var places: [String: UInt32] = [:]
    TextTable.lines(of: tian_text_pinyin()) { line in
      guard let space = line.firstIndex(of: " ") else { return }
      let syllable = Self.string(line[..<space])
      places[syllable] = UInt32(syllables.count)
      for character in line[(space + 1)...] { characters[character] = UInt32(syllables.count) }
      syllables.append(syllable)
      plain.append(String(syllable.dropLast()))
    }
    TextTable.lines(of: tian_text_pinyin_phrases()) { line in
      let parts = line.split(separator: " ")
      phrases.add(Array(parts[0]), parts.dropFirst().compactMap { places[Self.string($0)] })
    }
    phrases.seal()
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Calls with every character in turn and the number of its syllable, 0 for what is not read so.
  private func read(_ text: String, _ body: (Unicode.Scalar, Int) -> Void) {
    let scalars = Array(text.unicodeScalars)
    // Phrases are known in Simplified.
    let simplified = scalars.map { ChineseVariants.simplified.counterpart(of: $0) }
    var at = 0
    while at < scalars.count {
      if let (length, value) = phrases.longest(in: simplified, at: at), value.count == length {
        for offset in 0..<length { body(scalars[at + offset], Int(value[offset])) }
        at += length
      } else {
        body(scalars[at], Int(characters[scalars[at]]))
        at += 1
      }
    }
  }

  /// `chong2 qing4`: syllables parted by spaces, all else as it is.
  package func syllables(of text: String) -> String {
    var out = ""
    var isAfterSyllable = false
    read(text) { scalar, syllable in
      if !out.isEmpty, isAfterSyllable || syllable != 0, !scalar.properties.isWhitespace,
        out.unicodeScalars.last?.properties.isWhitespace == false
      {
        out += " "
      }
      if syllable == 0 { out.unicodeScalars.append(scalar) } else { out += syllables[syllable] }
      isAfterSyllable = syllable != 0
    }
    return out
  }

  /// `hzs`: the first letter of each syllable, all else folded.
  package func initials(of text: String) -> String {
    var out = ""
    read(text) { scalar, syllable in
      if let first = syllables[syllable].unicodeScalars.first {
        out.unicodeScalars.append(first)
      } else {
        out.unicodeScalars.append(TextFolding.fold(scalar))
      }
    }
    return out
  }

  /// Each character's syllable without its tone; a character that is not read so as it is, folded.
  package func sounds(of text: String) -> [String] {
    var out: [String] = []
    read(text) { scalar, syllable in
      out.append(syllable == 0 ? String(TextFolding.fold(scalar)) : plain[syllable])
    }
    return out
  }
}
