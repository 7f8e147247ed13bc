import TianSource

/// Makes a checked plan cheaper to run, by rules applied once each in the order below. A rule changes
/// what is read and when, never the rows, their order, or how many rows a filter drops for a null or
/// undecided condition. A join tells of null keys among the rows that come to it, which are fewer where a
/// filter went before it.
package struct Optimizer: Sendable {
  package enum Rule: String, Hashable, Sendable, CaseIterable {
    case mergeFilters, pushFilters, sortThenSlice, pruneColumns, shareComputations, dropUnusedSteps

    /// What `explain` calls it.
    package var names: Bilingual {
      switch self {
      case .mergeFilters: Bilingual("filters merged", "合并筛选")
      case .pushFilters: Bilingual("filters moved towards the tables", "筛选前移")
      case .sortThenSlice: Bilingual("sort and take made one", "排序与截取合一")
      case .pruneColumns: Bilingual("unread columns left out", "去掉用不到的列")
      case .shareComputations: Bilingual("equal values worked out once", "相同的算式只算一次")
      case .dropUnusedSteps: Bilingual("idle steps left out", "去掉多余的步骤")
      }
    }

    func apply(_ plan: Plan) -> Plan {
      switch self {
      case .mergeFilters: MergeFilters.apply(plan)
      case .pushFilters: PushFilters.apply(plan)
      case .sortThenSlice: SortThenSlice.apply(plan)
      case .pruneColumns: PruneColumns.apply(plan)
      case .shareComputations: ShareComputations.apply(plan)
      case .dropUnusedSteps: DropUnusedSteps.apply(plan)
      }
    }
  }

  /// The rules that are switched off.
  package var disabled: Set<Rule>

  package init(disabled: Set<Rule> = []) { self.disabled = disabled }

  /// For a plan that becomes SQL: databases find equal values themselves, and a name for one takes a `WITH`.
  package static let forSQL = Optimizer(disabled: [.shareComputations])

  package func optimize(_ plan: Plan) -> Plan { changes(plan).last?.plan ?? plan }

  /// The rules that change something, in the order of their turns, and what each makes of the plan.
  package func changes(_ plan: Plan) -> [(rule: Rule, plan: Plan)] {
    var plan = plan
    var changes: [(rule: Rule, plan: Plan)] = []
    for rule in Rule.allCases where !disabled.contains(rule) {
      let next = rule.apply(plan)
      assert(PlanVerifier.problems(in: next).isEmpty, "\(rule) made \(PlanPrinter.text(of: next))")
      // Each leaves the steps in one order and none idle, which is the work of the last alone.
      let leavesOut = rule == .dropUnusedSteps && next.steps.count < plan.steps.count
      guard leavesOut || next != PlanDraft(plan).plan else { continue }
      changes.append((rule, next))
      plan = next
    }
    return changes
  }
}
