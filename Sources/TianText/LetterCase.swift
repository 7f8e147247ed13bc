/// Capital and small letters, a character for a character, as SQL has them: `ß` stays what it is.
package enum LetterCase {
  package static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return (0x61...0x7A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value & 0x5F)) : scalar
    }
    // Where the full mapping is several characters, the simple one is the title letter, or none.
    return single(scalar.properties.uppercaseMapping) ?? single(scalar.properties.titlecaseMapping) ?? scalar
  }

  package static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar
    }
    // The only one of several characters is İ, whose simple mapping is the first of them.
    return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }

  package static func upper(_ text: String) -> String { map(text, upper) }
  package static func lower(_ text: String) -> String { map(text, lower) }

  private static func map(_ text: String, _ body: (Unicode.Scalar) -> Unicode.Scalar) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { out.append(body(scalar)) }
    return String(out)
  }

  private static func single(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }
}
