import TianSource

// What people write who come from SQL and its kin, or who forget a space: told how Tian writes it, and read
// as what was meant, so that the rest of the text is checked too.
extension Parser {
  /// The verb of a stage, read. Nil, told, where there is none.
  mutating func parseVerb() -> Verb? {
    if case .keyword(let word) = current.kind, let verb = word.verb {
      advance()
      return verb
    }
    if isAtEnd || !isWord(current) {
      reportExpected(Bilingual("a stage", "步骤"))
      return nil
    }
    let word = text(of: current)
    if let (keyword, prefix) = Keyword.glued(to: word), keyword.verb != nil {
      reportGlued(prefix)
      return nil
    }
    if let keyword = Keyword(word: word.lowercased()), let verb = keyword.verb {
      reportCapitals(keyword)
      advance()
      return verb
    }
    if let foreign = ForeignVerb.table.first(where: { $0.words.contains(word.lowercased()) }) {
      return parseForeignVerb(foreign)
    }
    guard mayReport() else { return nil }
    let nearest = Spelling.nearest(
      to: word, among: Keyword.allCases.filter { $0.verb != nil }.flatMap { [$0.english, $0.chinese] })
    let label = nearest.map { Bilingual("did you mean `\($0)`?", "是不是 `\($0)`？") }
    errors.add(
      .unknownStage, Bilingual("no stage `\(word)`", "没有步骤 `\(word)`"), at: current.span,
      label ?? Bilingual("after `|` comes where, select, summarize, sort, take …", "`|` 之后是 筛选、选列、汇总、排序、取 等"),
      fix: nearest)
    return nil
  }

  private func isWord(_ token: Token) -> Bool {
    if case .keyword = token.kind { return true }
    return token.kind == .name
  }

  private mutating func parseForeignVerb(_ foreign: ForeignVerb) -> Verb? {
    guard mayReport() else { return nil }
    let first = advance().span
    let isTwoWords = foreign.takesBy && at(.by)
    let span = isTwoWords ? span(from: first.joined(with: advance().span)) : first
    let written = source.text(of: span)
    errors.add(
      .foreignWord, Bilingual("`\(written)` is not Tian", "田里没有 `\(written)`"), at: span,
      Bilingual("write `\(foreign.mend.en)`", "请写 `\(foreign.mend.zh)`"), fix: foreign.verb?.rawValue)
    return foreign.verb
  }

  private mutating func reportGlued(_ word: String) {
    guard mayReport() else { return }
    let end = Int(current.span.lower) + word.utf8.count
    errors.add(
      Diagnostic(
        .missingSpace, Bilingual("a space is missing after `\(word)`", "`\(word)` 后面缺一个空格"),
        at: [.init(current.span, Bilingual("put a space after `\(word)`", "请在 `\(word)` 后空一格"))],
        fixes: [.init(SourceSpan(end, end), " ")]))
  }

  private mutating func reportCapitals(_ keyword: Keyword) {
    guard mayReport() else { return }
    errors.add(
      .foreignWord, Bilingual("keywords are written in small letters", "关键字用小写"), at: current.span,
      Bilingual("write `\(keyword.english)`", "请写 `\(keyword.english)`"), fix: keyword.english)
  }

  // MARK: A query that begins with a stage

  /// `where x > 3`, `SELECT a`: a verb with its operand at once, where a table should be.
  var isAtForgottenTable: Bool {
    guard let verb = verbInAnyCase else { return false }
    if verb == .sort { return startsOperand(next) }
    switch next.kind {
    case .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation: return true
    case .keyword(let after): return !after.followsOperand && !after.isReserved
    case .symbol, .newline, .invalid, .end: return false
    }
  }

  /// The verb that the current word spells, in capitals too.
  private var verbInAnyCase: Verb? {
    switch current.kind {
    case .keyword(let keyword): keyword.verb
    case .name where (0x41...0x5A).contains(bytes[current.span.range].first ?? 0):
      Keyword(word: text(of: current).lowercased())?.verb
    case .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation, .symbol,
      .newline, .invalid, .end:
      nil
    }
  }

  /// The stage that stands there, and the table behind it in `describe 合作社`.
  mutating func parseForgottenTable() -> (HeadSyntax, StageSyntax) {
    reportForgottenTable()
    guard at(.describe) || at(.schema) else { return (.expression(.missing(gap), alias: nil), parseStage()) }
    let verb = advance()
    let kind: StageKindSyntax = verb.is(.describe) ? .describe : .schema
    let stage = StageSyntax(verbSpan: verb.span, kind: kind, tails: TailsSyntax(), span: verb.span)
    return (parseHead(), stage)
  }

