import Synchronization
import TianPlan
import TianSource

/// Groups the rows of a pipeline: `summarize`, `distinct`, and the aggregates of whole groups beside every
/// row.
struct GroupingOperator {
  private let pipeline: Pipeline
  private let layout: KeyLayout
  private let items: AggregateItems
  private let arguments: [ColumnID]
  private let run: PlanRun

  /// A worker with more groups than so many batches have rows works outside of its cache, and merging them is
  /// no less work than finding them.
  private static let fewBatches = 64

  /// - Parameter order: the place of every row of the pipeline's source in the order that `first` and `last`
  ///   see; nil for the rows' own.
  init(
    _ pipeline: Pipeline, keys: [ColumnID], items: [Step.AggregateItem], order: Buffer<UInt32>? = nil,
    _ run: PlanRun
  ) throws(Diagnostic) {
    self.pipeline = pipeline
    self.run = run
    layout = try KeyLayout(keys, run.plan, column: pipeline.storedColumn)
    arguments = [].union(items.flatMap(\.arguments))
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

  /// The workers after all rows; where they may stop and their groups turned out to be many while most rows
  /// were still to come, after some, and nothing is noted of them.
  private func runWorkers(
    _ collected: RowCollector.Layout?, mayStop: Bool = false
  ) throws(Diagnostic) -> (workers: [Worker], haveStopped: Bool) {
    let execution = run.execution
    let morselCount = PipelineWorker.morselCount(pipeline.source.rowCount, execution)
    let groupsMost = Self.fewBatches * execution.batchRowCount
    let isMany = Atomic<Bool>(false)
    var workers = try Scheduler.run(partCount: morselCount, execution: execution) {
      () throws(Diagnostic) -> Worker in
      try makeWorker(collected)
    } work: { worker, morsel throws(Diagnostic) in
      if isMany.load(ordering: .relaxed) { return worker.pipeline.pass(morsel: morsel, execution) }
      worker.rows?.begin(morsel: morsel)
      try worker.pipeline.run(morsel: morsel, execution) { batch throws(Diagnostic) in
        let numbers = try worker.table.add(batch)
        try worker.rows?.add(batch, numbers)
      }
      if mayStop, worker.table.count > groupsMost, morsel < morselCount / 4, hasRoomForParts {
        isMany.store(true, ordering: .relaxed)
      }
    }
    if isMany.load(ordering: .relaxed) { return (workers, haveStopped: true) }
    if workers.isEmpty { workers = [try makeWorker(collected)] }
    run.add(workers.map(\.pipeline))
    return (workers, haveStopped: false)
  }

  /// Keys and items of all groups, by first appearance.
  struct Groups {
    var count: Int
    var keys: [Column]
    var items: [Column]
  }

  func grouped() throws(Diagnostic) -> Groups {
    let (workers, haveStopped) = try runWorkers(nil, mayStop: true)
    if haveStopped { return try groupedByPart() }
    let table = workers[0].table
    for other in workers.dropFirst() { _ = try table.merge(other.table) }
    let order = try table.byAppearance()
    return Groups(
      count: table.count,
      keys: try table.keyColumns().map { column throws(Diagnostic) in try column.gather(order) },
      items: try table.accumulators.map { accumulator throws(Diagnostic) in
        try accumulator.finish(groupCount: table.count).gather(order)
      })
  }

  /// Whether all rows have room beside what is there: parted rows are kept, and groups alone may be less.
  private var hasRoomForParts: Bool {
    let bytesPerRow = 8 * (layout.wordCount + 2 + arguments.count)
    return MemoryMeter.hasRoom(for: 2 * bytesPerRow * pipeline.source.rowCount)
  }

  func groupedByPart() throws(Diagnostic) -> Groups {
    let layout = PartedRows.Layout(layout, arguments, pipeline, run.plan)
    let execution = run.execution
    let workers = try Scheduler.run(
      partCount: PipelineWorker.morselCount(pipeline.source.rowCount, execution), execution: execution
    ) { () throws(Diagnostic) -> (pipeline: PipelineWorker, rows: PartedRows) in
      (try PipelineWorker(pipeline, run.plan, run.subqueries), PartedRows(layout))
    } work: { worker, morsel throws(Diagnostic) in
      worker.rows.begin(morsel: morsel)
      try worker.pipeline.run(morsel: morsel, execution) { batch throws(Diagnostic) in
        try worker.rows.add(batch)
      }
      try worker.rows.finishMorsel()
    }
    run.add(workers.map(\.pipeline))
    return try PartedGroups(workers.map(\.rows), layout, items, run).groups()
  }

  /// One row a group, by first appearance: keys, then items.
  func summarized(keys: [ColumnID], items: [ColumnID]) throws(Diagnostic) -> Relation {
    let groups = try grouped()
    var columns: [(ColumnID, Column)] = []
    for (id, column) in zip(keys, groups.keys) { columns.append((id, try named(column, [id]))) }
    for (place, (id, column)) in zip(items, groups.items).enumerated() {
      columns.append((id, try finished(column, place)))
    }
    return Relation(rowCount: groups.count, columns)
  }

  /// Every row, with the items of its group beside it, and the group's number.
  func windowed(
    wanted: [ColumnID], items: [ColumnID]
  ) throws(Diagnostic) -> (relation: Relation, numbers: Buffer<UInt32>?) {
    let collected = RowCollector.Layout(wanted, pipeline, run.plan)
    let (workers, _) = try runWorkers(collected)
    let parts = workers.compactMap { worker in worker.rows.map { ($0, worker.table) } }
    var (relation, numbers, table) = try GroupedRows.merge(parts, collected, run.execution)
    for (place, (id, accumulator)) in zip(items, table.accumulators).enumerated() {
      let column = try accumulator.finish(groupCount: table.count)
      relation.add(id, try finished(column.gather(numbers), place))
    }
    return (relation, numbers)
  }

  /// An item's column, by groups or for rows by theirs.
  private func finished(_ column: Column, _ place: Int) throws(Diagnostic) -> Column {
    let item = items[place]
    run.add([RunNote.overflows(of: item.function, column, at: item.span)].compactMap(\.self))
    return try named(column, items.sources(place))
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
