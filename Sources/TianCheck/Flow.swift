import TianPlan
import TianSource

/// A table on its way through the stages: the step that gives it, and its columns.
struct Flow {
  var step: StepID
  var scope: Scope
  /// Columns to compute before the next step.
  var pending: [Step.Compute.Item] = []
  /// Whether steps that find rows by foreign keys may be added for what is being read.
  var isWalkable = true
  /// The aggregates of the `summarize` at hand.
  var aggregates: [Step.AggregateItem] = []
}

extension StatementChecker {
  /// Adds a step that reads the flow, after the columns that wait to be computed.
  mutating func append(_ step: (StepID) -> Step) {
    flush()
    flow.step = plan.addStep(step(flow.step))
  }

  /// Adds the step that computes the waiting columns, if any wait.
  mutating func flush() {
    guard !flow.pending.isEmpty else { return }
    flow.step = plan.addStep(.compute(.init(input: flow.step, items: flow.pending)))
    flow.pending = []
  }

  /// The column that holds an expression: the one that it names, or a new one.
  mutating func column(of value: Typed, named name: String) -> ColumnID {
    if case .column(let id) = value.expression.form { return id }
    let id = plan.addColumn(name, value.type)
    flow.pending.append(.init(id: id, value: value.expression))
    return id
  }

  /// Adds an aggregate over each row's group, to the last step where that has the same groups.
  mutating func appendWindow(_ item: Step.AggregateItem, partition: [ColumnID], order: [Step.SortKey]) {
    if case .window(var window) = plan.steps[flow.step.index], window.partition == partition,
      window.order == order, isBefore(item, window)
    {
      window.items.append(item)
      plan.steps[flow.step.index] = .window(window)
    } else {
      append { .window(.init(input: $0, partition: partition, order: order, items: [item])) }
    }
  }

  /// Whether all that an aggregate reads flows into a window.
  private func isBefore(_ item: Step.AggregateItem, _ window: Step.Window) -> Bool {
    !item.arguments.contains { argument in
      flow.pending.contains { $0.id == argument } || window.items.contains { $0.id == argument }
    }
  }
}
