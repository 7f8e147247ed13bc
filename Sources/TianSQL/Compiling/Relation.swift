import TianPlan

/// The rows of a step as SQL has them: a table to read, and what its columns are called there.
struct Relation {
  /// Nil: one row without columns.
  var table: String?
  var names: [ColumnID: String]

  /// A column of it, in a select that reads it alone.
  func column(_ id: ColumnID) -> SQLExpression? { names[id].map { .column($0) } }
}

/// Names of columns that differ by more than the case of letters, as databases want them.
struct NameAllocation {
  private var taken: Set<String> = []

  /// The name, or one like it that is free.
  mutating func add(_ name: String) -> String {
    let name = name.isEmpty ? "column" : name
    var candidate = name
    var number = 1
    while !taken.insert(candidate.lowercased()).inserted {
      number += 1
      candidate = "\(name)_\(number)"
    }
    return candidate
  }
}

/// Which order of rows is known after each step: the keys of `sort`s, the latest first. A table has none.
struct KnownOrders {
  private(set) var orders: [[Step.SortKey]] = []

  init(_ plan: Plan) {
    for step in plan.steps { orders.append(order(step, plan)) }
  }

  subscript(step: StepID) -> [Step.SortKey] { orders[step.index] }

  private func order(_ step: Step, _ plan: Plan) -> [Step.SortKey] {
    switch step {
    case .scan, .values, .union, .describe, .complete: []
    case .filter(let step): self[step.input]
    case .compute(let step): self[step.input]
    case .window(let step): self[step.input]
    case .sort(let step): step.keys.followed(by: self[step.input])
    // Group after group, by first appearance, which no sort made.
    case .slice(let step): step.partition.isEmpty ? step.order.followed(by: self[step.input]) : []
    // By first appearance: the keys up to the first that is not kept.
    case .aggregate(let aggregate): self[aggregate.input].prefix(within: aggregate.keys)
    case .distinct(let distinct): self[distinct.input].prefix(within: distinct.columns)
    case .join(let join): self[join.left]
    case .asof(let asof): self[asof.left]
    case .follow: []
    case .sample(let sample): self[sample.input]
    case .pivot(let pivot): self[pivot.input].prefix(within: pivot.keys)
    case .unpivot(let step): self[step.input]
    case .explode(let step): self[step.input]
    case .assertion(let step): self[step.input]
    case .save(let step): self[step.input]
    }
  }
}

extension [Step.SortKey] {
  /// These, then the others that say something more.
  func followed(by others: [Step.SortKey]) -> [Step.SortKey] {
    self + others.filter { other in !contains { $0.column == other.column } }
  }

  fileprivate func prefix(within columns: [ColumnID]) -> [Step.SortKey] {
    Array(prefix { columns.contains($0.column) })
  }
}

extension PlanCompiler {
  /// The columns by which the rows of a plan are sorted, wherever it runs.
  package static func knownOrder(of plan: Plan) -> [ColumnID] {
    KnownOrders(plan)[plan.result].map(\.column)
  }
}
