import TianPlan
import TianSource
import TianSyntax

/// A foreign key with its columns in the plan.
struct KeyUse: Hashable {
  var columns: [ColumnID]
  var key: TableSchema.ForeignKey

  /// Whether another one is of these columns and leads to the same rows.
  fileprivate func leadsWhere(_ other: KeyUse, is columns: [ColumnID]) -> Bool {
    other.columns == columns && other.key.tableNames == key.tableNames
      && other.key.referencedColumns == key.referencedColumns
  }
}

/// The table that a foreign key leads to, joined to the flow.
struct Walk {
  var use: KeyUse
  var columns: [Scope.Column]
}

/// Foreign keys of data packages, walked by dots: `村.县.省`. Each hop is a look-up of the row that the key
/// names, so that it never makes rows; the same hop is made once while what it found flows on.
extension StatementChecker {
  mutating func addKeys(of schema: TableSchema, _ columns: [Scope.Column]) {
    for key in schema.keys where key.columns.count == key.referencedColumns.count {
      let ids = key.columns.compactMap { name in columns.first { $0.name == name }?.id }
      guard ids.count == key.columns.count else { continue }
      for id in ids { keys[id, default: []].append(KeyUse(columns: ids, key: key)) }
    }
  }

  /// Columns that are each made of two, unchanged, keep the keys that both have.
  mutating func keepKeys(_ columns: [(id: ColumnID, left: ColumnID, right: ColumnID)]) {
    for column in columns {
      for use in keys[column.left] ?? [] where use.columns.first == column.left {
        let made = use.columns.compactMap { id in columns.first { $0.left == id } }
        guard made.count == use.columns.count,
          keys[column.right]?.contains(where: { use.leadsWhere($0, is: made.map(\.right)) }) == true
        else { continue }
        let kept = KeyUse(columns: made.map(\.id), key: use.key)
        for id in kept.columns { keys[id, default: []].append(kept) }
      }
    }
  }

  /// The foreign keys of a flow as those of the table that it makes.
  func keys(of flow: Flow) -> [TableSchema.ForeignKey] {
    let shown = flow.scope.shown
    return shown.flatMap { column in
      (keys[column.id] ?? []).filter { $0.columns.first == column.id }.compactMap { use in
        let titles = use.columns.compactMap { id in shown.first { $0.id == id }?.title }
        guard titles.count == use.columns.count else { return nil }
        var key = use.key
        key.columns = titles
        return key
      }
    }
  }

  /// The column at the end of a path that begins with a foreign key of the flow; nil where it begins with
  /// none. What is wrong after that is reported.
  mutating func walked(_ path: PathSyntax, _ context: Context) -> Typed? {
    let place = context.place(path.span)
    var names = path.names
    var known = context.scope.columns
    let qualified = known.filter { $0.qualifier == names[0].text }
    if names.count > 2, leads(names[1], qualified) {
      known = qualified
      names.removeFirst()
    }
    guard context.frame.parameters == nil else { return nil }
    guard leads(names[0], known) else {
      guard case .summary(let input, _) = context.aggregates, leads(names[0], input.columns) else {
        return nil
      }
      reportLoose(path, at: place)
      return .unknown(at: place)
    }
    while names.count > 1 {
      guard let use = key(names[0], among: known, context) else { return .unknown(at: place) }
      guard let columns = walk(use, at: place) else { return .unknown(at: place) }
      known = columns
      names.removeFirst()
    }
    guard let column = Scope(columns: known).find([names[0].text]).first else {
      reportEnd(names[0], path, known, context)
      return .unknown(at: place)
    }
    if case .summary = context.aggregates { flow.keyWalks.append(column.id) }
    return Typed(.column(column.id), plan.type(of: column.id), at: place)
  }

  /// Whether a path goes on from a foreign key of a scope.
  func keyLeads(_ path: PathSyntax, in scope: Scope) -> Bool {
    Scope(columns: scope.columns).find([path.first.text]).contains { keys[$0.id] != nil }
  }

  /// Whether a name is a column's of those at hand, or of a table that one of them leads to.
  private func leads(_ name: NameSyntax, _ columns: [Scope.Column]) -> Bool {
    !Scope(columns: columns).find([name.text]).isEmpty
      || columns.contains { column in
        keys[column.id]?.contains { $0.key.tableNames.contains(name.text) } == true
      }
  }

