import TianSource

// Whole queries of other languages, written as Tian would.
extension Parser {
  private static let clauseWords: Set<String> = [
    "select", "from", "where", "group", "having", "order", "limit", "offset", "join", "left", "right",
    "inner", "full", "cross", "union", "except", "intersect",
  ]
  private static let innerWords: Set<String> = clauseWords.union([
    "all", "and", "as", "asc", "between", "by", "case", "cast", "current", "desc", "distinct", "else", "end",
    "false", "following", "in", "is", "like", "not", "null", "on", "or", "outer", "over", "partition",
    "preceding", "range", "row", "rows", "then", "top", "true", "unbounded", "using", "when",
  ])
  private static let setWords: Set<String> = ["union", "except", "intersect"]

  /// `select a from t where …`: told with the whole query in Tian, and stepped over. False where it is none.
  mutating func skipSelectStatement() -> Bool {
    let end = selectEnd
    guard isWord(current), let statement = withStatement(to: end) ?? selectStatement(index, end) else {
      return false
    }
    let whole = span(index, end - 1)
    let mended = mended(statement)
    if mayReport() {
      // What the lexer would mend in it is mended with it.
      errors.cover(whole)
      let query = mended.split(separator: "\n").joined(separator: " ")
      errors.add(
        Diagnostic(
          .foreignWord, Bilingual("a query begins with its table", "查询要从表开始"),
          at: [.init(current.span, Bilingual("write `\(query)`", "请写 `\(query)`"))],
          fixes: [.init(whole, query)]))
    }
    index = end
    return true
  }

  /// Where the statement that begins here would end: its clauses may stand on lines of their own.
  private var selectEnd: Int {
    var depth = 0
    var end = index + 1
    while end < tokens.count {
      switch tokens[end].kind {
      case .end, .symbol(.pipe), .symbol(.semicolon): return end
      case .newline where !continuesSelect(end): return end
      case .symbol(.open): depth += 1
      case .symbol(.close):
        if depth == 0 { return end }
        depth -= 1
      default: break
      }
      end += 1
    }
    return end
  }

  /// Whether the statement goes on after a line end: at a clause, or between two `select`s.
  private func continuesSelect(_ newline: Int) -> Bool {
    let word = text(of: token(newline + 1)).lowercased()
    let before = text(of: token(newline - 1)).lowercased()
    if word == "select" { return Self.setWords.contains(before) || before == "all" || before == ")" }
    return Self.clauseWords.contains(word) || Self.setWords.contains(before)
  }

  /// `with x as (select …) select …` in Tian; nil where it is none.
  private func withStatement(to end: Int) -> String? {
    guard text(of: current).lowercased() == "with" else { return nil }
    var place = index + 1
    var lets = ""
    while token(place).isName, isFolded(token(place + 1), .as), token(place + 2).is(.open),
      let close = closing(place + 2), close < end
    {
      guard let query = selectStatement(place + 3, close) else { return nil }
      lets += "let \(text(of: token(place))) = \(query); "
      place = close + 1
      while token(place).is(.comma) || token(place).kind == .newline { place += 1 }
    }
    return lets.isEmpty ? nil : selectStatement(place, end).map { lets + $0 }
  }

  /// One `select` or several that `union` and its kin join, in Tian; nil where there is none.
  private func selectStatement(_ first: Int, _ end: Int) -> String? {
    guard text(of: token(first)).lowercased() == "select" else { return nil }
    var statements: [(stage: String, places: [(word: String, place: Int)])] = [("", [])]
    var depth = 0
    for place in first..<end {
      let token = tokens[place]
      if token.is(.open) { depth += 1 }
      if token.is(.close) { depth -= 1 }
      guard depth == 0, isWord(token), !isCall(place) else { continue }
      let word = text(of: token).lowercased()
      let isJoined = word == "join" && statements.last?.places.last.map { $0.place == place - 1 } == true
      if Self.setWords.contains(word) {
        let isAll = isWord(self.token(place + 1), "all")
        statements.append((isAll ? "union all" : word, []))
      } else if Self.clauseWords.contains(word), !isJoined {
        statements[statements.count - 1].places.append((word, place))
      }
    }
    guard statements.allSatisfy({ $0.places.first?.word == "select" && $0.places.count > 1 }),
      statements[0].places.contains(where: { $0.word == "from" })
    else { return nil }
    let ends = statements.dropFirst().compactMap { setPlace(before: $0.places[0].place) } + [end]
    let selects = zip(statements, ends).map { SelectStatement(clauses($0.places, end: $1)) }
    guard selects.count > 1 else { return selects[0].tian }
    var out = selects[0].unordered
    for (statement, select) in zip(statements, selects).dropFirst() {
      let isAll = statement.stage == "union all"
      out += " | \(isAll ? "union" : statement.stage) (\(select.unordered))"
      if statement.stage == "union" { out += " | distinct" }
    }
    return out + (selects.last?.end ?? "")
  }

