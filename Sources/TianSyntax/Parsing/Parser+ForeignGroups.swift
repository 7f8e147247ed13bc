import TianSource

// Groups, counts and brackets at the head of a stage, as other languages write them.
extension Parser {
  /// `group by 县 | summarize …`, `group by 县 count()`: the keys go to the end of the stage that summarizes.
  mutating func parseForeignGroup(_ form: ForeignForm, wordCount: Int) -> Verb? {
    let (first, word) = (index, text(of: current))
    let words = span(index, index + wordCount - 1)
    let place = reportForeign(form.mend, at: words)
    index += wordCount
    let keys = takeForeignKeys()
    let by = " " + mend(Bilingual("by", "按"), like: word) + " " + keys
    guard let place else { return nil }
    let hasPipe = at(.pipe)
    if summarizing(hasPipe ? next : current) == true {
      // The mark goes with the stage that it ends.
      if hasPipe { errors.cover(advance().span) }
      let gone = SourceSpan(lower: token(first).span.lower, upper: current.span.lower)
      errors.addFix(.init(gone, ""), to: place)
      pendingTails.append(PendingTail(place: place, text: by))
      return parseVerb()
    }
    if isWord(current), next.is(.open) {
      let verb = mend(Verb.summarize.name, like: word) + " "
      let gone = SourceSpan(lower: token(first).span.lower, upper: current.span.lower)
      errors.addFix(.init(gone, verb), to: place)
      pendingTails.append(PendingTail(place: place, text: by))
      return .summarize
    }
    let summary = mend(Bilingual("summarize n = count()", "汇总 数量 = 计数()"), like: word)
    errors.addFix(.init(span(first, index - 1), summary + by), to: place)
    return nil
  }

  /// `县, 产业` or `(县, 产业)`, stepped over: its text without brackets.
  private mutating func takeForeignKeys() -> String {
    let start = index
    if at(.open), let close = closing(index) {
      index = close + 1
      return close > start + 1 ? source.text(of: span(start + 1, close - 1)) : ""
    }
    while isWord(current) || current.kind == .quotedName || at(.comma) || at(.dot) {
      if index > start, isWord(current), isWord(token(index - 1)) { break }
      if index > start, isWord(current), next.is(.open), !token(index - 1).is(.comma) { break }
      advance()
    }
    return index > start ? source.text(of: span(start, index - 1)) : ""
  }

  /// Whether a word summarizes, in Tian or another language; nil for what is no word.
  private func summarizing(_ token: Token) -> Bool? {
    if isFolded(token, .summarize) { return true }
    guard isWord(token) else { return nil }
    return ForeignTable.form(text(of: token)) { $0.verb == .summarize } != nil
  }

  /// `count`, `count()`, `count 县`, `count(县, sort = TRUE)`.
  mutating func parseForeignCount(_ form: ForeignForm) -> Verb? {
    let word = text(of: current)
    let name = mend(Bilingual("n", "数量"), like: word)
    let by = mend(Bilingual(" by ", " 按 "), like: word)
    var (summary, last, tail) = (mend(form.mend, like: word), index, "")
    if next.is(.open), let close = closing(index + 1) {
      let inner = close > index + 2 ? source.text(of: span(index + 2, close - 1)) : ""
      let parts = ClauseText.parts(inner)
      let keys = parts.filter { !$0.isEmpty && $0 != "*" && !$0.contains("=") }
      if !keys.isEmpty { summary += by + keys.joined(separator: ", ") }
      let isSorted = parts.contains { $0.lowercased().filter { $0 != " " } == "sort=true" }
      if isSorted { tail = mend(Bilingual(" | sort -", " | 排序 -"), like: word) + name }
      last = close
    } else if isFolded(next, .distinct), token(index + 2).isName {
      let call = mend(Bilingual("count_distinct", "去重计数"), like: word)
      let whole = span(index, index + 2)
      let both = Bilingual("summarize n = count_distinct(x)", "汇总 数量 = 去重计数(x)")
      let verb = mend(Verb.summarize.name, like: word)
      reportForeign(
        both, at: whole, fixes: [.init(whole, "\(verb) \(name) = \(call)(\(text(of: token(index + 2))))")])
      index += 3
      return nil
    } else if next.isName {
      summary += by.dropLast()
    }
    reportForeign(form.mend, fixes: [.init(span(index, last), summary + tail)])
    index = last + 1
    return nil
  }

  /// `top 5 by x`, told and read. False where it is none.
  mutating func parseForeignTop() -> Bool {
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

  // MARK: Brackets

  /// `select(a, b)`: the brackets go where they hold a list, a new column or sort keys. What is to be told of
  /// the verb before them tells of them too.
  mutating func removeForeignBrackets(_ verb: Verb, _ isForeign: Bool, _ place: Int?) {
    guard let close = closing(index), !startsOperand(token(close + 1)),
      Self.binaryOperator(token(close + 1)) == nil || token(close + 1).is(.assign)
    else { return }
    let isGlued = previousEnd == current.span.lower
    guard holdsForeignParts(of: verb, isForeign, isGlued: isGlued, to: close) else { return }
    let (open, end) = (current.span, token(close).span)
    let fixes: [Diagnostic.Fix] = [.init(open, isGlued ? " " : ""), .init(end, "")]
    let name = verb.name
    if let place {
      for fix in fixes { errors.addFix(fix, to: place) }
      errors.relabel(
        place,
        Bilingual("write `\(mend(name)) …`, without brackets", "请写 `\(mend(name)) …`，不加括号"))
    } else {
      let inner = close > index + 1 ? source.text(of: span(index + 1, close - 1)) : ""
      let shown = inner.count > 40 ? "…" : inner
      reportForeign(
        Bilingual("\(name.en) \(shown)", "\(name.zh) \(shown)"), at: open.joined(with: end), fixes: fixes)
    }
    removedEnd = end.upper
    tokens.remove(at: close)
    tokens.remove(at: index)
    reportedIndex = index - 1
  }

  /// Whether brackets after a verb hold what Tian writes without them.
  private func holdsForeignParts(
    of verb: Verb, _ isForeign: Bool, isGlued: Bool, to close: Int
  ) -> Bool {
    var depth = 0
    var marks: Set<Symbol> = []
    for place in (index + 1)..<max(index + 1, close) {
      if tokens[place].is(.open) { depth += 1 }
      if tokens[place].is(.close) { depth -= 1 }
      if depth == 0, case .symbol(let mark) = tokens[place].kind { marks.insert(mark) }
    }
    // A bracketed query is Tian.
    guard !marks.contains(.pipe) else { return false }
    switch verb {
    case .distinct, .drop: return true
    case .join: return isGlued && marks.contains(.comma)
    case .derive, .select, .rename, .summarize, .sort, .where: break
    default: return false
    }
    let isNewColumn = verb == .derive || verb == .rename || ((isForeign || isGlued) && verb != .where)
    let isAssignment = isNewColumn && token(index + 1).isName && token(index + 2).is(.assign)
    let isDescending = verb == .sort && isWord(token(index + 1), "desc") && token(index + 2).is(.open)
    return marks.contains(.comma) || isAssignment || isDescending
  }
}
