import TianPlan
import TianSource

/// The steps that run together in one pipeline, as its profile names them.
struct FusedSteps: Sendable {
  let recorder: ProfileRecorder
  /// In the order of the rows' way: a step, and how many stages a batch has passed after it.
  private(set) var steps: [(step: StepID, stageCount: Int)] = []
  /// The step that each computed column is of.
  private(set) var owners: [ColumnID: StepID] = [:]

  init(_ recorder: ProfileRecorder) { self.recorder = recorder }

  /// Takes in a step that has just been put on a pipeline.
  mutating func add(_ step: StepID, of pipeline: Pipeline) {
    steps.append((step, pipeline.stages.count))
    for (id, definition) in pipeline.definitions where owners[id] == nil {
      if case .computed = definition { owners[id] = step }
    }
  }

  /// The rows of a source that nothing happens to go by without being run.
  func pass(_ rowCount: Int) {
    recorder.add(rowCounts: steps.map { ($0.step, rowCount) }, nanoseconds: [:])
  }
}

/// One thread's account of a pipeline: which step has the thread, batch by batch, and how many rows went
/// where. Reading a column from its table counts as the time of the step that reads it first.
final class PipelineClock {
  private let fused: FusedSteps
  /// Of the rows that come to the end.
  private let sink: StepID?
  /// By stage; the last is the sink's.
  private let stageSteps: [StepID?]
  private var entered: [Int]
  private var nanoseconds: [Int: Int] = [:]
  private var current: StepID?
  private var since = 0

  init(_ fused: FusedSteps, stageCount: Int) {
    self.fused = fused
    sink = fused.recorder.current
    entered = Array(repeating: 0, count: stageCount + 1)
    // A stage is the step's after which a batch has passed it.
    stageSteps = (0..<stageCount).map { stage in fused.steps.first { $0.stageCount > stage }?.step } + [sink]
  }

  /// Gives the thread to a stage, or to the sink after the last; returns what had it.
  func enter(stage: Int, rowCount: Int) -> StepID? {
    entered[stage] += rowCount
    return enter(stageSteps[stage])
  }

  func enter(_ step: StepID?) -> StepID? {
    let now = ProfileRecorder.now
    if let current { nanoseconds[current.index, default: 0] += now - since }
    defer { (current, since) = (step, now) }
    return current
  }

  /// Hands over what was counted so far.
  func flush() {
    let counts = fused.steps.map { (step: $0.step, count: entered[$0.stageCount]) }
    fused.recorder.add(rowCounts: counts, nanoseconds: nanoseconds)
    nanoseconds = [:]
    for stage in entered.indices { entered[stage] = 0 }
  }

  /// An evaluator of a computed column, timed as its step.
  func timed(_ evaluator: Evaluator, of column: ColumnID) -> Evaluator {
    guard let step = fused.owners[column] else { return evaluator }
    return TimedEvaluator(evaluator, step, self)
  }
}

private final class TimedEvaluator: Evaluator {
  private let evaluator: Evaluator
  private let step: StepID
  private let clock: PipelineClock

  init(_ evaluator: Evaluator, _ step: StepID, _ clock: PipelineClock) {
    self.evaluator = evaluator
    self.step = step
    self.clock = clock
    super.init(span: evaluator.span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let outer = clock.enter(step)
    defer { _ = clock.enter(outer) }
    return try evaluator.evaluate(batch)
  }
}
