/// A checked query: a flat list of steps, each reading earlier ones, and the columns of the last that are
/// shown.
package struct Plan: Hashable, Sendable {
  /// A column of the result: what it is called there, and which it is.
  package struct Output: Hashable, Sendable {
    package var name: String
    package var id: ColumnID

    package init(name: String, id: ColumnID) {
      self.name = name
      self.id = id
    }
  }

  /// Name and type of every column, at the index of its id.
  package var columns: [Field]
  package var steps: [Step]
  package var result: StepID
  package var outputs: [Output]
  /// Keys whose nulls stand for subtotals.
  package var subtotals: [Subtotals]
  /// How the result is drawn; nil: as a table.
  package var chart: Chart?

  package init(
    columns: [Field] = [], steps: [Step] = [], result: StepID = StepID(0), outputs: [Output] = [],
    subtotals: [Subtotals] = [], chart: Chart? = nil
  ) {
    self.columns = columns
    self.steps = steps
    self.result = result
    self.outputs = outputs
    self.subtotals = subtotals
    self.chart = chart
  }

  package mutating func addColumn(_ name: String, _ type: DataType) -> ColumnID {
    columns.append(Field(name, type))
    return ColumnID(columns.count - 1)
  }

  package mutating func addStep(_ step: Step) -> StepID {
    steps.append(step)
    return StepID(steps.count - 1)
  }

  package func type(of id: ColumnID) -> DataType { columns[id.index].type }

  /// The columns of the result as those of a table: a unit that stands in another of them goes by its place.
  package var fields: [Field] {
    outputs.map { output in
      var field = Field(output.name, type(of: output.id))
      field.type.unit = field.type.unit?.mapColumns { number in
        outputs.firstIndex { $0.id.index == number } ?? -1
      }
      return field
    }
  }

  /// The columns that flow out of a step, in order.
  package func columns(from step: StepID) -> [ColumnID] {
    switch steps[step.index] {
    case .scan(let scan): scan.columns.map(\.id)
    case .values(let values): values.columns
    case .filter(let filter): columns(from: filter.input)
    case .compute(let compute): columns(from: compute.input) + compute.items.map(\.id)
    case .aggregate(let aggregate): aggregate.keys + aggregate.items.map(\.id)
    case .window(let window): columns(from: window.input) + window.items.map(\.id)
    case .sort(let sort): columns(from: sort.input)
    case .slice(let slice): columns(from: slice.input)
    case .distinct(let distinct): distinct.columns
    case .join(let join):
      columns(from: join.left) + (join.kind.givesRight ? columns(from: join.right) : [])
    case .union(let union): union.columns.map(\.id)
    case .describe(let describe): describe.outputs
    case .sample(let sample): columns(from: sample.input)
    case .pivot(let pivot): pivot.keys + pivot.outputs
    case .unpivot(let unpivot): columns(from: unpivot.input) + [unpivot.name, unpivot.value]
    case .explode(let explode): columns(from: explode.input) + [explode.part]
    case .complete(let complete): columns(from: complete.input)
    case .asof(let asof): columns(from: asof.left) + columns(from: asof.right)
    case .follow(let follow): follow.columns.map(\.id) + [follow.depth, follow.path]
    case .assertion(let assertion): columns(from: assertion.input)
    case .save(let save): columns(from: save.input)
    }
  }
}
