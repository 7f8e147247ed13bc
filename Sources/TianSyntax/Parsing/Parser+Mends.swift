import TianSource

// What people write who come from SQL and its kin, or who forget a space: told how Tian writes it, and read
// as what was meant, so that the rest of the text is checked too.
extension Parser {
  /// The verb of a stage, read. Nil, told, where there is none.
  mutating func parseVerb() -> Verb? {
    if let verb = strayVerb {
      strayVerb = nil
      return verb
    }
    if case .keyword(let word) = current.kind, let verb = word.verb {
      advance()
      skipForeignAfter(verb)
      return verb
    }
    if isAtEnd || !isWord(current) {
      reportExpected(Bilingual("a stage", "步骤"))
      return nil
    }
    let word = text(of: current)
    if let keyword = Keyword(word: word.lowercased()), let verb = keyword.verb {
      reportCapitals(keyword)
      advance()
      skipForeignAfter(verb)
      return verb
    }
    let count = errors.diagnostics.count
    if let verb = parseForeignVerb() {
      skipForeignAfter(verb, isForeign: true)
      return verb
    }
    guard errors.diagnostics.count == count else { return nil }
    if let (keyword, prefix) = Keyword.glued(to: word), keyword.verb != nil {
      reportGlued(prefix)
    } else {
      reportUnknownVerb(word)
    }
    return nil
  }

  private mutating func reportUnknownVerb(_ word: String) {
    guard mayReport() else { return }
    let nearest = Spelling.nearest(
      to: word, among: Keyword.allCases.filter { $0.verb != nil }.flatMap { [$0.english, $0.chinese] })
    let label = nearest.map { Bilingual("did you mean `\($0)`?", "是不是 `\($0)`？") }
    errors.add(
      .unknownStage, Bilingual("no stage `\(word)`", "没有步骤 `\(word)`"), at: current.span,
      label ?? Bilingual("after `|` comes where, select, summarize, sort, take …", "`|` 之后是 筛选、选列、汇总、排序、取 等"),
      fix: nearest)
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

  mutating func reportCapitals(_ keyword: Keyword) {
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
      Diagnostic(
        .queryNeedsTable, Bilingual("a query begins with its table", "查询要从表开始"),
        at: [
          .init(current.span, Bilingual("write `\(table.en) | \(stage)`", "请写 `\(table.zh) | \(stage)`"))
        ],
        fixes: hasTableBehind ? [.init(span(index, index + 1), "\(table.en) | \(stage)")] : []))
  }

  // MARK: After an operand

  /// Words after a whole part that other languages, or a forgotten space, leave there. True where one was
  /// told.
  mutating func reportForeignTail() -> Bool {
    guard isWord(current) else { return reportParted() }
    let word = text(of: current)
    if let (keyword, prefix) = Keyword.glued(to: word), keyword.followsOperand {
      reportGlued(prefix)
      return true
    }
    if let keyword = Keyword(word: word.lowercased()) {
      if keyword == .from {
        reportStrayFrom(word)
        return true
      }
      if current.kind == .name {
        reportCapitals(keyword)
        return true
      }
    }
    return false
  }

  /// SQL's `from` behind its columns.
  private mutating func reportStrayFrom(_ word: String) {
    guard mayReport() else { return }
    errors.add(
      .unexpected, Bilingual("`\(word)` cannot stand here", "这里不能写 `\(word)`"), at: current.span,
      Bilingual("the table comes first: `table | select …`", "先写表：`表 | 选列 …`"))
  }
}
