import TianPlan
import TianSource
import TianSyntax

/// Stages that pass their rows on as they are: one looks at them, the other writes them down.
extension StatementChecker {
  mutating func assert(
    _ syntax: ExpressionSyntax, _ message: ExpressionSyntax?, _ tails: TailsSyntax, _ frame: Frame
  ) {
    let context = context(tails, frame)
    let condition = condition(syntax, context)
    let text = message.map { check($0, context) }
    guard !condition.isUnknown, !(text?.isUnknown ?? false) else { return }
    let item = text.map { text in
      Step.Compute.Item(id: plan.addColumn("message", .text), value: text.expression)
    }
    append { [outputs] in
      .assertion(
        .init(
          input: $0, condition: condition.expression, message: item, shown: outputs,
          span: condition.expression.span))
    }
  }

  mutating func save(_ path: StringSyntax, _ arguments: [ArgumentSyntax], _ frame: Frame) {
    let options = options(arguments, of: Bilingual("save", "存为"), frame)
    let span = frame.place(path.span)
    do throws(Diagnostic) {
      let chart = flow.chart
      let target = try SaveTarget(
        path: try catalog.savePath(path.value, in: frame.folder, at: span), options, hasChart: chart != nil,
        at: span)
      append { [outputs] in
        .save(.init(input: $0, target: target, outputs: outputs, chart: chart, span: span))
      }
    } catch {
      report(error)
    }
  }

  /// The columns of the flow that a result would show.
  private var outputs: [Plan.Output] {
    flow.scope.shown.map { Plan.Output(name: $0.title, id: $0.id) }
  }
}
