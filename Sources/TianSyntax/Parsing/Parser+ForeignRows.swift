import TianSource

// Which rows other languages keep by their columns or a condition.
extension Parser {
  /// `dedup a` and `dropna a, b`, told with their columns and read as stages of columns; `keep if c` up to
  /// its condition. Nil where it is none.
  mutating func parseForeignRows(_ word: String) -> Verb? {
    if isWord(current, "keep"), isWord(next, "if") {
      let words = span(index, index + 1)
      reportForeign(ForeignTable.shape(.keepIf), at: words, fixes: [.init(words, "where")])
      index += 2
      return .where
    }
    guard next.isName else { return nil }
    if let form = ForeignTable.form(word, where: \.isFirstRows) {
      reportForeign(form.mend, fixes: [.init(current.span, "take 1 by")])
      advance()
      return .distinct
    }
    guard let form = ForeignTable.form(word, where: \.isWithoutNulls) else { return nil }
    let start = index
    var end = index + 1
    while token(end + 1).is(.comma), token(end + 2).isName { end += 2 }
    let names = stride(from: start + 1, through: end, by: 2).map { text(of: token($0)) }
    let whole = span(start, end)
    reportForeign(
      form.mend, at: whole,
      fixes: [.init(whole, "where " + names.map { "\($0) != null" }.joined(separator: " and "))])
    advance()
    return .distinct
  }

  /// `drop if c`, with the parser at `if`: the rows for which c is true go, and no others.
  mutating func skipForeignDropIf() {
    let words = span(index - 1, index)
    let gone = SourceSpan(lower: words.lower, upper: next.span.lower)
    let place = reportForeign(ForeignTable.shape(.dropIf), at: words, fixes: [.init(gone, "where not ((")])
    advance()
    let condition = parseExpression()
    let end = SourceSpan(lower: condition.span.upper, upper: condition.span.upper)
    if let place { errors.addFix(.init(end, ") ?? false)"), to: place) }
  }
}

extension ForeignForm.Use {
  fileprivate var isFirstRows: Bool {
    if case .shape(.firstRows) = self { true } else { false }
  }
  fileprivate var isWithoutNulls: Bool {
    if case .shape(.withoutNulls) = self { true } else { false }
  }
}
