import TianFigures
import TianSource

// Other languages' comparisons, calls and names.
extension Parser {
  // MARK: Comparisons

  /// `x is null`, `x between 1 and 2`, `x like "%茶%"`, read as what they mean. Nil where there is none.
  mutating func parseForeignComparison(_ left: ExpressionSyntax) -> ExpressionSyntax? {
    let isNegated = isFolded(current, .not)
    let place = isNegated ? index + 1 : index
    guard token(place).kind == .name,
      let form = ForeignTable.form(text(of: token(place)), where: \.isComparison),
      case .comparison(let operation) = form.use
    else { return nil }
    let start = current.span
    let words = span(index, place)
    switch form.typed.lowercased() {
    case "is":
      if token(place + 1).is(.in) || (token(place + 1).is(.not) && token(place + 2).is(.in)) {
        let gone = SourceSpan(lower: start.lower, upper: token(place + 1).span.lower)
        reportForeign(Keyword.in.both, at: words, fixes: [.init(gone, "")])
        index = place + 1
        return parseWordComparison(left)
      }
      let isNot = isFolded(token(place + 1), .not)
      let words = span(index, isNot ? place + 1 : place)
      reportForeign(
        isNot ? Bilingual("!=", "!=") : form.mend, at: words, fixes: [.init(words, isNot ? "!=" : "==")])
      index = place + (isNot ? 2 : 1)
      return .binary(isNot ? .notEqual : .equal, left, parseCoalesce(), operatorSpan: start)
    case "between", "介于": return parseBetween(left, form, isNegated: isNegated)
    case "属于", "不属于", "不在":
      return parseForeignMembership(left, form, isNegated: isNegated || form.typed != "属于", words)
    case "like", "ilike", "像", "形如":
      let pattern = token(place + 1)
      let isText = pattern.kind == .string
      var mended =
        isText ? Self.likeMend(StringReader.value(bytes[pattern.span.range]), isNegated) : form.mend
      let whole = isText ? words.joined(with: pattern.span) : words
      var fixes: [Diagnostic.Fix] = []
      if form.typed == "ilike", isText, let open = mended.en.firstIndex(of: "\"") {
        // Letters are alike whatever their case once both sides are folded.
        mended = Bilingual(
          Self.folding(mended.en, from: open),
          mended.zh.firstIndex(of: "\"").map { Self.folding(mended.zh, from: $0) } ?? mended.zh)
        let (lower, upper) = (left.span.lower, left.span.upper)
        fixes = [
          .init(SourceSpan(lower: lower, upper: lower), "fold("),
          .init(SourceSpan(lower: upper, upper: upper), ")"),
        ]
      }
      if isText { fixes.append(.init(whole, mend(mended, like: text(of: token(place))))) }
      reportForeign(mended, at: words, fixes: fixes)
      index = place + 1
      return .binary(isNegated ? .notContains : .contains, left, parseCoalesce(), operatorSpan: start)
    default:
      let word = text(of: token(place))
      let not = isNegated ? mend(Bilingual("not ", "非 "), like: word) : ""
      let mended = not + mend(form.mend, like: word)
      reportForeign(form.mend, at: words, fixes: [.init(words, mended)])
      index = place + 1
      return .binary(operation, left, parseCoalesce(), operatorSpan: start)
    }
  }

  private mutating func parseBetween(
    _ left: ExpressionSyntax, _ form: ForeignForm, isNegated: Bool
  ) -> ExpressionSyntax {
    let words = isNegated ? span(index, index + 1) : current.span
    let word = text(of: isNegated ? next : current)
    let both = isNegated ? Bilingual("not in", "非 在") : Keyword.in.both
    let said = reportForeign(form.mend, at: words, fixes: [.init(words, mend(both, like: word))])
    index += isNegated ? 2 : 1
    let low = parseCoalesce()
    var high: ExpressionSyntax?
    if isFolded(current, .and) || isWord(current, "和", "与", "到", "至") {
      advance()
      let bound = parseCoalesce()
      let gap = SourceSpan(lower: low.span.upper, upper: bound.span.lower)
      if let said { errors.addFix(.init(gap, ".."), to: said) }
      high = bound
    }
    rangeMessage = said
    skipBetween()
    rangeMessage = nil
    let range = ExpressionSyntax.range(low, high, span(from: low.span))
    return .membership(left, .expression(range), isNegated: isNegated, span(from: left.span))
  }

