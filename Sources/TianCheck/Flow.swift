import TianPlan
import TianSource

/// A table on its way through the stages: the step that gives it, and its columns.
struct Flow {
  var step: StepID
  var scope: Scope
  /// Columns to compute before the next step.
  var pending: [Step.Compute.Item] = []
  /// The rows that foreign keys were found to name.
  var walks: [Walk] = []
  /// The row that `follow` reached last, in its conditions: the flow's own at first, then the other table's.
  var reached: [Step.Follow.Column] = []
  /// The aggregates of the `summarize` at hand.
  var aggregates: [Step.AggregateItem] = []
  /// What its keys lead to by foreign keys: alike in all rows of a group.
  var keyWalks: [ColumnID] = []
  /// How the stage before draws it.
  var chart: Chart?
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
    flow.pending.append(.init(id: id, value: value.settled))
    return id
  }

  /// Adds a window function, to the last step where that has the same groups in the same order, so that they
  /// are sorted once; not where a subquery that it needs came since. Gives its column: one that is there
  /// already, or a new one.
  mutating func appendWindow(
    _ function: WindowFunction, _ arguments: [ColumnID], _ type: DataType, named name: String,
    partition: [ColumnID], order: [Step.SortKey], at span: SourceSpan
  ) -> ColumnID {
    guard case .window(var window) = plan.steps[flow.step.index], window.partition == partition,
      window.order == order, let needed = pending(before: window, for: arguments),
      needed.flatMap(\.value.subqueries).allSatisfy({ $0.index < flow.step.index })
    else {
      let id = plan.addColumn(name, type)
      let item = Step.WindowItem(id: id, function: function, arguments: arguments, span: span)
      append { .window(.init(input: $0, partition: partition, order: order, items: [item])) }
      return id
    }
    if let same = window.items.first(where: { $0.function == function && $0.arguments == arguments }) {
      return same.id
    }
    let id = plan.addColumn(name, type)
    window.items.append(.init(id: id, function: function, arguments: arguments, span: span))
    guard !needed.isEmpty else {
      plan.steps[flow.step.index] = .window(window)
      return id
    }
    // What it reads is computed where the window was, and the window comes after.
    flow.pending.removeAll { item in needed.contains { $0.id == item.id } }
    plan.steps[flow.step.index] = .compute(.init(input: window.input, items: needed))
    window.input = flow.step
    flow.step = plan.addStep(.window(window))
    return id
  }

  /// The waiting columns that must be computed first for some columns to be there; nil where one of them
  /// reads what the window gives.
  private func pending(before window: Step.Window, for columns: [ColumnID]) -> [Step.Compute.Item]? {
    var needed = Set(columns)
    var items: [Step.Compute.Item] = []
    for item in flow.pending.reversed() where needed.contains(item.id) {
      needed.formUnion(item.value.columns)
      items.append(item)
    }
    return window.items.contains { needed.contains($0.id) } ? nil : items.reversed()
  }
}
