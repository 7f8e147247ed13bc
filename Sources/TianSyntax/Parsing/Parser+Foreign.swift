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
    let code = self.mend(mend, like: written)
    return errors.addMendable(
      Diagnostic(
        .foreignWord, ForeignForm.message(of: written),
        at: [.init(span, Bilingual("write `\(code)`", "请写 `\(code)`"))], fixes: fixes))
  }

  /// The mend in the language of a word; of marks and English words, in that of the query.
  func mend(_ mend: Bilingual, like word: String = "") -> String {
    let isChineseWord = !word.isEmpty && word.unicodeScalars.allSatisfy { $0.value >= 0x2E80 }
    return isChineseWord ? mend.zh : mend[language]
  }

  /// That of the query, for what is written into it.
  var language: Language { Language(ofTokens: tokens, in: bytes) }

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
    if takeRowCount(word) { return nil }
    if let verb = parseForeignChart(word) ?? parseForeignSummary(word) { return verb }
    let isTwoWords = isFolded(next, .by)
    if let form = ForeignTable.form(isTwoWords ? word + " by" : word, where: \.isGroup) {
      return parseForeignGroup(form, wordCount: isTwoWords && form.typed.hasSuffix(" by") ? 2 : 1)
    }
    if let verb = parseForeignRows(word) { return verb }
    if let form = ForeignTable.form(word, where: \.isCount) { return parseForeignCount(form) }
    if let form = ForeignTable.form(word, where: \.isJoinWord) {
      let kind = mend(form.mend, like: word)
      foreignVerb = reportForeign(form.mend, fixes: [.init(current.span, kind)])
      advance()
      return .join
    }
    let isAssignment = next.isName && token(index + 2).is(.assign)
    if !isAssignment, let advice = ForeignTable.advice(word) {
      reportForeignVerb(advice)
      return nil
    }
    guard let form = ForeignTable.form(word, where: { $0.verb != nil }), let verb = form.use.verb else {
      return nil
    }
    if isWord(current, "top"), parseForeignTop() { return nil }
    if verb == .take, !startsOperand(next) { return reportTakeAlone(word) }
    if word == "合并", isOnAhead { return reportMerge() }
    let words = isTwoWords && verb == .sort ? span(index, index + 1) : current.span
    foreignVerb = reportForeign(form.mend, at: words, fixes: [.init(words, mend(form.mend, like: word))])
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
    let isInner = kind == .inner
    let both = Bilingual(isInner ? "join" : "join \(kind.english)", isInner ? "关联" : "关联 \(kind.chinese)")
    let words = span(index, join)
    let written = mend(both, like: text(of: current))
    foreignVerb = reportForeign(both, at: words, fixes: [.init(words, written)])
    index = join + 1
    return .join
  }

  // MARK: Between the verb and the rest

  /// What other languages put after a verb: brackets around all of it, `by`, `column`.
  mutating func skipForeignAfter(_ verb: Verb, isForeign: Bool = false) {
    let place = isForeign ? foreignVerb : nil
    foreignVerb = nil
    if at(.open) { removeForeignBrackets(verb, isForeign, place) }
    if verb == .take || verb == .skip { skipRowWords(before: true) }
    if verb == .drop, isWord(current, "if"), startsOperand(next) { return skipForeignDropIf() }
    let isBy = verb == .sort && isFolded(current, .by)
    let isColumn = verb == .drop && isWord(current, "column", "columns") && next.isName
    let isAll = verb == .union && isWord(current, "all") && startsTable(next)
    if verb == .distinct, at(.on), next.isName || next.is(.open) { return reportDistinctOn() }
    if verb == .describe, current.isName, next.is(.pipe) || next.kind == .newline || next.kind == .end {
      return reportDescribed()
    }
    if verb == .summarize, at(.by) { return reportNothingSummarized() }
    guard isBy || isColumn || isAll else { return }
    let shape: ForeignForm.Shape = isBy ? .sortBy : isColumn ? .columnWord : .unionAll
    let gone = SourceSpan(lower: current.span.lower, upper: next.span.lower)
    reportForeign(ForeignTable.shape(shape), fixes: [.init(gone, "")])
    advance()
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

  /// `group by` or `按照` in the place of `by`, told; the parser stands at what is read as `by`.
  mutating func takeForeignGroup() {
    if isByWord(current) {
      let form = ForeignTable.shape(.byWord)
      reportForeign(form, fixes: [.init(current.span, mend(form, like: text(of: current)))])
      tokens[index].kind = .keyword(.by)
    }
    guard isWord(current, "group"), isFolded(next, .by) else { return }
    let words = span(index, index + 1)
    reportForeign(ForeignTable.shape(.tailGroup), at: words, fixes: [.init(words, "by")])
    advance()
  }

  /// `按照` before a key.
  func isByWord(_ token: Token) -> Bool {
    if token.is(.per) { return !contexts.contains(.clauses) }
    return token.kind == .name && ForeignTable.form(text(of: token), where: \.isByWord) != nil
  }
}

extension ForeignForm.Use {
  var verb: Verb? {
    if case .verb(let verb) = self { verb } else { nil }
  }
  fileprivate var isGroup: Bool {
    if case .shape(.groupStage) = self { true } else { false }
  }
  fileprivate var isByWord: Bool {
    if case .shape(.byWord) = self { true } else { false }
  }
  fileprivate var isCount: Bool {
    if case .shape(.countStage) = self { true } else { false }
  }
  fileprivate var isJoinWord: Bool {
    if case .shape(.joinWords) = self { true } else { false }
  }
}