  /// `县 属于 ("东", "西")`
  private mutating func parseForeignMembership(
    _ left: ExpressionSyntax, _ form: ForeignForm, isNegated: Bool, _ words: SourceSpan
  ) -> ExpressionSyntax {
    reportForeign(form.mend, at: words, fixes: [.init(words, form.mend.zh)])
    index = tokens.firstIndex { $0.span.lower >= words.upper } ?? index
    let set = parseSet()
    skipBetween()
    return .membership(left, set, isNegated: isNegated, span(from: left.span))
  }

  /// `contains "A"` as `contains fold("A")`.
  private static func folding(_ text: String, from open: String.Index) -> String {
    "\(text[..<open])fold(\(text[open...]))"
  }

  /// A pattern of SQL's `like` as Tian says it.
  private static func likeMend(_ pattern: String, _ isNegated: Bool) -> Bilingual {
    let (opens, ends) = (pattern.hasPrefix("%"), pattern.count > 1 && pattern.hasSuffix("%"))
    let inner = String(pattern.dropFirst(opens ? 1 : 0).dropLast(ends ? 1 : 0))
    let word: Keyword
    switch (opens, ends) {
    case _ where inner.contains("%") || inner.contains("_"):
      let matches = "\(isNegated ? "!~" : "~") \(Literal.quoted("^\(expression(of: pattern))$"))"
      return Bilingual(matches, matches)
    case (true, true): word = .contains
    case (false, true): word = .starts
    case (true, false): word = .ends
    case (false, false):
      let equals = "\(isNegated ? "!=" : "==") \(Literal.quoted(inner))"
      return Bilingual(equals, equals)
    }
    let (not, notInChinese) = isNegated ? ("not ", "非 ") : ("", "")
    let text = Literal.quoted(inner)
    return Bilingual("\(not)\(word.english) \(text)", "\(notInChinese)\(word.chinese) \(text)")
  }

  /// A pattern of `like` as a regular expression.
  private static func expression(of pattern: String) -> String {
    pattern.map { character in
      switch character {
      case "%": ".*"
      case "_": "."
      default: "\\.+*?()[]{}|^$".contains(character) ? "\\\(character)" : String(character)
      }
    }.joined()
  }

  /// `并且`: whether it stands here for an operator, told and read.
  mutating func takeForeignConnective(_ logical: LogicalOperator) -> Bool {
    guard current.kind == .name,
      let form = ForeignTable.form(
        text(of: current),
        where: { use in
          if case .connective(logical) = use { true } else { false }
        })
    else { return false }
    reportForeign(form.mend, fixes: [.init(current.span, form.mend.zh)])
    advance()
    return true
  }

  // MARK: Items

  /// `sum(x) as y`: the name that Tian puts first.
  mutating func parseForeignAlias(of value: ExpressionSyntax) -> NameSyntax? {
    guard isAtForeignAlias else { return nil }
    let isText = next.kind == .string
    let name =
      isText ? WrittenName.of(StringReader.value(bytes[next.span.range])) : source.text(of: next.span)
    let mended = "\(name) = \(source.text(of: value.span))"
    let start = SourceSpan(lower: value.span.lower, upper: value.span.lower)
    let gone = SourceSpan(lower: value.span.upper, upper: next.span.upper)
    if mayReport() {
      errors.add(
        Diagnostic(
          .foreignWord, Bilingual("an item is not named behind it", "名称不写在后面"),
          at: [
            .init(current.span, Bilingual("the name comes first: `\(mended)`", "名称写在前面：`\(mended)`"))
          ], fixes: [.init(start, "\(name) = "), .init(gone, "")]))
    }
    advance()
    if isText { return NameSyntax(parseString().value, span: tokens[index - 1].span) }
    return readName()
  }

  /// `sort x desc`: whether the key is descending. Nil where there is no such word.
  mutating func parseForeignDirection(of value: ExpressionSyntax) -> Bool? {
    guard current.kind == .name else { return nil }
    let word = text(of: current).lowercased()
    let isDescending = Self.descendingWords.contains(word)
    guard isDescending || Self.ascendingWords.contains(word) else { return nil }
    let key = source.text(of: value.span)
    let start = SourceSpan(lower: value.span.lower, upper: value.span.lower)
    let gone = Diagnostic.Fix(SourceSpan(lower: value.span.upper, upper: current.span.upper), "")
    let mended = isDescending ? "-\(key)" : key
    reportForeign(
      Bilingual(mended, mended), fixes: isDescending ? [.init(start, "-"), gone] : [gone])
    advance()
    return isDescending
  }