  /// The key that a name means: a column's own where it has one; else that of the table so called. Reported
  /// where there is none, or several.
  private mutating func key(_ name: NameSyntax, among columns: [Scope.Column], _ context: Context) -> KeyUse?
  {
    let ids = Set(columns.map(\.id))
    func uses(_ columns: [Scope.Column]) -> [KeyUse] {
      unique(columns.flatMap { keys[$0.id] ?? [] }).filter { $0.columns.allSatisfy(ids.contains) }
    }
    let own = uses(Scope(columns: columns).find([name.text]))
    let single = own.filter { $0.columns.count == 1 }
    // A column of its own key and of one that takes several columns means its own.
    if let use = single.first ?? own.first, single.count == 1 || own.count == 1 { return use }
    let sameName = own.filter { $0.key.tableNames.contains(name.text) }
    if sameName.count == 1 { return sameName.first }
    let all = uses(columns)
    let named = all.filter { $0.key.tableNames.contains(name.text) }
    if own.isEmpty, named.count == 1 { return named.first }
    let place = context.place(name.span)
    guard !own.isEmpty || !named.isEmpty else {
      let ways = unique(all.map { $0.key.columns.count == 1 ? $0.key.columns[0] : $0.key.tableNames[0] })
      report(
        .notForeignKey,
        Bilingual("`\(name.text)` leads to no other table", "`\(name.text)` 不通向其他表"), at: place,
        Self.didYouMean(Suggestions.nearest(to: name.text, in: ways)),
        notes: Self.list(ways, Bilingual("foreign keys", "外键")) + [
          Bilingual(
            "a column keeps its key while it passes unchanged; through `union`, where both tables have it",
            "列只要原样传下去，就保留外键；经过 `并上`，则须两个表都有此外键")
        ])
      return nil
    }
    let isColumn = !own.isEmpty
    let ways =
      (isColumn ? own.map { $0.key.tableNames[0] } : named.map { $0.key.columns.joined(separator: "+") })
    let (en, zh) = (ways.joined(separator: ", "), ways.joined(separator: "、"))
    report(
      .ambiguousName,
      isColumn
        ? Bilingual("`\(name.text)` leads to several tables: \(en)", "`\(name.text)` 通向多个表：\(zh)")
        : Bilingual("several columns lead to `\(name.text)`: \(en)", "有多列通向 `\(name.text)`：\(zh)"),
      at: place,
      isColumn
        ? Bilingual("begin with the table that is meant", "请以所指的表名开头")
        : Bilingual("begin with the column that is meant", "请以所指的列名开头"))
    return nil
  }

  /// The columns of the table that a key leads to, joined to the flow where they are not yet.
  private mutating func walk(_ use: KeyUse, at place: SourceSpan) -> [Scope.Column]? {
    if let columns = walked(use, in: flow) ?? beside.flatMap({ walked(use, in: $0) }) { return columns }
    let name = use.key.tableNames[0]
    guard let schema = catalog.schema(named: name) else {
      report(.unknownTable, Bilingual("no table `\(name)`", "没有表 `\(name)`"), at: place)
      return nil
    }
    if let columns = walkReached(use, to: schema, at: place) { return columns }
    if carries(flow, use.columns) { return look(use, in: schema, at: place) }
    if var other = beside, carries(other, use.columns) {
      swap(&flow, &other)
      let columns = look(use, in: schema, at: place)
      swap(&flow, &other)
      beside = other
      return columns
    }
    reportNotWalked(at: place)
    return nil
  }

  mutating func reportNotWalked(at place: SourceSpan) {
    report(
      .notForeignKey, Bilingual("foreign keys can't be walked here", "此处不能沿外键取值"), at: place,
      Bilingual("`derive` the column in a stage before", "请先用 `新增` 取得该列"))
  }

  private func carries(_ flow: Flow, _ columns: [ColumnID]) -> Bool {
    Set(plan.columns(from: flow.step) + (flow.pending.map(\.id) + flow.reached.map(\.id)))
      .isSuperset(of: columns)
  }

