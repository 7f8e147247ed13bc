/// A plan while a rule rewrites it: steps may read later ones and be replaced by others. `plan` puts them in
/// order again and leaves out those that the result does not need.
struct PlanDraft {
  var steps: [Step]
  private let original: Plan
  private var replacements: [StepID: StepID] = [:]
  private var readerCounts: [Int]

  init(_ plan: Plan) {
    original = plan
    steps = plan.steps
    readerCounts = Array(repeating: 0, count: plan.steps.count)
    for step in plan.steps {
      for id in step.inputs + step.expressions.flatMap(\.subqueries) { readerCounts[id.index] += 1 }
    }
    if readerCounts.indices.contains(plan.result.index) { readerCounts[plan.result.index] += 1 }
  }

  /// Whether just one step reads this one, so that it may be changed for that one's sake.
  func hasOneReader(_ id: StepID) -> Bool { readerCounts[id.index] == 1 }

  subscript(id: StepID) -> Step {
    get { steps[id.index] }
    set { steps[id.index] = newValue }
  }

  func columns(from id: StepID) -> [ColumnID] {
    Plan(columns: original.columns, steps: steps, result: id).columns(from: id)
  }

  /// Adds a step that one other will read.
  mutating func append(_ step: Step) -> StepID {
    steps.append(step)
    readerCounts.append(1)
    return StepID(steps.count - 1)
  }

  /// Whoever reads a step shall read another instead.
  mutating func replace(_ id: StepID, by other: StepID) { replacements[id] = other }

  private func resolved(_ id: StepID) -> StepID {
    var id = id
    while let next = replacements[id] { id = next }
    return id
  }

  /// The steps that the result needs, each after those it reads.
  var plan: Plan {
    var ordered: [Step] = []
    var places: [StepID: StepID] = [:]
    var waiting: [(id: StepID, isReady: Bool)] = [(resolved(original.result), false)]
    while let (id, isReady) = waiting.popLast() {
      guard places[id] == nil else { continue }
      let step = steps[id.index]
      let reads = (step.inputs + step.expressions.flatMap(\.subqueries)).map(resolved)
      if isReady {
        places[id] = StepID(ordered.count)
        ordered.append(step.mapSteps { places[resolved($0)] ?? $0 })
      } else {
        waiting.append((id, true))
        for read in reads.reversed() { waiting.append((read, false)) }
      }
    }
    return Plan(
      columns: original.columns, steps: ordered, result: places[resolved(original.result)] ?? original.result,
      outputs: original.outputs, subtotals: original.subtotals, chart: original.chart)
  }
}
