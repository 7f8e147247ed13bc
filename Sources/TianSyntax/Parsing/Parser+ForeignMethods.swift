import TianSource

// Calls with a dot, and files read by a call, as Python and R write them.
extension Parser {
  /// The operator that a method stands for, between its value and its argument.
  private static let operators = [
    "contains": Keyword.contains, "startswith": .starts, "startsWith": .starts, "endswith": .ends,
    "endsWith": .ends, "isin": .in, "is_in": .in, "to": .to,
  ]
  private static let nullTests = [
    "isna": "==", "isnull": "==", "is_null": "==", "notna": "!=", "notnull": "!=", "is_not_null": "!=",
  ]
  /// Names before a dot that mean nothing by themselves.
  private static let accessors: Set = ["str", "dt", "cat", "values"]
  private static let dotted = [
    "is.na": "($ == null)", "is.null": "($ == null)", "as.numeric": "number($)", "as.double": "number($)",
    "as.integer": "int($)", "as.character": "text($)", "as.Date": "date($)",
  ]

  /// `地点.str.contains("村")`, `is.na(县)`: told as Tian writes it, and read as nothing more. Nil where no such
  /// call stands here.
  mutating func parseForeignMethod() -> ExpressionSyntax? {
    var last = index
    while token(last + 1).is(.dot), token(last + 2).isName { last += 2 }
    guard last > index, token(last + 1).is(.open), token(last).span.upper == token(last + 1).span.lower,
      let close = closing(last + 1)
    else { return nil }
    let whole = span(index, close)
    let arguments = close > last + 2 ? source.text(of: span(last + 2, close - 1)) : ""
    let call = source.text(of: span(index, last))
    let mended =
      Self.dotted[call].map { $0.replacing("$", with: arguments) }
      ?? functionCall(to: last, arguments)
    reportForeign(Bilingual(mended, mended), at: whole, fixes: [.init(whole, mended)])
    index = close + 1
    return .missing(whole)
  }

  /// A method of a value as a function or an operator.
  private func functionCall(to last: Int, _ arguments: String) -> String {
    let method = text(of: token(last))
    var end = last - 2
    while end > index, Self.accessors.contains(text(of: token(end))) { end -= 2 }
    let value = source.text(of: span(index, end))
    if let test = Self.nullTests[method] {
      return "(\(value) \(test) \(mend(Keyword.null.both)))"
    }
    guard let keyword = Self.operators[method], !arguments.isEmpty else {
      return "\(method)(\(arguments.isEmpty ? value : "\(value), \(arguments)"))"
    }
    let first = ClauseText.parts(arguments)[0]
    let isList = first.hasPrefix("[") && first.hasSuffix("]")
    let operand = keyword == .in ? "(\(isList ? String(first.dropFirst().dropLast()) : first))" : first
    return "(\(value) \(mend(keyword.both)) \(operand))"
  }

  /// `read_csv("x.csv")` and an unquoted path after `from`, at the head of a query: told and read as the
  /// file. Nil where there is none.
  mutating func parseForeignFile() -> HeadSyntax? {
    let name = token(index + 1).is(.dot) ? index + 2 : index
    let readers: Set = ["read_csv", "read_excel", "read_table", "read_tsv", "read_json"]
    if isWord(token(name)), readers.contains(text(of: token(name)).replacing(".", with: "_").lowercased()),
      token(name + 1).is(.open), token(name + 2).kind == .string, let close = closing(name + 1)
    {
      let whole = span(index, close)
      let from = "\(mend(Keyword.from.both)) \(text(of: token(name + 2)))"
      reportForeign(Bilingual(from, from), at: whole, fixes: [.init(whole, from)])
      index = name + 2
      let path = parseString()
      index = close + 1
      return .table(TableSyntax(source: .file(path), alias: nil, span: whole))
    }
    guard isFolded(current, .from) else { return nil }
    advance()
    guard let path = takeBarePath() else {
      index -= 1
      return nil
    }
    return .table(TableSyntax(source: .file(path), alias: nil, span: path.span))
  }

  /// `data/价格.csv`, a path without its quotes, told and read. Nil, nothing read, where there is none.
  mutating func takeBarePath() -> StringSyntax? {
    var last = index
    while token(last + 1).span.lower == token(last).span.upper, !token(last + 1).is(.pipe),
      token(last + 1).kind != .end, token(last + 1).kind != .newline
    { last += 1 }
    let whole = span(index, last)
    let path = source.text(of: whole)
    let endings = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".gz", ".md", ".html", ".svg"]
    guard last > index, endings.contains(where: path.hasSuffix) else { return nil }
    let quoted = Literal.quoted(path)
    errors.cover(whole)
    reportForeign(Bilingual(quoted, quoted), at: whole, fixes: [.init(whole, quoted)])
    index = last + 1
    return StringSyntax(path, span: whole)
  }

  /// `desc 土地`, `show tables`: told, and read as the table. Nil where neither stands here.
  mutating func parseForeignDescription() -> HeadSyntax? {
    guard isWord(current, "desc", "show", "list", "查看", "描述"), next.kind == .name else { return nil }
    let isList = isWord(next, "tables", "databases", "columns", "所有表")
    let whole = span(index, index + 1)
    let name = text(of: next)
    if isList {
      reportForeignVerb(
        Bilingual(
          "at the prompt `.tables` lists them; `t | schema` lists a table's columns",
          "在提示符下用 `.tables` 列出各表；`表 | 结构` 列出各列"))
      index += 2
      return .expression(.missing(whole), alias: nil)
    }
    let both = Bilingual("\(name) | schema", "\(name) | 结构")
    let fix = mend(both, like: text(of: current))
    reportForeign(both, at: whole, fixes: [.init(whole, fix)])
    advance()
    return .table(TableSyntax(source: .name(readName()), alias: nil, span: whole))
  }

  /// `extract(year from 日期)`, with the parser inside the brackets.
  mutating func takeForeignPart(_ function: NameSyntax) -> Bool {
    guard function.text.lowercased() == "extract", isWord(current), isFolded(next, .from),
      let close = closing(index - 1), close > index + 2
    else { return false }
    let part = text(of: current).lowercased()
    let value = source.text(of: span(index + 2, close - 1))
    let whole = function.span.joined(with: token(close).span)
    reportForeign(
      Bilingual("\(part)(\(value))", "\(part)(\(value))"), at: whole,
      fixes: [.init(whole, "\(part)(\(value))")])
    index = close
    return true
  }

  /// `c("a", "b")` for a list: the name is told to go.
  mutating func skipListName() {
    guard isWord(current, "c"), next.is(.open), current.span.upper == next.span.lower else {
      return
    }
    reportForeign(ForeignTable.shape(.list), fixes: [.init(current.span, "")])
    advance()
  }
}
