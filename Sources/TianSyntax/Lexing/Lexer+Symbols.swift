import TianSource

extension Lexer {
  /// An operator or mark, the longest that fits, each of its characters folded first.
  mutating func lexSymbol() {
    if skipForeignComment() || lexMoney() || lexBookMarks() { return }
    let start = at
    let packed = packedSymbol()
    guard let form = SymbolForm.all.first(where: { $0.begins(packed) }) else { return lexUnknown() }
    var count = 0
    while count < form.count {
      let (scalar, width) = bytes.scalar(at: at)
      count += scalar.isASCII ? 1 : Punctuation.folded(scalar)?.count ?? 1
      at += width
    }
    if let mend = form.mend {
      foreignMarks.append((SourceSpan(start, at), mend))
    }
    emit(form.kind, from: start)
  }

  mutating func reportForeignMarks() {
    guard !foreignMarks.isEmpty else { return }
    let language = Language(ofTokens: tokens, in: bytes)
    for (span, both) in foreignMarks {
      let written = String(decoding: bytes[span.range], as: UTF8.self)
      let mend = both[language]
      errors.add(
        .foreignWord, ForeignForm.message(of: written), at: span,
        Bilingual("write `\(mend)`", "请写 `\(mend)`"), fix: spaced(mend, in: span))
    }
  }

  /// A word in place of a mark, with spaces where it would run into its neighbours.
  private func spaced(_ mend: String, in span: SourceSpan) -> String {
    guard mend.utf8.first.map({ $0 >= UInt8(ascii: "a") }) == true else { return mend }
    let (start, end) = (Int(span.lower), Int(span.upper))
    let before = start > 0 && bytes[start - 1] > UInt8(ascii: " ") ? " " : ""
    let after = end < bytes.count && bytes[end] > UInt8(ascii: " ") ? " " : ""
    return before + mend + after
  }

  /// The next four characters, folded to ASCII and packed from the highest byte down.
  private func packedSymbol() -> UInt32 {
    var packed: UInt32 = 0
    var shift = 24
    var next = at
    while shift >= 0, next < bytes.count {
      if bytes[next] < 0x80 {
        packed |= UInt32(bytes[next]) << shift
        (next, shift) = (next + 1, shift - 8)
        continue
      }
      let (scalar, width) = bytes.scalar(at: next)
      guard let folded = Punctuation.folded(scalar), next == at || (scalar != "《" && scalar != "〈") else {
        break
      }
      for byte in folded where shift >= 0 {
        packed |= UInt32(byte) << shift
        shift -= 8
      }
      next += width
    }
    return packed
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
    case "…": (Bilingual("for a range write `..`", "范围请写 `..`"), "..")
    default: (Bilingual("a name that holds it is quoted: `[…]`", "含有它的名称要加引号：`[…]`"), nil)
    }
  }
}
