/// Columns that nobody reads are not read from files, computed or aggregated. Rows still flow where no
/// column does.
package enum PruneColumns {
  static func apply(_ plan: Plan) -> Plan {
    var needs = Array(repeating: Set<ColumnID>(), count: plan.steps.count)
    var draft = PlanDraft(plan)
    needs[plan.result.index].formUnion(plan.outputs.map(\.id))
    for index in plan.steps.indices.reversed() {
      let step = pruned(draft.steps[index], needs[index])
      draft.steps[index] = step
      for (input, columns) in reads(step, needs[index], plan) { needs[input.index].formUnion(columns) }
      for subquery in step.expressions.flatMap(\.subqueries) {
        needs[subquery.index].formUnion(plan.columns(from: subquery))
      }
    }
    return draft.plan
  }

  /// The step without what it makes in vain.
  private static func pruned(_ step: Step, _ needs: Set<ColumnID>) -> Step {
    switch step {
    case .scan(var scan):
      scan.columns.removeAll { !needs.contains($0.id) }
      return .scan(scan)
    case .compute(var compute):
      var needs = needs
      var kept: [Step.Compute.Item] = []
      for item in compute.items.reversed() where needs.contains(item.id) {
        needs.formUnion(item.value.columns)
        kept.append(item)
      }
      compute.items = kept.reversed()
      return .compute(compute)
    case .aggregate(var aggregate):
      aggregate.items.removeAll { !needs.contains($0.id) }
      return .aggregate(aggregate)
    case .window(var window):
      window.items.removeAll { !needs.contains($0.id) }
      if window.items.isEmpty { (window.partition, window.order) = ([], []) }
      return .window(window)
    case .union(var union):
      union.columns.removeAll { !needs.contains($0.id) }
      return .union(union)
    case .values, .filter, .sort, .slice, .distinct, .join, .describe, .sample, .pivot, .unpivot, .explode,
      .complete, .asof, .follow, .assertion, .save:
      return step
    }
  }

  /// What a step takes from each of its inputs, so that the columns that are needed of it flow.
  package static func reads(
    _ step: Step, _ needs: Set<ColumnID>, _ plan: Plan
  ) -> [(StepID, Set<ColumnID>)] {
    switch step {
    case .scan, .values: return []
    case .filter(let filter): return [(filter.input, needs.union(step.expressions.flatMap(\.columns)))]
    case .compute(let compute):
      let made = compute.items.map(\.id)
      return [(compute.input, needs.union(step.expressions.flatMap(\.columns)).subtracting(made))]
    case .aggregate(let step):
      return [(step.input, Set(step.keys + step.items.flatMap(\.arguments) + step.order.map(\.column)))]
    case .window(let step):
      let own = step.partition + step.order.map(\.column) + step.items.flatMap(\.arguments)
      return [(step.input, needs.subtracting(step.items.map(\.id)).union(own))]
    case .sort(let sort): return [(sort.input, needs.union(sort.keys.map(\.column)))]
    case .slice(let slice): return [(slice.input, needs.union(slice.partition + slice.order.map(\.column)))]
    case .distinct(let distinct): return [(distinct.input, Set(distinct.columns))]
    case .join(let join):
      let (left, right) = (join.on.map(\.left), join.on.map(\.right))
      let needs = needs.union(join.condition?.columns ?? [])
      return sides(join.left, needs.union(left), join.right, needs.union(right), plan)
    case .asof(let asof):
      let (left, right) = (
        asof.on.map(\.left) + [asof.nearest.left], asof.on.map(\.right) + [asof.nearest.right]
      )
      return sides(asof.left, needs.union(left), asof.right, needs.union(right), plan)
    case .follow(let follow):
      let table = Set(plan.columns(from: follow.table)).intersection(follow.condition?.columns ?? [])
      return [
        (follow.input, Set(follow.columns.map(\.start) + follow.links.map(\.start))),
        (
          follow.table,
          table.union(follow.columns.map(\.next) + follow.links.flatMap { [$0.next, $0.target] })
        ),
      ]
    case .union(let union):
      return [(union.left, Set(union.columns.map(\.left))), (union.right, Set(union.columns.map(\.right)))]
    case .describe(let describe): return [(describe.input, Set(describe.columns))]
    case .sample(let sample):
      return [(sample.input, needs.union(sample.partition + sample.order.map(\.column)))]
    case .pivot(let pivot):
      return [(pivot.input, Set(pivot.keys + [pivot.per] + pivot.items.map(\.column)))]
    case .unpivot(let step):
      return [(step.input, needs.subtracting([step.name, step.value]).union(step.sources.map(\.column)))]
    case .explode(let step): return [(step.input, needs.subtracting([step.part]).union([step.column]))]
    case .complete(let step):
      let own = step.partition + step.columns.map(\.id) + step.order.map(\.column)
      return [(step.input, needs.union(own))]
    case .assertion(let assertion): return [(assertion.input, needs.union(assertion.columns))]
    case .save(let save): return [(save.input, needs.union(save.outputs.map(\.id)))]
    }
  }

  /// Of what is needed, what either side of a join gives.
  private static func sides(
    _ left: StepID, _ leftNeeds: Set<ColumnID>, _ right: StepID, _ rightNeeds: Set<ColumnID>, _ plan: Plan
  ) -> [(StepID, Set<ColumnID>)] {
    // What the right side, mostly a table, does not give comes from the left.
    let given = plan.columns(from: right)
    return [(left, leftNeeds.subtracting(given)), (right, rightNeeds.intersection(given))]
  }
}
