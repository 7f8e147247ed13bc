import TianPlan
import TianSource

/// Rows that a table lacks, and what must be true of all of a table's rows.
extension PlanCompiler {
  /// The rows, then for each group and combination of values that it lacks one.
  mutating func complete(_ complete: Step.Complete) throws(Unsupported) -> Relation {
    let input = self[complete.input]
    let keys = complete.partition + complete.columns.map(\.id)
    // Each source of values has the group's columns, under their own names, and one more.
    var sources: [(alias: String, relation: Relation, isOfGroups: Bool)] = []
    func different(_ ids: [ColumnID]) throws(Unsupported) -> Relation {
      var select = select(try items(ids, of: input), from: input)
      select.isDistinct = true
      return add(.select(select), input.names.filter { ids.contains($0.key) })
    }
    if !complete.partition.isEmpty { sources.append(("g", try different(complete.partition), true)) }
    for (place, column) in complete.columns.enumerated() {
      let alias = "v\(place + 1)"
      guard let values = column.values else {
        sources.append((alias, try different(complete.partition + [column.id]), true))
        continue
      }
      sources.append((alias, try self.values(.init(columns: [column.id], rows: values.map { [$0] })), false))
    }
    var combined = SQLSelect(items: [])
    for (place, one) in sources.enumerated() {
      let source = source(one.relation, one.alias)
      guard place > 0 else {
        combined.from = source
        continue
      }
      let on = try same(one.isOfGroups ? complete.partition : [], sources[0], one)
      combined.joins.append(SQLJoin(kind: .inner, source: source, on: on))
    }
    var places: [ColumnID: SQLExpression] = [:]
    for one in sources {
      for id in keys where places[id] == nil && one.relation.names[id] != nil {
        places[id] = try one.relation.value(id, of: one.alias, self)
      }
    }
    var there = SQLSelect(items: [.init(value: .literal(.integer(1)), name: nil)], from: source(input, "x"))
    for id in keys {
      there.conditions.append(
        try operation(.same, [try input.value(id, of: "x", self), places[id] ?? .literal(.null)]))
    }
    combined.conditions = [.not(.exists(there))]
    for (id, name) in input.sorted where isNeeded(id) {
      let value = try places[id] ?? .cast(.literal(.null), sqlType(plan.type(of: id), SourceSpan(0, 0)))
      combined.items.append(.init(value: value, name: name))
    }
    return add(.unionAll([select(passed(input), from: input), combined]), passedNames(input))
  }

  private func same(
    _ ids: [ColumnID], _ left: (alias: String, relation: Relation, isOfGroups: Bool),
    _ right: (alias: String, relation: Relation, isOfGroups: Bool)
  ) throws(Unsupported) -> [SQLExpression] {
    try ids.map { id throws(Unsupported) in
      let sides = [
        try left.relation.value(id, of: left.alias, self),
        try right.relation.value(id, of: right.alias, self),
      ]
      return try operation(.same, sides)
    }
  }

  /// The rows as they are; beside them a table of one row that fails where the condition is not true of all,
  /// which the result asks for: no later stage leaves rows out before they are looked at.
  mutating func assertion(_ assertion: Step.Assertion) throws(Unsupported) -> Relation {
    let input = self[assertion.input]
    let compiler = ExpressionCompiler(self, input)
    let condition = try compiler.condition(assertion.condition)
    let isTrue = try operation(.coalesce, [condition, .literal(.bool(false))], at: assertion.span)
    let faults = SQLExpression.filtered(try operation(.countRows, []), .not(isTrue))
    var message = SQLExpression.literal(.text("the assertion does not hold"))
    if let own = assertion.message {
      let said = SQLExpression.filtered(
        try operation(.minimum, [try compiler.value(own.value)], at: assertion.span), .not(isTrue))
      message = try operation(.coalesce, [said, message], at: assertion.span)
    }
    let isFaulty = try operation(.greater, [faults, .literal(.integer(0))], at: assertion.span)
    let failure = try operation(.fail, [message], at: assertion.span)
    let holds = SQLExpression.conditional(
      [.init(condition: isFaulty, value: failure)], otherwise: .literal(.bool(true)))
    assertions.append(add(.select(select([.init(value: holds, name: Self.holds)], from: input)), [:]))
    return input
  }

  private static let holds = "holds"

  /// A result below which no row comes of the assertions, but what they say where one does not hold.
  mutating func asserted(_ result: Relation) throws(Unsupported) -> Relation {
    guard !assertions.isEmpty else { return result }
    var selects = [select(result.sorted.map { .init(value: .column($0.name), name: nil) }, from: result)]
    for assertion in assertions {
      var none = select([], from: assertion)
      for (id, _) in result.sorted {
        let type = try sqlType(plan.type(of: id), SourceSpan(0, 0))
        none.items.append(.init(value: .cast(.literal(.null), type), name: nil))
      }
      none.conditions = [.not(.column(Self.holds))]
      selects.append(none)
    }
    return add(.unionAll(selects), result.names)
  }
}
