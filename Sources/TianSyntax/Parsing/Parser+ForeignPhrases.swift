import TianSource

// Phrases of Chinese and of other languages that are more than a word between two operands.
extension Parser {
  // MARK: After an operand

  /// `期限 为空`, `名称 以 "茶" 开头`, `面积 超过500亩`: read as the comparison that it means. Nil where there is
  /// none.
  mutating func parseForeignPhrase(_ left: ExpressionSyntax) -> ExpressionSyntax? {
    if current.kind == .name,
      let form = ForeignTable.form(text(of: current), where: { $0.postfix != nil }),
      let operation = form.use.postfix
    {
      let start = current.span
      reportForeign(form.mend, fixes: [.init(start, mend(form.mend, like: text(of: current)))])
      advance()
      return .binary(operation, left, .literal(.null, start), operatorSpan: start)
    }
    return parseTextEnds(left) ?? parseHedgedComparison(left) ?? parseArrowComparison(left)
  }

  /// `以 "茶" 开头`
  private mutating func parseTextEnds(_ left: ExpressionSyntax) -> ExpressionSyntax? {
    let ends = isWord(token(index + 2), "结尾", "结束", "收尾")
    guard isWord(current, "以"), next.kind == .string, ends || isWord(token(index + 2), "开头", "开始", "打头")
    else { return nil }
    let keyword = ends ? Keyword.ends : .starts
    let pattern = text(of: next)
    let whole = span(index, index + 2)
    let start = current.span
    reportForeign(
      Bilingual("\(keyword.english) \(pattern)", "\(keyword.chinese) \(pattern)"), at: whole,
      fixes: [.init(whole, "\(keyword.chinese) \(pattern)")])
    advance()
    let right = parseCoalesce()
    advance()
    return .binary(ends ? .ends : .starts, left, right, operatorSpan: start)
  }

  private static let hedgeMarks = [
    ("超过", ">", BinaryOperator.greater), ("不足", "<", .less), ("不到", "<", .less),
    ("至少", ">=", .greaterOrEqual),
    ("至多", "<=", .lessOrEqual), ("逾", ">", .greater), ("超", ">", .greater),
  ]

  /// `面积 超过500亩`: the word of a hedge that stands for a comparison.
  private mutating func parseHedgedComparison(_ left: ExpressionSyntax) -> ExpressionSyntax? {
    guard current.kind == .figure, case .name = left else { return nil }
    let written = text(of: current)
    guard let (word, mark, operation) = Self.hedgeMarks.first(where: { written.hasPrefix($0.0) }) else {
      return nil
    }
    let start = current.span
    let figure = written.dropFirst(word.count)
    reportForeign(
      Bilingual("\(mark) \(figure)", "\(mark) \(figure)"), fixes: [.init(start, "\(mark) \(figure)")])
    return .binary(operation, left, parseCoalesce(), operatorSpan: start)
  }

  /// `面积 => 500亩`, outside `case`.
  private mutating func parseArrowComparison(_ left: ExpressionSyntax) -> ExpressionSyntax? {
    guard at(.arrow), !isAtArm, !isStageArrow, text(of: current) == "=>" else { return nil }
    let mark = current.span
    reportForeign(ForeignTable.shape(.biggerArrow), fixes: [.init(mark, ">=")])
    advance()
    return .binary(.greaterOrEqual, left, parseCoalesce(), operatorSpan: mark)
  }

  /// Whether an arrow stands here for the `|` before a stage.
  var isStageArrow: Bool {
    guard at(.arrow), contexts.contains(.stages), !isAtArm, isWord(next) else { return false }
    let word = text(of: next)
    let isVerb =
      Keyword(word: word.lowercased())?.verb != nil || ForeignTable.form(word) { $0.verb != nil } != nil
    return isVerb && startsOperand(token(index + 2))
  }

  mutating func takeStageArrow() -> Bool {
    guard isStageArrow else { return false }
    let mark = current.span
    if text(of: current) == "=>" {
      reportForeign(ForeignTable.shape(.stageArrow), fixes: [.init(mark, "|")])
    } else {
      replaceMark(.foreignWord, at: mark, Bilingual("write `|`", "请写 `|`"), fixes: [.init(mark, "|")])
    }
    advance()
    return true
  }

