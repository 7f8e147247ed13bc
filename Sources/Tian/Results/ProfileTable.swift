import TianEngine
import TianPlan
import TianSource

/// What `profile` gives: a row for each step of the plan that ran.
enum ProfileTable {
  /// `runs_into` is the step that keeps the rows at the end of those that ran together, batch by batch:
  /// itself for one that keeps its own. Only a step that keeps rows has bytes and time on the wall, and a
  /// join, which makes a table of its right side first; `thread_ms` is the time in passing rows on, of all
  /// threads together.
  /// - Parameter notes: of the run.
  static func make(
    _ plan: Plan, _ recorder: ProfileRecorder, in language: Language, notes: [RunNote]
  ) throws(Diagnostic) -> ResultTable {
    let steps = plan.steps.indices.map { StepID($0) }
    let accounts = steps.map { recorder.account(of: $0) }
    let printer = PlanPrinter(plan, in: language)
    let rowsIn = plan.steps.map { step -> Int? in
      step.inputs.isEmpty ? nil : step.inputs.reduce(0) { $0 + accounts[$1.index].rowCount }
    }
    let walls = zip(plan.steps, accounts).map { step, account -> Int? in
      account.byteCount != nil || step.inputs.count > 1 ? account.wallNanoseconds / 1000 : nil
    }
    func name(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    return try ResultTable(
      listing: [
        (name("step", "步骤"), .ints(steps.map(\.index))),
        (name("operation", "操作"), .texts(steps.map { printer.line($0) })),
        (name("runs_into", "并入步骤"), .ints(accounts.map { $0.collector?.index })),
        (name("rows_in", "入行数"), .ints(rowsIn)),
        (name("rows_out", "出行数"), .ints(accounts.map(\.rowCount))),
        (name("bytes", "字节"), .ints(accounts.map(\.byteCount))),
        (name("wall_ms", "耗时毫秒"), .thousandths(walls)),
        (name("thread_ms", "线程毫秒"), .thousandths(accounts.map { $0.threadNanoseconds / 1000 })),
      ], rowCount: steps.count, notes: notes)
  }
}
