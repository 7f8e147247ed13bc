import TianSource

// Heads of stages that are more than a word: rows by their count, charts by their kind, aggregates alone.
extension Parser {
  /// What Tian would write is told, and nothing mended.
  mutating func reportForeignVerb(_ advice: Bilingual) {
    guard mayReport() else { return }
    errors.add(.foreignWord, ForeignForm.message(of: text(of: current)), at: current.span, advice)
  }

  // MARK: Rows

  private static let countPrefixes = ["只取前", "显示前", "取前", "取头", "前", "取", "头"]
  private static let rowWords = ["行", "条", "个", "名", "rows", "row", "only", "records"]

  /// `取前 3`, `前3行`, told and read. False where it is none.
  mutating func takeRowCount(_ word: String) -> Bool {
    guard let prefix = Self.countPrefixes.first(where: { word.hasPrefix($0) }) else { return false }
    let rest = word.dropFirst(prefix.count)
    var digits = String(rest.prefix { $0.isNumber })
    let counter = String(rest.dropFirst(digits.count))
    guard counter.isEmpty || Self.rowWords.contains(counter),
      digits.isEmpty ? counter.isEmpty : prefix.hasSuffix("前") || !counter.isEmpty
    else { return false }
    var last = index
    if digits.isEmpty {
      guard prefix.hasSuffix("前"), next.kind == .figure else { return false }
      digits = text(of: next)
      last = index + 1
    }
    if isWord(token(last + 1)), Self.rowWords.contains(text(of: token(last + 1))) { last += 1 }
    let whole = span(index, last)
    reportForeign(Bilingual("take \(digits)", "取 \(digits)"), at: whole, fixes: [.init(whole, "取 \(digits)")])
    index = last + 1
    return true
  }

  /// `first 3`, `3 行`: the words before or after a number of rows are told to go.
  mutating func skipRowWords(before: Bool) {
    let start = index
    if before {
      guard isWord(current, "first", "next", "top", "前"), next.kind == .figure else { return }
      let gone = SourceSpan(lower: current.span.lower, upper: next.span.lower)
      reportForeign(ForeignTable.shape(.rowWords), fixes: [.init(gone, "")])
      advance()
      return
    }
    while isWord(current), Self.rowWords.contains(text(of: current).lowercased()) { advance() }
    guard index > start else { return }
    let end = index
    index = start
    let gone = SourceSpan(lower: token(start - 1).span.upper, upper: token(end - 1).span.upper)
    reportForeign(ForeignTable.shape(.rowWords), at: span(start, end - 1), fixes: [.init(gone, "")])
    index = end
  }

  mutating func parseRowCount() -> ExpressionSyntax {
    let count = parseExpression()
    skipRowWords(before: false)
    return count
  }

  /// `head` with no number.
  mutating func reportTakeAlone(_ word: String) -> Verb? {
    let both = Bilingual("take 10", "取 10")
    reportForeign(both, fixes: [.init(current.span, mend(both, like: word))])
    advance()
    return nil
  }

  // MARK: Other verbs

  /// `summarize by 县`: nothing is asked of the groups, which are counted.
  mutating func reportNothingSummarized() {
    let word = text(of: token(index - 1))
    let item = mend(Bilingual("n = count()", "数量 = 计数()"), like: word)
    let verb = mend(Verb.summarize.name, like: word)
    let start = SourceSpan(lower: current.span.lower, upper: current.span.lower)
    let code = "\(verb) \(item) \(text(of: current)) …"
    guard mayReport() else { return }
    errors.add(
      Diagnostic(
        .unexpected,
        Bilingual("expected a value, not `\(text(of: current))`", "这里要有值，而不是 `\(text(of: current))`"),
        at: [.init(current.span, Bilingual("to count rows write `\(code)`", "要数行，请写 `\(code)`"))],
        fixes: [.init(start, item + " ")]))
  }

  /// Whether this stage says on what tables meet.
  var isOnAhead: Bool {
    for token in tokens[index...] {
      if token.is(.on) { return true }
      if token.is(.pipe) || token.kind == .newline { return false }
    }
    return false
  }

  mutating func reportMerge() -> Verb? {
    foreignVerb = reportForeign(Verb.join.name, fixes: [.init(current.span, Verb.join.name.zh)])
    advance()
    return .join
  }

  /// `distinct on a`: the first row of each.
  mutating func reportDistinctOn() {
    let both = Bilingual("take 1 by", "取 1 按")
    let words = span(index - 1, index)
    reportForeign(both, at: words, fixes: [.init(words, mend(both, like: text(of: token(index - 1))))])
    advance()
  }

