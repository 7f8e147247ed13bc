import TianSource

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
  case match = "~"
  case noMatch = "!~"
  case equalFolded = "~="
}

/// How a symbol is written: up to four ASCII bytes, packed from the highest byte of a word down.
struct SymbolForm {
  let count: Int
  let kind: Token.Kind
  /// What Tian writes instead, for a mark of another language; it is read as what it means there.
  let mend: Bilingual?
  private let bits: UInt32
  private let mask: UInt32

  private init(_ written: String, _ kind: Token.Kind, mend: Bilingual? = nil) {
    count = written.utf8.count
    self.kind = kind
    self.mend = mend
    bits = written.utf8.enumerated().reduce(0) { $0 | UInt32($1.element) << (24 - 8 * UInt32($1.offset)) }
    mask = ~0 << (32 - 8 * UInt32(count))
  }

  func begins(_ packed: UInt32) -> Bool { packed & mask == bits }

  /// The longest first, so that the first that begins a text is the longest that does.
  static let all = (native + foreign).sorted { $0.count > $1.count }

  private static let native = Symbol.allCases.map { SymbolForm($0.rawValue, .symbol($0)) }
  private static let foreign = ForeignTable.marks.compactMap { form in
    if case .symbol(let kind) = form.use { SymbolForm(form.typed, kind, mend: form.mend) } else { nil }
  }
}
