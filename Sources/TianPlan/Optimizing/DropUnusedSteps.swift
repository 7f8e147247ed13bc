/// Steps that change nothing, and those whose rows nobody reads, are left out.
enum DropUnusedSteps {
  static func apply(_ plan: Plan) -> Plan {
    var draft = PlanDraft(plan)
    for (index, step) in plan.steps.enumerated() {
      guard let input = step.inputs.first, changesNothing(step) else { continue }
      draft.replace(StepID(index), by: input)
    }
    return draft.plan
  }

  private static func changesNothing(_ step: Step) -> Bool {
    switch step {
    case .compute(let compute): compute.items.isEmpty
    case .window(let window): window.items.isEmpty
    case .slice(let slice):
      slice.offset == 0 && slice.limit == nil && slice.partition.isEmpty && slice.order.isEmpty
    case .sort(let sort): sort.keys.isEmpty
    case .scan, .values, .filter, .aggregate, .distinct, .join, .union, .describe, .sample, .pivot,
      .unpivot, .explode, .complete, .asof, .follow, .assertion, .save:
      false
    }
  }
}
