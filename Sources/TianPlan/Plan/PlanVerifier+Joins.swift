extension StepCheck {
  mutating func join(_ join: Step.Join) {
    equalities(join.on, join.right, areExact: !join.nullsMatch)
    condition(join.condition, reading: flows[join.right.index])
  }

  mutating func asof(_ asof: Step.Asof) {
    let nearest = asof.nearest
    equalities(
      asof.on + [.init(left: nearest.left, right: nearest.right)], asof.right, areExact: true)
    require(nearest.comparison != .equal && nearest.comparison != .notEqual, "an inequality")
  }

  mutating func follow(_ follow: Step.Follow) {
    require(!follow.links.isEmpty, "a link to follow")
    reads(follow.columns.map(\.start) + follow.links.map(\.start))
    let table = Set(flows[follow.table.index])
    let read = follow.columns.map(\.next) + follow.links.flatMap { [$0.next, $0.target] }
    for id in read { require(table.contains(id), "#\(id.index) flows in from the table") }
    for column in follow.columns {
      let types = [column.id, column.start, column.next].map { plan.type(of: $0) }
      require(types[0] == types[1] && types[0] == types[2], "#\(column.id.index) is of its sources' type")
    }
    for link in follow.links {
      let types = [link.start, link.next, link.target].map { plan.type(of: $0) }
      require(types[0] == types[1] && types[0] == types[2] && !types[0].isHedged, "a link of one exact type")
    }
    require(plan.type(of: follow.depth) == .int && plan.type(of: follow.path) == .text, "a depth and a path")
    visible = Set(follow.columns.map(\.id))
    condition(follow.condition, reading: flows[follow.table.index])
  }

  private mutating func equalities(_ on: [Step.Join.Equality], _ right: StepID, areExact: Bool) {
    reads(on.map(\.left))
    let right = Set(flows[right.index])
    for equality in on {
      require(right.contains(equality.right), "#\(equality.right.index) flows in from the right")
      let types = (plan.type(of: equality.left), plan.type(of: equality.right))
      require(types.0 == types.1, "a join's keys are of one type")
      require(!types.0.isHedged || !areExact, "a join's keys are exact")
    }
  }

  private mutating func condition(_ condition: Expression?, reading right: [ColumnID]) {
    guard let condition else { return }
    require(condition.type == .bool, "a join's condition is bool")
    visible.formUnion(right)
    expression(condition)
  }
}
