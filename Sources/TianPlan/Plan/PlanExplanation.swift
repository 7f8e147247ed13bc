import TianSource

/// A plan as `explain` shows it: as the query says it, the rules that changed something, and what will run.
package struct PlanExplanation: Sendable {
  private let plan: Plan
  private let changes: [(rule: Optimizer.Rule, plan: Plan)]

  package init(_ plan: Plan, _ optimizer: Optimizer = Optimizer()) {
    self.plan = plan
    changes = optimizer.changes(plan)
  }

  /// Lines, each ended.
  package func text(_ language: Language) -> String {
    var lines = [Bilingual("as written", "照查询所写")[language]] + Self.lines(plan, language)
    if let optimized = changes.last?.plan {
      lines.append(Bilingual("optimised", "优化之后")[language])
      lines += changes.map { "  · \($0.rule.names[language])" }
      lines += Self.lines(optimized, language)
    } else {
      lines.append(Bilingual("nothing to optimise", "无须优化")[language])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ plan: Plan, _ language: Language) -> [String] {
    let printer = PlanPrinter(plan, in: language)
    let width = String(plan.steps.count).count
    let steps = plan.steps.indices.map { index in
      let number = String(index)
      let space = String(repeating: " ", count: 2 + width - number.count)
      return space + number + "  " + printer.line(StepID(index))
    }
    let gives = Bilingual("gives", "给出")[language]
    return steps + ["  \(gives) \(plan.result.index): \(printer.outputs)"]
  }
}