  private mutating func reportForgottenTable() {
    guard mayReport() else { return }
    let word = text(of: current).lowercased()
    let hasTableBehind = at(.describe) || at(.schema)
    let stage = hasTableBehind ? word : word + " …"
    let table = hasTableBehind ? Bilingual(text(of: next), text(of: next)) : Bilingual("table", "表")
    errors.add(
      .queryNeedsTable, Bilingual("a query begins with its table", "查询要从表开始"), at: current.span,
      Bilingual("write `\(table.en) | \(stage)`", "请写 `\(table.zh) | \(stage)`"))
  }

  // MARK: After an operand

  /// Words after a whole part that other languages, or a forgotten space, leave there. True where one was
  /// told.
  mutating func reportForeignTail() -> Bool {
    guard isWord(current) else { return false }
    let word = text(of: current)
    if let (keyword, prefix) = Keyword.glued(to: word), keyword.followsOperand {
      reportGlued(prefix)
      return true
    }
    if let keyword = Keyword(word: word.lowercased()) {
      if keyword.verb != nil || keyword == .from {
        reportStrayVerb(word.lowercased(), keyword)
        return true
      }
      if current.kind == .name {
        reportCapitals(keyword)
        return true
      }
    }
    guard let (_, mend) = ForeignVerb.tails.first(where: { $0.word == word.lowercased() }) else {
      return false
    }
    reportForeign(mend)
    return true
  }

  /// A stage without its `|`, or SQL's `from` behind its columns.
  private mutating func reportStrayVerb(_ word: String, _ keyword: Keyword) {
    guard mayReport() else { return }
    errors.add(
      .unexpected, Bilingual("`\(word)` cannot stand here", "这里不能写 `\(word)`"), at: current.span,
      keyword == .from
        ? Bilingual("the table comes first: `table | select …`", "先写表：`表 | 选列 …`")
        : Bilingual("a stage begins with `|`: write `| \(word) …`", "步骤以 `|` 开头：请写 `| \(word) …`"))
  }

  /// `x is null`, `x between 1 and 2`, `x like "%茶%"`, read as what they mean. Nil where there is none.
  mutating func parseForeignComparison(_ left: ExpressionSyntax) -> ExpressionSyntax? {
    guard current.kind == .name else { return nil }
    let start = current.span
    switch text(of: current).lowercased() {
    case "is":
      reportForeign(Bilingual("write `== null` or `!= null`", "请写 `== 空` 或 `!= 空`"))
      advance()
      let isNegated = take(.not)
      return .binary(isNegated ? .notEqual : .equal, left, parseCoalesce(), operatorSpan: start)
    case "like", "ilike":
      reportForeign(Bilingual("write `contains`, `starts` or `ends`", "请写 `含`、`始于` 或 `止于`"))
      advance()
      return .binary(.contains, left, parseCoalesce(), operatorSpan: start)
    case "between":
      reportForeign(Bilingual("write `in low..high`, both ends included", "请写 `在 下限..上限`，含两端"))
      advance()
      let low = parseCoalesce()
      let high = take(.and) ? parseCoalesce() : nil
      let range = ExpressionSyntax.range(low, high, span(from: low.span))
      return .membership(left, .expression(range), isNegated: false, span(from: left.span))
    default: return nil
    }
  }

  private mutating func reportForeign(
    _ label: Bilingual, saying message: Bilingual? = nil, fix: String? = nil
  ) {
    guard mayReport() else { return }
    let word = text(of: current)
    let isUnknown = Bilingual("`\(word)` is not Tian", "田里没有 `\(word)`")
    errors.add(.foreignWord, message ?? isUnknown, at: current.span, label, fix: fix)
  }

  /// `sum(x) as y`: the name that Tian puts first.
  mutating func parseForeignAlias(of value: ExpressionSyntax) -> NameSyntax? {
    guard at(.as), next.isName else { return nil }
    reportForeign(
      Bilingual("the name comes first: `name = value`", "名称写在前面：`名称 = 值`"),
      saying: Bilingual("an item is not named behind it", "名称不写在后面"))
    advance()
    return readName()
  }

  /// `sort x desc`: whether the key is descending. Nil where there is no such word.
  mutating func parseForeignDirection(of value: ExpressionSyntax) -> Bool? {
    guard current.kind == .name else { return nil }
    let word = text(of: current).lowercased()
    let isDescending = ["desc", "descending", "降序", "倒序"].contains(word)
    guard isDescending || ["asc", "ascending", "升序"].contains(word) else { return nil }
    let key = source.text(of: value.span)
    reportForeign(
      isDescending
        ? Bilingual("write `-\(key)`", "请写 `-\(key)`")
        : Bilingual("ascending is the rule: remove it", "默认就是升序，请删去"))
    advance()
    return isDescending
  }

  /// `count(*)`
  mutating func takeForeignStar() -> Bool {
    guard at(.star), next.is(.close) else { return false }
    reportForeign(
      Bilingual("write `count()`: it counts rows", "请写 `计数()`：它数的就是行"),
      saying: Bilingual("`*` is no argument", "`*` 不能作参数"), fix: "")
    advance()
    return true
  }
}
