import TianEngine
import TianPlan
import TianSource

/// A checked query and the tables that it reads: what it gives, and what can be told of it.
struct QueryRun {
  let plan: Plan
  /// By the names that the plan scans.
  let tables: [String: Table]
  let execution: Execution

  func result(profile: ProfileRecorder? = nil) throws(Diagnostic) -> ResultTable {
    let execution = execution
    let executor = Executor(tables: tables, execution: execution, profile: profile) {
      target, table throws(Diagnostic) in
      try SavedFile.write(table, to: target, execution)
    }
    return try executor.run(optimized)
  }

  /// The plan as it is written and as it would run; nothing is run.
  var explanation: Bilingual {
    let explanation = PlanExplanation(plan)
    return Bilingual(explanation.text(.english), explanation.text(.chinese))
  }

  /// Runs the query and tells what each step did.
  func profile(in language: Language) throws(Diagnostic) -> ResultTable {
    let recorder = ProfileRecorder()
    let result = try result(profile: recorder)
    return try ProfileTable.make(optimized, recorder, in: language, notes: result.notes)
  }

  /// Runs the query a step at a time, saving nothing, and tells where the rows of its result come from.
  /// - Parameter file: the file of a table, by its name.
  func lineage(in language: Language, file: (String) -> String?) throws(Diagnostic) -> ResultTable {
    let lineage = try LineageTracer.lineage(of: optimized, tables: tables, execution: execution)
    return try LineageTable.make(lineage, tables: tables, in: language, file: file)
  }

  private var optimized: Plan { Optimizer().optimize(plan) }
}
