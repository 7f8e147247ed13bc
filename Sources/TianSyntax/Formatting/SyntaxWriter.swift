import TianSource

/// Turns the parts of a tree into documents, each comment with the part that it stands by.
struct SyntaxWriter {
  let source: SourceText
  let comments: CommentQueue
  let language: Language
  let names: Formatter.Names

  func word(_ keyword: Keyword) -> String {
    switch language {
    case .english: keyword.english
    case .chinese: keyword.chinese
    }
  }

  /// A name unquoted as it was, or in brackets where the bare word would be read as something else.
  func name(_ name: NameSyntax) -> String {
    name.isQuoted ? WrittenName.of(name.text, keepingKeywords: true) : name.text
  }

  func path(_ path: PathSyntax) -> String { path.names.map(name).joined(separator: ".") }

  // MARK: Parts with comments

  /// A part with the comments before it, each on a line of its own, those within it that no part of it took
  /// among them; and the one after it on its line.
  func element(_ span: SourceSpan, takesTrailing: Bool = true, _ write: () -> Document) -> Document {
    let before = comments.take(before: span.lower)
    let (document, within) = comments.collecting(before: span.upper, write)
    var parts = lines(before + within) + [document]
    if takesTrailing { parts.append(trailing(span)) }
    return .sequence(parts)
  }

  private func lines(_ comments: [CommentSyntax]) -> [Document] {
    comments.flatMap { [.text(self.comments.text(of: $0)), .lineEnd] }
  }

  /// Elements with commas between them.
  func list<Element>(
    _ elements: [Element], _ span: (Element) -> SourceSpan, endsInBracket: Bool,
    _ write: (Element) -> Document
  ) -> Document {
    let last = elements.count - 1
    let documents = elements.enumerated().map { index, part in
      element(span(part), takesTrailing: index < last || endsInBracket) { write(part) }
    }
    return .joined(documents, by: [",", .line])
  }

  /// `lead a, b`, or each element on a line of its own. The last leaves a comment that follows it to the
  /// stage, unless more of the stage follows. `hugs` keeps the first on the lead's line.
  func clause<Element>(
    _ lead: Document, _ elements: [Element], _ span: (Element) -> SourceSpan, hasMore: Bool,
    hugs: Bool = false, _ write: (Element) -> Document
  ) -> Document {
    if let only = only(of: elements, span) {
      return .sequence([lead, " ", write(only), hasMore ? trailing(span(only)) : ""])
    }
    let list = list(elements, span, endsInBracket: hasMore, write)
    if hugs { return .group([lead, " ", .indented([.indented([list])])]) }
    return .group([lead, .indented([.indented([.line, list])])])
  }

  /// `(a, b)`, or each element on a line of its own.
  func bracketed<Element>(
    _ elements: [Element], _ span: (Element) -> SourceSpan, _ write: (Element) -> Document
  ) -> Document {
    if elements.isEmpty { return "()" }
    if let only = only(of: elements, span) { return .sequence(["(", write(only), ")"]) }
    let list = list(elements, span, endsInBracket: true, write)
    return .group(["(", .indented([.softLine, list]), .softLine, ")"])
  }

  /// The one element of a list, where no comment stands before it; those within it go to what holds the list.
  private func only<Element>(of elements: [Element], _ span: (Element) -> SourceSpan) -> Element? {
    guard elements.count == 1, let first = elements.first,
      !comments.hasComment(before: span(first).lower)
    else { return nil }
    return first
  }

  /// The comment after a part on its line.
  func trailing(_ span: SourceSpan) -> Document {
    comments.take(after: span.upper).map { .comment(comments.text(of: $0)) } ?? ""
  }

  // MARK: Statements

