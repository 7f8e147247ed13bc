import TianSource

extension Parser {
  /// Says that something else was expected at the current token, once for a token.
  mutating func reportExpected(_ what: Bilingual, note: Bilingual? = nil) {
    guard mayReport() else { return }
    if isAtEnd {
      errors.add(
        Diagnostic(
          .unexpectedEnd, Bilingual("the query ends too soon", "查询没有写完"),
          at: [.init(current.span, Bilingual("\(what.en) must follow", "后面要有\(what.zh)"))],
          notes: note.map { [$0] } ?? []), isAtEnd: true)
    } else if case .keyword(let keyword) = current.kind, keyword.isReserved, what == Expected.name {
      let word = text(of: current)
      errors.add(
        .reservedWord, Bilingual("`\(word)` is a reserved word", "`\(word)` 是保留字"), at: current.span,
        Bilingual("as a name it is quoted: `[\(word)]`", "作名称要加引号：`[\(word)]`"), fix: "[\(word)]")
    } else {
      errors.add(
        Diagnostic(
          .unexpected, Bilingual("expected \(what.en), not \(found.en)", "这里要有\(what.zh)，而不是 \(found.zh)"),
          at: [.init(current.span)], notes: note.map { [$0] } ?? [],
          fixes: at(.close) && !contexts.contains(.brackets) ? [.init(current.span, "")] : []))
    }
  }

  /// Whether the current token is not yet told of; from now on it is.
  mutating func mayReport() -> Bool {
    guard index > reportedIndex, current.kind != .invalid else {
      reportedIndex = max(reportedIndex, index)
      return false
    }
    reportedIndex = index
    return true
  }

  /// The current token as a message names it.
  private var found: Bilingual {
    switch current.kind {
    case .newline: Bilingual("the line's end", "行尾")
    case .end: Bilingual("the end", "结尾")
    case .interpolation(.middle), .interpolation(.end): Bilingual("`}`", "`}`")
    default: Bilingual("`\(text(of: current))`", "`\(text(of: current))`")
    }
  }

  /// After a part of a list: if what stands here cannot follow, says so and steps to what can.
  mutating func recover(expecting what: Bilingual? = nil) {
    guard !canFollow(current) else { return }
    if !reportForeignTail() {
      let count = errors.diagnostics.count
      reportExpected(what ?? expectedAfterStage)
      // `地点 面积`: a comma may be what is missing.
      let isItem = what == Expected.afterItem || what == Expected.afterItemInBrackets
      if isItem, contexts.contains(.commas), startsOperand(current), errors.diagnostics.count > count {
        errors.addFixToLast(.init(gap, ","))
      }
    }
    skipToFollower()
  }

  private var expectedAfterItem: Bilingual {
    contexts.contains(.tails) || !contexts.contains(.brackets)
      ? Expected.afterItem : Expected.afterItemInBrackets
  }

  private var expectedAfterStage: Bilingual {
    contexts.contains(.brackets) ? Expected.afterStageInBrackets : Expected.afterStage
  }

  /// Whether a token ends the part before it in one of the lists that hold it.
  private func canFollow(_ token: Token) -> Bool {
    switch token.kind {
    case .end: true
    case .newline, .symbol(.semicolon): contexts.contains(.statements)
    case .symbol(.comma): contexts.contains(.commas)
    case .symbol(.close): contexts.contains(.brackets)
    case .symbol(.pipe): contexts.contains(.stages)
    case .keyword(.by): contexts.contains(.tails)
    case .symbol(.arrow): isStageArrow
    case .keyword(.sort): contexts.contains(.tails) || contexts.contains(.stages)
    case .keyword(.as), .keyword(.at), .keyword(.per), .keyword(.depth): contexts.contains(.clauses)
    case .interpolation(.middle), .interpolation(.end): contexts.contains(.interpolations)
    case .name, .keyword:
      (contexts.contains(.commas) && isListWord)
        || (contexts.contains(.stages) && isAtStrayStage(token, next))
        || (contexts.contains(.tails)
          && (isByWord(token) || isWord(token, "group") && isFolded(next, .by)))
    case .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation,
      .symbol, .invalid:
      false
    }
  }

  /// Steps over tokens, brackets and interpolated texts in pairs, to one that can follow.
  mutating func skipToFollower() {
    var open = 0
    // What is wrong where the stepping ends comes of what was told already.
    defer { reportedIndex = max(reportedIndex, index) }
    while !isAtEnd {
      if open == 0, canFollow(current) { return }
      if at(.open) || current.kind == .interpolation(.start) { open += 1 }
      if at(.close) || current.kind == .interpolation(.end) { open = max(0, open - 1) }
      advance()
    }
  }

