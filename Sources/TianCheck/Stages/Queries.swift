import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// A query's flow. The flow at hand is left as it was.
  mutating func query(_ query: QuerySyntax, _ frame: Frame) -> Flow {
    let outer = flow
    defer {
      flow = outer
      ascend()
    }
    guard descend(at: frame.place(query.span)) else { return unknownFlow() }
    flow = head(query.head, frame)
    let outerStage = stage
    for stage in query.stages {
      self.stage = stage
      apply(stage, frame)
    }
    stage = outerStage
    flush()
    return flow
  }

  /// The flow of a table that is read as a whole, under no name.
  mutating func subquery(_ use: TableUse) -> Flow { read(use, alias: nil) }

  mutating func unknownFlow() -> Flow {
    Flow(step: plan.addStep(.values(.init(columns: [], rows: []))), scope: .unknown)
  }

  private mutating func head(_ head: HeadSyntax, _ frame: Frame) -> Flow {
    switch head {
    case .previous(let span):
      guard let schema = frame.previous else {
        report(
          .noPreviousResult, Bilingual("there is no last result to go on from", "没有上一个结果可以继续"),
          at: frame.place(span))
        return unknownFlow()
      }
      return scan(schema, qualifier: nil)
    case .table(let table): return self.table(table, frame)
    case .expression(let expression, let alias):
      return self.expression(expression, alias: alias, frame)
    }
  }

  /// The head without `from`: a table where it is a table's name, else one row with one value.
  private mutating func expression(
    _ expression: ExpressionSyntax, alias: NameSyntax?, _ frame: Frame
  ) -> Flow {
    switch expression {
    case .bracketed(let inner, _):
      if isTable(inner, frame) { return self.expression(inner, alias: alias, frame) }
    case .query(let query, _): return read(.query(query, frame, name: nil), alias: alias?.text)
    case .name(let path):
      if let name = path.single, isTable(expression, frame) {
        return read(table(named: name, frame), alias: alias?.text ?? name.text)
      }
    case .literal, .interpolated, .negated, .not, .binary, .logical, .membership, .convert, .call,
      .conditional, .range, .missing:
      break
    }
    return calculator(expression, alias: alias, frame)
  }

  /// Whether a head is a table, or a name that means nothing and is reported as a table's.
  private func isTable(_ expression: ExpressionSyntax, _ frame: Frame) -> Bool {
    switch expression {
    case .bracketed(let inner, _): return isTable(inner, frame)
    case .query: return true
    case .name(let path):
      guard let name = path.single, frame.parameters == nil else { return false }
      guard let place = definitionPlace(of: name.text, frame) else { return true }
      switch environment.definitions[place].meaning {
      case .table, .loaded, .unknown: return true
      case .value, .bound, .function, .unknownFunction: return false
      }
    case .literal, .interpolated, .negated, .not, .binary, .logical, .membership, .convert, .call,
      .conditional, .range, .missing:
      return false
    }
  }

  /// One row of one value, called what was typed.
  private mutating func calculator(
    _ expression: ExpressionSyntax, alias: NameSyntax?, _ frame: Frame
  ) -> Flow {
    let outer = flow
    defer { flow = outer }
    let step = plan.addStep(.values(.init(columns: [], rows: [[]])))
    flow = Flow(step: step, scope: .empty)
    let value = check(
      expression, Context(scope: .empty, frame: frame, aggregates: .window(partition: [], order: [])))
    let name = alias?.text ?? frame.title(expression.span)
    let column = Scope.Column(
      name: name, qualifier: nil, id: self.column(of: value, named: name), isUnknown: value.isUnknown)
    flow.scope = Scope(columns: [column])
    flush()
    return flow
  }

  /// The expression of a `let` that is a value and no table; nil for a table.
  func bindingValue(_ query: QuerySyntax, _ frame: Frame) -> ExpressionSyntax? {
    guard query.stages.isEmpty, case .expression(let expression, _) = query.head, !isTable(expression, frame)
    else { return nil }
    return expression
  }

  /// What can be said of a `let` of a value before it is used.
  mutating func letValue(_ expression: ExpressionSyntax) {
    let refused = Context.Aggregates.refused(Bilingual("in a `let` of a value", "在 `令` 的值中"))
    _ = check(expression, Context(scope: .empty, frame: root, aggregates: refused))
  }

  // MARK: Tables

  mutating func table(_ syntax: TableSyntax, _ frame: Frame) -> Flow {
    switch syntax.source {
    case .name(let name): return read(table(named: name, frame), alias: syntax.alias?.text ?? name.text)
    case .query(let query): return read(.query(query, frame, name: nil), alias: syntax.alias?.text)
    case .inline(let rows):
      let schema = read(at: frame.place(rows.span)) { catalog throws(Diagnostic) in
        try catalog.read(rows: rows.value)
      }
      return schema.map { scan($0, qualifier: syntax.alias?.text) } ?? unknownFlow()
    case .file(let path):
      guard let schema = load(path, LoadArguments(), frame) else { return unknownFlow() }
      return scan(schema, qualifier: syntax.alias?.text)
    }
  }

  /// The flow of a table, its columns found under one name.
  mutating func read(_ use: TableUse, alias: String?) -> Flow {
    switch use {
    case .unknown: return unknownFlow()
    case .schema(let schema, let name): return scan(schema, qualifier: alias ?? name)
    case .query(let syntax, let frame, let name):
      var result = query(syntax, frame)
      result.scope = result.scope.asTable(qualifier: alias ?? name)
      return result
    }
  }

  mutating func scan(_ schema: TableSchema, qualifier: String?) -> Flow {
    var columns: [Step.Scan.Column] = []
    var scope = Scope(columns: [], table: qualifier ?? schema.name)
    for (place, field) in schema.fields.enumerated() {
      let id = plan.addColumn(field.name, field.type)
      codes[id] = schema.codes[field.name].map {
        CodeColumn(kind: $0, sources: [.init(table: schema.name, name: field.name)])
      }
      columns.append(.init(source: place, id: id))
      scope.columns.append(.init(name: field.name, qualifier: qualifier, id: id))
    }
    linkUnits(of: columns.map(\.id))
    addKeys(of: schema, scope.columns)
    let scan = Step.Scan(table: schema.name, columns: columns, widths: environment.widths)
    return Flow(step: plan.addStep(.scan(scan)), scope: scope)
  }

  // MARK: Files

  mutating func load(_ statement: LoadSyntax) -> TableSchema? {
    let options = options(statement.arguments, of: Bilingual("load", "载入"), root)
    return load(statement.path, LoadArguments(options: options), root)
  }

  /// Options that are plain values, worked out; others are reported.
  mutating func options(
    _ arguments: [ArgumentSyntax], of verb: Bilingual, _ frame: Frame
  ) -> [LoadArguments.Option] {
    var options: [LoadArguments.Option] = []
    let context = Context(
      scope: .empty, frame: frame, aggregates: .refused(Bilingual("in an option", "在选项中")))
    for argument in arguments {
      let value = check(argument.value, context)
      let place = frame.place(argument.value.span)
      guard let name = argument.name else {
        report(
          .wrongArguments,
          Bilingual("an option of `\(verb.en)` has a name", "`\(verb.zh)` 的选项要有名称"), at: place,
          Bilingual("`encoding: \"gb18030\"`", "`编码: \"gb18030\"`"))
        continue
      }
      // What has no name was reported by the parser.
      guard !value.isUnknown, !name.text.isEmpty else { continue }
      guard let literal = value.literal else {
        report(
          .wrongArguments,
          Bilingual("an option of `\(verb.en)` is a plain value", "`\(verb.zh)` 的选项须是写明的值"), at: place)
        continue
      }
      let span = frame.place(name.span.joined(with: argument.value.span))
      options.append(.init(name: name.text, value: literal, span: span))
    }
    return options
  }

  private mutating func load(
    _ path: StringSyntax, _ arguments: LoadArguments, _ frame: Frame
  ) -> TableSchema? {
    let place = frame.place(path.span)
    return read(at: place) { catalog throws(Diagnostic) in
      try catalog.load(path: path.value, in: frame.folder, arguments: arguments, at: place)
    }
  }

  /// Runs a reading of the catalog; what it throws without a place is reported at the given one.
  private mutating func read(
    at place: SourceSpan, _ reading: (any Catalog) throws(Diagnostic) -> TableSchema
  ) -> TableSchema? {
    do {
      return try reading(catalog)
    } catch {
      var diagnostic = error
      if diagnostic.labels.isEmpty { diagnostic.labels = [.init(place)] }
      report(diagnostic)
      return nil
    }
  }
}
