import TianSource

extension Parser {
  /// `query = PIPE nl pipeline / headed`, `headed = head { PIPE nl stage }`
  mutating func parseQuery() -> QuerySyntax {
    skipNewlines()
    return within([.stages]) { parser in
      let start = parser.current.span
      var stages: [StageSyntax] = []
      let head: HeadSyntax
      if parser.at(.pipe) {
        head = .previous(start)
      } else if parser.skipSelectStatement() {
        head = .expression(.missing(parser.gap), alias: nil)
      } else if parser.isAtForgottenTable {
        let (found, stage) = parser.parseForgottenTable()
        head = found
        stages.append(stage)
      } else {
        head = parser.parseHead()
      }
      parser.recover()
      while parser.take(.pipe) || parser.takeStageArrow() || parser.takeStrayStage() {
        stages.append(parser.parseStage())
        parser.recover()
      }
      return QuerySyntax(head: head, stages: stages, span: parser.span(from: start))
    }
  }

  /// `head = 'from' nl table / bare / !fromtable expr [ 'as' nl name ]`
  mutating func parseHead() -> HeadSyntax {
    if let head = parseForeignFile() ?? parseForeignFrame() ?? parseForeignDescription() { return head }
    let isInCapitals = isWord(current, "from") && [.name, .quotedName, .string].contains(next.kind)
    if isInCapitals { reportCapitals(.from) }
    if isInCapitals || (at(.from) && startsTable(afterNewlines(from: index + 1))) {
      advance()
      return .table(parseTable())
    }
    if isAtBareTable { return .table(parseTable()) }
    let value = parseExpression()
    return .expression(value, alias: take(.as) ? parseName() : nil)
  }

  /// `bare = ( 'csv' STRING / STRING &piped ) [ 'as' nl name ]`, `piped = [ 'as' nl name ] PIPE`: rows or a
  /// file, `from` left out. A text that no stage reads is a value.
  private var isAtBareTable: Bool {
    if at(.csv) { return next.kind == .string }
    guard current.kind == .string else { return false }
    var place = index + 1
    if token(place).is(.as) {
      place += 1
      while token(place).kind == .newline { place += 1 }
      guard token(place).isName else { return false }
      place += 1
    }
    return token(place).is(.pipe)
  }

  /// `'(' / STRING / name`; `csv` is a name too.
  func startsTable(_ token: Token) -> Bool { token.is(.open) || token.kind == .string || token.isName }

  /// `table = ( '(' query ')' / 'csv' STRING / STRING / name ) [ 'as' nl name ]`
  mutating func parseTable() -> TableSyntax {
    skipNewlines()
    let start = current.span
    let source: TableSyntax.Source
    if at(.open) {
      let query = bracketed { $0.parseQuery() }?.content
      source = query.map { .query($0) } ?? .name(NameSyntax("", span: gap))
    } else if at(.csv), next.kind == .string {
      advance()
      source = .inline(parseString())
    } else if current.kind == .string {
      source = .file(parseString())
    } else if current.isName {
      source = .name(readName())
    } else {
      reportExpected(Expected.table)
      return TableSyntax(source: .name(NameSyntax("", span: gap)), alias: nil, span: gap)
    }
    let alias = take(.as) ? parseName() : nil
    return TableSyntax(source: source, alias: alias, span: span(from: start))
  }
}
