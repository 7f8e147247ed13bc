/// Reads the values of text tokens and quoted names.
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
    let bytes = Array(token)
    let form = TextForm(bytes, from: 0)
    let start = form.openingWidth
    return content(bytes, from: start, to: bytes.count - form.closingWidth(bytes, opening: start), form)
  }

  /// What a piece of an interpolated text holds, whose first piece is `start`.
  static func value(
    _ token: ArraySlice<UInt8>, _ part: Token.InterpolationPart, of start: ArraySlice<UInt8>
  ) -> String {
    let bytes = Array(token)
    guard !bytes.isEmpty else { return "" }
    let form = TextForm(Array(start), from: 0)
    let lower = part == .start ? form.openingWidth : bytes.scalar(at: 0).width
    let upper = bytes.count - (part == .end ? form.closingWidth(bytes, opening: lower) : 1)
    return content(bytes, from: lower, to: upper, form, isFirst: part == .start)
  }

  /// The text between two offsets, its escapes read. Those of a text that is not closed may cross.
  private static func content(
    _ bytes: [UInt8], from start: Int, to end: Int, _ form: TextForm, isFirst: Bool = true
  ) -> String {
    var out = String.UnicodeScalarView()
    var at = start
    // A line end right after the marks that open a text of several lines is none of it.
    if form.isLong, isFirst {
      let lineEnds = [Array("\r\n".utf8), Array("\n".utf8)]
      at += lineEnds.first { bytes.starts(with: $0, at: start) }?.count ?? 0
    }
    while at < end {
      if bytes[at] == UInt8(ascii: "\\"), !form.isRaw {
        at += 1
        if at < end, let scalar = escape(bytes, at: &at) { out.append(scalar) }
        continue
      }
      let (scalar, width) = bytes.scalar(at: at)
      at += width
      out.append(scalar)
      // A brace that is meant is written twice.
      if form.isInterpolated, scalar == "{" || scalar == "}" { at += 1 }
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
