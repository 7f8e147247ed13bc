import TianFigures
import TianSource

extension Parser {
  /// `expr = or`. The height of its tree counts anew; the tallest of several stands for them all.
  mutating func parseExpression() -> ExpressionSyntax {
    let outer = height
    height = 0
    defer { height = max(outer, height) }
    let value = parseOr()
    return current.kind == .invalid ? parseForeignChoice(value) ?? value : value
  }

  /// `or = and { 'or' nl and }`
  private mutating func parseOr() -> ExpressionSyntax {
    parseLogical(.or, .or) { $0.parseAnd() }
  }

  /// `and = not { 'and' nl not }`
  private mutating func parseAnd() -> ExpressionSyntax {
    parseLogical(.and, .and) { $0.parseNot() }
  }

  private mutating func parseLogical(
    _ keyword: Keyword, _ logical: LogicalOperator, _ operand: (inout Parser) -> ExpressionSyntax
  ) -> ExpressionSyntax {
    let start = index
    var operands = [operand(&self)]
    var marks: [SourceSpan] = []
    while true {
      let mark = current.span
      guard take(keyword) || takeForeignConnective(logical) else { break }
      marks.append(mark)
      operands.append(operand(&self))
    }
    if !marks.isEmpty, logical == .or || marks.allSatisfy({ source.text(of: $0) == "&" }) {
      mendJoinedTexts(operands, marks, from: start, logical)
    }
    return operands.count == 1 ? operands[0] : .logical(logical, operands)
  }

  /// `not = 'not' nl not / compare`
  private mutating func parseNot() -> ExpressionSyntax {
    skipNewlines()
    guard at(.not) else { return parseCompare() }
    return nested { parser in
      let start = parser.advance().span
      let value = parser.parseNot()
      return .not(value, parser.span(from: start))
    } ?? .missing(gap)
  }

  /// `compare = coalesce [ cmpop nl coalesce / [ 'not' ] wordop ]`; comparisons are not chained.
  private mutating func parseCompare() -> ExpressionSyntax {
    let left = parseCoalesce()
    var result = left
    var right: ExpressionSyntax?
    if let comparison = Self.comparison(current) {
      let operation = advance()
      let operand = parseCoalesce()
      right = operand
      result = .binary(comparison, left, operand, operatorSpan: operation.span)
    } else if let membership = parseWordComparison(left) {
      result = membership
    } else {
      return parseForeignComparison(left) ?? parseForeignPhrase(left) ?? left
    }
    while Self.comparison(current) != nil || isAtWordComparison {
      reportChain(after: right ?? .missing(gap))
      right = nil
      advance()
      _ = parseCoalesce()
    }
    return result
  }

