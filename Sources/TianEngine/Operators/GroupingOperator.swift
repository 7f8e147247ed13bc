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
    var rows: GroupedRows?
  }

  private func makeWorker(_ collected: RowCollector.Layout?) throws(Diagnostic) -> Worker {
    Worker(
      pipeline: try PipelineWorker(pipeline, run.plan, run.subqueries),
      table: try GroupTable(
        layout, try items.makeAccumulators(), rowCount: pipeline.source.rowCount),
      rows: collected.map { GroupedRows($0) })
  }

  private func runWorkers(_ collected: RowCollector.Layout?) throws(Diagnostic) -> [Worker] {
    let execution = run.execution
    var workers = try Scheduler.run(
      partCount: PipelineWorker.morselCount(pipeline.source.rowCount, execution), execution: execution
    ) { () throws(Diagnostic) -> Worker in
      try makeWorker(collected)
    } work: { worker, morsel throws(Diagnostic) in
      worker.rows?.begin(morsel: morsel)
      try worker.pipeline.run(morsel: morsel, execution) { batch throws(Diagnostic) in
        let numbers = try worker.table.add(batch)
        try worker.rows?.add(batch, numbers)
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
    for (id, column) in zip(keys, try table.keyColumns()) {
      columns.append((id, try named(column, [id]).gather(order)))
    }
    for (place, (id, accumulator)) in zip(items, table.accumulators).enumerated() {
      let column = try accumulator.finish(groupCount: table.count)
      columns.append((id, try named(column, self.items.sources(place)).gather(order)))
    }
    return Relation(rowCount: table.count, columns)
  }

  /// Every row, with the items of its group beside it, and the group's number.
  func windowed(
    wanted: [ColumnID], items: [ColumnID]
  ) throws(Diagnostic) -> (relation: Relation, numbers: Buffer<UInt32>?) {
    let collected = RowCollector.Layout(wanted, pipeline, run.plan)
    let workers = try runWorkers(collected).compactMap { worker in worker.rows.map { ($0, worker.table) } }
    var (relation, numbers, table) = try GroupedRows.merge(workers, collected, run.execution)
    for (place, (id, accumulator)) in zip(items, table.accumulators).enumerated() {
      let column = try accumulator.finish(groupCount: table.count)
      relation.add(id, try named(column, self.items.sources(place)).gather(numbers))
    }
    return (relation, numbers)
  }

  /// Figures that were taken from stored columns keep the texts that they have there.
  private func named(_ column: Column, _ sources: [ColumnID]) throws(Diagnostic) -> Column {
    try column.withOriginals(of: sources.compactMap(pipeline.storedColumn))
  }
}

extension Pipeline {
  /// The stored column that an id stands for, where it is stored.
  func storedColumn(_ id: ColumnID) -> Column? {
    guard case .stored(_, let column)? = definitions[id] else { return nil }
    return column
  }
}
