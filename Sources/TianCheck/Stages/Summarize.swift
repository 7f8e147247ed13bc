import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// One row a group: keys, then items. What an item makes of its aggregates is computed after them.
  mutating func summarize(_ items: [ItemSyntax], _ tails: TailsSyntax, _ frame: Frame) {
    if tails.levels != nil, let first = tails.by.first { notBuilt(frame.place(first.span)) }
    let input = flow.scope
    let keys = groupKeys(tails.by, frame)
    let order = sortKeys(rowOrder(items, tails, frame), frame)
    var context = Context(
      scope: Scope(columns: keys, table: input.table, isUnknown: input.isUnknown), frame: frame,
      aggregates: .summary(input: input))
    var named = zip(keys, tails.by).map { ($0, frame.place($1.span)) }
    var after: [Step.Compute.Item] = []
    for item in items {
      let value = check(item.value, context)
      // The arguments wait in the flow; the item itself waits for the aggregates.
      let before = flow.pending
      flow.pending = []
      let result = column(item, value, context)
      after += flow.pending
      flow.pending = before
      named.append((result, frame.place(item.span)))
      context.scope.columns.append(result)
    }
    checkNames(named)
    let (ids, aggregates) = (unique(keys.map(\.id)), flow.aggregates)
    append { .aggregate(.init(input: $0, keys: ids, items: aggregates, order: order)) }
    flow.aggregates = []
    flow.pending = after
    flow.scope.columns = named.map(\.0)
    flow.scope.table = nil
  }

  /// The tail's `sort`, which orders the rows that come in; a key that is an item's name is meant for a stage
  /// after this one, and is reported so.
  private mutating func rowOrder(
    _ items: [ItemSyntax], _ tails: TailsSyntax, _ frame: Frame
  ) -> [SortKeySyntax] {
    tails.sort.filter { key in
      guard case .name(let path) = key.value, let name = path.single, frame.parameters == nil,
        columns(path, in: flow.scope).isEmpty, items.contains(where: { $0.name?.text == name.text })
      else { return true }
      let written = (key.isDescending ? "-" : "") + name.text
      report(
        .unknownColumn,
        Bilingual(
          "`\(name.text)` is made by this stage, and its `sort` orders the rows that come in",
          "`\(name.text)` 由本步得出，而本步的 `排序` 只排进来的行"), at: frame.place(key.span),
        Bilingual("write `| sort \(written)` after it", "请在其后写 `| 排序 \(written)`"))
      return false
    }
  }
}