  static func comparison(_ token: Token) -> BinaryOperator? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    switch symbol {
    case .equal, .assign: return .equal
    case .notEqual: return .notEqual
    case .less: return .less
    case .lessOrEqual: return .lessOrEqual
    case .greater: return .greater
    case .greaterOrEqual: return .greaterOrEqual
    case .match: return .matches
    case .noMatch: return .notMatches
    case .equalFolded: return .equalFolded
    default: return nil
    }
  }

  private var isAtWordComparison: Bool {
    let word = at(.not) ? next : current
    return word.is(.in) || word.is(.contains) || word.is(.starts) || word.is(.ends)
  }

  /// `wordop = 'in' nl inset / ( 'contains' / 'starts' / 'ends' ) nl coalesce`, `not` before it or not.
  mutating func parseWordComparison(_ left: ExpressionSyntax) -> ExpressionSyntax? {
    guard isAtWordComparison else { return nil }
    let isNegated = at(.not)
    let first = advance()
    let word = isNegated ? advance() : first
    let operatorSpan = first.span.joined(with: word.span)
    switch word.kind {
    case .keyword(.contains):
      return .binary(isNegated ? .notContains : .contains, left, parseCoalesce(), operatorSpan: operatorSpan)
    case .keyword(.starts):
      return .binary(isNegated ? .notStarts : .starts, left, parseCoalesce(), operatorSpan: operatorSpan)
    case .keyword(.ends):
      return .binary(isNegated ? .notEnds : .ends, left, parseCoalesce(), operatorSpan: operatorSpan)
    default:
      let set = parseSet()
      skipBetween()
      return .membership(left, set, isNegated: isNegated, span(from: left.span))
    }
  }

  /// `inset = '(' !fromtable expr ',' expr { ',' expr } ')' / coalesce`. One value, or a query, in brackets
  /// is a list too, unless an operator follows: `in (1)..5`.
  mutating func parseSet() -> SetSyntax {
    skipNewlines()
    skipListName()
    if let list = parseForeignList() { return list }
    guard at(.open) else { return .expression(parseCoalesce()) }
    let list = bracketed(allowing: .commas) { parser in
      let first = parser.parseBracketContent()
      // A query's last list would take the commas, so that a query beside other items needs its own brackets.
      guard !first.isQuery, parser.take(.comma) else {
        return (items: [first.expression], query: first.isQuery)
      }
      return (items: [first.expression] + parser.commaList { $0.parseExpression() }, query: false)
    }
    guard let ((items, isQuery), span) = list, let first = items.first else {
      return .expression(.missing(gap))
    }
    if items.count > 1 { return .list(items, span) }
    givenOperand = isQuery ? first.spanning(span) : .bracketed(first, span)
    let whole = parseCoalesce()
    return whole.span == span ? .list(items, span) : .expression(whole)
  }

  /// `coalesce = simple '??' nl simple { '??' nl simple } / convert !'??'`: beside arithmetic it needs
  /// brackets.
  mutating func parseCoalesce() -> ExpressionSyntax {
    parseChain(
      operator: { $0.is(.coalesce) ? .coalesce : nil },
      operand: { $0.parseConvert() },
      check: { parser, operand, operation in
        if !operand.isSimple, parser.reportedIndex < parser.index {
          parser.errors.add(
            .coalesceNeedsBrackets, Bilingual("`??` beside an operator needs brackets", "`??` 与运算符并用要加括号"),
            at: operand.span, Bilingual("bracket this, or the `??`", "请给这部分或 `??` 加括号"))
        }
      })
  }

  /// `convert = range [ 'to' nl unit ]`
  private mutating func parseConvert() -> ExpressionSyntax {
    let value = parseRange()
    guard take(.to) || takeForeignTo() else { return value }
    return .convert(value, parseUnit())
  }

  /// `unit = ( name / '%' ) { ( '/' / '*' ) name }`
  private mutating func parseUnit() -> UnitSyntax {
    skipNewlines()
    if let unit = parseForeignUnit() { return unit }
    guard current.isName || at(.percent) else {
      reportExpected(Expected.unit)
      return UnitSyntax("", span: gap)
    }
    let start = current.span
    var text = at(.percent) ? "%" : ""
    if text.isEmpty { text = readName().text } else { advance() }
    while at(.slash) || at(.star), next.isName {
      text += advance().is(.slash) ? "/" : "*"
      text += readName().text
    }
    return UnitSyntax(text, span: span(from: start))
  }

  /// `range = sum [ '..' [ sum ] ]`
  mutating func parseRange() -> ExpressionSyntax {
    let low = parseSum()
    guard take(.range) || takeRangeWord() else { return low }
    let high = startsOperand(current) ? parseSum() : nil
    return .range(low, high, span(from: low.span))
  }

  /// `sum = term { ( '+' / '-' ) nl term }`
  private mutating func parseSum() -> ExpressionSyntax {
    parseChain(operator: { Self.sumOperator($0) }, operand: { $0.parseTerm() })
  }

  /// `term = unary { ( '*' / '//' / '/' / '%' ) nl unary }`
  private mutating func parseTerm() -> ExpressionSyntax {
    parseChain(operator: { Self.termOperator($0) }, operand: { $0.parseUnary() })
  }

  /// `unary = '-' nl unary / power`
  private mutating func parseUnary() -> ExpressionSyntax {
    if givenOperand != nil { return parsePower() }
    skipNewlines()
    guard at(.minus) else { return parsePower() }
    return nested { parser in
      let start = parser.advance().span
      let value = parser.parseUnary()
      return .negated(value, parser.span(from: start))
    } ?? .missing(gap)
  }

  /// `power = primary [ '**' nl unary ]`
  private mutating func parsePower() -> ExpressionSyntax {
    let base = parsePrimary()
    takeForeignCastMark(base)
    guard at(.power) else { return base }
    return nested { parser in
      let operation = parser.advance()
      return .binary(.power, base, parser.parseUnary(), operatorSpan: operation.span)
    } ?? base
  }

  /// `operand { operator nl operand }`, associating to the left. `check` sees each operand of a chain of two
  /// or more.
  private mutating func parseChain(
    operator binary: (Token) -> BinaryOperator?,
    operand: (inout Parser) -> ExpressionSyntax,
    check: (inout Parser, ExpressionSyntax, Token) -> Void = { _, _, _ in }
  ) -> ExpressionSyntax {
    var left = operand(&self)
    guard binary(current) != nil else { return left }
    check(&self, left, current)
    while let operation = binary(current) {
      let token = advance()
      let right = operand(&self)
      check(&self, right, token)
      left = .binary(operation, left, right, operatorSpan: token.span)
      height += 1
      if height > Self.maximumHeight { stopTooDeep() }
    }
    return left
  }

  private static func sumOperator(_ token: Token) -> BinaryOperator? {
    token.is(.plus) ? .add : token.is(.minus) ? .subtract : nil
  }

  private static func termOperator(_ token: Token) -> BinaryOperator? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    switch symbol {
    case .star: return .multiply
    case .slash: return .divide
    case .floorDivide: return .floorDivide
    case .percent: return .remainder
    default: return nil
    }
  }

  /// The operator of two operands that a token is, a comparison among them.
  static func binaryOperator(_ token: Token) -> BinaryOperator? {
    sumOperator(token) ?? termOperator(token) ?? comparison(token)
      ?? (token.is(.power) ? .power : token.is(.coalesce) ? .coalesce : nil)
  }
}

extension ExpressionSyntax {
  /// May stand beside `??` without brackets: no arithmetic of two operands, no range, no conversion.
  fileprivate var isSimple: Bool {
    switch self {
    case .binary(let operation, _, _, _): operation == .coalesce
    case .convert, .range: false
    case .negated(let value, _): value.isSimple
    case .literal, .interpolated, .name, .not, .logical, .membership, .call, .conditional, .bracketed, .query,
      .missing:
      true
    }
  }
}
