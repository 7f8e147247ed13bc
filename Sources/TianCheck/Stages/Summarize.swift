import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// One row a group: keys, then items. What an item makes of its aggregates is computed after them.
  mutating func summarize(_ items: [ItemSyntax], _ tails: TailsSyntax, _ frame: Frame) {
    let input = flow.scope
    let keys = groupKeys(tails.by, frame)
    let order = sortKeys(tails.sort, frame)
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
}
