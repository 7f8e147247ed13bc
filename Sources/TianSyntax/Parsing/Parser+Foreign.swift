import TianSource

// What people write who come from other languages: told how Tian writes it, and read as what was meant, so
// that the rest of the text is checked too. `ForeignTable` has the words and the mends.
extension Parser {
  /// Says that what stands from the current token on, or at the span, is not Tian. The place of the message,
  /// for fixes to come; nil where it is not said.
  @discardableResult
  mutating func reportForeign(
    _ mend: Bilingual, at span: SourceSpan? = nil, fixes: [Diagnostic.Fix] = []
  ) -> Int? {
    guard mayReport() else { return nil }
    let span = span ?? current.span
    let written = source.text(of: span)
    return errors.addMendable(
      Diagnostic(
        .foreignWord, Bilingual("`\(written)` is not Tian", "田里没有 `\(written)`"),
        at: [.init(span, Bilingual("write `\(mend.en)`", "请写 `\(mend.zh)`"))], fixes: fixes))
  }

  /// The mend in the language of a word.
  func mend(_ mend: Bilingual, like word: String) -> String {
    word.utf8.contains { $0 >= 0x80 } ? mend.zh : mend.en
  }

  func isWord(_ token: Token) -> Bool {
    if case .keyword = token.kind { return true }
    return token.kind == .name
  }

  /// Whether a token is a certain word that is no keyword.
  func isWord(_ token: Token, _ words: String...) -> Bool {
    token.kind == .name && words.contains(text(of: token).lowercased())
  }

  /// Whether a token is a keyword, in capitals too.
  func isFolded(_ token: Token, _ keyword: Keyword) -> Bool {
    token.is(keyword) || isWord(token, keyword.english)
  }

  func token(_ place: Int) -> Token { tokens[min(place, tokens.count - 1)] }

  /// From one token to another, both within.
  func span(_ first: Int, _ last: Int) -> SourceSpan { token(first).span.joined(with: token(last).span) }

