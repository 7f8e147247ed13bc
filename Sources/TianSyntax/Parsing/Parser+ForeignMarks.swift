import TianSource

// Marks of other languages whose mend depends on what stands beside them.
extension Parser {
  /// `a ? b : c`, with the parser at the mark, read as `if(a, b, c)`. Nil where no `:` follows.
  mutating func parseForeignChoice(_ condition: ExpressionSyntax) -> ExpressionSyntax? {
    guard ["?", "？"].contains(text(of: current)), isColonAhead else { return nil }
    return nested { parser in
      let mark = parser.advance().span
      let value = parser.parseExpression()
      guard parser.take(.colon) else { return condition }
      let otherwise = parser.parseExpression()
      let whole = parser.span(from: condition.span)
      let arm = CaseArmSyntax(condition: condition, value: value)
      let choice = ExpressionSyntax.conditional([arm], otherwise: otherwise, whole)
      let parts = [condition, value, otherwise]
      guard parts.allSatisfy({ !$0.span.isEmpty }) else { return choice }
      let name = parser.mend(Bilingual("if", "若"))
      let code = "\(name)(\(parts.map { parser.source.text(of: $0.span) }.joined(separator: ", ")))"
      parser.replaceMark(
        .unknownCharacter, at: mark, Bilingual("write `\(code)`", "请写 `\(code)`"),
        fixes: Self.edits(name, parts.map(\.span)))
      return choice
    } ?? condition
  }

  /// Whether a `:` stands in the same list item.
  private var isColonAhead: Bool {
    var depth = 0
    for token in tokens[index...] {
      switch token.kind {
      case .symbol(.colon) where depth == 0: return true
      case .symbol(.open): depth += 1
      case .symbol(.close): depth -= 1
      case .symbol(.comma) where depth == 0, .symbol(.pipe) where depth == 0: return false
      case .symbol(.semicolon),
        .newline where depth == 0:
        return false
      case .name, .quotedName, .keyword, .figure, .float, .date, .period, .timestamp, .string, .interpolation,
        .symbol, .newline, .invalid, .end:
        break
      }
      if depth < 0 { return false }
    }
    return false
  }

  /// `名称 || 县`, SQL's for texts: where no operand is a condition, nor the whole stands for one, the mend
  /// is `concat`.
  mutating func mendJoinedTexts(
    _ operands: [ExpressionSyntax], _ marks: [SourceSpan], from start: Int, _ logical: LogicalOperator
  ) {
    guard marks.allSatisfy(isMark), operands.allSatisfy({ !$0.isCondition && !$0.span.isEmpty }) else {
      return
    }
    let isText = operands.contains(where: \.isText)
    guard isText || !isConditionWanted(from: start) else { return }
    let name = mend(Bilingual("concat", "连接"))
    let code = "\(name)(\(operands.map { source.text(of: $0.span) }.joined(separator: ", ")))"
    let word = mend((logical == .or ? Keyword.or : .and).both)
    let label =
      isText
      ? Bilingual("write `\(code)`", "请写 `\(code)`")
      : Bilingual("texts: `\(code)`; conditions: `\(word)`", "文本请写 `\(code)`，条件之间请写 `\(word)`")
    var fixes = Self.edits(name, operands.map(\.span))
    for mark in marks {
      replaceMark(.foreignWord, at: mark, label, fixes: fixes)
      fixes = []
    }
  }

  /// Neither a keyword nor a word for one.
  private func isMark(_ span: SourceSpan) -> Bool {
    !source.text(of: span).unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  /// Whether the expression that begins at a token is what `where` and its like take.
  private func isConditionWanted(from start: Int) -> Bool {
    var place = start - 1
    while place >= 0, tokens[place].is(.open) || tokens[place].kind == .newline { place -= 1 }
    guard place >= 0 else { return false }
    let token = tokens[place]
    return token.is(.where) || token.is(.assert) || token.is(.and) || token.is(.not) || token.is(.case)
      || token.is(.on) || ["if", "若", "count_if", "计数若"].contains(text(of: token))
  }

  /// A call around parts that marks part.
  private static func edits(_ name: String, _ parts: [SourceSpan]) -> [Diagnostic.Fix] {
    guard let first = parts.first, let last = parts.last else { return [] }
    let gaps = zip(parts, parts.dropFirst()).map { SourceSpan(lower: $0.upper, upper: $1.lower) }
    return [.init(SourceSpan(lower: first.lower, upper: first.lower), "\(name)(")]
      + gaps.map { .init($0, ", ") } + [.init(SourceSpan(lower: last.upper, upper: last.upper), ")")]
  }

  mutating func replaceMark(
    _ code: DiagnosticCode, at mark: SourceSpan, _ label: Bilingual, fixes: [Diagnostic.Fix]
  ) {
    let written = source.text(of: mark)
    errors.replace(
      code, at: mark,
      by: Diagnostic(
        .foreignWord, ForeignForm.message(of: written),
        at: [.init(mark, label)], fixes: fixes))
  }
}

extension ExpressionSyntax {
  /// Whether it is true or false by its form.
  package var isCondition: Bool {
    switch self {
    case .not, .logical, .membership, .literal(.bool, _): true
    case .binary(let operation, _, _, _): operation.isComparison
    case .bracketed(let inner, _): inner.isCondition
    case .literal, .interpolated, .name, .negated, .convert, .call, .conditional, .range, .query, .missing:
      false
    }
  }

  /// Whether it is a text by its form.
  fileprivate var isText: Bool {
    switch self {
    case .interpolated, .literal(.text, _): true
    case .bracketed(let inner, _): inner.isText
    case .literal, .name, .negated, .not, .binary, .logical, .membership, .convert, .call, .conditional,
      .range,
      .query, .missing:
      false
    }
  }
}

extension BinaryOperator {
  fileprivate var isComparison: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power, .coalesce: false
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains, .notContains, .starts,
      .notStarts, .ends, .notEnds, .matches, .notMatches, .equalFolded:
      true
    }
  }
}
