import TianFigures
import TianPlan
import TianSource

/// Functions of the rows around a row.
extension PlanCompiler {
  /// - Parameter tail: the step's own order; `order` goes on with what is known of the table's.
  func value(
    of item: Step.WindowItem, _ input: Relation, partition: [SQLExpression], tail: [Step.SortKey],
    _ order: [Step.SortKey]
  ) throws(Unsupported) -> SQLExpression {
    var window = SQLWindow(partition: partition)
    if case .aggregate(let function, let parameter, over: let frame) = item.function {
      let aggregate = Step.AggregateItem(
        id: item.id, function: function, arguments: item.arguments, parameter: parameter, span: item.span)
      if case .last(.key(let width)) = frame {
        return try value(of: aggregate, within: width, window, input, tail)
      }
      if frame != .group { try setFrame(frame, of: &window, item, input, tail, order) }
      return try value(of: aggregate, input, order, window: window)
    }
    try require(order, item)
    window.order = try self.order(order, input)
    switch item.function {
    case .aggregate: throw unsupported(item.span, Bilingual("an aggregate of a frame", "框架内的聚合"))
    case .rowNumber: return .over(try operation(.rowNumber, [], at: item.span), window)
    case .rank: return .over(try operation(.rank, [], at: item.span), try ties(window, tail, item, input))
    case .denseRank:
      return .over(try operation(.denseRank, [], at: item.span), try ties(window, tail, item, input))
    case .percentRank:
      return .over(try operation(.percentRank, [], at: item.span), try ties(window, tail, item, input))
    case .ntile(let count):
      return .over(try operation(.ntile, [.literal(.integer(Int64(count)))], at: item.span), window)
    case .shift(.key(let width), let isForward):
      return try shifted(item, by: width, isForward: isForward, partition, input, tail)
    case .shift(.rows(let count), let isForward):
      var arguments = [try input.value(item.arguments[0], self), .literal(.integer(Int64(count)))]
      if item.arguments.count > 1 { arguments.append(try input.value(item.arguments[1], self)) }
      return .over(try operation(isForward ? .lead : .lag, arguments, at: item.span), window)
    }
  }

  private func require(_ order: [Step.SortKey], _ item: Step.WindowItem) throws(Unsupported) {
    guard order.isEmpty else { return }
    throw unsupported(
      item.span,
      Bilingual(
        "which rows are before and after is known here only by a `sort`, and there is none",
        "此处只有 `排序` 才能确定前后各行，而前面没有排序"))
  }

  /// Rows tie by the step's own keys; a table's order ties none.
  private func ties(
    _ window: SQLWindow, _ tail: [Step.SortKey], _ item: Step.WindowItem, _ input: Relation
  ) throws(Unsupported) -> SQLWindow {
    guard !tail.isEmpty else {
      throw unsupported(item.span, Bilingual("a rank without a `sort` of its stage", "本步没有 `排序` 的名次"))
    }
    var window = window
    window.order = try order(tail, input)
    return window
  }

  private func setFrame(
    _ frame: WindowFrame, of window: inout SQLWindow, _ item: Step.WindowItem, _ input: Relation,
    _ tail: [Step.SortKey], _ order: [Step.SortKey]
  ) throws(Unsupported) {
    try require(order, item)
    window.order = try self.order(order, input)
    switch frame {
    case .group, .last(.key): break
    case .running: window.frame = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    case .last(.rows(let count)):
      window.frame = "ROWS BETWEEN \(max(0, count - 1)) PRECEDING AND CURRENT ROW"
    }
  }
}
