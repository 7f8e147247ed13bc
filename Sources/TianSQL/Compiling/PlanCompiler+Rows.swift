import TianPlan
import TianSource

/// Rows that stand in the query, some rows of many, and rows below others.
extension PlanCompiler {
  mutating func values(_ values: Step.Values) throws(Unsupported) -> Relation {
    if values.columns.isEmpty, values.rows.count == 1 { return Relation(table: nil, names: [:]) }
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    for id in values.columns { given[id] = names.add(title(id)) }
    let compiler = ExpressionCompiler(self, Relation(table: nil, names: [:]))
    func row(_ cells: [Value]) throws(Unsupported) -> SQLSelect {
      var items: [SQLSelect.Item] = []
      for (id, cell) in zip(values.columns, cells) {
        let literal = Expression(.literal(cell), plan.type(of: id), span: SourceSpan(0, 0))
        items.append(.init(value: try compiler.value(literal), name: given[id]))
      }
      return SQLSelect(items: items)
    }
    var selects: [SQLSelect] = []
    for cells in values.rows { selects.append(try row(cells)) }
    if selects.isEmpty {
      var none = try row(values.columns.map { _ in .null })
      none.conditions = [.literal(.bool(false))]
      selects = [none]
    }
    return add(selects.count == 1 ? .select(selects[0]) : .unionAll(selects), given)
  }

  mutating func slice(_ slice: Step.Slice) throws(Unsupported) -> Relation {
    let input = self[slice.input]
    let keys = slice.order.followed(by: orders[slice.input])
    guard !keys.isEmpty else {
      throw unsupported(
        slice.span,
        Bilingual(
          "which rows come first is known here only by a `sort`, and there is none",
          "此处只有 `排序` 才能确定哪些行在前，而前面没有排序"))
    }
    let order = try self.order(keys, input)
    let kept = passed(input)
    guard !slice.partition.isEmpty else {
      var select = select(kept, from: input, order: order)
      (select.limit, select.offset) = (slice.limit, slice.offset)
      return add(.select(select), passedNames(input))
    }
    var names = NameAllocation()
    for (_, name) in input.sorted { _ = names.add(name) }
    let number = names.add("row")
    let partition = try slice.partition.map { id throws(Unsupported) in try input.value(id, self) }
    let row = SQLExpression.over(
      try operation(.rowNumber, []), SQLWindow(partition: partition, order: order))
    let numbered = add(
      .select(select(kept + [.init(value: row, name: number)], from: input)), passedNames(input))
    var select = select(kept, from: numbered)
    if slice.offset > 0 {
      select.conditions.append(
        try operation(.greater, [.column(number), .literal(.integer(Int64(slice.offset)))]))
    }
    if let end = slice.end {
      select.conditions.append(
        try operation(.lessOrEqual, [.column(number), .literal(.integer(Int64(end)))]))
    }
    return add(.select(select), passedNames(input))
  }

  mutating func union(_ union: Step.Union) throws(Unsupported) -> Relation {
    let (left, right) = (self[union.left], self[union.right])
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    var items: (left: [SQLSelect.Item], right: [SQLSelect.Item]) = ([], [])
    for column in union.columns where needs[step.index].contains(column.id) {
      let name = names.add(title(column.id))
      given[column.id] = name
      items.left.append(SQLSelect.Item(value: try left.value(column.left, self), name: name).short)
      items.right.append(SQLSelect.Item(value: try right.value(column.right, self), name: name).short)
    }
    return add(.unionAll([select(items.left, from: left), select(items.right, from: right)]), given)
  }
}
