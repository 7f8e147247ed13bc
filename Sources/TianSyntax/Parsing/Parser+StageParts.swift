import TianSource

// What the stages say that are more than a list.
extension Parser {
  /// `join = 'join' nl ( 'cross' &jointable table / [ joinkind &jointable ] table nl 'on' nl expr { … } )`
  mutating func parseJoin() -> JoinSyntax {
    skipNewlines()
    var kind = JoinSyntax.Kind.inner
    if case .keyword(let word) = current.kind, let named = JoinSyntax.Kind(rawValue: word.english),
      startsTable(next), !next.is(.on), !next.is(.as)
    {
      kind = named
      advance()
    }
    let table = parseTable()
    if kind == .cross {
      reportConditionsOfCross()
      return JoinSyntax(kind: kind, table: table, conditions: [])
    }
    takeForeignOn()
    expect(.on)
    return JoinSyntax(kind: kind, table: table, conditions: commaList { $0.parseExpression() })
  }

  private mutating func reportConditionsOfCross() {
    guard afterNewlines(from: index).is(.on), mayReport() else { return }
    skipNewlines()
    errors.add(
      .unexpected, Bilingual("`join cross` takes no conditions", "`关联 交叉` 不带条件"), at: advance().span,
      Bilingual("leave out `cross`, or filter after it", "请去掉 `交叉`，或在其后筛选"))
    _ = commaList { $0.parseExpression() }
  }

  /// `pivot = 'pivot' nl items nl 'per' nl key [ 'in' nl inset ]`
  mutating func parsePivot() -> PivotSyntax {
    let items = within(.clauses) { parser in parser.commaList { $0.parseItem() } }
    expect(.per)
    let key = parseKey()
    let values = take(.in) ? parseSet() : nil
    return PivotSyntax(items: items, per: key, values: values)
  }

  /// `unpivot = 'unpivot' nl pattern { ',' nl pattern } nl 'as' nl name nl ',' nl name`
  mutating func parseUnpivot() -> UnpivotSyntax {
    let columns = within(.clauses) { parser in parser.commaList { $0.parsePattern() } }
    expect(.as)
    let name = parseName()
    expect(.comma)
    return UnpivotSyntax(columns: columns, name: name, value: parseName())
  }

  /// `explode = 'explode' nl path nl 'at' nl expr`
  mutating func parseExplode() -> StageKindSyntax {
    skipNewlines()
    let column = parsePath()
    if at(.by) || isWord(current, "on", "用", "with") || at(.on) {
      let form = Keyword.at.both
      reportForeign(form, fixes: [.init(current.span, mend(form, like: text(of: current)))])
      tokens[index].kind = .keyword(.at)
    }
    expect(.at)
    return .explode(column, at: parseExpression())
  }

  /// `fill = 'fill' nl ( 'down' !'=' nl path { ',' nl path } / assign { ',' nl assign } )`
  mutating func parseFill() -> StageKindSyntax {
    skipNewlines()
    guard at(.down), !next.is(.assign) else {
      return .fill(
        commaList { parser in parser.takeFillWord() ? parser.parseFilled() : parser.parseAssignment() })
    }
    advance()
    return .fillDown(commaList { $0.parsePath() })
  }

  /// An assignment whose mark was told to be missing.
  private mutating func parseFilled() -> ItemSyntax {
    let name = readName()
    return ItemSyntax(name: name, value: parseExpression())
  }

  /// `complement = path [ 'in' nl inset ]`
  mutating func parseCompletion() -> CompletionSyntax {
    let column = parsePath()
    return CompletionSyntax(column: column, values: take(.in) ? parseSet() : nil)
  }

  /// `follow = 'follow' nl table nl 'on' nl expr { ',' nl expr } [ 'depth' nl range ]`
  mutating func parseFollow() -> FollowSyntax {
    let table = parseTable()
    expect(.on)
    let conditions = within(.clauses) { parser in parser.commaList { $0.parseExpression() } }
    let depth = take(.depth) ? parseRange() : nil
    return FollowSyntax(table: table, conditions: conditions, depth: depth)
  }

  /// `assert = 'assert' nl expr [ ',' nl ( STRING / formatted ) ]`
  mutating func parseAssert() -> StageKindSyntax {
    let condition = parseExpression()
    guard take(.comma) else { return .assert(condition, message: nil) }
    skipNewlines()
    guard current.kind == .string || current.kind == .interpolation(.start) else {
      reportExpected(Expected.text)
      return .assert(condition, message: nil)
    }
    return .assert(condition, message: parsePrimary())
  }

  /// `chart = 'chart' nl chartkind nl charted { ',' nl charted } { ',' nl option } tails`
  mutating func parseChart() -> ChartSyntax {
    skipNewlines()
    var chart = ChartSyntax(kind: parseChartKind(), items: [], options: [])
    var hasOptions = false
    // `charted = !( name nl ':' ) item`
    let parts = commaList { parser -> (item: ItemSyntax?, option: ArgumentSyntax?) in
      let isNamed = parser.current.isName && parser.afterNewlines(from: parser.index + 1).is(.colon)
      hasOptions = hasOptions || isNamed
      return hasOptions ? (nil, parser.parseOption()) : (parser.parseItem(), nil)
    }
    chart.items = parts.compactMap(\.item)
    chart.options = parts.compactMap(\.option)
    if chart.items.isEmpty, let option = chart.options.first {
      errors.add(
        .unexpected, Bilingual("no column to draw", "没有要画的列"), at: option.value.span,
        Bilingual("columns come before options", "先写列，再写选项"))
    }
    return chart
  }

  /// `save = 'save' nl STRING [ ',' nl option { ',' nl option } ]`
  mutating func parseSave() -> StageKindSyntax {
    skipNewlines()
    if at(.as) || at(.to) || isWord(current, "into", "to", "为", "到"), next.kind == .string {
      let gone = SourceSpan(lower: current.span.lower, upper: next.span.lower)
      reportForeign(Verb.save.name, fixes: [.init(gone, "")])
      advance()
    }
    guard current.kind == .string else {
      if let path = takeBarePath() { return .save(path, take(.comma) ? commaList { $0.parseOption() } : []) }
      reportExpected(Expected.path)
      return .save(StringSyntax("", span: gap), [])
    }
    let path = parseString()
    return .save(path, take(.comma) ? commaList { $0.parseOption() } : [])
  }
}
