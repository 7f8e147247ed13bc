extension StepCheck {
  /// What the steps that change the shape of a table read, and of which types.
  mutating func reshaping(_ step: Step) {
    switch step {
    case .sample(let step):
      reads(step.partition + step.order.map(\.column))
      switch step.size {
      case .rows(let count): require(count >= 0, "rows counted from 0")
      case .share(let share):
        require(share.numerator >= 0 && share.numerator <= share.denominator, "a share from 0 to 1")
      }
    case .pivot(let step): pivot(step)
    case .unpivot(let step):
      reads(step.sources.map(\.column))
      let type = plan.type(of: step.value)
      require(step.sources.allSatisfy { plan.type(of: $0.column) == type }, "sources of the value's type")
      require(plan.type(of: step.name) == .text, "names are text")
      require(Set(step.sources.map(\.name)).count == step.sources.count, "no name twice")
    case .explode(let step):
      reads([step.column])
      require(
        plan.type(of: step.column) == .text && plan.type(of: step.part) == .text && !step.separator.isEmpty,
        "a text in parts")
    case .complete(let step):
      let completed = step.columns.map(\.id)
      reads(step.partition + completed + step.order.map(\.column))
      require(Set(step.partition + completed).count == step.partition.count + completed.count, "columns once")
      for column in step.columns { values(column.values ?? [], plan.type(of: column.id)) }
    case .scan, .values, .filter, .compute, .aggregate, .window, .sort, .slice, .distinct, .join, .union,
      .describe, .asof, .follow, .assertion, .save:
      break
    }
  }

  private mutating func pivot(_ step: Step.Pivot) {
    reads(step.keys + [step.per] + step.items.map(\.column))
    values(step.values, plan.type(of: step.per))
    require(step.outputs.count == step.values.count * step.items.count, "an output for every value and item")
    for (place, output) in step.outputs.enumerated() where !step.items.isEmpty {
      let item = step.items[place % step.items.count]
      require(plan.type(of: output) == plan.type(of: item.column), "an output of its item's type")
    }
    for item in step.items {
      require(ExpressionTypes.fits(item.missing, plan.type(of: item.column)), "a value of the item's type")
    }
  }

  private mutating func values(_ values: [Value], _ type: DataType) {
    require(values.allSatisfy { ExpressionTypes.fits($0, type) }, "values of the column's type")
    require(Set(values).count == values.count, "no value twice")
  }
}
