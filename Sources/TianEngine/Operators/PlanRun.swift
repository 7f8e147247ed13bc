import Synchronization
import TianPlan
import TianSource

/// One run of a plan: what all of its operators share.
final class PlanRun: Sendable {
  let plan: Plan
  let tables: [String: Table]
  let execution: Execution
  /// Steps that several others read.
  private let shared: Set<StepID>
  /// Where somebody wants to know what each step did.
  let profile: ProfileRecorder?
  /// Writes files; nil where none are to be written.
  let save: Executor.SaveAction?
  private let state = Mutex(State())

  private struct State {
    var subqueries = SubqueryResults()
    var notes: [RunNote] = []
    var scannedRowCount = 0
    var relations: [StepID: Relation] = [:]
  }

  init(
    _ plan: Plan, _ tables: [String: Table], _ execution: Execution, _ profile: ProfileRecorder? = nil,
    _ save: Executor.SaveAction? = nil
  ) {
    self.profile = profile
    self.save = save
    self.plan = plan
    self.tables = tables
    self.execution = execution
    var seen: Set<StepID> = []
    state.withLock { $0.subqueries.units = execution.units }
    shared = Set(plan.steps.flatMap(\.inputs).filter { !seen.insert($0).inserted })
  }

  func isShared(_ step: StepID) -> Bool { shared.contains(step) }
  func sharedRelation(_ step: StepID) -> Relation? { state.withLock { $0.relations[step] } }
  func share(_ relation: Relation, of step: StepID) { state.withLock { $0.relations[step] = relation } }

  var subqueries: SubqueryResults { state.withLock(\.subqueries) }
  var notes: [RunNote] { state.withLock(\.notes) }
  var scannedRowCount: Int { state.withLock(\.scannedRowCount) }

  func addScan(_ rowCount: Int) { state.withLock { $0.scannedRowCount += rowCount } }

  func set(_ step: StepID, set: ValueSet) { state.withLock { $0.subqueries.sets[step] = set } }
  func set(_ step: StepID, scalar: Value) { state.withLock { $0.subqueries.scalars[step] = scalar } }

  /// What the workers of one pipeline counted, timed and noted.
  func add(_ workers: [PipelineWorker]) { add(workers.flatMap { $0.finish() }) }

  /// What the workers of one pipeline noted: counts of the same place are added up.
  func add(_ notes: [RunNote]) {
    state.withLock { state in
      for note in notes {
        if let at = state.notes.firstIndex(where: { $0.isSameKind(as: note) }) {
          state.notes[at] = state.notes[at].adding(note)
        } else {
          state.notes.append(note)
        }
      }
    }
  }
}

extension RunNote {
  fileprivate func isSameKind(as other: RunNote) -> Bool {
    switch (self, other) {
    case (.nullCondition(_, let left), .nullCondition(_, let right)),
      (.undecided(_, let left), .undecided(_, let right)),
      (.takenAsNo(_, let left), .takenAsNo(_, let right)), (.nullKey(_, let left), .nullKey(_, let right)),
      (.joined(_, let left), .joined(_, let right)):
      left == right
    case (.madeNull(_, let cause, let left), .madeNull(_, let otherCause, let right)):
      left == right && cause == otherCause
    case (.overlapping(_, let use, let left), .overlapping(_, let otherUse, let right)):
      left == right && use == otherUse
    case (.nullCondition, _), (.undecided, _), (.takenAsNo, _), (.madeNull, _), (.nullKey, _), (.joined, _),
      (.overlapping, _):
      false
    }
  }

  /// Both together, of one kind.
  fileprivate func adding(_ other: RunNote) -> RunNote {
    switch (self, other) {
    case (.nullCondition(let count, let span), .nullCondition(let more, _)):
      .nullCondition(rowCount: count + more, span: span)
    case (.undecided(let count, let span), .undecided(let more, _)):
      .undecided(rowCount: count + more, span: span)
    case (.takenAsNo(let count, let span), .takenAsNo(let more, _)):
      .takenAsNo(rowCount: count + more, span: span)
    case (.nullKey(let count, let span), .nullKey(let more, _)):
      .nullKey(rowCount: count + more, span: span)
    case (.joined(var tally, let span), .joined(let more, _)):
      {
        tally.add(more)
        return .joined(tally, span: span)
      }()
    case (.madeNull(let count, let cause, let span), .madeNull(let more, _, _)):
      .madeNull(valueCount: count + more, cause: cause, span: span)
    case (.overlapping(let count, let use, let span), .overlapping(let more, _, _)):
      .overlapping(pairCount: count + more, use, span: span)
    case (.nullCondition, _), (.undecided, _), (.takenAsNo, _), (.madeNull, _), (.nullKey, _), (.joined, _),
      (.overlapping, _):
      self
    }
  }
}

extension Step {
  var isScan: Bool {
    if case .scan = self { true } else { false }
  }
}
