import TianFigures
import TianPlan
import TianSource

/// Rows at a distance of the sort key's value, and within one.
extension PlanCompiler {
  /// One aggregate of the rows whose keys are past this row's less a width, up to this row's; of none where
  /// the key is null.
  func value(
    of aggregate: Step.AggregateItem, within width: KeyWidth, _ window: SQLWindow, _ input: Relation,
    _ tail: [Step.SortKey]
  ) throws(Unsupported) -> SQLExpression {
    let span = aggregate.span
    guard let key = tail.first, tail.count == 1, !aggregate.function.isOrdered else {
      throw unsupported(
        span,
        Bilingual(
          "`\(aggregate.function.rawValue)` among rows of one key, whose order is only the table's own",
          "同一键值的各行中的 `\(aggregate.function.rawValue)`，其次序只有表自身知道"))
    }
    var window = window
    window.order = try order(tail, input)
    let type = plan.type(of: key.column)
    let lowest = Self.distance(width, of: type, lessOne: true)
    window.frame =
      key.isDescending
      ? "RANGE BETWEEN CURRENT ROW AND \(lowest) FOLLOWING"
      : "RANGE BETWEEN \(lowest) PRECEDING AND CURRENT ROW"
    let known = try value(of: aggregate, input, [], window: window)
    let isKnown = try operation(.isPresent, [try input.value(key.column, self)], at: span)
    var none: SQLExpression?
    switch aggregate.function {
    case .count, .countIf, .countDistinct, .sum:
      none = .literal(plan.type(of: aggregate.id).kind == .float ? .float(0) : .integer(0))
    case .avg, .min, .max, .median, .stddev, .variance, .first, .last, .any, .all, .mode, .quantile, .argMax,
      .argMin, .joinText, .weightedAvg, .corr, .gini, .hhi, .shareTop:
      break
    }
    return .conditional([.init(condition: isKnown, value: known)], otherwise: none)
  }

  /// The value of the row whose key is so much less, or greater. Two rows at one key fail.
  func shifted(
    _ item: Step.WindowItem, by width: KeyWidth, isForward: Bool, _ partition: [SQLExpression],
    _ input: Relation, _ tail: [Step.SortKey]
  ) throws(Unsupported) -> SQLExpression {
    let span = item.span
    guard let key = tail.first, tail.count == 1 else {
      throw unsupported(span, Bilingual("a width of several sort keys", "多个排序键的长度"))
    }
    var window = SQLWindow(partition: partition, order: try order(tail, input))
    let distance = Self.distance(width, of: plan.type(of: key.column), lessOne: false)
    let side = key.isDescending == isForward ? "PRECEDING" : "FOLLOWING"
    window.frame = "RANGE BETWEEN \(distance) \(side) AND \(distance) \(side)"
    let column = try input.value(key.column, self)
    let alike = SQLExpression.over(
      try operation(.countRows, [], at: span), SQLWindow(partition: partition + [column]))
    let isDouble = try operation(.greater, [alike, .literal(.integer(1))], at: span)
    let failure = try operation(
      .fail, [.literal(.text("two rows of one group are at one key"))], at: span)
    let isUnknown = try operation(.isNull, [column], at: span)
    let missing = item.arguments.count > 1 ? try input.value(item.arguments[1], self) : nil
    let there = SQLExpression.over(try operation(.countRows, [], at: span), window)
    let isMissing = try operation(.equal, [there, .literal(.integer(0))], at: span)
    let value = SQLExpression.over(
      try operation(.rowValue, [try input.value(item.arguments[0], self)], at: span), window)
    let none = missing ?? .literal(.null)
    var arms: [SQLExpression.Arm] = [
      .init(condition: isUnknown, value: none), .init(condition: isDouble, value: failure),
    ]
    if missing != nil { arms.append(.init(condition: isMissing, value: none)) }
    return .conditional(arms, otherwise: value)
  }

  /// As frames write it; less the least that two keys can be apart where the frame's end is open.
  private static func distance(_ width: KeyWidth, of type: DataType, lessOne: Bool) -> String {
    func interval(_ count: Int64, _ unit: String, _ least: String) -> String {
      guard lessOne else { return "INTERVAL '\(count) \(unit)'" }
      return unit == least ? "INTERVAL '\(count - 1) \(unit)'" : "INTERVAL '\(count) \(unit) -1 \(least)'"
    }
    let least = type.kind == .timestamp ? "microseconds" : "days"
    switch width {
    case .months(let count): return interval(count, "months", least)
    case .steps(let count):
      switch type.kind {
      case .period(let granularity): return interval(count * granularity.monthCount, "months", least)
      case .date, .timestamp: return interval(count, least, least)
      case .bool, .int, .decimal, .float, .text:
        return ExactDecimal(count - (lessOne ? 1 : 0), scale: type.scale ?? 0).text
      }
    }
  }
}
