import TianFigures
import TianSource

extension Lexer {
  /// A number, a quantity or a date.
  mutating func lexNumber() {
    let start = at
    if lexDate(from: start) { return }
    let digits = DigitRun(bytes, from: start)
    if digits.count > 1, digits.firstDigit == 0 { return lexLeadingZero(digits) }
    if let end = exponentEnd(from: start) { return lexFloat(from: start, to: end) }
    if endsPlainly(digits) {
      at = digits.end
      return emit(.figure, from: start)
    }
    guard let (figure, end) = FigureReader.read(bytes.span, from: start, in: units) else {
      return lexTooLong(digits)
    }
    if let end = figureEnd(figure, from: start, to: end) {
      at = end
      return emit(.figure, from: start)
    }
    lexGluedFigure(figure, from: start, to: end)
  }

  /// Up to 18 ASCII digits and then a mark that no figure goes on with: the common case, told at a glance.
  private func endsPlainly(_ digits: DigitRun) -> Bool {
    guard digits.end - digits.start == digits.count, digits.count <= 18 else { return false }
    guard digits.end < bytes.count else { return true }
    switch bytes[digits.end] {
    case UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "\n"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      return true
    default: return false
    }
  }

  /// Where a figure that was read up to `end` ends: before a unit's `/` or `*` that turns out to begin a
  /// longer name (`4万元/人口`), before a `%` that an operand follows at once, after a unit that stands apart.
  /// Nil where name characters are glued to it.
  func figureEnd(_ figure: Figure, from start: Int, to end: Int) -> Int? {
    if isNameCharacter(at: end) {
      guard let cut = lastSeparator(in: start..<end),
        let (_, shorter) = FigureReader.read(bytes.span.extracting(0..<cut), from: start, in: units),
        shorter == cut
      else { return percentCut(figure, end) }
      return cut
    }
    if figure.unit == nil { return separateUnitEnd(from: start, to: end) ?? end }
    return percentCut(figure, end) ?? end
  }

  /// `15%4` is a remainder. A keyword after the sign is not an operand: `15%且` lacks a space.
  private func percentCut(_ figure: Figure, _ end: Int) -> Int? {
    guard figure.unit == .percent, end < bytes.count else { return nil }
    let width = bytes[end - 1] == UInt8(ascii: "%") ? 1 : 3
    guard width == 1 || bytes.starts(with: Array("％".utf8), at: end - 3) else { return nil }
    if isNameCharacter(at: end) {
      let word = end..<wordEnd(from: end)
      return KeywordLookup.shared.find(bytes, word) == nil ? end - width : nil
    }
    let (scalar, _) = bytes.scalar(at: end)
    let isOperand =
      scalar == "(" || scalar == "（" || Punctuation.nameCloser(of: scalar) != nil
      || Punctuation.stringClosers(of: scalar) != nil
    return isOperand ? end - width : nil
  }

  private func lastSeparator(in range: Range<Int>) -> Int? {
    range.last {
      bytes[$0] == UInt8(ascii: "/") || bytes[$0] == UInt8(ascii: "*")
        || bytes.starts(with: Array("／".utf8), at: $0)
    }
  }

  /// `500 亩`, `3 ha`: the end of a unit that spaces part from its number.
  private func separateUnitEnd(from start: Int, to end: Int) -> Int? {
    var word = end
    while word < bytes.count {
      let (scalar, width) = bytes.scalar(at: word)
      guard scalar == "\t" || scalar == " " || scalar == "　" else { break }
      word += width
    }
    guard word > end, isNameCharacter(at: word),
      KeywordLookup.shared.find(bytes, word..<wordEnd(from: word)) == nil,
      Unit.read(bytes.span, from: word, in: units) != nil
    else { return nil }
    let joined = Array(bytes[start..<end] + bytes[word..<min(word + 64, bytes.count)])
    guard let (figure, read) = FigureReader.read(joined.span, in: units), figure.unit != nil,
      read > end - start
    else { return nil }
    let unitEnd = word + read - (end - start)
    if !isNameCharacter(at: unitEnd) { return unitEnd }
    guard let cut = lastSeparator(in: word..<unitEnd) else { return nil }
    return cut
  }

  /// A figure with a word that is no part of it glued on: a keyword whose space is missing, a figure of
  /// prose, or no unit.
  private mutating func lexGluedFigure(_ figure: Figure, from start: Int, to end: Int) {
    let wordEnd = wordEnd(from: end)
    let word = String(decoding: bytes[end..<wordEnd], as: UTF8.self)
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    let isDefined = definedUnits.contains(word)
    let isKeyword = Keyword(word: word) != nil || Keyword.glued(to: word) != nil
    at = isKeyword ? end : wordEnd
    emit(.figure, from: start)
    if isKeyword {
      errors.add(
        Diagnostic(
          .missingSpace, Bilingual("a space is missing after `\(written)`", "`\(written)` 后面缺一个空格"),
          at: [
            .init(
              SourceSpan(start, wordEnd), Bilingual("put a space after `\(written)`", "请在 `\(written)` 后空一格"))
          ],
          fixes: [.init(SourceSpan(end, end), " ")]))
    } else if let mend = queryFigure(written, word) {
      let whole = SourceSpan(start, wordEnd)
      errors.add(
        .foreignWord,
        Bilingual("`\(written)\(word)` is no figure of a query", "查询中没有 `\(written)\(word)` 这样的数"),
        at: whole, Bilingual("write `\(mend)`", "请写 `\(mend)`"), fix: mend)
    } else if figure.unit != nil || figure.isHedged {
      errors.add(
        .unknownUnitAfterNumber, Bilingual("`\(written)\(word)` is no figure", "`\(written)\(word)` 不是数"),
        at: SourceSpan(start, wordEnd),
        Bilingual("as a name it needs quotes: `[\(written)\(word)]`", "若是名称，要加引号：`[\(written)\(word)]`"))
    } else if !isDefined {
      // Of a unit that was defined wrongly its definition tells.
      let hint =
        isUnitDefined(by: tokens.suffix(4).dropLast())
        ? Bilingual("a unit is made of units that are defined above it", "单位只能由上文已有的单位组成")
        : Bilingual(
          "define it above, `unit \(word) = 12公斤`; as a name it needs quotes: `[\(written)\(word)]`",
          "可在上文定义：`单位 \(word) = 12公斤`；若是名称，要加引号：`[\(written)\(word)]`")
      errors.add(
        .unknownUnitAfterNumber, Bilingual("no unit `\(word)`", "没有单位 `\(word)`"),
        at: SourceSpan(end, wordEnd), hint)
    }
  }

