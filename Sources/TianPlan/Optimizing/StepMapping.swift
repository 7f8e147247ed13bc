extension Step {
  /// The same step reading other steps.
  package func mapSteps(_ map: (StepID) -> StepID) -> Step {
    func mapped<Kind>(_ kind: Kind, _ inputs: WritableKeyPath<Kind, StepID>...) -> Kind {
      var copy = kind
      for input in inputs { copy[keyPath: input] = map(copy[keyPath: input]) }
      return copy
    }
    switch self {
    case .scan, .values: return self
    case .filter(let step):
      var copy = mapped(step, \.input)
      copy.condition = step.condition.mapSteps(map)
      copy.possible = step.possible?.mapSteps(map)
      return .filter(copy)
    case .compute(let step):
      var copy = mapped(step, \.input)
      copy.items = step.items.map { .init(id: $0.id, value: $0.value.mapSteps(map)) }
      return .compute(copy)
    case .aggregate(let step): return .aggregate(mapped(step, \.input))
    case .window(let step): return .window(mapped(step, \.input))
    case .sort(let step): return .sort(mapped(step, \.input))
    case .slice(let step): return .slice(mapped(step, \.input))
    case .distinct(let step): return .distinct(mapped(step, \.input))
    case .join(let step):
      var copy = mapped(step, \.left, \.right)
      copy.condition = step.condition?.mapSteps(map)
      return .join(copy)
    case .asof(let step): return .asof(mapped(step, \.left, \.right))
    case .follow(let step):
      var copy = mapped(step, \.input, \.table)
      copy.condition = step.condition?.mapSteps(map)
      return .follow(copy)
    case .union(let step): return .union(mapped(step, \.left, \.right))
    case .describe(let step): return .describe(mapped(step, \.input))
    case .sample(let step): return .sample(mapped(step, \.input))
    case .pivot(let step): return .pivot(mapped(step, \.input))
    case .unpivot(let step): return .unpivot(mapped(step, \.input))
    case .explode(let step): return .explode(mapped(step, \.input))
    case .complete(let step): return .complete(mapped(step, \.input))
    case .assertion(let step):
      var copy = mapped(step, \.input)
      copy.condition = step.condition.mapSteps(map)
      copy.message = step.message.map { .init(id: $0.id, value: $0.value.mapSteps(map)) }
      return .assertion(copy)
    case .save(let step): return .save(mapped(step, \.input))
    }
  }
}

extension Expression {
  /// The same expression reading other subqueries.
  func mapSteps(_ map: (StepID) -> StepID) -> Expression {
    guard !subqueries.isEmpty else { return self }
    var copy = mapOperands { $0.mapSteps(map) }
    switch copy.form {
    case .membership(let operand, let step): copy.form = .membership(operand, map(step))
    case .scalar(let step): copy.form = .scalar(map(step))
    case .column, .literal, .arithmetic, .negate, .compare, .and, .or, .not, .isIn, .convert, .conditional,
      .call:
      break
    }
    return copy
  }
}
