extension Plan {
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
