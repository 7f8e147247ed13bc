import TianSource

extension Lexer {
  /// A string from its opening mark, or from the `r` before it, to the closing mark on the same line.
  mutating func lexString(from start: Int, isRaw: Bool = false) {
    at = start + (isRaw ? 1 : 0)
    let (open, width) = bytes.scalar(at: at)
    let closers = Punctuation.stringClosers(of: open) ?? []
    at += width
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") {
      if bytes[at] == UInt8(ascii: "\\"), !isRaw {
        lexEscape()
        continue
      }
      let (scalar, width) = bytes.scalar(at: at)
      at += width
      if closers.contains(scalar) { return emit(.string, from: start) }
    }
    let close = String(Character(closers.last ?? open))
    errors.add(
      .unclosedString, Bilingual("this text is not closed", "这段文本没有结束引号"), at: SourceSpan(start, at),
      Bilingual("put `\(close)` where it ends", "请在结尾加 `\(close)`"))
    emit(.string, from: start)
  }

  /// Steps over `\` and what it escapes.
  private mutating func lexEscape() {
    let start = at
    at += 1
    guard at < bytes.count, bytes[at] != UInt8(ascii: "\n") else { return }
    if StringReader.escape(bytes, at: &at) != nil { return }
    let width = bytes.scalar(at: start + 1).width
    at = start + 1 + width
    let written = String(decoding: bytes[start..<at], as: UTF8.self)
    errors.add(
      .unknownEscape, Bilingual("`\(written)` is no escape", "`\(written)` 不是转义"), at: SourceSpan(start, at),
      Bilingual("write `\\\\` for the sign itself, or a raw text r\"…\"", "反斜杠本身写作 `\\\\`，或用原样文本 r\"…\""),
      fix: "\\" + written)
  }

  /// `[亩均产值(元/亩)]`, to the closing mark on the same line; the mark twice stands for itself.
  mutating func lexQuotedName() {
    let start = at
    let (open, width) = bytes.scalar(at: at)
    let closer = Punctuation.nameCloser(of: open) ?? open
    let closeBytes = Array(String(closer).utf8)
    at += width
    let inside = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") {
      guard bytes.starts(with: closeBytes, at: at) else {
        at += 1
        continue
      }
      at += closeBytes.count
      if bytes.starts(with: closeBytes, at: at) {
        at += closeBytes.count
        continue
      }
      if at == inside + closeBytes.count {
        errors.add(
          .emptyName, Bilingual("no name in these quotes", "引号里没有名称"), at: SourceSpan(start, at),
          Bilingual("a list is written in round brackets", "列表用圆括号"))
      }
      return emit(.quotedName, from: start)
    }
    errors.add(
      .unclosedName, Bilingual("this quoted name is not closed", "这个带引号的名称没有结束"), at: SourceSpan(start, at),
      Bilingual("put `\(closer)` where it ends", "请在结尾加 `\(closer)`"))
    emit(.quotedName, from: start)
  }
}

/// Reads the value of a string token and the text of a quoted name.
enum StringReader {
  /// What an escape stands for, from the byte after `\`; moves past it. Nil, not moved, for what is no
  /// escape.
  static func escape(_ bytes: [UInt8], at: inout Int) -> Unicode.Scalar? {
    let (scalar, width) = bytes.scalar(at: at)
    let value: Unicode.Scalar
    switch scalar {
    case "n": value = "\n"
    case "t": value = "\t"
    case "r": value = "\r"
    case "\\": value = "\\"
    case "u": return unicodeEscape(bytes, at: &at)
    default:
      guard Punctuation.stringClosers(of: scalar) != nil else { return nil }
      value = scalar
    }
    at += width
    return value
  }

  /// `u{4E00}`: up to eight hexadecimal digits that number a scalar.
  private static func unicodeEscape(_ bytes: [UInt8], at: inout Int) -> Unicode.Scalar? {
    guard bytes.starts(with: Array("u{".utf8), at: at) else { return nil }
    let digits = bytes[(at + 2)...].prefix(9).prefix { $0 != UInt8(ascii: "}") }
    let end = digits.endIndex
    guard end < bytes.count, bytes[end] == UInt8(ascii: "}"), digits.first != UInt8(ascii: "+"),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(number)
    else { return nil }
    at = end + 1
    return scalar
  }

  /// The value of a string token: its marks and escapes taken off.
  static func value(_ token: ArraySlice<UInt8>) -> String {
    let isRaw = token.first == UInt8(ascii: "r")
    let bytes = Array(isRaw ? token.dropFirst() : token)
    guard !bytes.isEmpty else { return "" }
    let (open, width) = bytes.scalar(at: 0)
    let closers = Punctuation.stringClosers(of: open) ?? []
    var out = String.UnicodeScalarView()
    var at = width
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\"), !isRaw {
        at += 1
        if at < bytes.count, let scalar = escape(bytes, at: &at) { out.append(scalar) }
        continue
      }
      let (scalar, width) = bytes.scalar(at: at)
      at += width
      if closers.contains(scalar) { break }
      out.append(scalar)
    }
    return String(out)
  }

  /// The text of a quoted name.
  static func name(_ token: ArraySlice<UInt8>) -> String {
    var scalars = ArraySlice(String(decoding: token, as: UTF8.self).unicodeScalars)
    guard let open = scalars.popFirst(), let closer = Punctuation.nameCloser(of: open) else { return "" }
    var out = String.UnicodeScalarView()
    while let scalar = scalars.popFirst() {
      if scalar == closer, scalars.popFirst() != closer { break }
      out.append(scalar)
    }
    return String(out)
  }
}