  /// What the same key was found to lead to before, where that still flows.
  private func walked(_ use: KeyUse, in flow: Flow) -> [Scope.Column]? {
    flow.walks.first { $0.use == use && carries(flow, $0.columns.map(\.id)) }?.columns
  }

  /// What a key of the row leads to that `follow` reached last, found for the rows that it starts from and
  /// for those of the table; nil where the key is of another row.
  private mutating func walkReached(
    _ use: KeyUse, to schema: TableSchema, at place: SourceSpan
  ) -> [Scope.Column]? {
    let reached = use.columns.compactMap { id in flow.reached.first { $0.id == id } }
    guard reached.count == use.columns.count,
      let starts = walk(KeyUse(columns: reached.map(\.start), key: use.key), at: place),
      let nexts = walk(KeyUse(columns: reached.map(\.next), key: use.key), at: place)
    else { return nil }
    var columns = starts
    for (index, (start, next)) in zip(starts, nexts).enumerated() {
      columns[index].id = plan.addColumn(start.name, plan.type(of: start.id))
      flow.reached.append(.init(id: columns[index].id, start: start.id, next: next.id))
    }
    addKeys(of: schema, columns)
    flow.walks.append(Walk(use: use, columns: columns))
    return columns
  }

  /// Joins the table that a key of the flow leads to.
  private mutating func look(
    _ use: KeyUse, in schema: TableSchema, at place: SourceSpan
  ) -> [Scope.Column]? {
    let name = use.key.tableNames[0]
    var right = scan(schema, qualifier: nil)
    var on: [Step.Join.Equality] = []
    for (id, referenced) in zip(use.columns, use.key.referencedColumns) {
      guard let column = right.scope.columns.first(where: { $0.name == referenced }) else {
        report(
          .unknownColumn, Bilingual("no column `\(referenced)` in \(name)", "\(name) 中没有列 `\(referenced)`"),
          at: place)
        return nil
      }
      let sides = [id, column.id].map { Typed(.column($0), plan.type(of: $0), at: place) }
      guard areExact(sides, "."), case let test = comparison(.equal, sides[0], sides[1], at: place),
        !test.isUnknown, case .compare(.equal, let left, let target, _) = test.expression.form
      else { return nil }
      on.append(.init(left: self.column(of: Typed(left), named: name), right: key(target, &right)))
    }
    let columns = right.scope.columns
    swap(&flow, &right)
    flush()
    swap(&flow, &right)
    append {
      .join(.init(kind: .one, left: $0, right: right.step, on: on, isForeignKey: true, span: place))
    }
    flow.walks.append(Walk(use: use, columns: columns))
    return columns
  }

  /// The last name of a path is no column of the table that the names before it lead to.
  private mutating func reportEnd(
    _ name: NameSyntax, _ path: PathSyntax, _ columns: [Scope.Column], _ context: Context
  ) {
    let names = columns.map(\.name)
    let isTable = leads(name, columns)
    let near = Suggestions.nearest(to: name.text, in: names)
    let before = path.names.dropLast().map(\.text).joined(separator: ".")
    report(
      .unknownColumn, Bilingual("no column `\(name.text)` in `\(before)`", "`\(before)` 中没有列 `\(name.text)`"),
      at: context.place(name.span),
      isTable
        ? Bilingual("it leads to a row: write one of its columns after a dot", "它通向一行：请在点后写其中的列")
        : Self.didYouMean(near), notes: Self.list(names, Bilingual("columns", "列")),
      fix: isTable ? nil : near.map(WrittenName.of))
  }

  /// `日期.year`, which is reported as the call that it means.
  mutating func isFunctionAfterDot(_ path: PathSyntax, _ context: Context) -> Bool {
    guard path.rest.count == 1, let definition = FunctionTable.named(path.last.text),
      definition.argumentCounts.least == 1, context.frame.useSpan == nil,
      let column = columns(PathSyntax(path.first), in: context.scope).first, keys[column.id] == nil
    else { return false }
    let call = "\(path.last.text)(\(source.text(of: path.first.span)))"
    report(
      .notForeignKey,
      Bilingual("`\(path.first.text)` leads to no other table", "`\(path.first.text)` 不通向其他表"),
      at: path.span, Bilingual("write `\(call)`", "请写 `\(call)`"), fix: call)
    return true
  }
}
