import TianPlan
import TianSource

/// `follow`: a table that reads itself.
extension PlanCompiler {
  /// Rows are met again at greater depths where there are cycles, and kept at their least: no row is further
  /// away than the table has rows.
  mutating func follow(_ follow: Step.Follow) throws(Unsupported) -> Relation {
    guard !isNeeded(follow.path) else {
      throw unsupported(
        follow.span,
        Bilingual(
          "of ways equally short, which one is `path` is known only by a table's own order",
          "同样短的路中取哪一条作为 `path`，只有表自身的次序才能确定"))
    }
    let (starts, table) = (self[follow.input], self[follow.table])
    var names = NameAllocation()
    let start = names.add("start")
    var given: [ColumnID: String] = [:]
    for column in follow.columns { given[column.id] = names.add(title(column.id)) }
    let links = follow.links.map { _ in names.add("link") }
    let depth = names.add("depth")
    let own = tableNames.add("step_\(tables.count + 1)")

    let number = SQLExpression.over(try operation(.rowNumber, []), SQLWindow())
    var first = select([.init(value: number, name: start)], from: starts)
    var next = SQLSelect(items: [.init(value: .column(start, of: "l"), name: nil)])
    for column in follow.columns {
      first.items.append(.init(value: try starts.value(column.start, self), name: given[column.id]))
      next.items.append(.init(value: try table.value(column.next, of: "r", self), name: nil))
    }
    for (link, name) in zip(follow.links, links) {
      first.items.append(.init(value: try starts.value(link.start, self), name: name))
      next.items.append(.init(value: try table.value(link.next, of: "r", self), name: nil))
    }
    let zero = SQLExpression.cast(.literal(.integer(0)), .int)
    first.items.append(.init(value: zero, name: depth))
    let reached = SQLExpression.column(depth, of: "l")
    next.items.append(.init(value: try operation(.add, [reached, .literal(.integer(1))]), name: nil))
    next.from = SQLSource(kind: .table(own), alias: "l")
    next.joins = [
      SQLJoin(
        kind: .inner, source: source(table, "r"), on: try self.links(follow, links, given, table))
    ]
    next.conditions = [try operation(.less, [reached, try deepest(follow, table)], at: follow.span)]
    tables.append(.init(name: own, body: .recursive(first, next)))
    return try nearest(follow, own, start, given, depth)
  }

  /// What must hold of a row reached, `l`, and of one that it leads to, `r`.
  private func links(
    _ follow: Step.Follow, _ names: [String], _ given: [ColumnID: String], _ table: Relation
  ) throws(Unsupported) -> [SQLExpression] {
    var on: [SQLExpression] = []
    for (link, name) in zip(follow.links, names) {
      let sides = [SQLExpression.column(name, of: "l"), try table.value(link.target, of: "r", self)]
      on.append(try operation(.equal, sides, at: follow.span))
    }
    guard let condition = follow.condition else { return on }
    let reached = given.mapValues { SQLExpression.column($0, of: "l") }
    let columns = reached.merging(table.names.mapValues { .column($0, of: "r") }) { first, _ in first }
    return on + [try ExpressionCompiler(self, qualified: columns).condition(condition)]
  }

  private func deepest(_ follow: Step.Follow, _ table: Relation) throws(Unsupported) -> SQLExpression {
    if let most = follow.depthMax { return .literal(.integer(Int64(most))) }
    let count = SQLSelect.Item(value: try operation(.countRows, []), name: nil)
    return .scalar(select([count], from: table))
  }

  /// Each row once for every start, at its least depth.
  private mutating func nearest(
    _ follow: Step.Follow, _ own: String, _ start: String, _ given: [ColumnID: String], _ depth: String
  ) throws(Unsupported) -> Relation {
    let met = Relation(table: own, names: given)
    let least = try operation(.minimum, [.column(depth)], at: follow.span)
    var select = select([.init(value: .column(start), name: nil)], from: met)
    select.groups = [.column(start)]
    for (_, name) in met.sorted {
      select.items.append(.init(value: .column(name), name: nil))
      select.groups.append(.column(name))
    }
    select.items.append(.init(value: least, name: depth))
    var names = given
    names[follow.depth] = depth
    let rows = add(.select(select), names)
    guard follow.depthMin > 0 else { return rows }
    var shown = self.select(passed(rows), from: rows)
    shown.conditions = [
      try operation(.greaterOrEqual, [.column(depth), .literal(.integer(Int64(follow.depthMin)))])
    ]
    return add(.select(shown), passedNames(rows))
  }
}
