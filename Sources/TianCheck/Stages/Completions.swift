import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `complete 年 in 2015..2024, 产业 by 县`: the rows that each group lacks.
  mutating func complete(_ items: [CompletionSyntax], _ tails: TailsSyntax, _ frame: Frame) {
    let refused = Context.Aggregates.refused(Bilingual("among the values of `complete`", "在 `补全` 的值中"))
    let context = Context(scope: flow.scope, frame: frame, aggregates: refused)
    let partition = completionGroups(tails.by, frame)
    var columns: [Step.Complete.Column] = []
    let order = sortKeys(tails.sort, frame)
    var isRight = partition != nil
    for item in items {
      guard let column = found(item.column, frame), !column.isUnknown else {
        isRight = false
        continue
      }
      if columns.contains(where: { $0.id == column.id }) || partition?.contains(column.id) == true {
        report(
          .duplicateColumn,
          Bilingual("`\(column.title)` stands twice in this stage", "`\(column.title)` 在此步出现两次"),
          at: frame.place(item.column.span),
          Bilingual("a column is completed, or groups, once", "一列只能补全一次，或用来分组"))
        isRight = false
        continue
      }
      let own = Typed(.column(column.id), plan.type(of: column.id), at: frame.place(item.column.span))
      guard let set = item.values else {
        columns.append(.init(id: column.id, values: nil))
        continue
      }
      guard areExact([own], "complete"), let values = listedValues(set, of: own, context) else {
        isRight = false
        continue
      }
      columns.append(.init(id: column.id, values: values))
    }
    guard isRight, let partition, !flow.scope.isUnknown else { return }
    append { .complete(.init(input: $0, partition: partition, columns: columns, order: order)) }
  }

  /// The groups' columns; nil, reported, where a key is no column, for new rows could not have it.
  private mutating func completionGroups(_ items: [ItemSyntax], _ frame: Frame) -> [ColumnID]? {
    let keys = groupKeys(items, frame)
    for (key, item) in zip(keys, items) where !key.isUnknown {
      guard item.name != nil || !flow.scope.shown.contains(where: { $0.id == key.id }) else { continue }
      report(
        .notFixed,
        Bilingual("`complete` groups by columns as they are", "`补全` 只按已有的列分组"),
        at: frame.place(item.span),
        Bilingual("make it a column before: `derive k = …`", "请先用 `新增 k = …` 得出该列"))
      return nil
    }
    return keys.contains(where: \.isUnknown) ? nil : unique(keys.map(\.id))
  }
}