  /// `describe 面积`: one column of the table.
  mutating func reportDescribed() {
    let (verb, name) = (text(of: token(index - 1)), text(of: current))
    let both = Bilingual("select \(name) | describe", "选列 \(name) | 概览")
    let words = span(index - 1, index)
    reportForeign(both, at: words, fixes: [.init(words, mend(both, like: verb))])
    advance()
  }

  // MARK: Charts

  /// `画图 日期, 价格`, `折线图 日期, 价格`: a chart, with its kind where the word tells it. Nil where it is none.
  mutating func parseForeignChart(_ word: String) -> Verb? {
    guard next.isName || next.is(.open) else { return nil }
    let isDrawing = ["plot", "graph", "draw", "画图", "绘图", "作图", "画"].contains(word.lowercased())
    guard isDrawing || chartKind(current) != nil else { return nil }
    let place = isDrawing ? index + 1 : index
    let found = chartKind(token(place))
    let kind = found ?? .bar
    let chart = Keyword.chart.both
    let (en, zh) = ("\(chart.en) \(kind.english)", "\(chart.zh) \(kind.chinese)")
    let words = span(index, found == nil ? index : place)
    let both = Bilingual(en, zh)
    foreignVerb = reportForeign(both, at: words, fixes: [.init(words, mend(both, like: word))])
    index = found == nil ? index + 1 : place + 1
    foreignChart = ChartSyntax.Kind(rawValue: kind.english)
    return .chart
  }

  /// The kind of chart that a word means, in Tian or elsewhere.
  private func chartKind(_ token: Token) -> Keyword? {
    if case .keyword(let word) = token.kind, word.role == .chartKind { return word }
    guard token.kind == .name,
      case .chartKind(let kind)? = ForeignTable.form(
        text(of: token),
        where: { use in
          if case .chartKind = use { true } else { false }
        })?.use
    else { return nil }
    return kind
  }

  /// The kind after `chart`. What is none is told, and read as one.
  mutating func parseChartKind() -> ChartSyntax.Kind {
    if let kind = foreignChart {
      foreignChart = nil
      return kind
    }
    guard let kind = chartKind(current) else {
      if next.is(.comma), mayReport() {
        let both = Keyword.bar.both
        let start = SourceSpan(lower: current.span.lower, upper: current.span.lower)
        let chart = "\(mend(Keyword.chart.both)) \(mend(both))"
        errors.add(
          Diagnostic(
            .unexpected,
            Bilingual(
              "expected \(Expected.chartKind.en), not `\(text(of: current))`",
              "这里要有\(Expected.chartKind.zh)，而不是 `\(text(of: current))`"),
            at: [.init(current.span, Bilingual("write `\(chart) …`", "请写 `\(chart) …`"))],
            fixes: [.init(start, mend(both) + " ")]))
        return .bar
      }
      reportExpected(Expected.chartKind)
      if isWord(current), next.isName || next.is(.open) { advance() }
      return .bar
    }
    if current.kind == .name {
      reportForeign(kind.both, fixes: [.init(current.span, mend(kind.both, like: text(of: current)))])
    }
    advance()
    return ChartSyntax.Kind(rawValue: kind.english) ?? .bar
  }

  // MARK: Aggregates

  private static let aggregates: Set<String> = [
    "sum", "avg", "mean", "average", "min", "max", "median", "stddev", "std", "var", "variance", "nunique",
    "count_distinct", "quantile", "合计", "求和", "总和", "平均", "平均值", "均值", "最大", "最小", "最大值", "最小值",
    "中位数", "去重计数",
  ]

  /// `| sum(面积)`, `| avg 面积`: an aggregate with no stage. Nil where there is none.
  mutating func parseForeignSummary(_ word: String) -> Verb? {
    guard Self.aggregates.contains(word.lowercased()), next.is(.open) || next.isName else { return nil }
    let start = SourceSpan(lower: current.span.lower, upper: current.span.lower)
    let verb = mend(Verb.summarize.name, like: word)
    var fixes: [Diagnostic.Fix] = [.init(start, verb + " ")]
    let isCall = next.is(.open)
    if !isCall {
      let gap = SourceSpan(lower: current.span.upper, upper: next.span.lower)
      let end = SourceSpan(lower: next.span.upper, upper: next.span.upper)
      fixes += [.init(gap, "("), .init(end, ")")]
    }
    let argument = isCall ? "…" : text(of: next)
    reportForeign(
      Bilingual("summarize \(word)(\(argument))", "汇总 \(word)(\(argument))"), fixes: fixes)
    if !isCall { advance() }
    return .summarize
  }
}
