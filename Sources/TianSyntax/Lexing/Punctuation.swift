/// Full-width and mathematical marks and what they are read as, outside strings and quoted names: an explicit
/// table, not NFKC. `grammar/punctuation.csv` is recorded from here.
package enum Punctuation {
  package static let table: [(written: String, folded: String)] = [
    ("，", ","), ("、", ","), ("；", ";"), ("：", ":"), ("。", "."), ("．", "."),
    ("（", "("), ("）", ")"), ("｛", "{"), ("｝", "}"), ("｜", "|"),
    ("＞", ">"), ("＜", "<"), ("＝", "="), ("》", ">"), ("《", "<"),
    ("％", "%"), ("＋", "+"), ("－", "-"), ("＊", "*"), ("／", "/"), ("～", "~"),
    ("＃", "#"), ("！", "!"), ("？", "?"), ("＠", "@"), ("＆", "&"),
    ("≥", ">="), ("≤", "<="), ("≠", "!="), ("≧", ">="), ("≦", "<="), ("⩾", ">="), ("⩽", "<="), ("〉", ">"),
    ("〈", "<"),
    ("≈", "~="), ("×", "*"), ("÷", "/"),
    ("０", "0"), ("１", "1"), ("２", "2"), ("３", "3"), ("４", "4"),
    ("５", "5"), ("６", "6"), ("７", "7"), ("８", "8"), ("９", "9"),
    ("　", " "), ("\u{A0}", " "), ("——", "_"),
  ]

  /// Marks that open a string, with those that close it.
  package static let stringQuotes: [(open: String, close: String)] = [
    ("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’"), ("「", "」"), ("＂", "＂"), ("＇", "＇"),
  ]

  /// Marks that open a quoted name, with those that close it; the closing mark twice stands for itself.
  package static let nameQuotes: [(open: String, close: String)] = [
    ("[", "]"), ("【", "】"), ("［", "］"), ("`", "`"),
  ]

  private static let foldedByScalar: [UInt32: [UInt8]] = Dictionary(
    table.compactMap { row in
      let scalars = row.written.unicodeScalars
      return scalars.count == 1 ? scalars.first.map { ($0.value, Array(row.folded.utf8)) } : nil
    }, uniquingKeysWith: { first, _ in first })

  /// The ASCII that a scalar is read as; nil for one that the table does not hold.
  static func folded(_ scalar: Unicode.Scalar) -> [UInt8]? { foldedByScalar[scalar.value] }

  /// The scalars that close a string which a scalar opens: either of a pair opens, and either closes.
  static func stringClosers(of open: Unicode.Scalar) -> [Unicode.Scalar]? {
    for (left, right) in stringQuotes {
      let pair = Array(left.unicodeScalars) + Array(right.unicodeScalars)
      if pair.contains(open) { return pair }
    }
    return nil
  }

  static func nameCloser(of open: Unicode.Scalar) -> Unicode.Scalar? {
    nameQuotes.first { $0.open.unicodeScalars.first == open }?.close.unicodeScalars.first
  }
}