  /// The place of the bracket that closes the one at a place; nil where none does.
  func closing(_ open: Int) -> Int? {
    var depth = 0
    for place in open..<tokens.count {
      if tokens[place].is(.open) { depth += 1 }
      if tokens[place].is(.close) {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }

  // MARK: Stages

  /// A stage of another language at the head of a stage, its words read. Nil where it is none.
  mutating func parseForeignVerb() -> Verb? {
    if let verb = parseForeignJoin() { return verb }
    guard isWord(current) else { return nil }
    let word = text(of: current)
    let isTwoWords = isFolded(next, .by)
    if let form = ForeignTable.form(isTwoWords ? word + " by" : word, where: \.isGroup) {
      return parseForeignGroup(form, wordCount: isTwoWords && form.typed.hasSuffix(" by") ? 2 : 1)
    }
    if let verb = parseForeignRows(word) { return verb }
    if let form = ForeignTable.form(word, where: \.isCount) { return parseForeignCount(form) }
    if let form = ForeignTable.form(word, where: \.isJoinWord) {
      let kind = mend(form.mend, like: word)
      reportForeign(form.mend, fixes: [.init(current.span, kind)])
      advance()
      return .join
    }
    guard let form = ForeignTable.form(word, where: { $0.verb != nil }), let verb = form.use.verb else {
      return nil
    }
    if isWord(current, "top"), parseForeignTop() { return nil }
    let words = isTwoWords && verb == .sort ? span(index, index + 1) : current.span
    reportForeign(form.mend, at: words, fixes: [.init(words, mend(form.mend, like: word))])
    advance()
    if words != tokens[index - 1].span { advance() }
    return verb
  }

  /// `left join`, `left outer join`.
  private mutating func parseForeignJoin() -> Verb? {
    guard isWord(current), let kind = Keyword(word: text(of: current).lowercased()), kind.role == .joinKind
    else { return nil }
    let join = isWord(next, "outer") ? index + 2 : index + 1
    guard isFolded(token(join), .join) else { return nil }
    let mend = kind == .inner ? "join" : "join \(kind.english)"
    let chinese = kind == .inner ? "关联" : "关联 \(kind.chinese)"
    let words = span(index, join)
    reportForeign(Bilingual(mend, chinese), at: words, fixes: [.init(words, mend)])
    index = join + 1
    return .join
  }

  /// `group by 县 | summarize …`: the keys go to the end of the stage after it.
  private mutating func parseForeignGroup(_ form: ForeignForm, wordCount: Int) -> Verb? {
    let (first, word) = (index, text(of: current))
    let words = span(index, index + wordCount - 1)
    let place = reportForeign(form.mend, at: words)
    index += wordCount
    var keys = source.text(of: span(index, index))
    let from = index
    while !at(.pipe), !isAtEnd, current.kind != .newline, !at(.semicolon), !at(.close) { advance() }
    if index > from { keys = source.text(of: span(from, index - 1)) }
    if keys.hasPrefix("("), keys.hasSuffix(")") { keys = String(keys.dropFirst().dropLast()) }
    guard let place else { return nil }
    if at(.pipe), let verb = summarizing(token(index + 1)), verb {
      let gone = SourceSpan(lower: token(first).span.lower, upper: token(index + 1).span.lower)
      errors.addFix(.init(gone, ""), to: place)
      let by = mend(Bilingual("by", "按"), like: word)
      pendingTails.append(PendingTail(place: place, text: " \(by) \(keys)"))
    } else {
      let summary = mend(Bilingual("summarize n = count() by", "汇总 数量 = 计数() 按"), like: word)
      errors.addFix(.init(span(first, index - 1), "\(summary) \(keys)"), to: place)
    }
    return nil
  }

  /// Whether a word summarizes, in Tian or another language; nil for what is no word.
  private func summarizing(_ token: Token) -> Bool? {
    if isFolded(token, .summarize) { return true }
    guard isWord(token) else { return nil }
    return ForeignTable.form(text(of: token)) { $0.verb == .summarize } != nil
  }

  private mutating func parseForeignCount(_ form: ForeignForm) -> Verb? {
    let word = text(of: current)
    let summary = mend(form.mend, like: word)
    let by = mend(Bilingual("by", "按"), like: word)
    let hasKeys = next.isName
    reportForeign(form.mend, fixes: [.init(current.span, hasKeys ? "\(summary) \(by)" : summary)])
    advance()
    return nil
  }

  /// `top 5 by x`, told and read. False where it is none.
  private mutating func parseForeignTop() -> Bool {
    guard isFolded(token(index + 2), .by), token(index + 3).isName else { return false }
    let isAscending = isWord(token(index + 4), "asc")
    let hasDirection = isAscending || isWord(token(index + 4), "desc")
    let whole = span(index, index + (hasDirection ? 4 : 3))
    let (count, key) = (text(of: token(index + 1)), text(of: token(index + 3)))
    reportForeign(
      ForeignTable.shape(.topBy), at: whole,
      fixes: [.init(whole, "sort \(isAscending ? "" : "-")\(key) | take \(count)")])
    index += hasDirection ? 5 : 4
    return true
  }

  // MARK: Between the verb and the rest

  /// What other languages put after a verb: brackets around all of it, `by`, `column`.
  mutating func skipForeignAfter(_ verb: Verb, isForeign: Bool = false) {
    if at(.open) { removeForeignBrackets(verb, isForeign) }
    if verb == .drop, isWord(current, "if"), startsOperand(next) { return skipForeignDropIf() }
    let isBy = verb == .sort && isFolded(current, .by)
    let isColumn = verb == .drop && isWord(current, "column", "columns") && next.isName
    let isAll = verb == .union && isWord(current, "all") && startsTable(next)
    guard isBy || isColumn || isAll else { return }
    let shape: ForeignForm.Shape = isBy ? .sortBy : isColumn ? .columnWord : .unionAll
    let gone = SourceSpan(lower: current.span.lower, upper: next.span.lower)
    reportForeign(ForeignTable.shape(shape), fixes: [.init(gone, "")])
    advance()
  }

  /// `select(a, b)`: the brackets go where they hold a list, a new column or sort keys.
  private mutating func removeForeignBrackets(_ verb: Verb, _ isForeign: Bool) {
    switch verb {
    case .derive, .select, .drop, .rename, .summarize, .sort, .distinct, .where: break
    default: return
    }
    guard let close = closing(index), !startsOperand(token(close + 1)),
      Self.binaryOperator(token(close + 1)) == nil || token(close + 1).is(.assign)
    else { return }
    var depth = 0
    var marks: Set<Symbol> = []
    for place in (index + 1)..<max(index + 1, close) {
      if tokens[place].is(.open) { depth += 1 }
      if tokens[place].is(.close) { depth -= 1 }
      if depth == 0, case .symbol(let mark) = tokens[place].kind { marks.insert(mark) }
    }
    // A bracketed query is Tian.
    guard !marks.contains(.pipe) else { return }
    let isNewColumn = verb == .derive || verb == .rename || (isForeign && verb != .where)
    let isAssignment = isNewColumn && token(index + 1).isName && token(index + 2).is(.assign)
    let isDescending = verb == .sort && isWord(token(index + 1), "desc") && token(index + 2).is(.open)
    guard marks.contains(.comma) || isAssignment || isDescending else { return }
    let isGlued = previousEnd == current.span.lower
    let (open, end) = (current.span, token(close).span)
    reportForeign(
      ForeignTable.shape(.brackets), at: open.joined(with: end),
      fixes: [.init(open, isGlued ? " " : ""), .init(end, "")])
    tokens.remove(at: close)
    tokens.remove(at: index)
    reportedIndex = index - 1
  }

  // MARK: After a whole part

  /// Whether a stage begins here without its `|`: a verb, or a word of another language for one.
  func isAtStrayStage(_ token: Token, _ following: Token) -> Bool {
    guard isWord(token) else { return false }
    if let keyword = Keyword(word: text(of: token).lowercased()), keyword.verb != nil { return true }
    return strayForm(token, following) != nil
  }

  private func strayForm(_ token: Token, _ following: Token) -> ForeignForm? {
    guard token.kind == .name else { return nil }
    let word = text(of: token)
    return ForeignTable.form(isFolded(following, .by) ? word + " by" : word) { use in
      if case .tail = use { true } else { false }
    }
  }

  /// Reads on at a stage without its `|`, which is told. False where there is none.
  mutating func takeStrayStage() -> Bool {
    guard contexts.contains(.stages), isAtStrayStage(current, next) else { return false }
    guard let form = strayForm(current, next) else {
      let word = text(of: current).lowercased()
      guard mayReport() else { return true }
      errors.add(
        Diagnostic(
          .unexpected, Bilingual("`\(word)` cannot stand here", "这里不能写 `\(word)`"),
          at: [
            .init(
              current.span,
              Bilingual("a stage begins with `|`: write `| \(word) …`", "步骤以 `|` 开头：请写 `| \(word) …`"))
          ], fixes: [.init(SourceSpan(lower: current.span.lower, upper: current.span.lower), "| ")]))
      return true
    }
    let isTwoWords = form.typed.hasSuffix(" by")
    let words = isTwoWords ? span(index, index + 1) : current.span
    reportForeign(form.mend, at: words, fixes: [.init(words, mend(form.mend, like: text(of: current)))])
    if case .tail(let verb) = form.use { strayVerb = verb }
    index += isTwoWords ? 2 : 1
    return true
  }

  /// `group by` in the place of `by`, told; the parser stands at `by`.
  mutating func takeForeignGroup() {
    guard isWord(current, "group"), isFolded(next, .by) else { return }
    let words = span(index, index + 1)
    reportForeign(ForeignTable.shape(.tailGroup), at: words, fixes: [.init(words, "by")])
    advance()
  }
}

extension ForeignForm.Use {
  var verb: Verb? {
    if case .verb(let verb) = self { verb } else { nil }
  }
  fileprivate var isGroup: Bool {
    if case .shape(.groupStage) = self { true } else { false }
  }
  fileprivate var isCount: Bool {
    if case .shape(.countStage) = self { true } else { false }
  }
  fileprivate var isJoinWord: Bool {
    if case .shape(.joinWords) = self { true } else { false }
  }
}
