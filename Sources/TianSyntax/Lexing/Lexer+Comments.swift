import TianSource

extension Lexer {
  /// `#` to the end of the line.
  mutating func skipComment() {
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
    addComment(from: start)
  }

  private mutating func addComment(from start: Int) {
    let end = (bytes[start..<at].lastIndex { $0 > UInt8(ascii: " ") } ?? start) + 1
    comments.append(CommentSyntax(span: SourceSpan(start, end), isOwnLine: isFirstOnLine(start)))
  }

  private func isFirstOnLine(_ offset: Int) -> Bool {
    var at = offset
    while at > 0, bytes[at - 1] != UInt8(ascii: "\n") {
      repeat { at -= 1 } while at > 0 && bytes[at] & 0xC0 == 0x80
      let scalar = bytes.scalar(at: at).scalar
      guard scalar.properties.isWhitespace || scalar == "\u{FEFF}" else { return false }
    }
    return true
  }

  /// `-- note` of SQL, `// note` at the head of a line, `/* note */`: told, and stepped over. False, nothing
  /// read, for what may be operators.
  mutating func skipForeignComment() -> Bool {
    let start = at
    if bytes.starts(with: Array("/*".utf8), at: start) {
      skipBlockComment()
      return true
    }
    let isDashes = bytes.starts(with: Array("--".utf8), at: start)
    let isSlashes = bytes.starts(with: Array("//".utf8), at: start)
    guard isDashes || isSlashes, openBrackets == 0, interpolations.isEmpty else { return false }
    let isSpaced = [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(
      start + 2 < bytes.count ? bytes[start + 2] : 0)
    let before = start > 0 ? bytes[start - 1] : UInt8(ascii: "\n")
    guard isSpaced, isSlashes ? isFirstOnLine(start) : before <= UInt8(ascii: " ") else {
      return false
    }
    skipComment()
    reportComment(at: SourceSpan(start, start + 2), fixes: [.init(SourceSpan(start, start + 2), "#")])
    return true
  }

  private mutating func skipBlockComment() {
    let start = at
    let close = Array("*/".utf8)
    at += 2
    while at < bytes.count, !bytes.starts(with: close, at: at) { at += 1 }
    let inside = String(decoding: bytes[start + 2..<at], as: UTF8.self)
    at = min(at + 2, bytes.count)
    let lines = inside.split(separator: "\n").map { line in
      "# " + line.drop { $0 == " " || $0 == "*" || $0 == "\t" }
    }
    let goesOn = bytes[at...].first { $0 != UInt8(ascii: " ") }.map { $0 != UInt8(ascii: "\n") } ?? false
    let mended = lines.joined(separator: "\n") + (goesOn ? "\n" : "")
    reportComment(at: SourceSpan(start, start + 2), fixes: [.init(SourceSpan(start, at), mended)])
  }

  private mutating func reportComment(at span: SourceSpan, fixes: [Diagnostic.Fix]) {
    errors.add(
      Diagnostic(
        .foreignWord, Bilingual("a comment begins with `#`", "注释以 `#` 开头"),
        at: [.init(span, Bilingual("write `#`, to the line's end", "请写 `#`，直到行尾"))], fixes: fixes))
  }
}
