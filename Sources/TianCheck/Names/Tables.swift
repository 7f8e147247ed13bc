import TianPlan
import TianSource
import TianSyntax

/// A table that a query reads.
indirect enum TableUse {
  /// A bracketed query, or a `let` table put in where it is used.
  case query(QuerySyntax, Frame, name: String?)
  case schema(TableSchema, name: String)
  /// Reported.
  case unknown
}

extension StatementChecker {
  /// The table of a name in `from`, `join` or `union`; reported where there is none.
  mutating func table(named name: NameSyntax, _ frame: Frame) -> TableUse {
    let place = frame.place(name.span)
    if let parameters = frame.parameters, let argument = parameters.argumentsByName[name.text] {
      parameters.used.insert(name.text)
      let context = Context(scope: .empty, frame: parameters.callers, aggregates: .refused(Bilingual("", "")))
      if let table = tableUse(argument, context) { return table }
    } else if frame.parameters == nil {
      if let index = definitionPlace(of: name.text, frame) { return tableUse(index, used: place, frame) }
      if let table = catalogTable(name.text, frame) { return table }
    }
    reportUnknownTable(name, frame)
    return .unknown
  }

  /// The last result, or a table of the catalog: exactly, else by fold where just one folds so.
  func catalogTable(_ name: String, _ frame: Frame) -> TableUse? {
    if name == "_" { return frame.previous.map { .schema($0, name: name) } }
    if let schema = catalog.schema(named: name) { return .schema(schema, name: name) }
    if !tables(sharing: name).isEmpty { return nil }
    let names = catalog.tableNames
    let matches = NameFolding.matches(name, in: names)
    guard matches.count == 1, let match = matches.first else { return nil }
    return catalog.schema(named: names[match]).map { .schema($0, name: names[match]) }
  }

  /// The tables of files that would all have a name, exactly or by fold; none where no files would.
  private func tables(sharing name: String) -> [String] {
    let shared = catalog.sharedNames
    if let tables = shared[name] { return tables }
    return shared.keys.sorted().filter { !NameFolding.matches(name, in: [$0]).isEmpty }
      .flatMap { shared[$0] ?? [] }
  }

  /// The columns of a table that was loaded, by its name; nil for a `let`, and where there is none.
  func schema(of name: String, _ frame: Frame) -> TableSchema? {
    if let place = definitionPlace(of: name, frame) {
      if case .loaded(let schema) = environment.definitions[place].meaning { return schema }
      return nil
    }
    if case .schema(let schema, _) = catalogTable(name, frame) { return schema }
    return nil
  }

  mutating func tableUse(_ index: Int, used place: SourceSpan, _ frame: Frame) -> TableUse {
    let definition = environment.definitions[index]
    switch definition.meaning {
    case .table(let query):
      return .query(query, inner(definition, index, used: place, frame), name: definition.name)
    case .loaded(let schema): return .schema(schema, name: definition.name)
    case .value, .bound:
      report(
        .notTable,
        Bilingual(
          "`\(definition.name)` is a value, and a table is wanted", "`\(definition.name)` 是一个值，此处需要表"),
        at: place)
      return .unknown
    case .unknown, .function, .unknownFunction:
      isBroken = true
      return .unknown
    }
  }

  /// The table that an expression is: a bracketed query, or the name of a table.
  mutating func tableUse(_ syntax: ExpressionSyntax, _ context: Context) -> TableUse? {
    switch syntax {
    case .query(let query, _): return .query(query, context.frame, name: nil)
    case .bracketed(let inner, _): return tableUse(inner, context)
    case .name(let path):
      switch meaning(of: path, context) {
      case .argument(let argument, let frame):
        return tableUse(argument, Context(scope: context.scope, frame: frame, aggregates: context.aggregates))
      case .definition(let index):
        switch environment.definitions[index].meaning {
        case .table, .loaded, .unknown: return tableUse(index, used: context.place(path.span), context.frame)
        case .value, .bound, .function, .unknownFunction: return nil
        }
      case .table(let table): return table
      case .unknown: return .unknown
      case .column, .none: return nil
      }
    case .literal, .interpolated, .negated, .not, .binary, .logical, .membership, .convert, .call,
      .conditional, .range, .missing:
      return nil
    }
  }

  mutating func reportUnknownTable(_ name: NameSyntax, _ frame: Frame) {
    let place = frame.place(name.span)
    if name.text == "_" {
      report(.noPreviousResult, Bilingual("there is no last result yet", "还没有上一个结果"), at: place)
      return
    }
    let sharing = tables(sharing: name.text)
    if !sharing.isEmpty {
      let (en, zh) = (sharing.joined(separator: ", "), sharing.joined(separator: "、"))
      let written = sharing.map { "`\(WrittenName.of($0))`" }
      let (either, eitherInChinese) = (written.joined(separator: " or "), written.joined(separator: " 或 "))
      report(
        .ambiguousName, Bilingual("`\(name.text)` may be \(en)", "`\(name.text)` 可能是 \(zh)"), at: place,
        Bilingual("write \(either)", "请写 \(eitherInChinese)"))
      return
    }
    let lets = environment.names(isFunction: false, in: frame.visible).sorted()
    let names = catalog.tableNames + lets
    let folded = NameFolding.matches(name.text, in: names).map { names[$0] }
    if folded.count > 1 {
      let (en, zh) = (folded.joined(separator: ", "), folded.joined(separator: "、"))
      report(.ambiguousName, Bilingual("`\(name.text)` may be \(en)", "`\(name.text)` 可能是 \(zh)"), at: place)
      return
    }
    let near = Suggestions.nearest(to: name.text, in: names)
    report(
      .unknownTable, Bilingual("no table `\(name.text)`", "没有表 `\(name.text)`"), at: place,
      Self.didYouMean(near),
      notes: Self.list(names, Bilingual("tables", "表")), fix: near.map(WrittenName.of))
  }
}
