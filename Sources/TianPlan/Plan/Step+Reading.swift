extension Step {
  /// The steps it reads rows from; subqueries of its expressions are not among them.
  package var inputs: [StepID] {
    switch self {
    case .scan, .values: []
    case .filter(let step): [step.input]
    case .compute(let step): [step.input]
    case .aggregate(let step): [step.input]
    case .window(let step): [step.input]
    case .sort(let step): [step.input]
    case .slice(let step): [step.input]
    case .distinct(let step): [step.input]
    case .join(let step): [step.left, step.right]
    case .union(let step): [step.left, step.right]
    case .describe(let step): [step.input]
    case .sample(let step): [step.input]
    case .pivot(let step): [step.input]
    case .unpivot(let step): [step.input]
    case .explode(let step): [step.input]
    case .complete(let step): [step.input]
    case .asof(let step): [step.left, step.right]
    case .follow(let step): [step.input, step.table]
    case .assertion(let step): [step.input]
    case .save(let step): [step.input]
    }
  }

  package var expressions: [Expression] {
    switch self {
    case .filter(let step): [step.condition] + (step.possible.map { [$0] } ?? [])
    case .compute(let step): step.items.map(\.value)
    case .join(let step): step.condition.map { [$0] } ?? []
    case .follow(let step): step.condition.map { [$0] } ?? []
    case .assertion(let step): [step.condition] + (step.message.map { [$0.value] } ?? [])
    case .scan, .values, .aggregate, .window, .sort, .slice, .distinct, .union, .describe, .sample, .pivot,
      .unpivot, .explode, .complete, .asof, .save:
      []
    }
  }
}
