import TianPlan
import TianSource

/// Aggregates: of groups, and over the group of each row.
extension PlanCompiler {
  mutating func aggregate(_ aggregate: Step.Aggregate) throws(Unsupported) -> Relation {
    let input = self[aggregate.input]
    let order = aggregate.order.followed(by: orders[aggregate.input])
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    var items: [SQLSelect.Item] = []
    var groups: [SQLExpression] = []
    for key in aggregate.keys {
      let value = try input.value(key, self)
      groups.append(value)
      let name = names.add(input.names[key] ?? "")
      given[key] = name
      items.append(SQLSelect.Item(value: value, name: name).short)
    }
    for item in aggregate.items where isNeeded(item.id) {
      let name = names.add(title(item.id))
      given[item.id] = name
      items.append(.init(value: try value(of: item, input, order, window: nil), name: name))
    }
    var select = select(items, from: input)
    select.groups = groups
    // Without groups and aggregates there is still one row.
    if groups.isEmpty, items.isEmpty {
      select.items = [.init(value: try operation(.countRows, []), name: names.add("rows"))]
    }
    return add(.select(select), given)
  }

  mutating func window(_ window: Step.Window) throws(Unsupported) -> Relation {
    let input = self[window.input]
    let order = window.order.followed(by: orders[window.input])
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    var items: [SQLSelect.Item] = []
    for (id, name) in input.sorted where isNeeded(id) {
      given[id] = names.add(name)
      items.append(.init(value: .column(name), name: nil))
    }
    let partition = try window.partition.map { id throws(Unsupported) in try input.value(id, self) }
    for item in window.items where isNeeded(item.id) {
      let name = names.add(title(item.id))
      given[item.id] = name
      let value = try value(of: item, input, partition: partition, tail: window.order, order)
      items.append(.init(value: value, name: name))
    }
    return add(.select(select(items, from: input)), given)
  }

  /// One aggregate with what stands around it: a sum of nothing is 0, and nothing outgrows its type.
  func value(
    of item: Step.AggregateItem, _ input: Relation, _ order: [Step.SortKey], window: SQLWindow?
  ) throws(Unsupported) -> SQLExpression {
    let type = plan.type(of: item.id)
    func over(_ call: SQLExpression) -> SQLExpression { window.map { .over(call, $0) } ?? call }
    guard let argument = item.arguments.first else { return over(try operation(.countRows, [])) }
    let column = try input.value(argument, self)
    let source = plan.type(of: argument)
    guard !source.isHedged else { throw hedged(item.span) }
    let function = item.function
    if function == .first || function == .last { return try picked(item, column, input, order, window) }
    if function == .countIf { return over(.filtered(try operation(.countRows, []), column)) }
    if function == .sum {
      let sum = over(try call(source.kind == .float ? .floatSum : nil, item, column))
      guard source.kind != .float else {
        return try operation(.coalesce, [try operation(.finite, [sum]), .literal(.float(0))])
      }
      let fitted = SQLExpression.cast(sum, try sqlType(type, item.span))
      return try operation(.coalesce, [fitted, .literal(.integer(0))])
    }
    if function == .avg {
      let mean = over(try call(source.kind == .float ? .floatMean : nil, item, column))
      return source.kind == .float ? try operation(.finite, [mean]) : mean
    }
    if Self.ofPairs.contains(function) {
      return try operation(.finite, [try pair(item, column, input, over)], at: item.span)
    }
    if function == .quantile {
      let share = try Literals.bare(item.parameter, self, item.span)
      return over(try operation(.quantile, [.cast(column, .float), share], at: item.span))
    }
    if function == .argMax || function == .argMin || function == .joinText {
      return try ordered(item, column, input, order, window)
    }
    let isOfFloats = Self.ofFloats.contains(function) && source.kind != .float
    return over(try call(nil, item, isOfFloats ? .cast(column, .float) : column))
  }

  private static let ofPairs: Set<AggregateFunction> = [.weightedAvg, .corr]

  /// Aggregates that a database would work out of decimals with decimals.
  private static let ofFloats: Set<AggregateFunction> = [.median, .stddev, .variance]

