/// A unit of measurement: a product of table units with exponents, and a power of ten before it (`万元`).
/// Two units are equal when they are written with the same parts; `dimension` and `factor` compare meanings.
public struct Unit: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    var definition: UnitDefinition
    var exponent: Int
    /// Whether it was written in Latin letters; no part of what it means.
    var isLatin = false

    var symbol: String { isLatin ? definition.latinSymbol : definition.symbol }

    static func == (left: Term, right: Term) -> Bool {
      left.definition == right.definition && left.exponent == right.exponent
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(definition)
      hasher.combine(exponent)
    }
  }

  /// Numerator terms as they were written, then denominator terms.
  var terms: [Term]
  /// 1, 10000 for 万, 100000000 for 亿.
  public let prefix: Int64

  init(terms: [Term], prefix: Int64) {
    self.terms = terms.filter { $0.exponent > 0 } + terms.filter { $0.exponent < 0 }
    self.prefix = prefix
  }

  public init(_ definition: UnitDefinition) {
    self.init(terms: [Term(definition: definition, exponent: 1)], prefix: 1)
  }

  /// A standard unit by one of its names, without prefix; nil for a name that is not there.
  public init?(named name: String) {
    guard let definition = UnitTable.standard.definitionsByName[name] else { return nil }
    self.init(definition)
  }

  /// A whole unit as written: prefix, names joined by `/` or `*`. Nil where any part is unknown, or the whole
  /// has no factor.
  public init?(_ text: String, in table: UnitTable = .standard) {
    let bytes = Array(text.utf8)
    guard let (unit, end) = Self.read(bytes.span, from: 0, in: table, allowsBrackets: true),
      end == bytes.count,
      !unit.terms.isEmpty, unit.factor != nil
    else { return nil }
    self = unit
  }

  public static let percent = Unit(named: "%") ?? Unit(terms: [], prefix: 1)

  /// What is measured.
  public var dimension: Dimension {
    terms.reduce(.none) { $0.multiplied(by: $1.definition.dimension, exponent: $1.exponent) }
  }

  /// More than that many of one unit multiplied are no unit.
  private static let exponentMost = 64

  /// One of this unit in base units; nil where the ratio outgrows 64 bits, or an exponent is out of hand.
  public var factor: Rational? {
    var factor: Rational? = Rational(prefix)
    for term in terms {
      guard abs(term.exponent) <= Self.exponentMost else { return nil }
      let unit = term.definition.factor
      for _ in 0..<abs(term.exponent) {
        factor = term.exponent > 0 ? factor?.multiplied(by: unit) : factor?.divided(by: unit)
      }
    }
    return factor
  }

  /// What a value in this unit is multiplied by to be in the other; nil between dimensions.
  public func conversion(to other: Unit) -> Rational? {
    guard dimension == other.dimension, let from = factor, let to = other.factor else { return nil }
    return from.divided(by: to)
  }

  /// The same unit without 万 or 亿 before it.
  public var withoutPrefix: Unit { withPrefix(1) }

  public var hasPrefix: Bool { prefix > 1 }

  /// The same unit without 万 or 亿, where a figure that counts in it says a power of ten itself, one of 万 or
  /// 亿, or not less than the unit's: `50万` in a column of 万人 is 50万人. `十余` is 十余万人: nil.
  public func withoutPrefix(beside figure: Span<UInt8>) -> Unit? {
    guard hasPrefix else { return nil }
    return Multiplier.greatest(in: figure) >= min(prefix, 10000) ? withoutPrefix : nil
  }

  /// The same unit with a power of ten before it, in place of its own.
  func withPrefix(_ prefix: Int64) -> Unit { Unit(terms: terms, prefix: prefix) }

  /// `万元`, `元/亩`, `公斤*米/秒`; a unit of only denominators begins with `1/`. After 万 there are no Latin names.
  public var text: String {
    func symbol(_ term: Term) -> String { prefix == 1 ? term.symbol : term.definition.symbol }
    var out = ""
    for term in terms where term.exponent > 0 {
      for _ in 0..<term.exponent { out += (out.isEmpty ? "" : "*") + symbol(term) }
    }
    if out.isEmpty { out = "1" }
    for term in terms where term.exponent < 0 {
      for _ in 0..<(-term.exponent) { out += "/" + symbol(term) }
    }
    return Multiplier.prefixText(prefix) + out
  }

  /// The same in Latin letters, as far as its parts have such names.
  public var latin: String {
    var copy = self
    for place in copy.terms.indices { copy.terms[place].isLatin = true }
    return copy.text
  }

  /// The longest unit that begins at an offset, and where it ends. `元/亩·年` is 元 per 亩 and per 年, and so is
  /// `元/(亩·年)`, which queries read as a quotient. Cost: one look through the names a part.
  public static func read(
    _ bytes: Span<UInt8>, from start: Int, in table: UnitTable = .standard, allowsBrackets: Bool = false
  ) -> (unit: Unit, end: Int)? {
    var at = start
    var prefix: Int64 = 1
    if let (value, end) = Multiplier.read(bytes, from: at), readName(bytes, from: end, in: table) != nil {
      (prefix, at) = (value, end)
    }
    guard let (first, end) = readName(bytes, from: at, in: table) else { return nil }
    var terms = [Term(definition: first.definition, exponent: 1, isLatin: first.isLatin)]
    at = end
    var sign = 1
    while at < bytes.count, let (exponent, width) = separator(bytes, at, after: sign) {
      var parts: [Term] = []
      if let (name, end) = readName(bytes, from: at + width, in: table) {
        parts = [Term(definition: name.definition, exponent: 1, isLatin: name.isLatin)]
        at = end
      } else if allowsBrackets, exponent < 0, let (group, end) = readGroup(bytes, from: at + width, in: table)
      {
        (parts, at) = (group.terms, end)
      } else {
        break
      }
      sign = exponent
      for part in parts { append(part, exponent, to: &terms) }
    }
    terms.removeAll { $0.exponent == 0 }
    return (Unit(terms: terms, prefix: prefix), at)
  }

  private static func append(_ part: Term, _ exponent: Int, to terms: inout [Term]) {
    if let same = terms.firstIndex(where: { $0.definition == part.definition }) {
      terms[same].exponent += part.exponent * exponent
    } else {
      var term = part
      term.exponent *= exponent
      terms.append(term)
    }
  }

  /// `(亩·年)`.
  private static func readGroup(
    _ bytes: Span<UInt8>, from start: Int, in table: UnitTable
  ) -> (unit: Unit, end: Int)? {
    for (open, close) in brackets where bytes.starts(with: open, at: start) {
      guard let (unit, end) = read(bytes, from: start + open.count, in: table), unit.prefix == 1,
        bytes.starts(with: close, at: end)
      else { return nil }
      return (unit, end + close.count)
    }
    return nil
  }

  private static let brackets = [("(", ")"), ("（", "）")].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// A point goes on with what stands before it: `元/亩·年`.
  private static func separator(
    _ bytes: Span<UInt8>, _ at: Int, after sign: Int
  ) -> (exponent: Int, width: Int)? {
    if bytes[at] == UInt8(ascii: "/") { return (-1, 1) }
    if bytes[at] == UInt8(ascii: "*") { return (1, 1) }
    if bytes.starts(with: [0xEF, 0xBC, 0x8F], at: at) { return (-1, 3) }  // ／
    if bytes.starts(with: [0xC2, 0xB7], at: at) { return (sign, 2) }  // ·
    if bytes.starts(with: [0xE2, 0x8B, 0x85], at: at) { return (sign, 3) }  // ⋅
    return nil
  }

  /// The longest name of the table that begins at an offset.
  static func readName(
    _ bytes: Span<UInt8>, from at: Int, in table: UnitTable = .standard
  ) -> (name: UnitTable.Name, end: Int)? {
    guard at < bytes.count else { return nil }
    for name in table.namesByFirstByte[Int(bytes[at])] where bytes.starts(with: name.bytes, at: at) {
      let end = at + name.bytes.count
      // A Latin unit is a whole word: `3 tea` is not three tonnes.
      if let last = name.bytes.last, isWordByte(last), end < bytes.count, isWordByte(bytes[end]) { continue }
      return (name, end)
    }
    return nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  func starts(with bytes: [UInt8], at start: Int) -> Bool {
    guard start + bytes.count <= count else { return false }
    for offset in bytes.indices where self[start + offset] != bytes[offset] { return false }
    return true
  }
}
