extension Plan {
  /// Whether something is saved or asserted on the way to a step.
  package func hasEffects(before step: StepID) -> Bool {
    var waiting = [step]
    while let next = waiting.popLast() {
      switch steps[next.index] {
      case .save, .assertion: return true
      case let step: waiting += step.inputs
      }
    }
    return false
  }

  /// The same rows with nothing saved or asserted on their way: for a look at them before the query runs.
  package var withoutEffects: Plan {
    var plan = self
    for (index, step) in steps.enumerated() {
      if case .save(let save) = step { plan.steps[index] = .sort(.init(input: save.input, keys: [])) }
      if case .assertion(let assertion) = step {
        plan.steps[index] = .sort(.init(input: assertion.input, keys: []))
      }
    }
    return plan
  }
}
