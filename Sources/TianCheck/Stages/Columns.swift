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

  /// A glob among the items of `select`, and where its columns go.
  private struct PickedGlob {
    var at: Int
    var isStar: Bool
    var columns: [Scope.Column]
    var span: SourceSpan
  }

  /// These columns in this order. Of a glob come those that no item and no glob before names; of `*` what is
  /// left then. `select` of exclusions alone begins with `*`.
  mutating func select(_ picks: [PickSyntax], _ tails: TailsSyntax, _ frame: Frame, at verb: SourceSpan) {
    let context = context(tails, frame)
    var excluded: Set<String> = []
    var chosen: [(column: Scope.Column, span: SourceSpan)] = []
    var globs: [PickedGlob] = []
    for pick in picks {
      switch pick {
      case .exclude(let pattern, _): excluded.formUnion(columns(of: [pattern], frame).map(\.column.title))
      case .glob(let glob):
        globs.append(
          PickedGlob(
            at: chosen.count, isStar: glob.name == nil, columns: matches(of: glob, frame),
            span: frame.place(glob.span)))
      case .item(let item):
        if item.name == nil { warnOfQuotedColumn(item.value, flow.scope, frame) }
        chosen.append((column(item, check(item.value, context), context), frame.place(item.span)))
      }
    }
    checkNames(chosen)
    if globs.contains(where: { !$0.isStar && $0.columns.isEmpty }) { return unknown() }
    if chosen.isEmpty, globs.isEmpty {
      globs = [PickedGlob(at: 0, isStar: true, columns: flow.scope.shown, span: frame.place(verb))]
    }
    var named = excluded.union(chosen.map(\.column.title))
    for isStar in [false, true] {
      for place in globs.indices where globs[place].isStar == isStar {
        globs[place].columns.removeAll { !named.insert($0.title).inserted }
      }
    }
    for glob in globs.reversed() {
      chosen.insert(contentsOf: glob.columns.map { ($0, glob.span) }, at: glob.at)
    }
    chosen.removeAll { excluded.contains($0.column.title) }
    keep(chosen.map(\.column), at: frame.place(verb))
  }

  mutating func drop(_ patterns: [PatternSyntax], _ frame: Frame, at verb: SourceSpan) {
    let dropped = Set(columns(of: patterns, frame).map(\.column.title))
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
      if isOtherWayRound(rename, frame) { continue }
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
      flow.scope.columns[place].otherName = nil
      flow.scope.columns[place].isQualified = false
      columns.append((flow.scope.columns[place], frame.place(name.span)))
    }
    checkNames(columns)
  }

  /// `rename 旧 = 新`, which is reported with the names in their order.
  private mutating func isOtherWayRound(_ rename: RenameSyntax, _ frame: Frame) -> Bool {
    guard let new = rename.old.single, columns(rename.old, in: flow.scope).isEmpty,
      !columns(PathSyntax(rename.new), in: flow.scope).isEmpty, !flow.scope.isUnknown, frame.useSpan == nil
    else { return false }
    let whole = rename.new.span.joined(with: new.span)
    let mended = "\(source.text(of: new.span)) = \(source.text(of: rename.new.span))"
    report(
      .unknownColumn, Bilingual("no column `\(new.text)` to rename", "没有要改名的列 `\(new.text)`"), at: whole,
      Bilingual("the new name comes first: `\(mended)`", "新名称写在前面：`\(mended)`"), fix: mended)
    return true
  }

  private typealias ColumnPlace = Int

  private func place(of column: Scope.Column) -> ColumnPlace? {
    flow.scope.columns.firstIndex { !$0.isHidden && $0.title == column.title }
  }

  mutating func describe(in language: Language) {
    let described = flow.scope.shown
    guard !flow.scope.isUnknown, !described.contains(where: \.isUnknown) else { return unknown() }
    // The step tells of columns under the names that they have here.
    let items = described.map { column in (column, plan.type(of: column.id)) }
    let columns = items.map { column, type in
      let isNamed = plan.columns[column.id.index].name == column.title
      return isNamed ? column.id : renamed(column, type)
    }
    let outputs = Step.Describe.fields.map { plan.addColumn($0.names[language], $0.type) }
    append { .describe(.init(input: $0, columns: columns, outputs: outputs)) }
    flow.scope = Scope(
      columns: zip(Step.Describe.fields, outputs).map { .init($0.names, in: language, id: $1) })
  }

  private mutating func renamed(_ column: Scope.Column, _ type: DataType) -> ColumnID {
    let id = plan.addColumn(column.title, type)
    let value = Expression(.column(column.id), type, span: SourceSpan(0, 0))
    flow.pending.append(.init(id: id, value: value))
    return id
  }

  /// The columns themselves as rows: name, type, unit. Nothing is read.
  mutating func schema(in language: Language, at verb: SourceSpan) {
    let columns = flow.scope.shown
    if plan.hasEffects(before: flow.step) {
      report(
        .invalidSave,
        Bilingual(
          "`schema` reads no rows, and what is saved or asserted before it would not be",
          "`结构` 不读任何行，它之前的 `存为` 或 `断言` 就不会执行"), at: verb,
        Bilingual("write it in a statement of its own", "请另写一句"))
    }
    guard !flow.scope.isUnknown, !columns.contains(where: \.isUnknown) else { return unknown() }
    let rows: [[Value]] = columns.map { column in
      let type = plan.type(of: column.id)
      let kind = DataType(type.kind, isHedged: type.isHedged).text
      return [.text(column.title), .text(kind), type.unit.map { .text($0.text) } ?? .null]
    }
    let outputs = Step.Describe.fields.prefix(3).map { plan.addColumn($0.names[language], $0.type) }
    flow.pending = []
    flow.step = plan.addStep(.values(.init(columns: outputs, rows: rows)))
    flow.scope = Scope(
      columns: zip(Step.Describe.fields, outputs).map { .init($0.names, in: language, id: $1) })
  }

  mutating func unknown() { flow.scope = .unknown }
}
