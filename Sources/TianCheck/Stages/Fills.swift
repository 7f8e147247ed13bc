import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `fill n = e, …`: nulls of n become e; later items see earlier ones.
  mutating func fill(_ items: [ItemSyntax], _ tails: TailsSyntax, _ frame: Frame) {
    var context = context(tails, frame)
    for item in items {
      guard let name = item.name else {
        isBroken = true
        continue
      }
      let column = found(PathSyntax(name), frame)
      let value = check(item.value, context)
      guard var column, !column.isUnknown else { continue }
      let own = Typed(.column(column.id), plan.type(of: column.id), at: frame.place(name.span))
      let filled = coalesce(own, value, at: frame.place(item.span))
      column.id = self.column(of: filled, named: column.title)
      column.isUnknown = filled.isUnknown
      flow.scope.put(column)
      context.scope = flow.scope
    }
  }

  /// `fill down a, b by k sort t`: nulls become the last value above them that is none.
  mutating func fillDown(_ paths: [PathSyntax], _ tails: TailsSyntax, _ frame: Frame) {
    let partition = unique(groupKeys(tails.by, frame).map(\.id))
    let order = sortKeys(tails.sort, within: partition, frame)
    var filled: [Scope.Column] = []
    for path in paths {
      guard var column = found(path, frame), !column.isUnknown,
        !filled.contains(where: { $0.title == column.title }),
        sharesUnit(
          Typed(.column(column.id), plan.type(of: column.id), at: frame.place(path.span)), among: partition,
          for: "fill down", frame)
      else { continue }
      column.id = appendWindow(
        .aggregate(.last, parameter: .null, over: .running), [column.id], plan.type(of: column.id),
        named: column.title, partition: partition, order: order, at: frame.place(path.span))
      filled.append(column)
    }
    for column in filled { flow.scope.put(column) }
  }
}
