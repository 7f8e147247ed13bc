import TianSource

extension PlanPrinter {
  /// `r = running sum(产值), k = rank`.
  func windowItems(_ items: [Step.WindowItem]) -> String {
    items.map { "\(column($0.id)) = \(window($0.function, $0.arguments))" }.joined(separator: ", ")
  }

  private func window(_ function: WindowFunction, _ ids: [ColumnID]) -> String {
    switch function {
    case .aggregate(let function, let parameter, over: .group): aggregate(function, ids, parameter)
    case .aggregate(let function, let parameter, over: .running):
      "\(name(.window(.running))) \(aggregate(function, ids, parameter))"
    case .aggregate(let function, let parameter, over: .last(let distance)):
      "\(word("last", "最近")) \(self.distance(distance)) \(aggregate(function, ids, parameter))"
    case .rowNumber: name(.window(.rowNumber))
    case .rank: name(.window(.rank))
    case .denseRank: name(.window(.denseRank))
    case .percentRank: name(.window(.percentRank))
    case .ntile(let count): "\(name(.window(.ntile))) \(count)"
    case .shift(let distance, let isForward):
      "\(self.distance(distance)) \(isForward ? word("after", "之后") : word("before", "之前")) \(list(ids))"
    }
  }

  private func distance(_ distance: WindowDistance) -> String {
    switch distance {
    case .rows(let count): word("\(count) rows", "\(count) 行")
    case .key(.steps(let steps)): word("\(steps) of key", "按键 \(steps)")
    case .key(.months(let months)): word("\(months) months of key", "按键 \(months) 个月")
    }
  }
}
