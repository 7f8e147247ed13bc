import TianPlan
import TianSource

extension Steps {
  /// The rows of a step that changes the shape of its table; nil for other steps.
  func reshaped(_ step: Step, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation? {
    switch step {
    case .sample(let step):
      let read = wanted.union(step.partition).union(step.order.map(\.column))
      return try SampleOperator(try relation(step.input, read), step, run).sampled()
    case .pivot(let step):
      let read = [step.per].union(step.keys).union(step.items.map(\.column))
      return try PivotOperator(try relation(step.input, read), step, run).pivoted(wanted: wanted)
    case .unpivot(let step):
      let passed = wanted.filter { $0 != step.name && $0 != step.value }
      let input = try relation(step.input, passed.union(step.sources.map(\.column)))
      return try UnpivotOperator(input, step, run).unpivoted(wanted: wanted)
    case .explode(let step):
      let input = try relation(step.input, wanted.filter { $0 != step.part }.union([step.column]))
      return try ExplodeOperator(input, step, run).exploded(wanted: wanted)
    case .complete(let step):
      let read = step.partition.union(step.columns.map(\.id)).union(step.order.map(\.column))
      let input = try relation(step.input, wanted.union(read))
      return try CompleteOperator(input, step, run).completed(wanted: wanted)
    case .scan, .values, .filter, .compute, .aggregate, .window, .sort, .slice, .distinct, .join, .union,
      .describe, .asof, .follow, .assertion, .save:
      return nil
    }
  }
}
