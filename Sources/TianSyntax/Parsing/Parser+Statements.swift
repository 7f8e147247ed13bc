import TianSource

extension Parser {
  /// `script = SEPS [ statement { SEP1 statement } ] SEPS EOF`
  mutating func parseScript() -> ScriptSyntax {
    var statements: [StatementSyntax] = []
    skipSeparators()
    while !isAtEnd {
      let before = index
      statements.append(parseStatement())
      recover()
      skipSeparators()
      // Every round reads something; if ever one does not, one token is given up rather than the whole text.
      if index == before {
        reportExpected(Expected.expression)
        advance()
      }
    }
    return ScriptSyntax(statements)
  }

  private mutating func skipSeparators() {
    while current.kind == .newline || at(.semicolon) { advance() }
  }

  /// `statement = let / fn / load / use / set / directive / query`: a statement's word is one only before
  /// what makes it one.
  private mutating func parseStatement() -> StatementSyntax {
    switch current.kind {
    case .keyword(.let) where next.isName || isReservedName(at: index + 1): .binding(parseLet())
    case .keyword(.fn) where next.isName: .function(parseFunction())
    case .keyword(.load) where next.kind == .string: .load(parseLoad())
    case .keyword(.use) where next.kind == .string: .use(parseUse())
    case .keyword(.set) where next.kind == .keyword(.hedge): .setting(parseSetting())
    case .keyword(.unit) where next.isName && tokens[min(index + 2, tokens.count - 1)].is(.assign):
      .unit(parseUnitDefinition())
    case .keyword(let word) where word.directive != nil && startsDirected(next):
      .directive(parseDirective(word.directive ?? .explain))
    default: .query(parseQuery())
    }
  }

  /// `let = 'let' name nl '=' nl query`
  private mutating func parseLet() -> BindingSyntax {
    let start = advance().span
    let name = parseName()
    expect(.assign)
    let value = parseQuery()
    return BindingSyntax(name: name, value: value, span: span(from: start))
  }

  /// `fn = 'fn' name nl '(' [ name { ',' name } ] ')' nl '=' nl expr`
  private mutating func parseFunction() -> FunctionSyntax {
    let start = advance().span
    let name = parseName()
    skipNewlines()
    var parameters: [NameSyntax] = []
    if at(.open) {
      parameters =
        bracketed { parser in
          parser.at(.close) ? [] : parser.commaList { $0.parseName() }
        }?.content ?? []
    } else {
      reportExpected(Expected.symbol(.open))
    }
    if at(.arrow) {
      reportForeign(Bilingual("=", "="), fixes: [.init(current.span, "=")])
      advance()
    } else {
      expect(.assign)
    }
    let body = parseExpression()
    return FunctionSyntax(name: name, parameters: parameters, body: body, span: span(from: start))
  }

  /// `load = 'load' STRING nl 'as' nl name [ ',' nl option { ',' nl option } ]`
  private mutating func parseLoad() -> LoadSyntax {
    let start = advance().span
    let path = parseString()
    expect(.as)
    let name = parseName()
    let options = take(.comma) ? commaList { $0.parseOption() } : []
    return LoadSyntax(path: path, name: name, arguments: options, span: span(from: start))
  }

  /// `use = 'use' STRING`
  private mutating func parseUse() -> UseSyntax {
    let start = advance().span
    let path = parseString()
    return UseSyntax(path: path, span: span(from: start))
  }

  /// `set = 'set' 'hedge' name nl '=' nl expr`
  private mutating func parseSetting() -> SettingSyntax {
    let start = advance().span
    advance()
    let word = parseName()
    expect(.assign)
    let value = parseExpression()
    return SettingSyntax(word: word, value: value, span: span(from: start))
  }

  /// `unitdef = 'unit' name '=' nl FIGURE`
  private mutating func parseUnitDefinition() -> UnitDefinitionSyntax {
    let start = advance().span
    let name = parseName()
    expect(.assign)
    skipNewlines()
    var figure: LiteralSyntax?
    let amount = current.span
    if current.kind == .figure {
      advance()
      figure = LiteralReader.figure(bytes[amount.range], units).map { .figure($0) }
    } else {
      reportExpected(Expected.amount)
    }
    return UnitDefinitionSyntax(name: name, amount: figure, amountSpan: amount, span: span(from: start))
  }

  /// `directive = ( 'explain' / 'profile' / 'lineage' ) &directed query`
  private mutating func parseDirective(_ kind: DirectiveSyntax.Kind) -> DirectiveSyntax {
    let start = advance().span
    let query = parseQuery()
    return DirectiveSyntax(kind: kind, query: query, span: span(from: start))
  }

  /// `directed`: whether a query begins here, rather than a word that follows a table of that name.
  private func startsDirected(_ token: Token) -> Bool {
    switch token.kind {
    case .keyword(.not): true
    case .keyword(.as), .keyword(.to), .keyword(.contains), .keyword(.starts), .keyword(.ends): false
    case .symbol(let symbol): symbol == .open
    case .name, .keyword, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation,
      .newline, .invalid, .end:
      startsOperand(token)
    }
  }

  /// `option = name nl ':' nl expr`
  mutating func parseOption() -> ArgumentSyntax {
    let name = parseName(takesText: false)
    expect(.colon)
    return ArgumentSyntax(name: name, value: parseExpression())
  }
}
