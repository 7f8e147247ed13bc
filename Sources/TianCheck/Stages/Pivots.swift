import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// More columns than that are no table that somebody reads.
  private static let pivotColumnsMost = 1000

  /// `pivot agg per col [in (…)] by k`: `summarize agg by k, col`, the rows of each k side by side. A column
  /// is what `summarize` would give of its rows alone: of none, `sum` and `count` are 0.
  mutating func pivot(_ pivot: PivotSyntax, _ tails: TailsSyntax, _ frame: Frame, at verb: SourceSpan) {
    let input = flow.scope
    let refused = Context.Aggregates.refused(Bilingual("after `per`", "在 `逐` 之后"))
    let before = Context(scope: input, frame: frame, aggregates: refused)
    let per = check(pivot.per, before)
    let perID = column(of: per, named: before.title(pivot.per.span))
    let keys = groupKeys(tails.by, beside: [perID], frame)
    _ = sharesUnit(per, among: keys.map(\.id), for: "per", frame)
    let order = sortKeys(tails.sort, within: keys.map(\.id), frame)
    let values = per.isUnknown ? nil : pivotValues(pivot, per, perID, before)
    let context = Context(
      scope: Scope(columns: keys, table: input.table, isUnknown: input.isUnknown), frame: frame,
      aggregates: .summary(input: input, keys: keys.map(\.id) + [perID]))
    let (results, after) = items(pivot.items, context)
    guard let values, !input.isUnknown else {
      flow.aggregates = []
      return unknown()
    }
    guard values.count * results.count <= Self.pivotColumnsMost else {
      reportTooWide(values.count * results.count, at: frame.place(pivot.per.span))
      flow.aggregates = []
      return unknown()
    }
    let keyIDs = unique(keys.map(\.id))
    let copies = appendPivot(keyIDs, perID, values, order)
    var named = zip(keys, tails.by).map { (column: $0, span: frame.place($1.span)) }
    for (value, copy) in zip(values, copies) {
      let (columns, pending) = copied(
        results, after, copy, named: Self.pivotName(value))
      flow.pending += pending
      for column in columns {
        let place = frame.place(pivot.per.span)
        // The rows of `吨` are in 吨.
        guard case .text(let text) = value else {
          named.append((column, place))
          continue
        }
        named.append((settled(column, where: perID, is: text, at: place), place))
      }
    }
    checkNames(
      named,
      mend: Bilingual(
        "a value has this name too: rename the key before, or leave the value out",
        "有一个值也是此名：请先改键的名称，或去掉这个值"))
    flow.scope = Scope(columns: named.map(\.column))
  }

  /// The values that become columns: those listed, or those that the flow has when it is run now.
  private mutating func pivotValues(
    _ pivot: PivotSyntax, _ per: Typed, _ perID: ColumnID, _ context: Context
  ) -> [Value]? {
    guard areExact([per], "pivot") else { return nil }
    let span = context.place(pivot.per.span)
    let own = Typed(.column(perID), per.type, at: span)
    if let set = pivot.values { return listedValues(set, of: own, context) }
    guard !flow.scope.isUnknown else { return nil }
    guard let values = values(of: own.expression, sorted: true, most: Self.pivotColumnsMost + 1, at: span)
    else { return nil }
    if values.count > Self.pivotColumnsMost {
      reportTooWide(nil, at: span)
      return nil
    }
    return values
  }

  private mutating func reportTooWide(_ count: Int?, at span: SourceSpan) {
    report(
      .tooManyValues,
      count.map { Bilingual("this `pivot` would make \($0) columns", "此 `透视` 会得出 \($0) 列") }
        ?? Bilingual("this `pivot` would make more than 1,000 columns", "此 `透视` 会得出超过 1,000 列"), at: span,
      Bilingual(
        "list the values wanted, `in (a, b)`, or `summarize` by it", "请列出所要的值：`在 (a, b)`，或改用 `汇总`"))
  }

  /// The items as columns over their aggregates, and what computes them.
  private mutating func items(
    _ items: [ItemSyntax], _ context: Context
  ) -> (results: [(column: Scope.Column, span: SourceSpan)], after: [Step.Compute.Item]) {
    var context = context
    var results: [(column: Scope.Column, span: SourceSpan)] = []
    var after: [Step.Compute.Item] = []
    for item in items {
      let value = check(item.value, context)
      let waiting = flow.pending
      flow.pending = []
      let result = column(item, value, context)
      after += flow.pending
      flow.pending = waiting
      results.append((result, context.place(item.span)))
      context.scope.columns.append(result)
    }
    if items.count > 1 { checkNames(results) }
    return (results, after)
  }

  /// Adds the aggregates by the keys and the column, and the step that sets their rows side by side. Gives
  /// for every value the columns that its aggregates have now.
  private mutating func appendPivot(
    _ keys: [ColumnID], _ per: ColumnID, _ values: [Value], _ order: [Step.SortKey]
  ) -> [[ColumnID: ColumnID]] {
    let aggregates = flow.aggregates
    let groups = unique(keys + [per])
    append { .aggregate(.init(input: $0, keys: groups, items: aggregates, order: order)) }
    flow.aggregates = []
    let copies = values.map { _ in
      aggregates.map { plan.addColumn(plan.columns[$0.id.index].name, plan.type(of: $0.id)) }
    }
    let items = aggregates.map {
      Step.Pivot.Item(column: $0.id, missing: $0.function.ofNothing(plan.type(of: $0.id)))
    }
    append {
      .pivot(
        .init(
          input: $0, keys: keys, per: per, values: values, items: items, outputs: copies.flatMap(\.self)))
    }
    return copies.map { Dictionary(zip(aggregates.map(\.id), $0), uniquingKeysWith: { first, _ in first }) }
  }

  /// The items over one value's aggregates.
  private mutating func copied(
    _ results: [(column: Scope.Column, span: SourceSpan)], _ items: [Step.Compute.Item],
    _ copies: [ColumnID: ColumnID], named value: String
  ) -> (columns: [Scope.Column], pending: [Step.Compute.Item]) {
    var copies = copies
    var pending: [Step.Compute.Item] = []
    for item in items {
      let id = plan.addColumn(plan.columns[item.id.index].name, plan.type(of: item.id))
      pending.append(.init(id: id, value: item.value.mapColumns { copies[$0] ?? $0 }))
      copies[item.id] = id
    }
    let columns = results.map { result in
      Scope.Column(
        name: results.count == 1 ? value : "\(value)_\(result.column.title)", qualifier: nil,
        id: copies[result.column.id] ?? result.column.id, isUnknown: result.column.isUnknown)
    }
    return (columns, pending)
  }

  /// What a value's column is called: the value as CSV writes it; a null is `null`, an empty text `""`.
  private static func pivotName(_ value: Value) -> String {
    let text = value.plainText
    return text.isEmpty ? "\"\"" : text
  }
}

