import TianPlan
import TianSource

/// Joins: the left side is called `l`, the right one `r`.
extension PlanCompiler {
  mutating func join(_ join: Step.Join) throws(Unsupported) -> Relation {
    let (left, right) = (self[join.left], self[join.right])
    let columns = left.qualified("l").merging(right.qualified("r")) { first, _ in first }
    var on: [SQLExpression] = []
    for pair in join.on {
      let sides = [columns[pair.left], columns[pair.right]].compactMap(\.self)
      on.append(try operation(join.nullsMatch ? .same : .equal, sides, at: join.span))
    }
    if let condition = join.condition {
      on.append(try ExpressionCompiler(self, qualified: columns).condition(condition))
    }
    if !join.kind.givesRight { return try matched(join, left, right, on) }
    if join.kind == .one, join.condition != nil || join.nullsMatch {
      return try lookedUp(join, left, right, on)
    }
    var (select, names) = joined(left, right)
    var other = source(right, "r")
    if join.kind == .one {
      let count: SQLExpression
      (other, count) = try counted(right, join.on.map(\.right))
      select.conditions = [
        try orFailing(.literal(.bool(true)), where: count, Self.severalMatches, join.span)
      ]
    }
    select.joins = [SQLJoin(kind: Self.kind(join.kind), source: other, on: on)]
    return add(.select(select), names)
  }

  private static func kind(_ kind: Step.Join.Kind) -> SQLJoin.Kind {
    switch kind {
    case .inner, .semi, .anti: .inner
    case .left, .one: .left
    case .right: .right
    case .full: .full
    }
  }

  /// Of right rows equally near, which is taken is known only by a table's own order: their columns fail
  /// instead, each by itself, for a condition beside others may be left out by the database.
  mutating func asof(_ asof: Step.Asof) throws(Unsupported) -> Relation {
    let (left, right) = (self[asof.left], self[asof.right])
    let columns = left.qualified("l").merging(right.qualified("r")) { first, _ in first }
    var on: [SQLExpression] = []
    for pair in asof.on {
      var sides = [columns[pair.left], columns[pair.right]].compactMap(\.self)
      // DuckDB takes a null beside an equal key for the greatest value: it has no equal key here.
      if on.isEmpty, let nearest = columns[asof.nearest.left], let key = sides.first {
        let isPresent = try operation(.isPresent, [nearest], at: asof.span)
        sides[0] = .conditional([.init(condition: isPresent, value: key)], otherwise: nil)
      }
      on.append(try operation(.equal, sides))
    }
    let operations: [Comparison: SQLOperation] = [
      .less: .less, .lessOrEqual: .lessOrEqual, .greater: .greater, .greaterOrEqual: .greaterOrEqual,
    ]
    let nearest = asof.nearest
    guard let comparison = operations[nearest.comparison] else {
      throw unsupported(asof.span, Bilingual("the nearest of equals", "相等者中最近的"))
    }
    let sides = [columns[nearest.left], columns[nearest.right]].compactMap(\.self)
    on.append(try operation(comparison, sides, at: asof.span))
    var (select, names) = joined(left, right)
    let (other, count) = try counted(right, asof.on.map(\.right) + [nearest.right])
    for (id, name) in right.sorted {
      let column = SQLExpression.column(name, of: "r")
      guard let item = select.items.firstIndex(where: { $0.value == column }) else { continue }
      let value = try orFailing(
        column, where: count, "several rows of the joined table are equally near", asof.span)
      select.items[item] = .init(value: value, name: names[id])
    }
    select.joins = [SQLJoin(kind: .nearest, source: other, on: on)]
    return add(.select(select), names)
  }

  /// Both sides' columns, each by a name of its own.
  private func joined(_ left: Relation, _ right: Relation) -> (SQLSelect, [ColumnID: String]) {
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    var items: [SQLSelect.Item] = []
    for (relation, alias) in [(left, "l"), (right, "r")] {
      for (id, name) in relation.sorted where isNeeded(id) {
        given[id] = names.add(name)
        items.append(SQLSelect.Item(value: .column(name, of: alias), name: given[id]).short)
      }
    }
    return (SQLSelect(items: items, from: source(left, "l")), given)
  }