  private static let descendingWords: Set = [
    "desc", "descending", "降序", "倒序", "逆序", "递减", "从大到小", "由大到小", "从高到低", "由高到低", "从多到少", "由多到少",
  ]
  private static let ascendingWords: Set = [
    "asc", "ascending", "升序", "正序", "顺序", "递增", "从小到大", "由小到大", "从低到高", "由低到高", "从少到多", "由少到多",
  ]

  /// `sort desc(x)`.
  mutating func takeForeignDescending(_ key: ExpressionSyntax) {
    guard case .call(let name, let arguments, let span) = key, name.text.lowercased() == "desc",
      arguments.count == 1
    else { return }
    let mended = "-\(source.text(of: arguments[0].value.span))"
    errors.add(
      .foreignWord, ForeignForm.message(of: name.text), at: span,
      Bilingual("write `\(mended)`", "请写 `\(mended)`"), fix: mended)
  }

  /// `面积 换算成 公顷`, told.
  mutating func takeForeignTo() -> Bool {
    guard isWord(current, "换算成", "换算为", "转换为", "转换成", "转换", "转成", "转为", "转", "折合", "折算成"), next.isName
    else { return false }
    let form = ForeignTable.shape(.convertWord)
    reportForeign(form, fixes: [.init(current.span, form.zh)])
    advance()
    return true
  }

  /// `to "公顷"`: the quotes are told.
  mutating func parseForeignUnit() -> UnitSyntax? {
    guard current.kind == .string else { return nil }
    let unit = StringReader.value(bytes[current.span.range])
    guard Unit(unit, in: units) != nil else { return nil }
    reportForeign(Bilingual(unit, unit), fixes: [.init(current.span, unit)])
    return UnitSyntax(unit, span: advance().span)
  }

  /// `近 200亩` at the figure: told without the space. False where the name before it is no word for figures.
  mutating func reportParted() -> Bool {
    guard current.kind == .figure, index > 0, tokens[index - 1].kind == .name else { return false }
    let whole = span(index - 1, index)
    guard let mend = FigureReader.query(for: source.text(of: whole), in: units) else { return false }
    reportForeign(Bilingual(mend, mend), at: whole, fixes: [.init(whole, mend)])
    return true
  }

  /// `rename a to b`: the names' order is told. False where it is not so.
  mutating func takeForeignRename(_ old: NameSyntax) -> RenameSyntax? {
    let isMark = at(.arrow) || isFolded(current, .to) || isFolded(current, .as)
    guard isMark || isWord(current, "为", "成", "叫", "到", "改为"), next.isName || next.kind == .string else {
      return nil
    }
    let isText = next.kind == .string
    let new = isText ? WrittenName.of(StringReader.value(bytes[next.span.range])) : source.text(of: next.span)
    let whole = old.span.joined(with: next.span)
    let names = "\(new) = \(WrittenName.of(old.text))"
    errors.cover(whole)
    reportForeign(
      Bilingual("rename \(names)", "改名 \(names)"), at: whole, fixes: [.init(whole, names)])
    advance()
    return RenameSyntax(new: parseName(), old: PathSyntax(old))
  }

  /// `where a, b`: both hold.
  mutating func parseForeignConditions(_ first: ExpressionSyntax) -> ExpressionSyntax {
    guard at(.comma), !contexts.contains(.commas) else { return first }
    if case .membership(_, .expression(.literal(_, let value)), _, _) = first {
      return skipBareList(first, value)
    }
    var operands = [first]
    while at(.comma) {
      let mark = SourceSpan(lower: previousEnd, upper: next.span.lower)
      let and = mend(Bilingual(" and ", " 且 "))
      reportForeign(ForeignTable.shape(.commaCondition), fixes: [.init(mark, and)])
      advance()
      operands.append(parseExpression())
    }
    return .logical(.and, operands)
  }
}

extension ForeignForm.Use {
  fileprivate var isComparison: Bool {
    if case .comparison = self { true } else { false }
  }
}
