import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `except` and `intersect`: the rows of the flow that the other table has not, or has. Columns agree by
  /// name, type and unit as those of `union` do; nulls equal nulls, hedged figures those that are identical.
  mutating func setOperation(
    _ syntax: TableSyntax, keeping kind: Step.Join.Kind, _ frame: Frame
  ) {
    var right = table(syntax, frame)
    let place = frame.place(syntax.span)
    guard let pairs = stacked(&right, at: place) else { return unknown() }
    swap(&flow, &right)
    flush()
    let rightStep = flow.step
    swap(&flow, &right)
    let on = pairs.map { Step.Join.Equality(left: $0.left, right: $0.right) }
    append {
      .join(.init(kind: kind, left: $0, right: rightStep, on: on, nullsMatch: true, span: place))
    }
  }
}
