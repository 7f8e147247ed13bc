import TianFigures
import TianSource

extension Parser {
  /// Whether a token may begin an operand.
  func startsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation(.start):
      true
    case .symbol(let symbol): symbol == .open || symbol == .minus
    case .keyword(let word):
      !word.isReserved || word == .null || word == .true || word == .false || word == .case
    case .newline, .interpolation, .invalid, .end: false
    }
  }

  /// `primary = literal / case / '(' query ')' / call / path`, newlines before it stepped over.
  mutating func parsePrimary() -> ExpressionSyntax {
    if let operand = givenOperand {
      givenOperand = nil
      return operand
    }
    skipNewlines()
    skipFormulaMark()
    let span = current.span
    let raw = bytes[span.range]
    switch current.kind {
    case .figure:
      if let figure = takeThousands() { return figure }
      advance()
      return LiteralReader.figure(raw, units).map { .literal(.figure($0), span) } ?? .missing(span)
    case .float:
      advance()
      return LiteralReader.float(raw).map { .literal(.float($0), span) } ?? .missing(span)
    case .date, .period, .timestamp:
      advance()
      return LiteralReader.time(raw).map { .literal($0, span) } ?? .missing(span)
    case .string: return .literal(.text(parseString().value), span)
    case .interpolation(.start): return parseInterpolation()
    case .keyword(.null): return literal(.null)
    case .keyword(.true): return literal(.bool(true))
    case .keyword(.false): return literal(.bool(false))
    case .keyword(.case): return parseCase()
    case .symbol(.open): return parseBracket()
    case .name, .quotedName, .keyword:
      if let date = parseForeignDate() ?? parseIfThen() ?? parseForeignMethod() { return date }
      if isWord(current, "case"), isWord(next, "when") { return parseCase() }
      if current.isName { return next.is(.open) ? parseCall() : .name(parsePath()) }
    case .interpolation, .symbol, .newline, .invalid, .end: break
    }
    if let word = takeReservedWord(before: Self.comparison(next) != nil) { return .name(PathSyntax(word)) }
    // `where *`, and not `1 + * 2`.
    let isAlone = index > 0 && Self.binaryOperator(tokens[index - 1]) == nil
    reportExpected(Expected.expression, note: at(.star) && isAlone ? Expected.starNote : nil)
    return .missing(gap)
  }

  /// `formatted = FSTART expr { FMIDDLE expr } FEND`
  private mutating func parseInterpolation() -> ExpressionSyntax {
    let start = current.span
    var parts: [InterpolationSyntax] = []
    while case .interpolation(let part) = current.kind {
      let token = advance()
      let text = StringReader.value(bytes[token.span.range], part, of: bytes[start.range])
      if !text.isEmpty { parts.append(.text(text, token.span)) }
      if part == .end { break }
      guard let value = interpolated({ $0.parseExpression() }) else { break }
      parts.append(.value(value))
    }
    return .interpolated(parts, span(from: start))
  }

  private mutating func literal(_ literal: LiteralSyntax) -> ExpressionSyntax {
    .literal(literal, advance().span)
  }

  /// `'(' query ')'`
  private mutating func parseBracket() -> ExpressionSyntax {
    guard let (content, span) = bracketed({ $0.parseBracketContent() }) else { return .missing(gap) }
    return content.isQuery ? content.expression.spanning(span) : .bracketed(content.expression, span)
  }

  /// A query in brackets: an expression where it has neither stages, nor `from`, nor an alias.
  mutating func parseBracketContent() -> (expression: ExpressionSyntax, isQuery: Bool) {
    let query = parseQuery()
    if case .expression(let value, nil) = query.head, query.stages.isEmpty { return (value, false) }
    return (.query(query, query.span), true)
  }

  /// `call = name '(' [ arg { ',' nl arg } ] ')'`
  private mutating func parseCall() -> ExpressionSyntax {
    let name = readName()
    let arguments = bracketed { parser in
      if parser.takeForeignStar() || parser.takeForeignPart(name) || parser.at(.close) {
        return [ArgumentSyntax]()
      }
      parser.takeForeignDistinct(name)
      return parser.commaList { parser in
        let argument = parser.parseArgument()
        parser.takeForeignCast(name, argument.value)
        return argument
      }
    }
    let whole = span(from: name.span)
    takeForeignWindow(after: name, whole)
    return .call(name, arguments?.content ?? [], whole)
  }

  /// `arg = name ':' nl expr / expr`
  private mutating func parseArgument() -> ArgumentSyntax {
    guard current.isName, next.is(.colon) else { return ArgumentSyntax(name: nil, value: parseExpression()) }
    let name = readName()
    advance()
    return ArgumentSyntax(name: name, value: parseExpression())
  }

  /// `case = 'case' nl '(' arm { ',' nl arm } [ ',' nl otherwise ] ')'`
  private mutating func parseCase() -> ExpressionSyntax {
    let start = advance().span
    skipNewlines()
    if isWord(current, "when") { return nested { $0.parseForeignCase(from: start) } ?? .missing(start) }
    guard at(.open) else {
      reportExpected(Expected.symbol(.open))
      return .missing(start)
    }
    var arms: [CaseArmSyntax] = []
    var otherwise: ExpressionSyntax?
    _ = bracketed { parser in
      _ = parser.commaList { parser in
        if parser.isAtElse, !arms.isEmpty, otherwise == nil {
          otherwise = parser.parseOtherwise()
        } else {
          if parser.isAtElse || otherwise != nil { parser.reportExpected(Expected.arm) }
          arms.append(parser.parseArm())
        }
      }
    }
    return .conditional(arms, otherwise: otherwise, span(from: start))
  }

  private var isAtElse: Bool {
    next.is(.arrow) && (at(.else) || isWord(current, "否则", "otherwise", "default"))
  }

  /// `otherwise = 'else' '=>' nl expr`
  private mutating func parseOtherwise() -> ExpressionSyntax {
    if !at(.else) {
      let form = ForeignTable.shape(.elseWord)
      reportForeign(form, fixes: [.init(current.span, mend(form, like: text(of: current)))])
    }
    advance()
    advance()
    return parseExpression()
  }

  /// `arm = !( 'else' '=>' ) expr nl '=>' nl expr`
  private mutating func parseArm() -> CaseArmSyntax {
    let outer = isAtArm
    isAtArm = true
    let condition = parseExpression()
    isAtArm = outer
    expect(.arrow)
    return CaseArmSyntax(condition: condition, value: parseExpression())
  }
}

extension Expected {
  static let arm = Bilingual("a condition, with one `else` at the end", "条件，最后可有一个 `其余`")
  static let starNote = Bilingual(
    "`*` stands for all columns only as an item of `select`", "只有在 `选列` 里，`*` 才表示全部列")
}

extension ExpressionSyntax {
  /// A bracketed query with the brackets in its span.
  func spanning(_ span: SourceSpan) -> ExpressionSyntax {
    if case .query(let query, _) = self { return .query(query, span) }
    return self
  }
}
