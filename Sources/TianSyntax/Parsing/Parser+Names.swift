import TianSource

// Words and marks.
extension Parser {
  /// Steps over a mark that must come, and newlines before it.
  mutating func expect(_ symbol: Symbol) {
    guard afterNewlines(from: index).is(symbol) else { return reportExpected(Expected.symbol(symbol)) }
    skipNewlines()
    advance()
  }

  mutating func expect(_ keyword: Keyword) {
    guard afterNewlines(from: index).is(keyword) else {
      if isFolded(current, keyword) {
        reportCapitals(keyword)
        advance()
        return
      }
      reportExpected(Expected.keyword(keyword))
      return skipToFollower()
    }
    skipNewlines()
    advance()
  }

  /// `name = IDENT / QIDENT`, newlines before it stepped over. An empty name where there is none.
  /// - Parameter takesText: whether a text there is read as the name in quotes that it may be meant for.
  mutating func parseName(takesText: Bool = true) -> NameSyntax {
    skipNewlines()
    if current.isName { return readName() }
    if let word = takeReservedWord(before: next.is(.assign)) { return word }
    if takesText, current.kind == .string { return readQuotedText() }
    reportExpected(Expected.name)
    return NameSyntax("", span: gap)
  }

  /// `"面积"` where a name must stand: told without its quotes, and read as the name.
  private mutating func readQuotedText() -> NameSyntax {
    let name = StringReader.value(bytes[current.span.range])
    let written = WrittenName.of(name)
    if mayReport() {
      errors.add(
        .unexpected,
        Bilingual("expected a name, not `\(text(of: current))`", "这里要有名称，而不是 `\(text(of: current))`"),
        at: current.span, Bilingual("a name has no quotes: `\(written)`", "名称不加引号：`\(written)`"), fix: written
      )
    }
    return NameSyntax(name, span: advance().span, isQuoted: true)
  }

  /// `by = …`: a reserved word where what follows shows that it is meant for a name; told, and read as one.
  mutating func takeReservedWord(before isBeforeItsUse: Bool) -> NameSyntax? {
    guard case .keyword(let word) = current.kind, word.isReserved, isBeforeItsUse else { return nil }
    reportExpected(Expected.name)
    let token = advance()
    return NameSyntax(text(of: token), span: token.span)
  }

  /// `2021` where a name must stand: told how such a name is written.
  private mutating func reportDigits() -> Bool {
    guard current.kind == .figure || current.kind == .period else { return false }
    let name = "[\(text(of: current))]"
    if mayReport() {
      errors.add(
        .unexpected,
        Bilingual("expected a name, not `\(text(of: current))`", "这里要有名称，而不是 `\(text(of: current))`"),
        at: current.span,
        Bilingual("a name that begins with a digit is quoted: `\(name)`", "以数字开头的名称要加引号：`\(name)`"),
        fix: name)
    }
    return true
  }

  func isReservedName(at index: Int) -> Bool {
    guard index + 1 < tokens.count, case .keyword(let word) = tokens[index].kind else { return false }
    return word.isReserved && tokens[index + 1].is(.assign)
  }

  /// The current token, which is a name, as one.
  mutating func readName() -> NameSyntax {
    let token = current
    let raw = bytes[token.span.range]
    if token.kind == .quotedName {
      advance()
      return NameSyntax(StringReader.name(raw), span: token.span, isQuoted: true)
    }
    tokens[index].kind = .name
    advance()
    return NameSyntax(String(decoding: Self.foldingDashes(raw), as: UTF8.self), span: token.span)
  }

  /// The current token, which is a figure or a period, as the part of a name that it is.
  mutating func readDigits() -> NameSyntax {
    let token = advance()
    let folded = text(of: token).unicodeScalars.map { scalar in
      Punctuation.folded(scalar).map { String(decoding: $0, as: UTF8.self) } ?? String(scalar)
    }
    return NameSyntax(folded.joined(), span: token.span)
  }

  /// `path = name { '.' nl name }`
  mutating func parsePath() -> PathSyntax {
    skipNewlines()
    var path = PathSyntax(reportDigits() ? readDigits() : parseName())
    while take(.dot) { path.rest.append(parseName()) }
    return path
  }

  /// The current token, which is a string, with its escapes read.
  mutating func parseString() -> StringSyntax {
    let token = advance()
    return StringSyntax(StringReader.value(bytes[token.span.range]), span: token.span)
  }

  /// `产量——吨` is `产量_吨`.
  private static func foldingDashes(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let dashes = NameCharacters.dashes
    guard name.contains(dashes[0]) else { return name }
    let bytes = Array(name)
    var out: ArraySlice<UInt8> = []
    var at = 0
    while at < bytes.count {
      let isDashes = bytes.starts(with: dashes, at: at)
      out.append(isDashes ? UInt8(ascii: "_") : bytes[at])
      at += isDashes ? dashes.count : 1
    }
    return out
  }
}
