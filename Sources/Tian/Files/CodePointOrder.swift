/// The order of names wherever they are listed: by code points, which no locale changes.
enum CodePointOrder {
  static func precedes(_ name: String, _ other: String) -> Bool {
    name.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
  }
}
