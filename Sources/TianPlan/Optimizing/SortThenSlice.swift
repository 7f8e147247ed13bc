/// `sort … | take n` keeps the n rows at hand instead of sorting all.
enum SortThenSlice {
  static func apply(_ plan: Plan) -> Plan {
    var draft = PlanDraft(plan)
    for index in plan.steps.indices {
      guard case .slice(var slice) = draft.steps[index], slice.partition.isEmpty, slice.order.isEmpty,
        slice.limit != nil, draft.hasOneReader(slice.input), case .sort(let sort) = draft[slice.input]
      else { continue }
      slice.order = sort.keys
      slice.input = sort.input
      draft.steps[index] = .slice(slice)
    }
    return draft.plan
  }
}
