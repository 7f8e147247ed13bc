import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// Adds or replaces columns; later items see earlier ones.
  mutating func derive(_ items: [ItemSyntax], _ tails: TailsSyntax, _ frame: Frame) {
    var context = context(tails, frame)
    for item in items {
      let value = check(item.value, context)
      // The parser asks for the name.
      guard let name = item.name else {
        isBroken = true
        continue
      }
      let id = column(of: value, named: name.text)
      flow.scope.put(.init(name: name.text, qualifier: nil, id: id, isUnknown: value.isUnknown))
      context.scope = flow.scope
    }
  }

  /// These columns in this order; `*` is those that no item names, and so is `select` of exclusions alone.
  mutating func select(_ picks: [PickSyntax], _ tails: TailsSyntax, _ frame: Frame, at verb: SourceSpan) {
    let context = context(tails, frame)
    var excluded: Set<String> = []
    var chosen: [(column: Scope.Column, span: SourceSpan)] = []
    var starAt: Int?
    for pick in picks {
      switch pick {
      case .exclude(.path(let path), _):
        if let column = found(path, frame) { excluded.insert(column.title) }
      case .exclude(.glob, let span): notBuilt(frame.place(span))
      case .glob(let glob):
        if glob.name == nil { starAt = starAt ?? chosen.count } else { notBuilt(frame.place(glob.span)) }
      case .item(let item):
        chosen.append((column(item, check(item.value, context), context), frame.place(item.span)))
      }
    }
    checkNames(chosen)
    if chosen.isEmpty { starAt = 0 }
    if let starAt {
      let named = excluded.union(chosen.map(\.column.title))
      let rest = flow.scope.shown.filter { !named.contains($0.title) }
      chosen.insert(contentsOf: rest.map { ($0, frame.place(verb)) }, at: starAt)
    }
    chosen.removeAll { excluded.contains($0.column.title) }
    keep(chosen.map(\.column), at: frame.place(verb))
  }

  mutating func drop(_ paths: [PathSyntax], _ frame: Frame, at verb: SourceSpan) {
    let dropped = Set(paths.compactMap { found($0, frame)?.title })
    keep(flow.scope.columns.filter { $0.isHidden || !dropped.contains($0.title) }, at: frame.place(verb))
  }

  /// The flow's columns from here on, of which there must be one.
  private mutating func keep(_ columns: [Scope.Column], at span: SourceSpan) {
    guard !flow.scope.isUnknown else { return }
    guard columns.contains(where: { !$0.isHidden }) else {
      report(.noColumns, Bilingual("no column is left", "没有剩下任何列"), at: span)
      flow.scope.isUnknown = true
      return
    }
    flow.scope.columns = columns
  }

  /// All at once, so that two names can be swapped.
  mutating func rename(_ renames: [RenameSyntax], _ frame: Frame) {
    var names: [ColumnPlace: NameSyntax] = [:]
    for rename in renames {
      guard let column = found(rename.old, frame), let place = place(of: column) else { continue }
      if let first = names[place] {
        report(
          Diagnostic(
            .duplicateColumn,
            Bilingual("`\(column.title)` is renamed twice", "`\(column.title)` 改名两次"),
            at: [
              .init(
                frame.place(rename.new.span),
                Bilingual("a copy is made by `derive`", "要复制一列，请用 `新增`")),
              .init(frame.place(first.span)),
            ]))
      }
      names[place] = rename.new
    }
    var columns: [(column: Scope.Column, span: SourceSpan)] = []
    for place in flow.scope.columns.indices where names[place] == nil && !flow.scope.columns[place].isHidden {
      columns.append((flow.scope.columns[place], frame.place(renames[0].new.span)))
    }
    for (place, name) in names.sorted(by: { $0.key < $1.key }) {
      flow.scope.columns[place].name = name.text
      flow.scope.columns[place].isQualified = false
      columns.append((flow.scope.columns[place], frame.place(name.span)))
    }
    checkNames(columns)
  }

  private typealias ColumnPlace = Int

  private func place(of column: Scope.Column) -> ColumnPlace? {
    flow.scope.columns.firstIndex { !$0.isHidden && $0.title == column.title }
  }

  mutating func describe() {
    let described = flow.scope.shown
    guard !flow.scope.isUnknown, !described.contains(where: \.isUnknown) else { return unknown() }
    // The step tells of columns under the names that they have here.
    let items = described.map { column in (column, plan.type(of: column.id)) }
    let columns = items.map { column, type in
      let isNamed = plan.columns[column.id.index].name == column.title
      return isNamed ? column.id : renamed(column, type)
    }
    let outputs = Step.Describe.fields.map { plan.addColumn($0.name, $0.type) }
    append { .describe(.init(input: $0, columns: columns, outputs: outputs)) }
    flow.scope = Scope(
      columns: zip(Step.Describe.fields, outputs).map { .init(name: $0.name, qualifier: nil, id: $1) })
  }

  private mutating func renamed(_ column: Scope.Column, _ type: DataType) -> ColumnID {
    let id = plan.addColumn(column.title, type)
    let value = Expression(.column(column.id), type, span: SourceSpan(0, 0))
    flow.pending.append(.init(id: id, value: value))
    return id
  }

  /// The columns themselves as rows: name, type, unit. Nothing is read.
  mutating func schema() {
    let columns = flow.scope.shown
    guard !flow.scope.isUnknown, !columns.contains(where: \.isUnknown) else { return unknown() }
    let rows: [[Value]] = columns.map { column in
      let type = plan.type(of: column.id)
      let kind = DataType(type.kind, isHedged: type.isHedged).text
      return [.text(column.title), .text(kind), type.unit.map { .text($0.text) } ?? .null]
    }
    let outputs = Step.Describe.fields.prefix(3).map { plan.addColumn($0.name, $0.type) }
    flow.pending = []
    flow.step = plan.addStep(.values(.init(columns: outputs, rows: rows)))
    flow.scope = Scope(
      columns: zip(Step.Describe.fields, outputs).map { .init(name: $0.name, qualifier: nil, id: $1) })
  }

  mutating func unknown() { flow.scope = .unknown }
}
