import TianFigures
import TianPlan
import TianSource

/// The columns that a window step adds. Aggregates of whole groups need no order and come from a hash table;
/// for the others the rows are sorted once, by group and order, and each item goes over them from first to
/// last. Cost: the sort, then linear in the rows, but for what `FrameAggregate` says.
struct WindowOperator {
  private let rows: WindowRows
  private let plan: Plan
  private let execution: Execution
  private let order: [Step.SortKey]

  init(_ rows: WindowRows, order: [Step.SortKey], _ plan: Plan, _ execution: Execution) {
    self.rows = rows
    self.order = order
    self.plan = plan
    self.execution = execution
  }

  /// One column an item, by the rows as they came.
  func columns(_ items: [Step.WindowItem]) throws(Diagnostic) -> [Column] {
    let works = try Scheduler.map(items.count, execution) { index throws(Diagnostic) in
      try work(items[index])
    }
    let chunks = rows.chunks
    let execution = execution
    _ = try Scheduler.run(partCount: works.count * chunks.count, execution: execution) {
    } work: { _, part throws(Diagnostic) in
      try works[part / chunks.count].add(chunks[part % chunks.count], execution)
    }
    return try Scheduler.map(works.count, execution) { index throws(Diagnostic) in try works[index].finish() }
  }

  private func work(_ item: Step.WindowItem) throws(Diagnostic) -> any WindowWork {
    let columns = item.arguments.compactMap { rows.relation[$0] }
    switch item.function {
    case .rowNumber: return try NumberingWork(rows, .rowNumber)
    case .rank: return try NumberingWork(rows, .rank)
    case .denseRank: return try NumberingWork(rows, .denseRank)
    case .ntile(let count): return try NumberingWork(rows, .ntile(count))
    case .percentRank: return try PercentRankWork(rows)
    case .shift(.rows(let count), let isForward):
      return try ShiftWork(rows, columns, .rows(isForward ? count : -count))
    case .shift(.key(let width), let isForward):
      return try ShiftWork(rows, columns, .key(try ordered(), width, isForward: isForward, item.span))
    case .aggregate(let function, let parameter, let frame):
      let bounds: FrameBounds =
        switch frame {
        case .group: .group
        case .running: .running
        case .last(.rows(let count)): .rows(count)
        case .last(.key(let width)): .key(try ordered(), width)
        }
      let call = FrameAggregate.Call(
        function: function, parameter: parameter, columns: columns,
        sources: item.arguments.map { plan.type(of: $0) }, type: plan.type(of: item.id), span: item.span)
      return try FrameAggregate.work(call, rows, bounds)
    }
  }

  /// The order's one key, by places.
  private func ordered() throws(Diagnostic) -> OrderedKey {
    let key = order[0]
    guard let column = rows.relation[key.column] else {
      return try OrderedKey(try ColumnBuilder(.int).finish(), rows, key, name: "")
    }
    return try OrderedKey(column, rows, key, name: plan.columns[key.column.index].name)
  }
}

/// One item of a window step, group after group. Groups come from several threads, each once; what they write
/// are rows of their own.
protocol WindowWork: Sendable {
  /// Some groups, by number.
  func add(_ groups: Range<Int>, _ execution: Execution) throws(Diagnostic)
  func finish() throws(Diagnostic) -> Column
}

/// The one sort key that widths are measured on, by places.
struct OrderedKey: Sendable {
  let column: Column
  let name: String
  let isDescending: Bool
  /// How many of the key's steps a day has; 1 of what is no timestamp.
  private let dayLength: Int64
  /// Whole numbers, as the column holds them.
  let values: Buffer<Int64>
  let validity: Buffer<UInt8>

  init(_ column: Column, _ rows: WindowRows, _ key: Step.SortKey, name: String) throws(Diagnostic) {
    self.column = column
    self.name = name
    isDescending = key.isDescending
    dayLength = column.type.kind == .timestamp ? 86_400_000_000 : 1
    values = try rows.integers(column)
    validity = try rows.validity([column])
  }

  /// The places of a group that have a key: nulls come last.
  func known(_ places: Range<Int>) -> Range<Int> {
    var end = places.upperBound
    while end > places.lowerBound, validity[end - 1] == 0 { end -= 1 }
    return places.lowerBound..<end
  }

  /// A key less a width, or past it by that; nil beyond what a key can be.
  @inline(__always) func moved(_ key: Int64, _ width: KeyWidth, isForward: Bool) -> Int64? {
    switch width {
    case .steps(let steps):
      let (value, overflow) =
        isForward ? key.addingReportingOverflow(steps) : key.subtractingReportingOverflow(steps)
      return overflow ? nil : value
    case .months(let months):
      let (quotient, rest) = key.quotientAndRemainder(dividingBy: dayLength)
      let day = rest < 0 ? quotient - 1 : quotient
      let moved = Calendar.addMonths(isForward ? months : -months, to: day)
      return moved.map { $0 * dayLength + (key - day * dayLength) }
    }
  }
}
