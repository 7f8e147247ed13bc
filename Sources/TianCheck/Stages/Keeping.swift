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
    guard keepsUnits(at: span) else { return }
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

  /// A file in which nothing says what a number is counted in would be read as plain numbers.
  private mutating func keepsUnits(at span: SourceSpan) -> Bool {
    guard flow.chart == nil else { return true }
    let shown = flow.scope.shown
    for column in shown {
      guard let unit = plan.type(of: column.id).unit?.column,
        !shown.contains(where: { $0.id.index == unit.number })
      else { continue }
      let (name, key) = (WrittenName.of(column.title), WrittenName.of(unit.name))
      report(
        .severalUnits,
        Bilingual(
          "`save` would lose the units of `\(column.title)`, which stand in `\(unit.name)`",
          "`存为` 会丢掉 `\(column.title)` 的单位：它们写在 `\(unit.name)` 列"), at: span,
        Bilingual(
          "keep `\(key)` in the stages before, or convert there: `\(name) to …`",
          "请在前面的步骤中保留 `\(key)`，或先换算：`\(name) 换算 …`"))
      return false
    }
    return true
  }

  /// The columns of the flow that a result would show.
  private var outputs: [Plan.Output] {
    flow.scope.shown.map { Plan.Output(name: $0.title, id: $0.id) }
  }
}
