import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// One stage, of the flow at hand.
  mutating func apply(_ stage: StageSyntax, _ frame: Frame) {
    checkChartIsLast(before: stage, frame)
    switch stage.kind {
    case .filter(let condition): filter(condition, stage.tails, frame)
    case .derive(let items): derive(items, stage.tails, frame)
    case .select(let picks): select(picks, stage.tails, frame, at: stage.verbSpan)
    case .drop(let patterns): drop(patterns, frame, at: stage.verbSpan)
    case .rename(let renames): rename(renames, frame)
    case .summarize(let items): summarize(items, stage.tails, frame)
    case .sort(let keys): sort(keys, frame)
    case .take(let rows): take(rows, stage.tails, frame)
    case .skip(let rows): skip(rows, stage.tails, frame)
    case .distinct(let patterns): distinct(patterns, frame)
    case .join(let join): self.join(join, frame)
    case .follow(let follow): self.follow(follow, in: frame.language(of: stage.verbSpan), frame)
    case .union(let table): union(table, frame, at: stage.verbSpan)
    case .except(let table): setOperation(table, keeping: .anti, frame)
    case .intersect(let table): setOperation(table, keeping: .semi, frame)
    case .sample(let amount, let option): sample(amount, option, stage.tails, frame)
    case .pivot(let pivot): self.pivot(pivot, stage.tails, frame, at: stage.verbSpan)
    case .unpivot(let unpivot): self.unpivot(unpivot, frame, at: stage.verbSpan)
    case .explode(let column, at: let separator): explode(column, at: separator, frame)
    case .fill(let items): fill(items, stage.tails, frame)
    case .fillDown(let columns): fillDown(columns, stage.tails, frame)
    case .complete(let items): complete(items, stage.tails, frame)
    case .assert(let condition, let message): assert(condition, message, stage.tails, frame)
    case .save(let path, let options): save(path, options, frame)
    case .chart(let chart): self.chart(chart, stage.tails, frame, at: stage.verbSpan)
    case .describe: describe(in: frame.language(of: stage.verbSpan))
    case .schema: schema(in: frame.language(of: stage.verbSpan), at: frame.place(stage.verbSpan))
    }
  }

  /// What an expression of a stage with tails sees: the flow, its aggregates over the tail's groups.
  mutating func context(_ tails: TailsSyntax, _ frame: Frame) -> Context {
    let partition = groupKeys(tails.by, frame).map(\.id)
    let order = sortKeys(tails.sort, within: partition, frame)
    return Context(
      scope: flow.scope, frame: frame, aggregates: .window(partition: unique(partition), order: order))
  }

  /// The keys of `by`: columns as they are, expressions computed before the stage. Numbers in several units
  /// are keys only beside the column that tells their units, which may be another one that the groups share.
  mutating func groupKeys(
    _ items: [ItemSyntax], beside others: [ColumnID] = [], _ frame: Frame
  ) -> [Scope.Column] {
    let refused = Context.Aggregates.refused(Bilingual("among the keys of `by`", "在 `按` 的键中"))
    let context = Context(scope: flow.scope, frame: frame, aggregates: refused)
    for item in items where item.name == nil { warnOfQuotedColumn(item.value, flow.scope, frame) }
    let values = items.map { check($0.value, context) }
    let columns = zip(items, values).map { column($0, $1, context) }
    let shared = columns.map(\.id) + others
    for value in values where !sharesUnit(value, among: shared, for: "by", frame) { break }
    return columns
  }

  mutating func sortKeys(
    _ keys: [SortKeySyntax], within partition: [ColumnID] = [], _ frame: Frame
  ) -> [Step.SortKey] {
    let refused = Context.Aggregates.refused(Bilingual("among the keys of a tail's `sort`", "在本步 `排序` 的键中"))
    return sortKeys(keys, within: partition, Context(scope: flow.scope, frame: frame, aggregates: refused))
  }

  /// Numbers in several units have an order where a key of the groups, or one before them, tells their units.
  mutating func sortKeys(
    _ keys: [SortKeySyntax], within partition: [ColumnID] = [], _ context: Context
  ) -> [Step.SortKey] {
    var shared = partition
    return keys.map { key in
      let value = check(key.value, context)
      _ = sharesUnit(value, among: shared, for: "sort", context.frame)
      let id = column(of: value, named: context.title(key.value.span))
      shared.append(id)
      return Step.SortKey(id, isDescending: key.isDescending)
    }
  }

  /// The column of an item: named as it says, else as its column is called, else as it was typed.
  mutating func column(_ item: ItemSyntax, _ value: Typed, _ context: Context) -> Scope.Column {
    let name = title(of: item, context)
    var column = Scope.Column(
      name: name, qualifier: nil, id: self.column(of: value, named: name), isUnknown: value.isUnknown)
    if item.name == nil, case .name(let path) = item.value {
      // Several of the flow's names may be of one column of the plan: the one that was typed comes first.
      let named = columns(path, in: context.scope) + context.scope.columns
      if let same = named.first(where: { $0.id == column.id }) {
        column.name = same.name
        column.qualifier = same.qualifier
        column.otherName = same.otherName
      }
    }
    return column
  }

  func title(of item: ItemSyntax, _ context: Context) -> String {
    if let name = item.name { return name.text }
    if case .name(let path) = item.value { return path.last.text }
    return context.title(item.value.span)
  }

  func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }

  /// Reports names that two columns have.
  mutating func checkNames(
    _ columns: [(column: Scope.Column, span: SourceSpan)],
    mend: Bilingual = Bilingual("name it: `name = …`", "请另取名称：`名称 = …`")
  ) {
    let other = Bilingual("the first", "前一列")
    var seen: [String: SourceSpan] = [:]
    for (column, span) in columns {
      if let first = seen[column.title] {
        report(
          Diagnostic(
            .duplicateColumn,
            Bilingual("two columns are called `\(column.title)`", "有两列都名为 `\(column.title)`"),
            at: span == first ? [.init(span)] : [.init(span, mend), .init(first, other)]))
      } else {
        seen[column.title] = span
      }
    }
  }
}