  private func call(
    _ own: SQLOperation?, _ item: Step.AggregateItem, _ argument: SQLExpression
  ) throws(Unsupported) -> SQLExpression {
    if let own { return try operation(own, [argument], at: item.span) }
    guard let pattern = dialect.aggregates[item.function] else {
      throw unsupported(
        item.span,
        Bilingual(
          "\(dialect.name) has no aggregate that means `\(item.function.rawValue)`",
          "\(dialect.name) 没有与 `\(item.function.rawValue)` 同义的聚合函数"))
    }
    return .pattern(pattern, [argument])
  }

  /// `first`, `last`: of the values that are not null, in an order that must be known.
  private func picked(
    _ item: Step.AggregateItem, _ column: SQLExpression, _ input: Relation, _ order: [Step.SortKey],
    _ window: SQLWindow?
  ) throws(Unsupported) -> SQLExpression {
    guard !order.isEmpty else {
      throw unsupported(
        item.span,
        Bilingual(
          "which row is `\(item.function.rawValue)` is known here only by a `sort`, and there is none",
          "此处只有 `排序` 才能确定 `\(item.function.rawValue)` 是哪一行，而前面没有排序"))
    }
    let keys = try self.order(order, input)
    let isFirst = item.function == .first
    guard var window else {
      let present = try operation(.isPresent, [column])
      return .filtered(try operation(isFirst ? .first : .last, [column, .keys(keys)]), present)
    }
    if window.frame == nil {
      window.order = keys
      window.frame = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"
    }
    return .over(try operation(isFirst ? .firstValue : .lastValue, [column]), window)
  }

  /// Aggregates that put their rows in order: by their own key, or by the stage's.
  private func ordered(
    _ item: Step.AggregateItem, _ column: SQLExpression, _ input: Relation, _ order: [Step.SortKey],
    _ window: SQLWindow?
  ) throws(Unsupported) -> SQLExpression {
    let name = item.function.rawValue
    guard window == nil, item.function == .joinText || item.arguments.count > 1 else {
      throw unsupported(
        item.span, Bilingual("`\(name)` of the rows around a row", "对前后各行的 `\(name)`"))
    }
    let present = try operation(.isPresent, [column])
    if item.function == .joinText {
      guard !order.isEmpty else {
        throw unsupported(
          item.span, Bilingual("in which order texts are joined, without a `sort`", "没有 `排序` 时文本连接的次序"))
      }
      let keys = SQLExpression.keys(try self.order(order, input))
      let separator = try Literals.bare(item.parameter, self, item.span)
      return .filtered(try operation(.joinTexts, [column, separator, keys]), present)
    }
    let key = try input.value(item.arguments[1], self)
    let keys = [
      SQLOrder(key: key, isDescending: item.function == .argMax), SQLOrder(key: column, isDescending: false),
    ]
    let isThere = SQLExpression.and([present, try operation(.isPresent, [key])])
    return .filtered(try operation(.first, [column, .keys(keys)]), isThere)
  }

  /// `weighted_avg`, `corr`: of the rows that have both.
  private func pair(
    _ item: Step.AggregateItem, _ column: SQLExpression, _ input: Relation,
    _ over: (SQLExpression) -> SQLExpression
  ) throws(Unsupported) -> SQLExpression {
    let span = item.span
    let (id, weight) = (item.arguments[1], try input.value(item.arguments[1], self))
    let sides = [column, weight].map { SQLExpression.cast($0, .float) }
    guard item.function == .weightedAvg else {
      return over(try operation(.correlation, sides, at: span))
    }
    let hasBoth = SQLExpression.and(
      try [column, weight].map { side throws(Unsupported) in try operation(.isPresent, [side], at: span) })
    let products = try operation(.floatSum, [try operation(.multiply, sides, at: span)], at: span)
    // Exact weights may add up to nothing exactly.
    let isFloat = plan.type(of: id).kind == .float
    let weights = isFloat ? try operation(.floatSum, [weight], at: span) : try sum(weight, item)
    let total = SQLExpression.cast(over(.filtered(weights, hasBoth)), .float)
    return try operation(
      .divide, [over(.filtered(products, hasBoth)), try operation(.nonzero, [total], at: span)], at: span)
  }

  private func sum(
    _ value: SQLExpression, _ item: Step.AggregateItem
  ) throws(Unsupported) -> SQLExpression {
    var item = item
    item.function = .sum
    return try call(nil, item, value)
  }

  func hedged(_ span: SourceSpan?) -> Unsupported {
    unsupported(span, Bilingual("this figure is hedged", "这是约数"))
  }
}