extension AggregateFunction {
  /// What an aggregate gives of no rows.
  fileprivate func ofNothing(_ type: DataType) -> Value {
    guard [.count, .countIf, .countDistinct, .sum].contains(self) else { return .null }
    if type.isHedged {
      let zero = ExactDecimal(0, scale: type.scale ?? 0)
      return .figure(Figure(low: zero, best: zero, high: zero, ends: [], isHedged: false, unit: type.unit))
    }
    switch type.kind {
    case .decimal(let scale): return .decimal(ExactDecimal(0, scale: scale))
    case .float: return .float(0)
    case .int, .bool, .text, .date, .timestamp, .period: return .int(0)
    }
  }
}

extension Value {
  /// As CSV writes it.
  fileprivate var plainText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "\(value)"
    case .decimal(let value): value.text
    case .float(let value):
      value.description.hasSuffix(".0") ? String(value.description.dropLast(2)) : value.description
    case .text(let value): value
    case .date(let days): TemporalText.string { TemporalText.write(days: Int64(days), to: $0) }
    case .timestamp(let moment): TemporalText.string { TemporalText.write(microseconds: moment, to: $0) }
    case .period(let period): TemporalText.string { TemporalText.write(period, to: $0) }
    case .figure(let figure): figure.best.text
    }
  }
}
