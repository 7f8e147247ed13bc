import TianFigures
import TianSource

extension Lexer {
  mutating func lexWord() {
    let start = at
    if let end = hedgedFigureEnd(from: start) {
      at = end
      return emit(.figure, from: start)
    }
    at = wordEnd(from: start)
    if at == start + 1, let prefix = TextForm.Prefix(rawValue: bytes[start]), at < bytes.count,
      Punctuation.stringClosers(of: bytes.scalar(at: at).scalar) != nil
    {
      return lexString(from: start, prefix)
    }
    let keyword = KeywordLookup.shared.find(bytes, start..<at)
    emit(keyword.map(Token.Kind.keyword) ?? .name, from: start)
  }

  /// Where the run of name characters that holds an offset ends.
  func wordEnd(from start: Int) -> Int {
    var at = start
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        at += 1
      case 0..<0x80: return at
      case 0xE5...0xE8: at += 3  // U+5000 to U+8FFF, all of it Han
      default:
        if bytes.starts(with: NameCharacters.dashes, at: at) {
          at += NameCharacters.dashes.count
        } else {
          let (scalar, width) = bytes.scalar(at: at)
          guard NameCharacters.isContinue(scalar) else { return at }
          at += width
        }
      }
    }
    return at
  }

  func isNameCharacter(at offset: Int) -> Bool {
    offset < bytes.count && wordEnd(from: offset) > offset
  }

  /// `近2000亩`, `几十户`: a run of name characters that begins with a hedge word or a numeral and is wholly a
  /// hedged figure. Anything more, `近3年产值`, is a name.
  private func hedgedFigureEnd(from start: Int) -> Int? {
    guard bytes[start] >= 0x80, HedgeTable.mayBegin(bytes.span, at: start),
      let (figure, end) = FigureReader.read(bytes.span, from: start, in: units), figure.isHedged
    else { return nil }
    return figureEnd(figure, from: start, to: end)
  }
}
