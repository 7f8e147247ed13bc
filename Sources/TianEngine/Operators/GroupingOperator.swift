import TianPlan
import TianSource

/// Groups the rows of a pipeline: `summarize`, `distinct`, and the aggregates of whole groups beside every
/// row.
struct GroupingOperator {
  private let pipeline: Pipeline
  private let layout: KeyLayout
  private let items: AggregateItems
  private let run: PlanRun

  /// - Parameter order: the place of every row of the pipeline's source in the order that `first` and `last`
  ///   see; nil for the rows' own.
  init(
    _ pipeline: Pipeline, keys: [ColumnID], items: [Step.AggregateItem], order: Buffer<UInt32>? = nil,
    _ run: PlanRun
  ) throws(Diagnostic) {
    self.pipeline = pipeline
    self.run = run
    layout = try KeyLayout(keys, run.plan, column: pipeline.storedColumn)
    self.items = try AggregateItems(items, run.plan, order: order, column: pipeline.storedColumn)
  }

  private struct Worker {
    let pipeline: PipelineWorker
    let table: GroupTable
    var collector: RowCollector?
    /// The groups of collected rows, by morsel.
    var groups: [(morsel: Int, numbers: GrowingBuffer<UInt32>)] = []
  }

  private func makeWorker(_ collected: RowCollector.Layout?) throws(Diagnostic) -> Worker {
    Worker(
      pipeline: try PipelineWorker(pipeline, run.plan, run.subqueries),
      table: try GroupTable(layout, try items.makeAccumulators()),
      collector: collected.map { RowCollector($0) })
  }

  private func runWorkers(_ collected: RowCollector.Layout?) throws(Diagnostic) -> [Worker] {
    let execution = run.execution
    var workers = try Scheduler.run(
      partCount: PipelineWorker.morselCount(pipeline.source.rowCount), execution: execution
    ) { () throws(Diagnostic) -> Worker in
      try makeWorker(collected)
    } work: { worker, morsel throws(Diagnostic) in
      worker.collector?.begin(morsel: morsel)
      if collected != nil { worker.groups.append((morsel, GrowingBuffer())) }
      try worker.pipeline.run(morsel: morsel, execution) { batch throws(Diagnostic) in
        let numbers = try worker.table.add(batch)
        guard collected != nil else { return }
        try worker.collector?.add(batch)
        try worker.groups[worker.groups.count - 1].numbers.append(numbers, count: batch.count)
      }
    }
    if workers.isEmpty { workers = [try makeWorker(collected)] }
    run.add(workers.flatMap(\.pipeline.notes))
    return workers
  }

  /// One row a group, by first appearance: keys, then items.
  func summarized(keys: [ColumnID], items: [ColumnID]) throws(Diagnostic) -> Relation {
    let workers = try runWorkers(nil)
    let table = workers[0].table
    for other in workers.dropFirst() { _ = try table.merge(other.table) }
    let order = try table.byAppearance()
    var columns: [(ColumnID, Column)] = []
    for (id, column) in zip(keys, try table.keyColumns()) { columns.append((id, try column.gather(order))) }
    for (id, accumulator) in zip(items, table.accumulators) {
      columns.append((id, try accumulator.finish(groupCount: table.count).gather(order)))
    }
    return Relation(rowCount: table.count, columns)
  }

  /// Every row, with the items of its group beside it.
  func windowed(wanted: [ColumnID], items: [ColumnID]) throws(Diagnostic) -> Relation {
    let collected = RowCollector.Layout(wanted, pipeline, run.plan)
    let workers = try runWorkers(collected)
    let table = workers[0].table
    var mappings: [[UInt32]?] = [nil]
    for other in workers.dropFirst() { mappings.append(try table.merge(other.table)) }
    var relation = try RowCollector.finish(workers.compactMap(\.collector), collected, run.execution)
    let numbers = try Self.numbers(workers, mappings, relation.rowCount)
    for (id, accumulator) in zip(items, table.accumulators) {
      relation.add(id, try accumulator.finish(groupCount: table.count).gather(numbers))
    }
    return relation
  }

  /// The group of every collected row, in the order of the morsels.
  private static func numbers(
    _ workers: [Worker], _ mappings: [[UInt32]?], _ rowCount: Int
  ) throws(Diagnostic) -> Buffer<UInt32> {
    let parts = zip(workers, mappings).flatMap { worker, mapping in
      worker.groups.map { (morsel: $0.morsel, numbers: $0.numbers, mapping: mapping) }
    }.sorted { $0.morsel < $1.morsel }
    let all = try Buffer<UInt32>(count: rowCount)
    var row = 0
    for part in parts {
      guard let numbers = part.numbers.pointer else { continue }
      for index in 0..<part.numbers.count {
        all.pointer[row] = part.mapping.map { $0[Int(numbers[index])] } ?? numbers[index]
        row += 1
      }
    }
    return all
  }
}

extension Pipeline {
  /// The stored column that an id stands for, where it is stored.
  func storedColumn(_ id: ColumnID) -> Column? {
    guard case .stored(_, let column)? = definitions[id] else { return nil }
    return column
  }
}
