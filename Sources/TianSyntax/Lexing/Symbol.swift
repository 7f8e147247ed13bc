/// An operator or a mark, named by its ASCII form.
public enum Symbol: String, CaseIterable, Hashable, Sendable {
  case pipe = "|"
  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case dot = "."
  case range = ".."
  case open = "("
  case close = ")"
  case assign = "="
  case arrow = "=>"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case power = "**"
  case slash = "/"
  case floorDivide = "//"
  case percent = "%"
  case coalesce = "??"

  /// Two marks of other languages read as what they mean in Tian, with a message that says how Tian writes it.
  static let foreign: [(written: String, kind: Token.Kind, tian: String)] = [
    ("<>", .symbol(.notEqual), "!="),
    ("&&", .keyword(.and), "and"),
    ("||", .keyword(.or), "or"),
    ("|>", .symbol(.pipe), "|"),
    ("===", .symbol(.equal), "=="),
    (":=", .symbol(.assign), "="),
    ("->", .symbol(.arrow), "=>"),
    ("=<", .symbol(.lessOrEqual), "<="),
    ("!", .keyword(.not), "not"),
  ]

  /// Longest first, so that the first that matches is the longest that does.
  static let byLength: [(bytes: [UInt8], symbol: Symbol)] = allCases.map { (Array($0.rawValue.utf8), $0) }
    .sorted { $0.bytes.count > $1.bytes.count }
  static let foreignByLength: [(bytes: [UInt8], kind: Token.Kind, tian: String)] = foreign.map {
    (Array($0.written.utf8), $0.kind, $0.tian)
  }.sorted { $0.bytes.count > $1.bytes.count }
}
