import TianSource

/// How a text is marked: `"…"`, `r"…"`, `f"…"`, `"""…"""`.
struct TextForm {
  enum Prefix: UInt8 {
    case raw = 0x72  // r
    case interpolated = 0x66  // f
  }

  let prefix: Prefix?
  /// Three marks begin and end it, and it may span lines.
  let isLong: Bool
  /// Either of these ends it.
  let closers: [Unicode.Scalar]
  /// The marks before it, its prefix among them, in bytes.
  let openingWidth: Int

  static let longMark = Array("\"\"\"".utf8)

  var isRaw: Bool { prefix == .raw }
  var isInterpolated: Bool { prefix == .interpolated }

  /// The form of a text that begins at an offset.
  init(_ bytes: [UInt8], from start: Int) {
    prefix = Prefix(rawValue: bytes[start])
    let mark = start + (prefix == nil ? 0 : 1)
    isLong = bytes.starts(with: Self.longMark, at: mark)
    guard mark < bytes.count else {
      (closers, openingWidth) = ([], 1)
      return
    }
    let (open, width) = bytes.scalar(at: mark)
    closers = Punctuation.stringClosers(of: open) ?? []
    openingWidth = mark - start + (isLong ? Self.longMark.count : width)
  }

  /// Whether it ends at an offset, and how many bytes the closing mark takes.
  func closes(_ bytes: [UInt8], at offset: Int) -> Int? {
    if isLong { return bytes.starts(with: Self.longMark, at: offset) ? Self.longMark.count : nil }
    let (scalar, width) = bytes.scalar(at: offset)
    return closers.contains(scalar) ? width : nil
  }

  /// The bytes of the mark at the end of a token, of which so many open it; 0 where it is not closed.
  func closingWidth(_ token: [UInt8], opening: Int) -> Int {
    let widths = isLong ? [Self.longMark.count] : [1, 3]
    return widths.first { width in
      opening + width <= token.count && closes(token, at: token.count - width) == width
    } ?? 0
  }
}

/// An interpolated text in one of whose values the lexer stands.
struct Interpolation {
  var form: TextForm
  /// Where the text begins.
  var start: Int
  /// The round brackets that were open before the value.
  var openBrackets: Int
}

extension Lexer {
  /// A text from its opening mark, or from the letter before it, to the closing mark, which is on the same
  /// line unless three marks opened it.
  mutating func lexString(from start: Int, _ prefix: TextForm.Prefix? = nil) {
    let form = TextForm(bytes, from: start)
    at = start + form.openingWidth
    lexText(form, from: start, tokenFrom: start)
  }

  /// `}` in an interpolated text: the text goes on.
  mutating func lexInterpolationEnd() {
    guard let text = interpolations.popLast() else { return }
    let start = at
    at += bytes.scalar(at: at).width
    openBrackets = text.openBrackets
    lexText(text.form, from: text.start, tokenFrom: start)
  }

  /// A text that began at `start`, from where the lexer stands to its end or to the next value in it.
  private mutating func lexText(_ form: TextForm, from start: Int, tokenFrom: Int) {
    let isContinued = tokenFrom > start
    while at < bytes.count, form.isLong || bytes[at] != UInt8(ascii: "\n") {
      if let width = form.closes(bytes, at: at) {
        at += width
        return emit(isContinued ? .interpolation(.end) : .string, from: tokenFrom)
      }
      switch bytes[at] {
      case UInt8(ascii: "\\") where !form.isRaw: lexEscape(isLong: form.isLong)
      case UInt8(ascii: "{") where form.isInterpolated && !isDoubled:
        at += 1
        emit(.interpolation(isContinued ? .middle : .start), from: tokenFrom)
        interpolations.append(Interpolation(form: form, start: start, openBrackets: openBrackets))
        openBrackets += 1
        return
      case UInt8(ascii: "}") where form.isInterpolated && !isDoubled:
        errors.add(
          .unexpected, Bilingual("a `}` without its `{`", "这个 `}` 没有对应的 `{`"), at: SourceSpan(at, at + 1),
          Bilingual("the sign itself is written twice: `}}`", "要写这个符号本身，请写两次：`}}`"), fix: "}}")
        at += 1
      case UInt8(ascii: "{") where form.isInterpolated, UInt8(ascii: "}") where form.isInterpolated: at += 2
      default: at += bytes.scalar(at: at).width
      }
    }
    reportUnclosed(form, from: start)
    emit(isContinued ? .interpolation(.end) : .string, from: tokenFrom)
  }

  /// Whether the byte at hand stands there twice.
  private var isDoubled: Bool { at + 1 < bytes.count && bytes[at + 1] == bytes[at] }

  /// Ends an interpolated text in the midst of a value, where its line or the text as a whole ends.
  mutating func abandonInterpolation() {
    guard let text = interpolations.popLast() else { return }
    openBrackets = text.openBrackets
    reportUnclosed(text.form, from: text.start)
    emit(.interpolation(.end), from: at)
  }

  /// Only a text of several lines may still be closed by lines to come.
  private mutating func reportUnclosed(_ form: TextForm, from start: Int) {
    let close = form.isLong ? "\"\"\"" : form.closers.last.map { String(Character($0)) } ?? ""
    errors.add(
      Diagnostic(
        .unclosedString, Bilingual("this text is not closed", "这段文本没有结束引号"),
        at: [.init(SourceSpan(start, at), Bilingual("put `\(close)` where it ends", "请在结尾加 `\(close)`"))]),
      isAtEnd: form.isLong)
  }

  /// Steps over `\` and what it escapes.
  private mutating func lexEscape(isLong: Bool) {
    let start = at
    at += 1
    guard at < bytes.count, bytes[at] != UInt8(ascii: "\n") || isLong else { return }
    if StringReader.escape(bytes, at: &at) != nil { return }
    let isLineEnd = bytes[start + 1] == UInt8(ascii: "\n")
    at = start + 1 + (isLineEnd ? 0 : bytes.scalar(at: start + 1).width)
    let written = String(decoding: bytes[start..<at], as: UTF8.self)
    errors.add(
      .unknownEscape, Bilingual("`\(written)` is no escape", "`\(written)` 不是转义"), at: SourceSpan(start, at),
      Bilingual("write `\\\\` for the sign itself, or a raw text r\"…\"", "反斜杠本身写作 `\\\\`，或用原样文本 r\"…\""),
      fix: "\\" + written)
  }
}
