import TianEngine
import TianPlan
import TianSource

/// Runs plans in Tian, in one way or in all.
enum TianRun {
  static func outcome(
    _ plan: Plan, _ world: World, threadCount: Int = 1, batchRowCount: Int? = nil
  ) -> Outcome {
    let execution = Execution(threadCount: threadCount, batchRowCount: batchRowCount)
    do {
      return .rows(Rows.of(try Executor(tables: world.tables, execution: execution).run(plan)))
    } catch {
      return ["T403", "T404", "T405", "T406", "T430"].contains(error.code.id)
        ? .dataError(error.message.en) : .failure("\(error.code.id) \(error.message.en)")
    }
  }

  private static let cuts = [(1, 64), (2, 512), (8, 64), (8, 2048), (2, 64)]

  static var variantCount: Int { cuts.count + Optimizer.Rule.allCases.count + 1 }

  /// Runs a checked plan in every way; gives what differs from the usual one.
  static func variants(_ plan: Plan, _ world: World) -> [String] {
    let optimized = Optimizer().optimize(plan)
    let usual = outcome(optimized, world)
    var differences: [String] = []
    for (threads, batch) in cuts {
      let other = outcome(optimized, world, threadCount: threads, batchRowCount: batch)
      if !isSame(usual, other) {
        differences.append("\(threads) threads, \(batch) rows: \(usual) and \(other)")
      }
    }
    let rules = Optimizer.Rule.allCases.map { Set([$0]) } + [Set(Optimizer.Rule.allCases)]
    for disabled in rules {
      let other = outcome(Optimizer(disabled: disabled).optimize(plan), world)
      // What a rule leaves out, or works out for other rows, may have failed.
      if case .dataError = usual { continue }
      if case .dataError = other { continue }
      if !isSame(usual, other) { differences.append("without \(disabled): \(usual) and \(other)") }
    }
    return differences
  }

  /// The same rows in the same order, to the last digit; or failures both.
  private static func isSame(_ left: Outcome, _ right: Outcome) -> Bool {
    switch (left, right) {
    case (.rows(let left), .rows(let right)): left == right
    case (.dataError, .dataError): true
    case (.rows, _), (.dataError, _), (.failure, _): false
    }
  }
}