  /// How a query writes `300亩以内`, `12元每斤` or `3元5角`, cut after the part that it reads; nil for anything
  /// else.
  private func queryFigure(_ written: String, _ word: String) -> String? {
    if let figure = FigureReader.query(for: written + word, in: units) ?? colloquial(written + word) {
      return figure
    }
    if word.hasPrefix("每") {
      let rate = "\(written)/\(word.dropFirst())"
      return FigureReader.read(token: rate, in: units) == nil ? nil : rate
    }
    guard let more = FigureReader.read(token: word, in: units)?.unit,
      FigureReader.read(token: written, in: units)?.unit?.dimension == more.dimension
    else { return nil }
    return "(\(written) + \(word))"
  }

  private mutating func lexLeadingZero(_ digits: DigitRun) {
    at = max(wordEnd(from: digits.start), digits.end)
    let written = String(decoding: bytes[digits.start..<at], as: UTF8.self)
    let comma = SourceSpan(digits.start - 1, digits.start)
    let isThousands = digits.count == 3 && isSeparator(before: digits.start)
    errors.add(
      .leadingZero, Bilingual("a number does not begin with 0", "数字不以 0 开头"),
      at: isThousands ? comma : SourceSpan(digits.start, at),
      isThousands
        ? Bilingual("a number is written without separators", "数字里不写千位分隔符")
        : Bilingual("a code is a text: `\"\(written)\"`", "编码是文本：`\"\(written)\"`"),
      fix: isThousands ? "" : "\"\(written)\"")
    emit(.figure, from: digits.start)
  }

  /// Whether a comma stands there between digits, as in `1,000`.
  private func isSeparator(before start: Int) -> Bool {
    start > 1 && bytes[start - 1] == UInt8(ascii: ",") && (0x30...0x39).contains(bytes[start - 2])
  }

  private mutating func lexTooLong(_ digits: DigitRun) {
    at = max(wordEnd(from: digits.start), digits.end)
    if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), DigitRun(bytes, from: at + 1).count > 0 {
      at = wordEnd(from: at + 1)
    }
    errors.add(
      .numberTooLong, Bilingual("a number that does not fit in 64 bits", "数字超出 64 位整数的范围"),
      at: SourceSpan(digits.start, at),
      Bilingual("write a float, with an exponent: `1e30`", "请写带指数的浮点数：`1e30`"))
    emit(.figure, from: digits.start)
  }

  /// Where `1e6` or `3.5e-3` ends; nil for a number without exponent.
  private func exponentEnd(from start: Int) -> Int? {
    var end = DigitRun(bytes, from: start).end
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      let fraction = DigitRun(bytes, from: end + 1)
      if fraction.count > 0 { end = fraction.end }
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "e") || bytes[end] == UInt8(ascii: "E") else {
      return nil
    }
    var exponent = end + 1
    if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-") {
      exponent += 1
    }
    let digits = DigitRun(bytes, from: exponent)
    return digits.count > 0 ? digits.end : nil
  }

  private mutating func lexFloat(from start: Int, to end: Int) {
    at = max(end, wordEnd(from: end))
    let span = SourceSpan(start, at)
    if at > end {
      let word = String(decoding: bytes[end..<at], as: UTF8.self)
      errors.add(
        .unknownUnitAfterNumber, Bilingual("a float takes no unit `\(word)`", "浮点数不能带单位 `\(word)`"), at: span,
        Bilingual("write the number without an exponent", "请写不带指数的数"))
    } else if LiteralReader.float(bytes[start..<end]) == nil {
      errors.add(
        .numberTooLong, Bilingual("a float reaches 1.8e308", "浮点数最大 1.8e308"), at: span)
    }
    emit(.float, from: start)
  }
}

/// A run of ASCII or full-width digits.
struct DigitRun {
  let start: Int
  private(set) var end: Int
  private(set) var count = 0
  private(set) var firstDigit = 0
  /// The number, for up to 18 digits.
  private(set) var value = 0

  init(_ bytes: [UInt8], from start: Int) {
    self.start = start
    end = start
    while end < bytes.count, let (digit, width) = Self.digit(bytes, end) {
      if count == 0 { firstDigit = digit }
      if count < 18 { value = value * 10 + digit }
      count += 1
      end += width
    }
  }

  private static func digit(_ bytes: [UInt8], _ at: Int) -> (digit: Int, width: Int)? {
    let byte = bytes[at]
    if byte >= 0x30, byte <= 0x39 { return (Int(byte) - 0x30, 1) }
    guard byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBC, (0x90...0x99).contains(bytes[at + 2])
    else { return nil }
    return (Int(bytes[at + 2]) - 0x90, 3)
  }
}
