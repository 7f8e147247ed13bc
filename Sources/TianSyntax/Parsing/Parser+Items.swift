import TianSource

extension Parser {
  /// `item = name '=' nl expr / expr`
  mutating func parseItem() -> ItemSyntax {
    if current.isName, next.is(.assign) {
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

  /// `pick = '*' &stop / '-' nl path &stop / item`
  mutating func parsePick() -> PickSyntax {
    if at(.star), isStop(next) { return .all(advance().span) }
    let item = parseItem()
    if item.name == nil, case .negated(.name(let path), let span) = item.value { return .exclude(path, span) }
    return .item(item)
  }

  /// `stop = ',' / PIPE / NL / SEP / EOF / ')' / 'by' / 'sort'`
  private func isStop(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): symbol == .comma || symbol == .pipe || symbol == .semicolon || symbol == .close
    case .keyword(let keyword): keyword.isTail
    case .newline, .end: true
    case .name, .quotedName, .figure, .float, .date, .string, .invalid: false
    }
  }

  /// `rename1 = name nl '=' nl path`
  mutating func parseRename() -> RenameSyntax {
    let new = parseName()
    expect(.assign)
    return RenameSyntax(new: new, old: parsePath())
  }

  /// `sortkey = [ '-' nl ] key`, `key = '(' query ')' / case / call / path`
  mutating func parseSortKey() -> SortKeySyntax {
    let start = current.span
    let isDescending = take(.minus)
    skipNewlines()
    let value: ExpressionSyntax
    if at(.open) || at(.case) || current.isName {
      value = parsePrimary()
    } else {
      reportExpected(Expected.sortKey)
      value = .missing(gap)
    }
    if Self.binaryOperator(current) != nil, mayReport() {
      errors.add(
        .unexpected, Bilingual("a computed sort key needs brackets", "算出来的排序键要加括号"), at: current.span,
        Bilingual("write `sort (a + b)` or `sort -(a + b)`", "请写 `排序 (a + b)` 或 `排序 -(a + b)`"))
      skipToFollower()
    }
    let direction = parseForeignDirection(of: value)
    return SortKeySyntax(value: value, isDescending: direction ?? isDescending, span: span(from: start))
  }
}
