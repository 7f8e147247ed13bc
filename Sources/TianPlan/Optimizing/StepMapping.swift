extension Step {
  /// The same step reading other steps.
  func mapSteps(_ map: (StepID) -> StepID) -> Step {
    switch self {
    case .scan, .values: return self
    case .filter(var step):
      step.input = map(step.input)
      step.condition = step.condition.mapSteps(map)
      step.possible = step.possible?.mapSteps(map)
      return .filter(step)
    case .compute(var step):
      step.input = map(step.input)
      step.items = step.items.map { .init(id: $0.id, value: $0.value.mapSteps(map)) }
      return .compute(step)
    case .aggregate(var step):
      step.input = map(step.input)
      return .aggregate(step)
    case .window(var step):
      step.input = map(step.input)
      return .window(step)
    case .sort(var step):
      step.input = map(step.input)
      return .sort(step)
    case .slice(var step):
      step.input = map(step.input)
      return .slice(step)
    case .distinct(var step):
      step.input = map(step.input)
      return .distinct(step)
    case .join(var step):
      step.left = map(step.left)
      step.right = map(step.right)
      step.condition = step.condition?.mapSteps(map)
      return .join(step)
    case .asof(var step):
      step.left = map(step.left)
      step.right = map(step.right)
      return .asof(step)
    case .follow(var step):
      step.input = map(step.input)
      step.table = map(step.table)
      step.condition = step.condition?.mapSteps(map)
      return .follow(step)
    case .union(var step):
      step.left = map(step.left)
      step.right = map(step.right)
      return .union(step)
    case .describe(var step):
      step.input = map(step.input)
      return .describe(step)
    case .sample(var step):
      step.input = map(step.input)
      return .sample(step)
    case .pivot(var step):
      step.input = map(step.input)
      return .pivot(step)
    case .unpivot(var step):
      step.input = map(step.input)
      return .unpivot(step)
    case .explode(var step):
      step.input = map(step.input)
      return .explode(step)
    case .complete(var step):
      step.input = map(step.input)
      return .complete(step)
    }
  }
}

extension Expression {
  /// The same expression reading other subqueries.
  func mapSteps(_ map: (StepID) -> StepID) -> Expression {
    guard !subqueries.isEmpty else { return self }
    var copy = self
    switch form {
    case .column, .literal: break
    case .arithmetic(let symbol, let left, let right):
      copy.form = .arithmetic(symbol, left.mapSteps(map), right.mapSteps(map))
    case .negate(let operand): copy.form = .negate(operand.mapSteps(map))
    case .compare(let symbol, let left, let right, let reading):
      copy.form = .compare(symbol, left.mapSteps(map), right.mapSteps(map), reading)
    case .and(let operands): copy.form = .and(operands.map { $0.mapSteps(map) })
    case .or(let operands): copy.form = .or(operands.map { $0.mapSteps(map) })
    case .not(let operand): copy.form = .not(operand.mapSteps(map))
    case .isIn(let operand, let values): copy.form = .isIn(operand.mapSteps(map), values)
    case .membership(let operand, let step): copy.form = .membership(operand.mapSteps(map), map(step))
    case .scalar(let step): copy.form = .scalar(map(step))
    case .convert(let operand, let factor): copy.form = .convert(operand.mapSteps(map), factor: factor)
    case .conditional(let arms, let otherwise):
      let arms = arms.map { Arm(condition: $0.condition.mapSteps(map), value: $0.value.mapSteps(map)) }
      copy.form = .conditional(arms, otherwise: otherwise.mapSteps(map))
    case .call(let function, let arguments):
      copy.form = .call(function, arguments.map { $0.mapSteps(map) })
    }
    return copy
  }
}