  /// `100亩 到 500亩` for a range; the parser stands at the word.
  mutating func takeRangeWord() -> Bool {
    guard isWord(current, "到", "至"), startsOperand(next) else { return false }
    let gone = SourceSpan(lower: previousEnd, upper: next.span.lower)
    rangeMessage = reportForeign(ForeignTable.shape(.rangeWord), fixes: [.init(gone, "..")])
    advance()
    return true
  }

  /// `之间` after a range, told to go.
  mutating func skipBetween() {
    guard isWord(current, "之间", "之内", "范围内") else { return }
    let fix = Diagnostic.Fix(SourceSpan(lower: previousEnd, upper: current.span.upper), "")
    if let rangeMessage {
      errors.addFix(fix, to: rangeMessage)
    } else {
      reportForeign(ForeignTable.shape(.rangeWord), fixes: [fix])
    }
    rangeMessage = nil
    advance()
  }

  /// `100亩 < 面积 < 500亩`: what is between stands in both comparisons.
  mutating func reportChain(after right: ExpressionSyntax) {
    guard mayReport() else { return }
    let middle = source.text(of: right.span)
    let and = mend(Keyword.and.both)
    let isPlain = Self.comparison(current) != nil && !right.span.isEmpty
    let end = SourceSpan(lower: right.span.upper, upper: right.span.upper)
    errors.add(
      Diagnostic(
        .chainedComparison, Bilingual("comparisons cannot be chained", "比较不能连写"),
        at: [
          .init(
            current.span,
            isPlain
              ? Bilingual("write `… \(and) \(middle) …`", "请写 `… \(and) \(middle) …`")
              : Bilingual("join two with `and`, or bracket one", "请用 `且` 连接两个比较，或给其中一个加括号"))
        ], fixes: isPlain ? [.init(end, " \(and) \(middle)")] : []))
  }

  // MARK: In place of an operand

  /// `if a then b else c`, `如果 a 那么 b 否则 c`, read as `if(a, b, c)`. Nil where it is none.
  mutating func parseIfThen() -> ExpressionSyntax? {
    guard isWord(current, "if", "如果", "若"), !next.is(.open), startsOperand(next), isThenAhead else {
      return nil
    }
    let word = text(of: current)
    return nested { parser in
      let start = parser.advance().span
      let condition = parser.parseExpression()
      parser.advance()
      let value = parser.parseExpression()
      var otherwise: ExpressionSyntax?
      if parser.isFolded(parser.current, .else) || parser.isWord(parser.current, "否则") {
        parser.advance()
        otherwise = parser.parseExpression()
      }
      let whole = parser.span(from: start)
      let parts = [condition, value] + (otherwise.map { [$0] } ?? [])
      var list = parts.map { parser.source.text(of: $0.span) }
      if list.count == 2 { list.append(parser.mend(Keyword.null.both, like: word)) }
      let call = parser.mend(Bilingual("if", "若"), like: word) + "(\(list.joined(separator: ", ")))"
      parser.errors.add(
        .foreignWord, ForeignForm.message(of: word), at: start,
        Bilingual("write `\(call)`", "请写 `\(call)`"))
      parser.errors.addFixToLast(.init(whole, call))
      return .conditional([CaseArmSyntax(condition: condition, value: value)], otherwise: otherwise, whole)
    }
  }

  private var isThenAhead: Bool {
    for token in tokens[index...] {
      if isWord(token, "then", "那么", "则", "就") { return true }
      if token.kind == .newline || token.is(.pipe) || token.is(.comma) { return false }
    }
    return false
  }

  /// `=IF(…)`: the mark that begins a formula, told to go.
  mutating func skipFormulaMark() {
    guard at(.assign) || at(.equal), isWord(next), token(index + 2).is(.open) else { return }
    let gone = SourceSpan(lower: current.span.lower, upper: next.span.lower)
    reportForeign(ForeignTable.shape(.formula), fixes: [.init(gone, "")])
    advance()
  }
}

extension ForeignForm.Use {
  fileprivate var postfix: BinaryOperator? {
    if case .postfix(let operation) = self { operation } else { nil }
  }
}