  /// Whether `left` or `right` is a function there: `left(x, 2)`.
  private func isCall(_ place: Int) -> Bool {
    token(place + 1).is(.open) && ["left", "right"].contains(text(of: token(place)).lowercased())
  }

  /// The place of the word that joins a `select` to what stands before it.
  private func setPlace(before select: Int) -> Int? {
    (0..<select).last { Self.setWords.contains(text(of: tokens[$0]).lowercased()) }
  }

  /// The text of each clause, without the word or words that it begins with.
  private func clauses(_ places: [(word: String, place: Int)], end: Int) -> [(word: String, text: String)] {
    places.enumerated().map { number, clause in
      let last = (number + 1 < places.count ? places[number + 1].place : end) - 1
      var first = clause.place + 1
      if isFolded(token(first), .by) { first += 1 }
      if ["left", "right", "inner", "full", "cross"].contains(clause.word) {
        first = (clause.place...last).first { isFolded(token($0), .join) }.map { $0 + 1 } ?? first
      }
      var stop = last
      while stop > first, tokens[stop].kind == .newline { stop -= 1 }
      return (clause.word, first <= stop ? folded(first, stop) : "")
    }
  }

  /// The text from one token to another, SQL's words in it in small letters and `''` escaped as Tian does.
  private func folded(_ first: Int, _ last: Int) -> String {
    let start = Int(token(first).span.lower)
    func fix(_ lower: UInt32, _ upper: UInt32, _ text: String) -> Diagnostic.Fix {
      Diagnostic.Fix(SourceSpan(Int(lower) - start, Int(upper) - start), text)
    }
    let fixes = (first...last).compactMap { place -> Diagnostic.Fix? in
      let (token, next) = (tokens[place], self.token(place + 1))
      if token.kind == .string, next.kind == .string, token.span.upper == next.span.lower, place < last {
        return fix(token.span.upper - 1, next.span.lower + 1, "\\'")
      }
      let word = text(of: token)
      let isInCapitals = token.kind == .name && word.allSatisfy { $0.isASCII && !$0.isLowercase }
      guard isInCapitals, next.is(.open) || Self.innerWords.contains(word.lowercased()) else { return nil }
      return fix(token.span.lower, token.span.upper, word.lowercased())
    }
    return Mender.applying(fixes, to: SourceText(source.text(of: span(first, last))))
  }

  /// `df[df.x > 3].head(10)` in the place of a head: told as stages, and stepped over. Nil where there
  /// is none.
  mutating func parseForeignFrame() -> HeadSyntax? {
    guard isWord(current), next.span.lower == current.span.upper, next.is(.dot) || next.kind == .quotedName
    else { return nil }
    let start = Int(current.span.upper)
    let text = String(decoding: bytes[start...].prefix(4096), as: UTF8.self)
    guard let chain = FrameChain(text, after: self.text(of: current)) else { return nil }
    let name = readName()
    let whole = SourceSpan(start, start + chain.length)
    errors.cover(whole)
    let stages = chain.stages.map(mended)
    reportForeign(
      stages.map { Bilingual("\(name.text)\($0)", "\(name.text)\($0)") } ?? ForeignTable.shape(.method),
      at: whole,
      fixes: stages.map { [.init(whole, $0)] } ?? [])
    while !isAtEnd, Int(current.span.lower) < Int(whole.upper) { advance() }
    return .table(TableSyntax(source: .name(name), alias: nil, span: name.span))
  }
}
