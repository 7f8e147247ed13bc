/// Makes a checked plan cheaper to run, by rules applied once each in the order below. A rule changes
/// what is read and when, never the rows, their order, or how many rows a filter drops for a null or
/// undecided condition.
package struct Optimizer: Sendable {
  package enum Rule: String, Hashable, Sendable, CaseIterable {
    case mergeFilters, pushFilters, sortThenSlice, pruneColumns, dropUnusedSteps

    func apply(_ plan: Plan) -> Plan {
      switch self {
      case .mergeFilters: MergeFilters.apply(plan)
      case .pushFilters: PushFilters.apply(plan)
      case .sortThenSlice: SortThenSlice.apply(plan)
      case .pruneColumns: PruneColumns.apply(plan)
      case .dropUnusedSteps: DropUnusedSteps.apply(plan)
      }
    }
  }

  /// The rules that are switched off.
  package var disabled: Set<Rule>

  package init(disabled: Set<Rule> = []) { self.disabled = disabled }

  package func optimize(_ plan: Plan) -> Plan {
    var plan = plan
    for rule in Rule.allCases where !disabled.contains(rule) {
      plan = rule.apply(plan)
      assert(PlanVerifier.problems(in: plan).isEmpty, "\(rule) made \(PlanPrinter.text(of: plan))")
    }
    return plan
  }
}
