import TianFigures
import TianSource

extension Lexer {
  /// What people put after a number, and what a query writes; the longest first.
  private static let endings = [
    ("万人民币", "万元"), ("亿人民币", "亿元"), ("万块钱", "万元"), ("人民币", "元"), ("块钱", "元"), ("元整", "元"), ("万块", "万元"),
    ("w元", "万元"), ("W元", "万元"), ("RMB", "元"), ("rmb", "元"), ("块", "元"), ("圆", "元"), ("毛", "角"),
    ("w", "万"), ("W", "万"), ("行", ""), ("条", ""),
  ]

  /// `100w`, `100块`, `3行` as a query writes them; nil for anything else.
  func colloquial(_ text: String) -> String? {
    for (ending, mend) in Self.endings where text.hasSuffix(ending) {
      let figure = text.dropLast(ending.count) + mend
      if FigureReader.read(token: String(figure), in: units) != nil { return String(figure) }
    }
    return nil
  }

  /// `￥100`: the sign of money before a figure, told with the unit behind it. False, nothing read, where none
  /// stands here.
  mutating func lexMoney() -> Bool {
    let (sign, width) = bytes.scalar(at: at)
    guard sign == "￥" || sign == "¥", DigitRun(bytes, from: at + width).count > 0,
      let (figure, end) = FigureReader.read(bytes.span, from: at + width, in: units),
      figure.unit == nil
        || figure.unit?.text == "元"
    else { return false }
    let start = at
    let written = String(decoding: bytes[(start + width)..<end], as: UTF8.self)
    let mend = written + (figure.unit == nil ? "元" : "")
    at = end
    errors.add(
      .foreignWord, ForeignForm.message(of: String(decoding: bytes[start..<end], as: UTF8.self)),
      at: SourceSpan(start, end), Bilingual("write `\(mend)`", "请写 `\(mend)`"), fix: mend)
    emit(.figure, from: start + width)
    return true
  }

  /// `县＝《周宁县》`: book marks around a text, told with the marks of texts. False, nothing read, where they
  /// are signs of comparison.
  mutating func lexBookMarks() -> Bool {
    let (open, width) = bytes.scalar(at: at)
    guard open == "《" || open == "〈", tokens.last?.is(.assign) == true || tokens.last?.is(.equal) == true
    else {
      return false
    }
    let start = at
    var end = at + width
    while end < bytes.count, bytes[end] > UInt8(ascii: " ") {
      let (scalar, width) = bytes.scalar(at: end)
      end += width
      guard scalar == "》" || scalar == "〉" else { continue }
      let inner = String(decoding: bytes[(start + 3)..<(end - 3)], as: UTF8.self)
      let mend = Literal.quoted(inner)
      at = end
      errors.add(
        .foreignWord, ForeignForm.message(of: String(decoding: bytes[start..<end], as: UTF8.self)),
        at: SourceSpan(start, end), Bilingual("a text is quoted: `\(mend)`", "文本要加引号：`\(mend)`"), fix: mend)
      emit(.string, from: start)
      return true
    }
    return false
  }
}
