import TianSource

// Lists and their names as other languages write them.
extension Parser {
  /// `sum(产值), by 年`, `sum(产值), by = 年`: a tail that a comma parts from its stage, told; the parser stands
  /// at the tail. False where none does.
  mutating func takeCommaBeforeTail() -> Bool {
    guard at(.comma), contexts.contains(.tails) else { return false }
    let start = index
    let tail = token(start + 1).is(.dot) ? start + 2 : start + 1
    guard token(tail).is(.by) || token(tail).is(.sort) else { return false }
    let hasMark = token(tail).is(.by) && (token(tail + 1).is(.assign) || token(tail + 1).is(.colon))
    let last = hasMark ? tail + 1 : tail
    let word = text(of: token(tail))
    let gone = SourceSpan(lower: previousEnd, upper: token(last).span.upper)
    index = tail
    reportForeign(Bilingual(word, word), at: span(start, last), fixes: [.init(gone, " \(word)")])
    if hasMark { tokens.remove(at: last) }
    return true
  }

  /// `地点 和 面积`: whether a word for a comma stands here.
  var isListWord: Bool { isWord(current, "和", "与", "及", "以及") && startsOperand(next) }

  mutating func takeListWord() -> Bool {
    guard isListWord else { return false }
    let gone = SourceSpan(lower: previousEnd, upper: current.span.upper)
    reportForeign(ForeignTable.shape(.listWord), fixes: [.init(gone, ",")])
    advance()
    return true
  }

  /// `村数: 计数()`: the mark after an item's name, told; the parser stands at the mark.
  mutating func takeNameMark() -> Bool {
    guard current.kind == .name || current.kind == .quotedName, next.is(.colon), !token(index + 2).is(.colon)
    else { return false }
    let name = index
    advance()
    reportForeign(
      ForeignTable.shape(.nameMark),
      fixes: [.init(SourceSpan(lower: token(name).span.upper, upper: current.span.upper), " =")])
    index = name
    return true
  }

  /// `sort desc 面积`: the direction before the key, told and read.
  mutating func skipDirection() {
    guard isWord(current, "desc", "descending", "降序", "倒序"), next.isName else { return }
    let gone = SourceSpan(lower: current.span.lower, upper: next.span.lower)
    let key = "-\(text(of: next))"
    reportForeign(Bilingual(key, key), fixes: [.init(gone, "-")])
    advance()
  }

  /// `fill 期限 with 0`, `fill 期限 0`: what stands for `=` is told; the parser stands at the name. False where
  /// nothing does.
  mutating func takeFillWord() -> Bool {
    let isWordNext = isWord(next, "with", "为", "成")
    guard current.isName, isWordNext || next.kind == .figure || next.kind == .string else { return false }
    let name = index
    advance()
    let end = isWordNext ? next.span.lower : current.span.lower
    let gone = SourceSpan(lower: token(name).span.upper, upper: end)
    reportForeign(ForeignTable.shape(.nameMark), fixes: [.init(gone, " = ")])
    if isWordNext { tokens.remove(at: name + 1) }
    index = name
    return true
  }

  /// `面积 as 大小`, `面积 为 大小`: whether such a word and a name stand here.
  var isAtForeignAlias: Bool {
    let isWord = isFolded(current, .as) || isWord(current, "为", "作为", "叫", "记为")
    return isWord && (next.isName || next.kind == .string)
  }

  /// `join t using (k)`, `join t by k`, `, by = "k"`: what stands for `on` is told, and read as that.
  mutating func takeForeignOn() {
    let start = at(.comma) ? index + 1 : index
    let mark = token(start + 1).is(.assign)
    if reportNoOn(start) { return }
    guard isFolded(token(start), .by) || isFolded(token(start), .where) || isOnWord(token(start)) else {
      return
    }
    let from = SourceSpan(lower: previousEnd, upper: token(mark ? start + 1 : start).span.upper)
    let word = mend(Keyword.on.both, like: text(of: token(start)))
    var fixes: [Diagnostic.Fix] = [.init(from, " \(word)")]
    index = start
    let key = start + (mark ? 2 : 1)
    if token(key).is(.open), let close = closing(key), !isWord(token(start), "where") {
      let isGlued = token(key).span.lower == token(key - 1).span.upper
      fixes += [.init(token(key).span, isGlued ? " " : ""), .init(token(close).span, "")]
      tokens.remove(at: close)
      tokens.remove(at: key)
    } else if token(key).kind == .string {
      let name = WrittenName.of(StringReader.value(bytes[token(key).span.range]))
      fixes.append(.init(token(key).span, name))
      tokens[key].kind = .quotedName
    }
    reportForeign(Keyword.on.both, at: span(start, mark ? start + 1 : start), fixes: fixes)
    if mark { tokens.remove(at: start + 1) }
    tokens[start].kind = .keyword(.on)
  }

  /// `join t k`, `join t, "k"`: the word is missing.
  private mutating func reportNoOn(_ key: Int) -> Bool {
    let follows = token(key + 1)
    let isLast = follows.is(.pipe) || follows.kind == .newline || follows.kind == .end || follows.is(.close)
    guard token(key).kind == .name || token(key).kind == .string, isLast else { return false }
    let name =
      token(key).kind == .string
      ? WrittenName.of(StringReader.value(bytes[token(key).span.range])) : text(of: token(key))
    let on = mend(Keyword.on.both)
    let gone = SourceSpan(lower: previousEnd, upper: token(key).span.upper)
    reportForeign(
      Bilingual("on \(name)", "依据 \(name)"), at: token(key).span, fixes: [.init(gone, " \(on) \(name)")])
    if token(key).kind == .string { tokens[key].kind = .quotedName }
    let place = token(key).span.lower
    tokens.insert(Token(.keyword(.on), SourceSpan(lower: place, upper: place)), at: key)
    index = key
    return true
  }

  private func isOnWord(_ token: Token) -> Bool { isWord(token, "using", "on", "依", "根据", "按照", "条件") }
}

extension Keyword {
  /// Its word in each language.
  var both: Bilingual { Bilingual(english, chinese) }
}
