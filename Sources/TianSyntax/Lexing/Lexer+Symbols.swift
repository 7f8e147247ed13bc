import TianSource

extension Lexer {
  /// An operator or mark, the longest that fits, each of its characters folded first.
  mutating func lexSymbol() {
    let start = at
    var folded: [UInt8] = []
    /// Where the character ends that gave each folded byte.
    var ends: [Int] = []
    var next = at
    while folded.count < 3, next < bytes.count {
      let (scalar, width) = bytes.scalar(at: next)
      guard let ascii = scalar.isASCII ? [bytes[next]] : Punctuation.folded(scalar) else { break }
      next += width
      folded += ascii
      ends += ascii.map { _ in next }
    }
    if let foreign = Symbol.foreignByLength.first(where: { folded.starts(with: $0.bytes) }),
      !isNative(folded, longerThan: foreign.bytes.count)
    {
      at = ends[foreign.bytes.count - 1]
      let written = String(decoding: foreign.bytes, as: UTF8.self)
      errors.add(
        .foreignWord, Bilingual("`\(written)` is not Tian", "田里没有 `\(written)`"), at: SourceSpan(start, at),
        Bilingual("write `\(foreign.tian)`", "请写 `\(foreign.tian)`"), fix: foreign.tian)
      return emit(foreign.kind, from: start)
    }
    if let symbol = Symbol.byLength.first(where: { folded.starts(with: $0.bytes) }) {
      at = ends[symbol.bytes.count - 1]
      return emit(.symbol(symbol.symbol), from: start)
    }
    lexUnknown()
  }

  private func isNative(_ folded: [UInt8], longerThan count: Int) -> Bool {
    Symbol.byLength.contains { $0.bytes.count > count && folded.starts(with: $0.bytes) }
  }

  /// A character that begins no token. One that cannot be seen is stepped over, any other is a token that
  /// the grammar knows no place for.
  private mutating func lexUnknown() {
    let start = at
    let (scalar, width) = bytes.scalar(at: at)
    at += width
    let span = SourceSpan(start, at)
    let number =
      "U+" + String(repeating: "0", count: max(0, 4 - hexadecimal(scalar).count)) + hexadecimal(scalar)
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
      errors.add(
        .unknownCharacter, Bilingual("an invisible character, \(number)", "不可见的字符 \(number)"), at: span,
        Bilingual("remove it", "请删去"), fix: "")
    default:
      let (label, fix) = Self.mend(of: scalar)
      errors.add(
        .unknownCharacter, Bilingual("`\(scalar)` means nothing here", "`\(scalar)` 在这里没有意义"), at: span,
        label, fix: fix)
      emit(.invalid, from: start)
    }
  }

  private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16, uppercase: true)
  }

  private static func mend(of scalar: Unicode.Scalar) -> (label: Bilingual, fix: String?) {
    switch scalar {
    case "\u{2010}"..."\u{2015}", "\u{2212}":
      (Bilingual("for minus write `-`", "减号请写 `-`"), "-")
    case "{", "[": (Bilingual("for brackets write `(`", "括号请写 `(`"), "(")
    case "}", "]", "】", "］": (Bilingual("for brackets write `)`", "括号请写 `)`"), ")")
    case "^": (Bilingual("for a power write `**`", "乘方请写 `**`"), "**")
    case "≈", "~": (Bilingual("compare with `==` or `contains`", "比较请用 `==` 或 `含`"), nil)
    case "…": (Bilingual("for a range write `..`", "范围请写 `..`"), "..")
    default: (Bilingual("a name that holds it is quoted: `[…]`", "含有它的名称要加引号：`[…]`"), nil)
    }
  }
}