  /// Runs a production within a list: `added` may follow its parts; what may follow outside still may, but
  /// for `removed`.
  mutating func within<Result>(
    _ added: Contexts, removing removed: Contexts = [], _ production: (inout Parser) -> Result
  ) -> Result {
    let outer = contexts
    contexts = outer.subtracting(removed).union(added)
    defer { contexts = outer }
    return production(&self)
  }

  /// `element { ',' element }`; newlines after a comma are space. Steps over what cannot follow an element.
  mutating func commaList<Element>(_ element: (inout Parser) -> Element) -> [Element] {
    within(.commas) { parser in
      var elements: [Element] = []
      repeat {
        parser.skipNewlines()
        elements.append(element(&parser))
        parser.recover(expecting: parser.expectedAfterItem)
      } while !parser.takeCommaBeforeTail() && (parser.take(.comma) || parser.takeListWord())
      return elements
    }
  }

  /// A value in an interpolated text, up to the text that goes on.
  mutating func interpolated<Result>(_ content: (inout Parser) -> Result) -> Result? {
    nested { parser in
      parser.within(.interpolations, removing: [.commas, .brackets, .stages, .tails, .statements, .clauses]) {
        parser in
        let content = content(&parser)
        parser.recover(expecting: Expected.closeBrace)
        return content
      }
    }
  }

  /// `'(' content ')'`, from the opening bracket; inside, only brackets and the content's own lists end a
  /// part.
  mutating func bracketed<Result>(
    allowing added: Contexts = [], _ content: (inout Parser) -> Result
  ) -> (content: Result, span: SourceSpan)? {
    nested { parser in
      let open = parser.advance()
      let isAtArm = parser.isAtArm
      parser.isAtArm = false
      defer { parser.isAtArm = isAtArm }
      let content = parser.within(
        added.union(.brackets), removing: [.commas, .stages, .tails, .statements, .clauses]
      ) {
        parser in
        let content = content(&parser)
        parser.recoverToClose(open)
        return content
      }
      _ = parser.take(.close)
      return (content, parser.span(from: open.span))
    }
  }

  private mutating func recoverToClose(_ open: Token) {
    if at(.close) { return }
    if isAtEnd {
      if mayReport() {
        errors.add(
          Diagnostic(
            .unclosedBracket, Bilingual("a bracket is not closed", "括号没有闭合"),
            at: [
              .init(current.span, Bilingual("`)` must follow", "后面要有 `)`")),
              .init(open.span, Bilingual("opened here", "从这里开始")),
            ], fixes: [.init(gap, ")")]), isAtEnd: true)
      }
      return
    }
    if !reportForeignTail() { reportExpected(Expected.close) }
    contexts = contexts.intersection(.interpolations).union(.brackets)
    skipToFollower()
  }
}

/// What a message says was expected.
enum Expected {
  static let name = Bilingual("a name", "名称")
  static let expression = Bilingual("a value", "值")
  static let table = Bilingual("a table", "表")
  static let unit = Bilingual("a unit", "单位")
  static let amount = Bilingual("an amount (`12公斤`)", "数量（`12公斤`）")
  static let close = Bilingual("`)`", " `)`")
  static let closeBrace = Bilingual("an operator or `}`", "运算符或 `}`")
  static let chartKind = Bilingual(
    "a kind of chart (bar line scatter histogram spark)", "图表种类（柱状 折线 散点 直方 走势）")
  static let path = Bilingual("a path in quotes", "引号里的路径")
  static let text = Bilingual("a text in quotes", "引号里的文本")
  static let afterItem = Bilingual("`,`, an operator or the stage's end", " `,`、运算符或步骤的结尾")
  static let afterItemInBrackets = Bilingual("`,`, an operator or `)`", " `,`、运算符或 `)`")
  static let afterStageInBrackets = Bilingual("`|`, an operator or `)`", " `|`、运算符或 `)`")
  static let afterStage = Bilingual("`|`, an operator or the line's end", " `|`、运算符或行尾")
  static let key = Bilingual("a column, a call or a bracketed expression", "列、函数或括号里的表达式")

  static func symbol(_ symbol: Symbol) -> Bilingual {
    Bilingual("`\(symbol.rawValue)`", " `\(symbol.rawValue)`")
  }
  static func keyword(_ keyword: Keyword) -> Bilingual {
    Bilingual("`\(keyword.english)`", " `\(keyword.chinese)`")
  }
}
