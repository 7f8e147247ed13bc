import Synchronization
import TianPlan
import TianSource

/// What batches pass through between the relation they are read from and the sink that keeps them.
struct Pipeline: Sendable {
  enum Stage: Sendable {
    case filter(Filter)
    case probe(Probe)
    case asof(Asof)
  }

  struct Filter: Sendable {
    var step: Step.Filter
    /// The columns that something after the filter reads.
    var keep: [ColumnID]
  }

  struct Probe: Sendable {
    var step: Step.Join
    var condition: JoinCondition
    var table: JoinTable
    /// The right side's place among the sources of what flows on, or of the pairs that a condition reads.
    var source: Int
    /// The left columns that something after the join reads.
    var keep: [ColumnID]
    var execution: Execution
  }

  struct Asof: Sendable {
    var step: Step.Asof
    /// Its rows by the value that is to be near, without nulls.
    var table: JoinTable
    var values: OrderedColumn
    var source: Int
  }

  /// A column that is stored in one of the sources, or computed of others.
  enum Definition: Sendable {
    case stored(source: Int, Column)
    case computed(Expression)
  }

  var source: Relation
  var stages: [Stage] = []
  var definitions: [ColumnID: Definition] = [:]
  var sourceCount = 1
  /// The steps in it, where a profile wants to know.
  var fused: FusedSteps?

  init(_ source: Relation) {
    self.source = source
    for (id, column) in zip(source.ids, source.columns) { definitions[id] = .stored(source: 0, column) }
  }

  /// The source itself, where nothing happens to its rows and every wanted column is one of its own.
  func untouched(_ wanted: [ColumnID]) -> Relation? {
    guard stages.isEmpty, wanted.allSatisfy({ source[$0] != nil }) else { return nil }
    return Relation(rowCount: source.rowCount, wanted.compactMap { id in source[id].map { (id, $0) } })
  }
}

/// One thread's copy of a pipeline: its batch, its evaluators, its counters.
struct PipelineWorker {
  /// Batches of the source in one morsel: enough that taking one costs nothing, few enough that the last ones
  /// end together.
  private static let batchesPerMorsel = 32
  /// Rows of one, where batches are as large as can be.
  static let morselRowCount = batchesPerMorsel * Batch.capacity

  let bindings: Bindings
  private let batch: Batch
  private let arena = Arena()
  private var stages: [any PipelineStage] = []
  private let rowCount: Int
  private let clock: PipelineClock?
  private let settles: SettledConditions
  private let tally: NullTally

  init(_ pipeline: Pipeline, _ plan: Plan, _ subqueries: SubqueryResults) throws(Diagnostic) {
    bindings = Bindings(columnCount: plan.columns.count)
    let clock = pipeline.fused.map { PipelineClock($0, stageCount: pipeline.stages.count) }
    self.clock = clock
    let compiler = ExpressionCompiler(subqueries: subqueries)
    settles = compiler.settles
    tally = compiler.tally
    for (id, definition) in pipeline.definitions {
      switch definition {
      case .stored(let source, let column): bindings.all[id.index] = .stored(source: source, column)
      case .computed(let expression):
        let evaluator = try compiler.compile(column: expression)
        bindings.all[id.index] = .computed(clock?.timed(evaluator, of: id) ?? evaluator)
      }
    }
    batch = Batch(arena: arena, bindings: bindings)
    rowCount = pipeline.source.rowCount
    for stage in pipeline.stages {
      switch stage {
      case .filter(let filter): stages.append(try FilterStage(filter, compiler))
      case .probe(let probe): stages.append(try ProbeStage(probe, bindings, compiler))
      case .asof(let asof): stages.append(AsofStage(asof))
      }
    }
  }

  static func morselCount(_ rowCount: Int, _ execution: Execution) -> Int {
    let morselRowCount = batchesPerMorsel * execution.batchRowCount
    return (rowCount + morselRowCount - 1) / morselRowCount
  }

  /// Runs one morsel's rows through the stages into the sink, a batch at a time.
  func run(
    morsel: Int, _ execution: Execution, into sink: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let batchRowCount = execution.batchRowCount
    let rows = rows(of: morsel, execution)
    // For who shows how far it is: the first morsel, which every pipeline has, counts the rows of all.
    if morsel == 0 { execution.total.add(rowCount, ordering: .relaxed) }
    defer {
      execution.rowsDone.add(rows.count, ordering: .relaxed)
      pass(morsel: morsel, execution)
    }
    var start = rows.lowerBound
    while start < rows.upperBound {
      arena.reset()
      batch.begin(start: start, count: min(batchRowCount, rows.upperBound - start))
      try push(batch, 0, execution, into: sink)
      start += batchRowCount
    }
  }

