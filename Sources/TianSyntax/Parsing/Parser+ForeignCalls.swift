import TianSource

// Calls, casts and cases of other languages.
extension Parser {
  /// `count(*)`
  mutating func takeForeignStar() -> Bool {
    guard at(.star), next.is(.close) else { return false }
    if mayReport() {
      errors.add(
        .foreignWord, Bilingual("`*` is no argument", "`*` 不能作参数"), at: current.span,
        Bilingual("write `count()`: it counts rows", "请写 `计数()`：它数的就是行"), fix: "")
    }
    advance()
    return true
  }

  /// `count(distinct x)`, with the parser at `distinct`.
  mutating func takeForeignDistinct(_ function: NameSyntax) {
    guard isFolded(current, .distinct), next.isName || next.is(.open) else { return }
    let gone = SourceSpan(lower: current.span.lower, upper: next.span.lower)
    let isCount = ["count", "计数"].contains(function.text.lowercased())
    reportForeign(
      ForeignTable.shape(.countDistinct),
      fixes: [.init(gone, "")] + (isCount ? [.init(function.span, "count_distinct")] : []))
    advance()
  }

  /// `cast(x as int)`, with the parser at `as`.
  mutating func takeForeignCast(_ function: NameSyntax, _ value: ExpressionSyntax) {
    guard isFolded(current, .as), next.isName, let type = Self.typeFunction(text(of: next)) else { return }
    let gone = SourceSpan(lower: value.span.upper, upper: next.span.upper)
    let call = "\(type)(\(source.text(of: value.span)))"
    reportForeign(Bilingual(call, call), fixes: [.init(function.span, type), .init(gone, "")])
    advance()
    advance()
  }

  /// `x::int` after an operand.
  mutating func takeForeignCastMark(_ value: ExpressionSyntax) {
    guard at(.colon), next.is(.colon), let type = Self.typeFunction(text(of: token(index + 2))) else {
      return
    }
    let start = SourceSpan(lower: value.span.lower, upper: value.span.lower)
    let marks = span(index, index + 2)
    let call = "\(type)(\(source.text(of: value.span)))"
    reportForeign(
      Bilingual(call, call), at: marks, fixes: [.init(start, "\(type)("), .init(marks, ")")])
    index += 3
  }

  private static func typeFunction(_ name: String) -> String? {
    switch name.lowercased() {
    case "int", "integer", "bigint", "smallint", "int64", "signed", "整数": "int"
    case "float", "double", "real", "float8", "浮点": "float"
    case "decimal", "numeric", "小数": "decimal"
    case "text", "varchar", "string", "char", "nvarchar", "文本": "text"
    case "date", "日期": "date"
    default: nil
    }
  }

  /// `date '2024-03-20'`: the day, read.
  mutating func parseForeignDate() -> ExpressionSyntax? {
    guard isWord(current, "date", "timestamp"), next.kind == .string else { return nil }
    let value = StringReader.value(bytes[next.span.range])
    guard let literal = LiteralReader.time(Array(value.utf8)[...]) else { return nil }
    let whole = span(index, index + 1)
    reportForeign(Bilingual(value, value), at: whole, fixes: [.init(whole, value)])
    index += 2
    return .literal(literal, whole)
  }

  /// `over (partition by a order by b rows …)` after a call: keys that go to the stage's end. An aggregate
  /// in an order runs from row to row, or over the last rows of its frame.
  mutating func takeForeignWindow(after function: NameSyntax, _ call: SourceSpan) {
    guard isWord(current, "over"), next.is(.open), let close = closing(index + 1) else { return }
    let whole = span(index, close)
    let place = reportForeign(ForeignTable.shape(.over), at: whole)
    let inside = (index + 2)..<max(index + 2, close)
    let order = inside.first { isWord(tokens[$0], "order") && isFolded(token($0 + 1), .by) } ?? close
    let frame = inside.first { isWord(tokens[$0], "rows", "range") } ?? close
    var tail = ""
    if isWord(token(index + 2), "partition"), order > index + 4 {
      tail += " by " + source.text(of: span(index + 4, order - 1))
    }
    let isOrdered = order < frame - 2
    if isOrdered { tail += " " + sortTail(source.text(of: span(order + 2, frame - 1))) }
    if let place {
      let said = tail.isEmpty ? "" : "`\(tail.dropFirst())`"
      if !tail.isEmpty {
        errors.relabel(
          place, Bilingual("write \(said) at the stage's end", "请在本步末尾写 \(said)"))
      }
      if isOrdered { addRunning(function, call, frame..<close, to: place) }
      errors.addFix(.init(SourceSpan(lower: previousEnd, upper: whole.upper), ""), to: place)
      pendingTails.append(PendingTail(place: place, text: tail))
    }
    index = close + 1
  }

  /// `running(…)` or `rolling(…, n)` around an aggregate that has an order, by the frame written with it.
  private mutating func addRunning(
    _ function: NameSyntax, _ call: SourceSpan, _ frame: Range<Int>, to place: Int
  ) {
    let ranks: Set = [
      "row_number", "rank", "dense_rank", "percent_rank", "ntile", "lag", "lead", "first_value", "last_value",
    ]
    let words = frame.map { text(of: tokens[$0]).lowercased() }
    guard !ranks.contains(function.text.lowercased()), !words.contains("following") else { return }
    let count = words.firstIndex(of: "preceding").flatMap { Int(words[max(0, $0 - 1)]) }
    let (start, end) = (call.lower, call.upper)
    errors.addFix(
      .init(SourceSpan(lower: start, upper: start), count == nil ? "running(" : "rolling("), to: place)
    errors.addFix(
      .init(SourceSpan(lower: end, upper: end), count.map { ", \($0 + 1))" } ?? ")"), to: place)
  }

  /// The keys of an `order by` as a tail.
  private func sortTail(_ keys: String) -> String {
    let mended = mended("t | sort \(keys)")
    return String(mended.dropFirst("t | ".count))
  }

  // MARK: Case

  /// `case when a then b else c end`, with the parser at `when`.
  mutating func parseForeignCase(from start: SourceSpan) -> ExpressionSyntax {
    let place = reportForeign(ForeignTable.shape(.caseWhen), at: start.joined(with: current.span))
    var arms: [CaseArmSyntax] = []
    var otherwise: ExpressionSyntax?
    while isWord(current, "when") {
      advance()
      let condition = parseExpression()
      if isWord(current, "then") { advance() }
      arms.append(CaseArmSyntax(condition: condition, value: parseExpression()))
    }
    if isFolded(current, .else) {
      advance()
      otherwise = parseExpression()
    }
    if isWord(current, "end") { advance() }
    let whole = span(from: start)
    if let place {
      var parts = arms.map { "\(source.text(of: $0.condition.span)) => \(source.text(of: $0.value.span))" }
      if let otherwise { parts.append("else => \(source.text(of: otherwise.span))") }
      errors.addFix(.init(whole, "case(\(parts.joined(separator: ", ")))"), to: place)
    }
    return .conditional(arms, otherwise: otherwise, whole)
  }

  /// `in ["a", "b"]`, which reads as a quoted name.
  mutating func parseForeignList() -> SetSyntax? {
    guard current.kind == .quotedName else { return nil }
    let text = text(of: current)
    let inner = text.dropFirst().dropLast()
    guard text.hasPrefix("["), inner.first.map({ "\"'“0123456789".contains($0) }) == true else { return nil }
    reportForeign(ForeignTable.shape(.list), fixes: [.init(current.span, "(\(inner))")])
    return .list([], advance().span)
  }
}
