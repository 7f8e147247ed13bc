// TianSQL: a plan as SQL for other databases, with the plan's meaning or not at all. It never sees syntax or
// data; what a dialect cannot say is `Unsupported`.
import TianPlan
import TianSource

/// From a plan to SQL: a named table for each step that changes rows or columns.
package struct PlanCompiler {
  let plan: Plan
  let dialect: Dialect
  let orders: KnownOrders
  /// The columns of each step that something after it reads.
  let needs: [Set<ColumnID>]
  private var relations: [Relation] = []
  var tables: [SQLQuery.Named] = []
  var tableNames = NameAllocation()
  /// Tables of one row each, which fail where an assertion does not hold.
  var assertions: [Relation] = []
  /// What the rows of `in T` are called beside those of the flow.
  let memberAlias: String
  /// The step at hand.
  private(set) var step = StepID(0)

  /// SQL that gives the plan's rows from tables of the same names and columns.
  package static func sql(_ plan: Plan, for dialect: Dialect) throws(Unsupported) -> String {
    var compiler = PlanCompiler(plan, dialect)
    let query = try compiler.query()
    return SQLRenderer(dialect: dialect).text(of: query) + "\n"
  }

  private init(_ plan: Plan, _ dialect: Dialect) {
    self.plan = plan
    self.dialect = dialect
    orders = KnownOrders(plan)
    needs = Self.needs(plan, orders)
    for table in Set(plan.steps.compactMap(\.table)) { _ = tableNames.add(table) }
    memberAlias = tableNames.add("members")
  }

  private static func needs(_ plan: Plan, _ orders: KnownOrders) -> [Set<ColumnID>] {
    var needs = orders.orders.map { Set($0.map(\.column)) }
    needs[plan.result.index].formUnion(plan.outputs.map(\.id))
    for index in plan.steps.indices.reversed() {
      let step = plan.steps[index]
      for (input, columns) in PruneColumns.reads(step, needs[index], plan) {
        needs[input.index].formUnion(columns)
      }
      for subquery in step.expressions.flatMap(\.subqueries) {
        needs[subquery.index].formUnion(plan.columns(from: subquery))
      }
    }
    return needs
  }

  func unsupported(_ span: SourceSpan?, _ reason: Bilingual) -> Unsupported {
    Unsupported(step: step, span: span, reason: reason)
  }

  private mutating func query() throws(Unsupported) -> SQLQuery {
    for index in plan.steps.indices {
      step = StepID(index)
      relations.append(try relation(plan.steps[index]))
    }
    step = plan.result
    let relation = try asserted(self[plan.result])
    var items: [SQLSelect.Item] = []
    for output in plan.outputs {
      items.append(.init(value: try relation.value(output.id, self), name: output.name))
    }
    // A bare name would mean the column that is called so in the result.
    let taken = items.filter { $0.short.name != nil }.compactMap(\.name).map { $0.lowercased() }
    let order = try orders[plan.result].map { key throws(Unsupported) in
      guard let name = relation.names[key.column] else { throw missing(key.column) }
      let qualifier = taken.contains(name.lowercased()) ? relation.table : nil
      return SQLOrder(key: .column(name, of: qualifier), isDescending: key.isDescending)
    }
    return SQLQuery(tables: tables, result: select(items.map(\.short), from: relation, order: order))
  }

  subscript(step: StepID) -> Relation { relations[step.index] }

  // MARK: Steps

  private mutating func relation(_ step: Step) throws(Unsupported) -> Relation {
    switch step {
    case .scan(let scan): return try self.scan(scan)
    case .values(let values): return try self.values(values)
    case .filter(let filter):
      let input = self[filter.input]
      let compiler = ExpressionCompiler(self, input)
      let condition = try compiler.condition(filter.condition)
      var select = select(passed(input), from: input)
      select.conditions = if case .and(let all) = condition { all } else { [condition] }
      return add(.select(select), passedNames(input))
    case .compute(let compute): return try self.compute(compute)
    case .aggregate(let aggregate): return try self.aggregate(aggregate)
    case .window(let window): return try self.window(window)
    // A select has no order but its last clause's: that one knows.
    case .sort(let sort): return self[sort.input]
    case .slice(let slice): return try self.slice(slice)
    case .distinct(let distinct):
      let input = self[distinct.input]
      var select = select(try items(distinct.columns, of: input), from: input)
      select.isDistinct = true
      return add(.select(select), input.names.filter { distinct.columns.contains($0.key) })
    case .join(let join): return try self.join(join)
    case .union(let union): return try self.union(union)
    case .asof(let asof): return try self.asof(asof)
    case .follow(let follow): return try self.follow(follow)
    case .describe:
      throw unsupported(
        nil, Bilingual("`describe` reads a table's own statistics", "`概览` 读取表自身的统计"))
    case .sample:
      throw unsupported(
        nil, Bilingual("`sample` draws by a table's own order", "`抽样` 依表自身的次序抽取"))
    case .pivot(let pivot): return try self.pivot(pivot)
    case .unpivot(let unpivot): return try self.unpivot(unpivot)
    case .explode(let explode): return try self.explode(explode)
    case .complete(let complete): return try self.complete(complete)
    case .assertion(let assertion): return try self.assertion(assertion)
    case .save:
      throw unsupported(
        nil, Bilingual("`save` writes a file on this machine", "`存为` 在本机写文件"))
    }
  }

  private func scan(_ scan: Step.Scan) throws(Unsupported) -> Relation {
    var names = NameAllocation()
    var relation = Relation(table: scan.table, names: [:])
    for column in scan.columns {
      let field = plan.columns[column.id.index]
      guard !field.type.isHedged else {
        throw unsupported(
          nil, Bilingual("`\(field.name)` is a column of hedged figures", "`\(field.name)` 是带约数的列"))
      }
      _ = try sqlType(field.type, SourceSpan(0, 0))
      guard names.add(field.name) == field.name else {
        throw unsupported(
          nil,
          Bilingual(
            "`\(field.name)` of \(scan.table) differs from another column only in case",
            "\(scan.table) 的 `\(field.name)` 与另一列只差大小写"))
      }
      relation.names[column.id] = field.name
    }
    return relation
  }

  /// Items that read others of the same step come in a table after theirs.
  private mutating func compute(_ compute: Step.Compute) throws(Unsupported) -> Relation {
    let needed = needs[step.index]
    var input = self[compute.input]
    var rest = compute.items
    while !rest.isEmpty {
      let waiting = Set(rest.map(\.id))
      let ready = rest.prefix { $0.value.columns.allSatisfy { !waiting.contains($0) } }
      rest.removeFirst(ready.count)
      let reads = needed.union(rest.flatMap(\.value.columns))
      var names = NameAllocation()
      var relation = Relation(table: nil, names: [:])
      var items: [SQLSelect.Item] = []
      for (id, name) in input.sorted where reads.contains(id) {
        relation.names[id] = names.add(name)
        items.append(.init(value: .column(name), name: nil))
      }
      let compiler = ExpressionCompiler(self, input)
      for item in ready {
        let name = names.add(title(item.id))
        relation.names[item.id] = name
        items.append(.init(value: try compiler.value(item.value), name: name))
      }
      input = add(.select(select(items, from: input)), relation.names)
    }
    return input
  }

}

