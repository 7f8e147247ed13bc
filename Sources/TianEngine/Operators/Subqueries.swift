import TianPlan
import TianSource

extension Steps {
  /// Runs the subqueries of an expression, before it is compiled.
  func prepare(_ expression: Expression) throws(Diagnostic) {
    var failure: Diagnostic?
    expression.visit { node in
      guard failure == nil else { return }
      do throws(Diagnostic) {
        switch node.form {
        case .membership(_, let step): run.set(step, set: try ValueSet(try single(step)))
        case .scalar(let step): run.set(step, scalar: try scalar(step, node.span))
        case .column, .literal, .arithmetic, .negate, .compare, .and, .or, .not, .isIn, .convert,
          .conditional, .call:
          break
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private func single(_ step: StepID) throws(Diagnostic) -> Column {
    let columns = plan.columns(from: step).prefix(1)
    guard let id = columns.first, let column = try relation(step, Array(columns))[id] else {
      return try ColumnBuilder(.int).finish()
    }
    return column
  }

  private func scalar(_ step: StepID, _ span: SourceSpan) throws(Diagnostic) -> Value {
    let column = try single(step)
    guard column.count <= 1 else {
      throw Diagnostic(
        .severalValues,
        Bilingual(
          "a value was wanted here, and the query gives \(column.count) rows",
          "此处需要一个值，而查询给出 \(column.count) 行"),
        at: [Diagnostic.Label(span, Bilingual("summarize it, or take 1", "请先汇总，或取 1"))])
    }
    return column.count == 1 ? column.value(0) : .null
  }
}