  /// `semi`, `anti`.
  private mutating func matched(
    _ join: Step.Join, _ left: Relation, _ right: Relation, _ on: [SQLExpression]
  ) throws(Unsupported) -> Relation {
    let rows = SQLSelect(
      items: [.init(value: .literal(.integer(1)), name: nil)], from: source(right, "r"), conditions: on)
    var (select, names) = joined(left, Relation(table: nil, names: [:]))
    select.conditions = [join.kind == .semi ? .exists(rows) : .not(.exists(rows))]
    return add(.select(select), names)
  }

  private static let severalMatches = "a row matches several rows of the joined table"

  /// The right side with how many rows have each key, and that number.
  private func counted(
    _ right: Relation, _ keys: [ColumnID]
  ) throws(Unsupported) -> (SQLSource, SQLExpression) {
    var names = NameAllocation()
    for (_, name) in right.sorted { _ = names.add(name) }
    let count = names.add("matches")
    let partition = keys.compactMap { right.column($0) }
    let number = SQLExpression.over(try operation(.countRows, []), SQLWindow(partition: partition))
    let columns = right.sorted.map { SQLSelect.Item(value: .column($0.name), name: nil) }
    let rows = select(columns + [.init(value: number, name: count)], from: right)
    return (SQLSource(kind: .select(rows), alias: "r"), .column(count, of: "r"))
  }

  /// A value that fails where a number is above one.
  private func orFailing(
    _ value: SQLExpression, where number: SQLExpression, _ message: String, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let isSeveral = try operation(.greater, [number, .literal(.integer(1))])
    let failure = try operation(.fail, [.literal(.text(message))], at: span)
    return .conditional([.init(condition: isSeveral, value: failure)], otherwise: value)
  }

  /// A look-up by more than equal keys: left rows are numbered, and how often each comes out is counted.
  private mutating func lookedUp(
    _ join: Step.Join, _ left: Relation, _ right: Relation, _ on: [SQLExpression]
  ) throws(Unsupported) -> Relation {
    var leftNames = NameAllocation()
    for (_, name) in left.sorted { _ = leftNames.add(name) }
    let row = leftNames.add("row")
    let number = SQLExpression.over(try operation(.rowNumber, []), SQLWindow())
    let columns = left.sorted.map { SQLSelect.Item(value: .column($0.name), name: nil) }
    let rows = select(columns + [.init(value: number, name: row)], from: left)
    var (select, names) = joined(left, right)
    var taken = NameAllocation()
    for name in names.values { _ = taken.add(name) }
    let count = taken.add("matches")
    select.from = SQLSource(kind: .select(rows), alias: "l")
    select.joins = [SQLJoin(kind: .left, source: source(right, "r"), on: on)]
    let matches = SQLExpression.over(
      try operation(.countRows, []), SQLWindow(partition: [.column(row, of: "l")]))
    select.items.append(.init(value: matches, name: count))
    let joined = add(.select(select), names)
    var checked = self.select(passed(joined), from: joined)
    checked.conditions = [
      try orFailing(.literal(.bool(true)), where: .column(count), Self.severalMatches, join.span)
    ]
    return add(.select(checked), names)
  }

  /// Rows without columns are one, or those of a table.
  func source(_ relation: Relation, _ alias: String) -> SQLSource {
    guard let table = relation.table else {
      return SQLSource(kind: .select(SQLSelect(items: [])), alias: alias)
    }
    return SQLSource(kind: .table(table), alias: alias)
  }
}

extension Relation {
  fileprivate func qualified(_ alias: String) -> [ColumnID: SQLExpression] {
    names.mapValues { .column($0, of: alias) }
  }
}
