import TianPlan
import TianSource

extension PlanCompiler {
  mutating func join(_ join: Step.Join) throws(Unsupported) -> Relation {
    guard join.condition == nil, !join.kind.keepsRight, !join.on.isEmpty else {
      throw unsupported(
        join.span, Bilingual("a join by more than equal keys of the flow's rows", "不只按流中各行键值相等的关联"))
    }
    let (left, right) = (self[join.left], self[join.right])
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    var items: [SQLSelect.Item] = []
    for (id, name) in left.sorted where isNeeded(id) {
      given[id] = names.add(name)
      items.append(SQLSelect.Item(value: .column(name, of: "l"), name: given[id]).unqualified)
    }
    var select = SQLSelect(items: [], from: source(left, "l"))
    var on: [SQLExpression] = []
    for pair in join.on {
      let sides = [qualified(pair.left, left, "l"), qualified(pair.right, right, "r")]
      on.append(try operation(join.nullsMatch ? .same : .equal, sides.compactMap(\.self)))
    }
    guard join.kind.givesRight else {
      let matches = SQLExpression.exists(
        SQLSelect(
          items: [.init(value: .literal(.integer(1)), name: nil)], from: source(right, "r"), conditions: on))
      select.items = items
      select.conditions = [join.kind == .semi ? matches : .not(matches)]
      return add(.select(select), given)
    }
    for (id, name) in right.sorted where isNeeded(id) {
      given[id] = names.add(name)
      items.append(SQLSelect.Item(value: .column(name, of: "r"), name: given[id]).unqualified)
    }
    select.items = items
    var other = source(right, "r")
    if join.kind == .one {
      (other, select.conditions) = try counted(right, join, items)
    }
    select.joins = [SQLJoin(kind: join.kind == .inner ? .inner : .left, source: other, on: on)]
    return add(.select(select), given)
  }

  private func source(_ relation: Relation, _ alias: String) -> SQLSource {
    SQLSource(kind: .table(relation.table ?? ""), alias: alias)
  }

  private func qualified(_ id: ColumnID, _ relation: Relation, _ alias: String) -> SQLExpression? {
    relation.names[id].map { .column($0, of: alias) }
  }

  /// The right side of a look-up with how many rows have each key, and the condition that fails where a row
  /// of the flow meets one that several have.
  private func counted(
    _ right: Relation, _ join: Step.Join, _ items: [SQLSelect.Item]
  ) throws(Unsupported) -> (SQLSource, [SQLExpression]) {
    var names = NameAllocation()
    for (_, name) in right.sorted { _ = names.add(name) }
    let count = names.add("matches")
    let keys = join.on.compactMap { right.names[$0.right].map { SQLExpression.column($0) } }
    let number = SQLExpression.over(try operation(.countRows, []), SQLWindow(partition: keys))
    let rows = SQLSelect(
      items: right.sorted.map { .init(value: .column($0.name), name: nil) } + [
        .init(value: number, name: count)
      ],
      from: SQLSource(kind: .table(right.table ?? ""), alias: nil))
    let isSeveral = try operation(.greater, [.column(count, of: "r"), .literal(.integer(1))])
    let failure = try operation(
      .fail, [.literal(.text("a row matches several rows of the joined table"))], at: join.span)
    let check = SQLExpression.conditional(
      [.init(condition: isSeveral, value: failure)], otherwise: .literal(.bool(true)))
    return (SQLSource(kind: .select(rows), alias: "r"), [check])
  }
}

extension SQLSelect.Item {
  /// Without a name that the qualified column has anyway.
  fileprivate var unqualified: SQLSelect.Item {
    if case .column(let own, _) = value, own == name { return .init(value: value, name: nil) }
    return self
  }
}