  private func rows(of morsel: Int, _ execution: Execution) -> Range<Int> {
    let morselRowCount = Self.batchesPerMorsel * execution.batchRowCount
    let start = min(rowCount, morsel * morselRowCount)
    return start..<min(rowCount, start + morselRowCount)
  }

  /// Counts a morsel's rows as done.
  func pass(morsel: Int, _ execution: Execution) {
    execution.done.add(rows(of: morsel, execution).count, ordering: .relaxed)
  }

  /// Asks at every batch and stage whether to stop: a join makes any number of batches of one.
  private func push(
    _ batch: Batch, _ stage: Int, _ execution: Execution, into sink: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    if execution.isCancelled { try execution.checkCancelled() }
    guard batch.count > 0 else { return }
    let outer = clock?.enter(stage: stage, rowCount: batch.count)
    defer { if let outer { _ = clock?.enter(outer) } }
    guard stage < stages.count else { return try sink(batch) }
    try stages[stage].process(batch) { next throws(Diagnostic) in
      try push(next, stage + 1, execution, into: sink)
    }
  }

  /// Hands over what was timed, where somebody asks for it; returns what was noted.
  func finish() -> [RunNote] {
    clock?.flush()
    return stages.flatMap(\.notes) + settles.notes + tally.notes
  }

  /// A bit for every right row of the last join that matched; nil where nobody asked.
  var matchedRight: Buffer<UInt64>? { (stages.last as? ProbeStage)?.matchedRight }
}

/// One stage of a worker's pipeline. A batch goes in; none, one or several come out.
protocol PipelineStage: AnyObject {
  func process(_ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void) throws(Diagnostic)
  /// What it left out so far, for the footer.
  var notes: [RunNote] { get }
}

/// Keeps the rows for which a condition is true; counts those where it is null or undecided.
final class FilterStage: PipelineStage {
  private let condition: Evaluator
  private let possible: Evaluator?
  private let keep: [ColumnID]
  private let span: SourceSpan
  private var nullCount = 0
  private var undecidedCount = 0

  init(_ filter: Pipeline.Filter, _ compiler: ExpressionCompiler) throws(Diagnostic) {
    condition = try compiler.compile(filter.step.condition)
    possible = try filter.step.possible.map { possible throws(Diagnostic) in try compiler.compile(possible) }
    keep = filter.keep
    span = filter.step.condition.span
  }

  func process(_ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void) throws(Diagnostic) {
    batch.bindings.hasMetHedges = false
    let vector = try condition.evaluate(batch)
    guard case .bits(let bits) = vector.values else { return }
    let possible = batch.bindings.hasMetHedges ? possible : nil
    let words = Bits.wordCount(batch.count)
    var kept = bits
    if let validity = vector.validity {
      kept = try batch.arena.allocate(UInt64.self, words)
      for word in 0..<words { kept[word] = bits[word] & validity[word] }
      if possible == nil { nullCount += batch.count - Bits.setCount(validity, count: batch.count) }
    }
    if let possible { try countLeftOut(possible, kept, batch) }
    let rows = try batch.arena.allocate(UInt32.self, batch.count)
    let count = Bits.indices(of: kept, count: batch.count, into: rows)
    if count == 0 { return }
    if count < batch.count { try batch.select(rows, count: count, keep: keep) }
    try next(batch)
  }

  /// Of the rows that are not certain, those that are possible are undecided, and those of which even that is
  /// null are null; the rest is certainly not so, and comes out where the contrary is asked for.
  private func countLeftOut(
    _ possible: Evaluator, _ certain: UnsafeMutablePointer<UInt64>, _ batch: Batch
  ) throws(Diagnostic) {
    let vector = try possible.evaluate(batch)
    guard case .bits(let bits) = vector.values else { return }
    for word in 0..<Bits.wordCount(batch.count) {
      let left = ~certain[word] & Bits.mask(ofWord: word, count: batch.count)
      let valid = vector.validity?[word] ?? ~0
      undecidedCount += (bits[word] & valid & left).nonzeroBitCount
      nullCount += (~valid & left).nonzeroBitCount
    }
  }

  var notes: [RunNote] {
    (nullCount > 0 ? [.nullCondition(rowCount: nullCount, span: span)] : [])
      + (undecidedCount > 0 ? [.undecided(rowCount: undecidedCount, span: span)] : [])
  }
}
