/// Sets of characters, as patterns name and write them.
enum PatternSets {
  static let classes: [Unicode.Scalar: [ClosedRange<Unicode.Scalar>]] = [
    "d": ["0"..."9"],
    "w": ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"],
    "s": ["\t"..."\n", "\u{C}"..."\r", " "..." "],
  ]

  /// The script Han of Unicode 15 (Scripts.txt), neighbours joined.
  static let han: [ClosedRange<Unicode.Scalar>] = [
    "\u{2E80}"..."\u{2E99}", "\u{2E9B}"..."\u{2EF3}", "\u{2F00}"..."\u{2FD5}", "\u{3005}"..."\u{3005}",
    "\u{3007}"..."\u{3007}", "\u{3021}"..."\u{3029}", "\u{3038}"..."\u{303B}", "\u{3400}"..."\u{4DBF}",
    "\u{4E00}"..."\u{9FFF}", "\u{F900}"..."\u{FA6D}", "\u{FA70}"..."\u{FAD9}", "\u{16FE2}"..."\u{16FE3}",
    "\u{16FF0}"..."\u{16FF1}", "\u{20000}"..."\u{2A6DF}", "\u{2A700}"..."\u{2B739}",
    "\u{2B740}"..."\u{2B81D}",
    "\u{2B820}"..."\u{2CEA1}", "\u{2CEB0}"..."\u{2EBE0}", "\u{2F800}"..."\u{2FA1D}",
    "\u{30000}"..."\u{3134A}",
    "\u{31350}"..."\u{323AF}",
  ]

  /// Past so many characters a range is of a script without case, or of everything.
  private static let casedRangeMax: UInt32 = 4096

  /// With the other case of every letter.
  static func withBothCases(_ ranges: [ClosedRange<Unicode.Scalar>]) -> [ClosedRange<Unicode.Scalar>] {
    var all = ranges
    for range in ranges where range.upperBound.value - range.lowerBound.value <= casedRangeMax {
      for value in range.lowerBound.value...range.upperBound.value {
        guard let scalar = Unicode.Scalar(value) else { continue }
        for other in [LetterCase.upper(scalar), LetterCase.lower(scalar)]
        where !all.contains(where: { $0.contains(other) }) { all.append(other...other) }
      }
    }
    return all
  }

  static func written(_ ranges: [ClosedRange<Unicode.Scalar>], isNegated: Bool) -> String {
    var out = isNegated ? "[^" : "["
    for range in ranges {
      out += escaped(range.lowerBound, isInSet: true)
      if range.lowerBound != range.upperBound {
        if range.upperBound.value - range.lowerBound.value > 1 { out += "-" }
        out += escaped(range.upperBound, isInSet: true)
      }
    }
    return out + "]"
  }

  /// A character that stands for itself.
  static func escaped(_ scalar: Unicode.Scalar, isInSet: Bool) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    case "\u{C}": return "\\f"
    default:
      let special = isInSet ? "\\[]^-&" : "\\.+*?()|[]{}^$"
      return (special.unicodeScalars.contains(scalar) ? "\\" : "") + String(scalar)
    }
  }
}
