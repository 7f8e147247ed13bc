/// Filters go nearer to the tables: before a sort; before computed columns that they do not read, where
/// those can neither fail nor count anything; to the one side of a join that they read. Never past a
/// slice, a window, an aggregate or a `join one`, which see other rows then.
enum PushFilters {
  static func apply(_ plan: Plan) -> Plan {
    var draft = PlanDraft(plan)
    var waiting = plan.steps.indices.map { StepID($0) }.filter { draft[$0].isFilter }
    waiting.reverse()
    while let id = waiting.popLast() {
      guard case .filter(let filter) = draft[id], draft.hasOneReader(filter.input) else { continue }
      switch draft[filter.input] {
      case .sort(var sort):
        draft[filter.input] = .filter(
          .init(input: sort.input, condition: filter.condition, possible: filter.possible))
        sort.input = filter.input
        draft[id] = .sort(sort)
        waiting.append(filter.input)
      case .compute(var compute):
        guard canPass(filter, compute) else { continue }
        draft[filter.input] = .filter(
          .init(input: compute.input, condition: filter.condition, possible: filter.possible))
        compute.input = filter.input
        draft[id] = .compute(compute)
        waiting.append(filter.input)
      case .join(let join): waiting += push(filter, id, join, &draft)
      case .scan, .values, .filter, .aggregate, .window, .slice, .distinct, .union, .describe, .sample,
        .pivot, .unpivot, .explode, .complete, .asof, .follow, .assertion, .save:
        continue
      }
    }
    return draft.plan
  }

  private static func canPass(_ filter: Step.Filter, _ compute: Step.Compute) -> Bool {
    let items = Set(compute.items.map(\.id))
    let reads = filter.condition.columns + (filter.possible?.columns ?? [])
    return compute.items.allSatisfy(\.value.isQuiet) && !reads.contains { items.contains($0) }
  }

  /// Moves the parts of a condition that one side of a join decides; gives the filters made.
  private static func push(
    _ filter: Step.Filter, _ id: StepID, _ join: Step.Join, _ draft: inout PlanDraft
  ) -> [StepID] {
    // Rows that a join multiplies or drops must not have been counted: no null, nothing undecided, no
    // failure.
    guard filter.possible == nil, filter.condition.isQuiet else { return [] }
    let left = Set(draft.columns(from: join.left))
    let right = Set(draft.columns(from: join.right))
    var parts: (left: [Expression], right: [Expression], rest: [Expression]) = ([], [], [])
    for part in filter.condition.conjuncts {
      if !part.isNeverNull || part.columns.isEmpty {
        parts.rest.append(part)
      } else if join.kind.takesLeftFilter, part.columns.allSatisfy(left.contains) {
        parts.left.append(part)
      } else if join.kind.takesRightFilter, part.columns.allSatisfy(right.contains) {
        parts.right.append(part)
      } else {
        parts.rest.append(part)
      }
    }
    var join = join
    var made: [StepID] = []
    if let condition = Expression.conjunction(parts.left) {
      join.left = draft.append(.filter(.init(input: join.left, condition: condition)))
      made.append(join.left)
    }
    if let condition = Expression.conjunction(parts.right) {
      join.right = draft.append(.filter(.init(input: join.right, condition: condition)))
      made.append(join.right)
    }
    draft[filter.input] = .join(join)
    if let rest = Expression.conjunction(parts.rest) {
      draft[id] = .filter(.init(input: filter.input, condition: rest))
    } else {
      draft.replace(id, by: filter.input)
    }
    return made
  }
}

extension Step {
  fileprivate var isFilter: Bool {
    if case .filter = self { true } else { false }
  }
}

extension Step.Join.Kind {
  /// Whether left rows that a filter drops may be dropped before.
  fileprivate var takesLeftFilter: Bool {
    switch self {
    case .inner, .left, .semi, .anti: true
    case .right, .full, .one: false
    }
  }

  /// Whether right rows that a filter drops may be dropped before.
  fileprivate var takesRightFilter: Bool {
    switch self {
    case .inner, .right: true
    case .left, .full, .semi, .anti, .one: false
    }
  }
}