  func statement(_ statement: StatementSyntax) -> Document {
    switch statement {
    case .query(let query): return self.query(query)
    case .binding(let binding): return query(binding.value, before: "\(word(.let)) \(name(binding.name)) = ")
    case .function(let function):
      let parameters = function.parameters.map(name).joined(separator: ", ")
      return .sequence([
        "\(word(.fn)) \(name(function.name))(\(parameters)) = ", expression(function.body),
      ])
    case .load(let load):
      let start = "\(word(.load)) \(Literal.quoted(load.path.value)) \(word(.as)) \(name(load.name))"
      return with(load.arguments, .text(start))
    case .use(let use): return "\(word(.use)) \(Literal.quoted(use.path.value))"
    case .setting(let setting):
      return .sequence([
        "\(word(.set)) \(word(.hedge)) \(name(setting.word)) = ", expression(setting.value),
      ])
    case .unit(let unit):
      let start = "\(word(.unit)) \(name(unit.name)) = "
      return .sequence([.text(start), unit.amount.map { expression(.literal($0, unit.amountSpan)) } ?? ""])
    case .directive(let directive):
      let word = Keyword(rawValue: directive.kind.rawValue).map(word) ?? ""
      return query(directive.query, before: word + " ")
    }
  }

  func with(_ options: [ArgumentSyntax], _ start: Document) -> Document {
    .joined([start] + options.map { argument($0) { OptionName($0)?.names[language] ?? $0 } }, by: [", "])
  }

  // MARK: Queries

  /// A query on one line, or each stage on a line of its own; further in where something stands before it.
  func query(_ query: QuerySyntax, before: String = "") -> Document {
    // What begins it, and the comments in that and before it, which are on lines above.
    let place = span(of: query.head) ?? query.stages.first?.span ?? query.span
    let (head, above) = comments.collecting(before: place.upper) { self.head(of: query) }
    let start: [Document] = [.text(before), head, trailing(place)]
    let rest = span(of: query.head) == nil ? query.stages.dropFirst() : query.stages[...]
    let stages = rest.flatMap { stage in
      [.line, element(stage.span) { .sequence(["| ", self.stage(stage)]) }]
    }
    let spansLines = (start + stages).contains(where: \.spansLines)
    let parts = start + (before.isEmpty ? stages : [.indented(stages)])
    return .sequence(lines(above) + [.group(parts, isBroken: spansLines && !stages.isEmpty)])
  }

  /// Nil where the query goes on from the last result.
  private func span(of head: HeadSyntax) -> SourceSpan? {
    switch head {
    case .previous: nil
    case .table(let table): table.span
    case .expression(let value, let alias): alias.map { value.span.joined(with: $0.span) } ?? value.span
    }
  }

  /// The head, or the first stage where the query goes on from the last result.
  private func head(of query: QuerySyntax) -> Document {
    switch query.head {
    case .previous: query.stages.first.map { .sequence(["| ", stage($0)]) } ?? ""
    case .table(let table): .sequence(["\(word(.from)) ", self.table(table)])
    case .expression(.name(let path), nil) where path.single.map { Keyword(word: $0.text) } == .from:
      // A name on the next line would be the table that `from` reads.
      .text(WrittenName.bracketed(path.first.text))
    case .expression(let value, let alias): aliased(expression(value), alias)
    }
  }

  private func aliased(_ document: Document, _ alias: NameSyntax?) -> Document {
    alias.map { .sequence([document, " \(word(.as)) \(name($0))"]) } ?? document
  }

  func table(_ table: TableSyntax) -> Document {
    switch table.source {
    case .name(let name): aliased(.text(self.name(name)), table.alias)
    case .file(let path): aliased(.text(Literal.quoted(path.value)), table.alias)
    case .query(let query): aliased(bracketed(query), table.alias)
    case .inline(let rows): aliased("\(word(.csv)) \(text(rows.value, rows.span))", table.alias)
    }
  }

  func bracketed(_ query: QuerySyntax) -> Document {
    let document = self.query(query)
    return .group(["(", .indented([.softLine, document]), .softLine, ")"])
  }
}
