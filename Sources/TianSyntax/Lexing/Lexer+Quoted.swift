import TianSource

extension Lexer {
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
