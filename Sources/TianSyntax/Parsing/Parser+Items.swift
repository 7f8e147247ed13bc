import TianSource

extension Parser {
  /// `item = name '=' nl expr / expr`
  mutating func parseItem() -> ItemSyntax {
    if takeNameMark() || (current.isName && next.is(.assign)) {
      let name = readName()
      advance()
      return ItemSyntax(name: name, value: parseExpression())
    }
    let value = parseExpression()
    return ItemSyntax(name: parseForeignAlias(of: value), value: value)
  }

  /// `assign = name '=' nl expr`
  mutating func parseAssignment() -> ItemSyntax {
    if let name = takeReservedWord(before: next.is(.assign)) {
      advance()
      return ItemSyntax(name: name, value: parseExpression())
    }
    let before = errors.diagnostics.count
    let item = parseItem()
    if item.name == nil, errors.diagnostics.count == before {
      errors.add(
        .itemNeedsName, Bilingual("a new column needs a name", "新列要有名称"), at: item.value.span,
        Bilingual("write `name = …`", "请写 `名称 = …`"))
    }
    return item
  }

  /// `pick = '-' nl pattern &stop / glob / item`
  mutating func parsePick() -> PickSyntax {
    if let glob = parseGlob() { return .glob(glob) }
    if at(.minus) {
      let start = index
      let sign = advance().span
      skipNewlines()
      if let glob = parseGlob() { return .exclude(.glob(glob), span(from: sign)) }
      index = start
    }
    let item = parseItem()
    guard item.name == nil, case .negated(.name(let path), let span) = item.value else { return .item(item) }
    return .exclude(.path(path), span)
  }

  /// `pattern = glob / path`
  mutating func parsePattern() -> PatternSyntax {
    skipNewlines()
    return parseGlob().map { .glob($0) } ?? .path(parsePath())
  }

  var startsPattern: Bool {
    current.isName || at(.star) || current.kind == .string || current.kind == .figure
      || current.kind == .period
  }

  /// `glob = '*' &stop / '*' part &stop / '*' part '*' &stop / part '*' &stop`,
  /// `part = name / FIGURE / PERIOD`. Nil, nothing read, where there is none.
  private mutating func parseGlob() -> GlobSyntax? {
    let opensWithStar = at(.star)
    let start = index + (opensWithStar ? 1 : 0)
    func token(_ place: Int) -> Token { tokens[min(place, tokens.count - 1)] }
    let hasDigits = token(start).kind == .figure || token(start).kind == .period
    let hasName = hasDigits || (token(start).isName && !(opensWithStar && isStop(token(start))))
    let endsWithStar = hasName && token(start + 1).is(.star)
    let end = start + (hasName ? 1 : 0) + (endsWithStar ? 1 : 0)
    guard opensWithStar || endsWithStar, isStop(token(end)) else { return nil }
    let first = current.span
    if opensWithStar { advance() }
    let name = hasName ? (hasDigits ? readDigits() : readName()) : nil
    if endsWithStar { advance() }
    return GlobSyntax(
      name: name, opensWithStar: opensWithStar, endsWithStar: endsWithStar || !hasName,
      span: span(from: first))
  }

  /// `stop = ',' / PIPE / NL / SEP / EOF / ')' / 'by' / 'sort' / 'as'`
  private func isStop(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): symbol == .comma || symbol == .pipe || symbol == .semicolon || symbol == .close
    case .keyword(let keyword): keyword.isTail || keyword == .as
    case .newline, .end: true
    case .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation, .invalid:
      false
    }
  }

  /// `rename1 = name nl '=' nl path`
  mutating func parseRename() -> RenameSyntax {
    let new = parseName()
    if let rename = takeForeignRename(new) { return rename }
    expect(.assign)
    return RenameSyntax(new: new, old: parsePath())
  }

  /// `sortkey = [ '-' nl ] key`, `key = '(' query ')' / case / call / path`
  mutating func parseSortKey() -> SortKeySyntax {
    let start = current.span
    skipDirection()
    let isDescending = take(.minus)
    let value = parseKey()
    if Self.binaryOperator(current) != nil, mayReport() {
      errors.add(
        .unexpected, Bilingual("a computed sort key needs brackets", "算出来的排序键要加括号"), at: current.span,
        Bilingual("write `sort (a + b)` or `sort -(a + b)`", "请写 `排序 (a + b)` 或 `排序 -(a + b)`"))
      skipToFollower()
    }
    takeForeignDescending(value)
    let direction = parseForeignDirection(of: value)
    return SortKeySyntax(value: value, isDescending: direction ?? isDescending, span: span(from: start))
  }

  /// `key = '(' query ')' / case / call / path`
  mutating func parseKey() -> ExpressionSyntax {
    skipNewlines()
    if at(.open) || at(.case) || current.isName { return parsePrimary() }
    reportExpected(Expected.key)
    return .missing(gap)
  }
}