// MARK: Making selects

extension PlanCompiler {
  func operation(
    _ operation: SQLOperation, _ arguments: [SQLExpression], at span: SourceSpan? = nil
  ) throws(Unsupported) -> SQLExpression {
    guard let pattern = dialect.operations[operation] else {
      throw unsupported(
        span,
        Bilingual("\(dialect.name) has no \(operation.rawValue)", "\(dialect.name) 没有 \(operation.rawValue)"))
    }
    return .pattern(pattern, arguments)
  }

  func select(_ items: [SQLSelect.Item], from relation: Relation, order: [SQLOrder] = []) -> SQLSelect {
    SQLSelect(
      items: items, from: relation.table.map { SQLSource(kind: .table($0), alias: nil) }, order: order)
  }

  func order(_ keys: [Step.SortKey], _ relation: Relation) throws(Unsupported) -> [SQLOrder] {
    try keys.map { key throws(Unsupported) in
      SQLOrder(key: try relation.value(key.column, self), isDescending: key.isDescending)
    }
  }

  /// The columns of an input that flow on.
  func passed(_ input: Relation) -> [SQLSelect.Item] {
    input.sorted.filter { isNeeded($0.id) }.map { .init(value: .column($0.name), name: nil) }
  }

  func passedNames(_ input: Relation) -> [ColumnID: String] { input.names.filter { isNeeded($0.key) } }

  func items(_ ids: [ColumnID], of input: Relation) throws(Unsupported) -> [SQLSelect.Item] {
    try ids.map { id throws(Unsupported) in .init(value: try input.value(id, self), name: nil) }
  }

  mutating func add(_ body: SQLBody, _ names: [ColumnID: String]) -> Relation {
    let name = tableNames.add("step_\(tables.count + 1)")
    tables.append(.init(name: name, body: body))
    return Relation(table: name, names: names)
  }

  /// What a column is called: in the result, where it is shown there.
  func title(_ id: ColumnID) -> String {
    plan.outputs.first { $0.id == id }?.name ?? plan.columns[id.index].name
  }

  func missing(_ id: ColumnID) -> Unsupported {
    unsupported(nil, Bilingual("`\(title(id))` does not flow here", "`\(title(id))` 没有流到此处"))
  }

  func isNeeded(_ id: ColumnID) -> Bool { needs[step.index].contains(id) }
}

extension Relation {
  /// In the order of their ids, which is that of their making.
  var sorted: [(id: ColumnID, name: String)] {
    names.sorted { $0.key.index < $1.key.index }.map { ($0.key, $0.value) }
  }

  func value(_ id: ColumnID, _ compiler: PlanCompiler) throws(Unsupported) -> SQLExpression {
    try value(id, of: nil, compiler)
  }

  func value(
    _ id: ColumnID, of alias: String?, _ compiler: PlanCompiler
  ) throws(Unsupported) -> SQLExpression {
    guard let name = names[id] else { throw compiler.missing(id) }
    return .column(name, of: alias)
  }
}

extension SQLSelect.Item {
  /// Without a name that the column has anyway.
  var short: SQLSelect.Item {
    if case .column(let own, _) = value, own == name { return .init(value: value, name: nil) }
    return self
  }
}

extension Step {
  /// The table that it scans.
  fileprivate var table: String? {
    if case .scan(let scan) = self { scan.table } else { nil }
  }
}
