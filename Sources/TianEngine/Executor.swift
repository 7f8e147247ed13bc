import TianPlan
import TianSource

/// Runs plans over tables. Steps whose rows only pass through (scans, filters, computed columns, the left
/// sides of joins) become one pipeline; the others collect rows in memory and begin the next.
package struct Executor {
  private let tables: [String: Table]
  private let execution: Execution
  private let profile: ProfileRecorder?
  private let save: SaveAction?

  /// Writes a table to a file.
  package typealias SaveAction = @Sendable (SaveTarget, ResultTable) throws(Diagnostic) -> Void

  /// - Parameters:
  ///   - tables: by the names that the plans' scans use, with the schemas that they were checked against.
  ///   - profile: is told what each step does.
  ///   - save: does what `save` asks for; without it rows only pass by.
  package init(
    tables: [String: Table], execution: Execution, profile: ProfileRecorder? = nil, save: SaveAction? = nil
  ) {
    self.tables = tables
    self.execution = execution
    self.profile = profile
    self.save = save
  }

  /// Throws what the data causes: an overflow, a look-up with several matches, memory that ran out, a
  /// cancellation.
  package func run(_ plan: Plan) throws(Diagnostic) -> ResultTable {
    let run = PlanRun(plan, tables, execution, profile, save)
    var wanted: [ColumnID] = []
    for output in plan.outputs where !wanted.contains(output.id) { wanted.append(output.id) }
    let relation = try Steps(run: run).relation(plan.result, wanted)
    var columns: [Column] = []
    for output in plan.outputs {
      let column = if let column = relation[output.id] { column } else { try ColumnBuilder(.int).finish() }
      columns.append(column)
    }
    return ResultTable(
      fields: plan.fields, columns: columns, rowCount: relation.rowCount, notes: run.notes,
      scannedRowCount: run.scannedRowCount, totals: try totals(plan, relation),
      chart: plan.chart)
  }

  /// The cells that stand for subtotals, of keys whose levels are shown too.
  private func totals(_ plan: Plan, _ relation: Relation) throws(Diagnostic) -> [Int: TotalCells] {
    var totals: [Int: TotalCells] = [:]
    for (place, output) in plan.outputs.enumerated() {
      guard let subtotals = plan.subtotals.first(where: { $0.key == output.id }),
        let key = relation[subtotals.key], let level = relation[subtotals.level]
      else { continue }
      totals[place] = try TotalCells(subtotals, key, level)
    }
    return totals
  }
}

/// From steps to pipelines and relations. Both take the columns that later steps read, and give no others
/// where that saves work.
struct Steps {
  let run: PlanRun
  var plan: Plan { run.plan }

  init(run: PlanRun) { self.run = run }

  /// The rows of a step in memory. A step that several read is run for the first of them.
  func relation(_ id: StepID, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    guard run.isShared(id) else { return try ownRelation(id, wanted) }
    if let relation = run.sharedRelation(id) { return relation.only(wanted) }
    let relation = try ownRelation(id, plan.columns(from: id))
    run.share(relation, of: id)
    return relation.only(wanted)
  }

  /// The rows of a step on their way.
  func pipeline(_ id: StepID, _ wanted: [ColumnID]) throws(Diagnostic) -> Pipeline {
    run.isShared(id) ? Pipeline(try relation(id, wanted)) : try ownPipeline(id, wanted)
  }

  /// `ownRelation`, where nobody asks what it does.
  func makeRelation(_ id: StepID, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    switch plan.steps[id.index] {
    case .join(let step) where step.kind.keepsRight: return try outerJoin(step, wanted)
    case .follow(let step): return try follow(step, wanted)
    case .scan, .filter, .compute, .join, .asof:
      return try collect(try ownPipeline(id, wanted), wanted)
    case .values(let step): return try values(step)
    case .aggregate(let step): return try aggregate(step)
    case .window(let step): return try window(step, wanted)
    case .sort(let step):
      let input = try relation(step.input, wanted.union(step.keys.map(\.column)))
      return try input.gather(try SortOperator(input, step.keys).permutation(), run.execution)
    case .slice(let step): return try slice(step, wanted)
    case .distinct(let step):
      let grouping = try GroupingOperator(
        try pipeline(step.input, step.columns), keys: step.columns, items: [], run)
      return try grouping.summarized(keys: step.columns, items: [])
    case .union(let step): return try union(step, wanted)
    case .describe(let step):
      return try DescribeOperator(try relation(step.input, step.columns), step, run).described()
    case .sample, .pivot, .unpivot, .explode, .complete:
      return try reshaped(plan.steps[id.index], wanted) ?? Relation(rowCount: 0, [])
    case .assertion(let step): return try asserted(step, wanted)
    case .save(let step): return try saved(step, wanted)
    }
  }

  /// `ownPipeline`, where nobody asks what it does.
  func makePipeline(_ id: StepID, _ wanted: [ColumnID]) throws(Diagnostic) -> Pipeline {
    switch plan.steps[id.index] {
    case .scan(let step): return Pipeline(try scan(step))
    case .filter(let step):
      try prepare(step.condition)
      if let possible = step.possible { try prepare(possible) }
      let read = step.condition.columns + (step.possible?.columns ?? [])
      var pipeline = try pipeline(step.input, wanted.union(read))
      pipeline.stages.append(.filter(Pipeline.Filter(step: step, keep: wanted)))
      return pipeline
    case .compute(let step):
      var needed = wanted
      for item in step.items.reversed() where needed.contains(item.id) {
        needed = needed.filter { $0 != item.id }.union(item.value.columns)
      }
      var pipeline = try pipeline(step.input, needed)
      for item in step.items {
        try prepare(item.value)
        pipeline.definitions[item.id] = .computed(item.value)
      }
      return pipeline
    case .join(let step) where !step.kind.keepsRight: return try join(step, wanted)
    case .asof(let step): return try asof(step, wanted)
    case .join, .values, .aggregate, .window, .sort, .slice, .distinct, .union, .describe, .sample, .pivot,
      .unpivot, .explode, .complete, .follow, .assertion, .save:
      return Pipeline(try relation(id, wanted))
    }
  }

  private func scan(_ step: Step.Scan) throws(Diagnostic) -> Relation {
    guard let table = run.tables[step.table] else { return Relation(rowCount: 0, []) }
    run.addScan(table.rowCount)
    var columns: [(ColumnID, Column)] = []
    for column in step.columns {
      let stored = table.columns[column.source]
      guard stored.count == table.rowCount else { throw Self.unreadColumn(table, column.source) }
      columns.append(
        (
          column.id,
          step.widths == .standard ? stored : try stored.reread(step.widths, in: run.execution.units)
        ))
    }
    return Relation(rowCount: table.rowCount, columns)
  }

  /// Whoever runs a plan has its columns read first.
  private static func unreadColumn(_ table: Table, _ place: Int) -> Diagnostic {
    let name = table.schema.fields[place].name
    return Diagnostic(
      .unreadableFile,
      Bilingual("the column `\(name)` has not been read", "列 `\(name)` 尚未读取"))
  }

  /// Runs a pipeline to its end and keeps the rows.
  func collect(_ pipeline: Pipeline, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    if let relation = pipeline.untouched(wanted) {
      pipeline.fused?.pass(relation.rowCount)
      return relation
    }
    let layout = RowCollector.Layout(wanted, pipeline, plan)
    let morsels = PipelineWorker.morselCount(pipeline.source.rowCount, run.execution)
    let collectors = try run(pipeline, layout, 0..<morsels).map(\.collector)
    return try RowCollector.finish(collectors, layout, run.execution)
  }

  typealias Worker = (pipeline: PipelineWorker, collector: RowCollector)

  func run(
    _ pipeline: Pipeline, _ layout: RowCollector.Layout, _ morsels: Range<Int>
  ) throws(Diagnostic) -> [Worker] {
    let run = run
    let workers = try Scheduler.run(partCount: morsels.count, execution: run.execution) {
      () throws(Diagnostic) -> Worker in
      (try PipelineWorker(pipeline, run.plan, run.subqueries), RowCollector(layout))
    } work: { worker, part throws(Diagnostic) in
      worker.collector.begin(morsel: morsels.lowerBound + part)
      try worker.pipeline.run(morsel: morsels.lowerBound + part, run.execution) { batch throws(Diagnostic) in
        try worker.collector.add(batch)
      }
    }
    run.add(workers.map(\.pipeline))
    return workers
  }

  private func aggregate(_ step: Step.Aggregate) throws(Diagnostic) -> Relation {
    try grouping(step.input, [], keys: step.keys, order: step.order, step.items)
      .summarized(keys: step.keys, items: step.items.map(\.id))
  }

  private func window(_ step: Step.Window, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let made = step.items.map(\.id)
    let ordered = step.items.filter(\.function.isOrdered)
    let grouped = step.items.compactMap(\.groupAggregate)
    var kept = wanted.filter { !made.contains($0) }.union(ordered.flatMap(\.arguments))
    if !ordered.isEmpty { kept = kept.union(step.order.map(\.column)) }
    var rows: (relation: Relation, numbers: Buffer<UInt32>?)
    if step.partition.isEmpty, grouped.isEmpty {
      rows = (try relation(step.input, kept), nil)
    } else {
      rows = try grouping(step.input, kept, keys: step.partition, order: [], grouped)
        .windowed(wanted: kept, items: grouped.map(\.id))
    }
    guard !ordered.isEmpty else { return rows.relation }
    let groups = try WindowRows(rows.relation, numbers: rows.numbers, order: step.order)
    if let rank = ordered.first(where: \.function.isRank) {
      let pairCount = groups.overlaps(in: step.order)
      if pairCount > 0 { run.add([.overlapping(pairCount: pairCount, .rank, span: rank.span)]) }
    }
    let columns = try WindowOperator(groups, order: step.order, plan, run.execution).columns(ordered)
    for (item, column) in zip(ordered, columns) {
      rows.relation.add(item.id, column)
      guard case .aggregate(let function, _, _) = item.function else { continue }
      run.add([RunNote.overflows(of: function, column, at: item.span)].compactMap(\.self))
    }
    return rows.relation
  }

  /// The groups of a step's rows. An order moves no row: it only tells `first` and `last` which comes when.
  private func grouping(
    _ input: StepID, _ passed: [ColumnID], keys: [ColumnID], order: [Step.SortKey],
    _ items: [Step.AggregateItem]
  ) throws(Diagnostic) -> GroupingOperator {
    let read = passed.union(keys).union(items.flatMap(\.arguments))
    guard !order.isEmpty, items.contains(where: \.function.isOrdered) else {
      return try GroupingOperator(try pipeline(input, read), keys: keys, items: items, run)
    }
    let relation = try relation(input, read.union(order.map(\.column)))
    let sorted = try SortOperator(relation, order).permutation()
    let places = try Buffer<UInt32>(count: sorted.count)
    for (place, row) in sorted.elements.enumerated() { places.pointer[Int(row)] = UInt32(place) }
    return try GroupingOperator(Pipeline(relation), keys: keys, items: items, order: places, run)
  }

  private func slice(_ step: Step.Slice, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let read = wanted.union(step.partition).union(step.order.map(\.column))
    if !step.partition.isEmpty || !step.order.isEmpty {
      return try SliceOperator(try pipeline(step.input, read), step, run).sliced(wanted: wanted)
    }
    let input = try head(try pipeline(step.input, read), wanted, count: step.end)
    let lower = min(step.offset, input.rowCount)
    let upper = min(input.rowCount, step.end ?? input.rowCount)
    if lower == 0, upper == input.rowCount { return input }
    let rows = try Buffer<UInt32>(count: upper - lower)
    for row in lower..<upper { rows.pointer[row - lower] = UInt32(row) }
    return try input.gather(rows, run.execution)
  }

  /// At least the first rows of a pipeline, where it has so many: in waves of morsels, each twice the last,
  /// until there are enough.
  private func head(
    _ pipeline: Pipeline, _ wanted: [ColumnID], count: Int?
  ) throws(Diagnostic) -> Relation {
    guard let count, pipeline.untouched(wanted) == nil else { return try collect(pipeline, wanted) }
    let layout = RowCollector.Layout(wanted, pipeline, plan)
    let morsels = PipelineWorker.morselCount(pipeline.source.rowCount, run.execution)
    var collectors: [RowCollector] = []
    var (next, wave, found) = (0, 1, 0)
    while next < morsels, found < count {
      let end = min(morsels, next + wave)
      let more = try run(pipeline, layout, next..<end).map(\.collector)
      found += more.reduce(0) { $0 + $1.chunks.reduce(0) { $0 + $1.rowCount } }
      collectors += more
      (next, wave) = (end, wave * 2)
    }
    return try RowCollector.finish(collectors, layout, run.execution)
  }

  private func union(_ step: Step.Union, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let columns = step.columns.filter { wanted.contains($0.id) }
    let left = try relation(step.left, [ColumnID]().union(columns.map(\.left)))
    let right = try relation(step.right, [ColumnID]().union(columns.map(\.right)))
    let rowCount = left.rowCount + right.rowCount
    try Diagnostic.check(rowCount: rowCount)
    let plan = plan
    let joined = try Scheduler.map(columns.count, run.execution) { index throws(Diagnostic) in
      let column = columns[index]
      let parts = [left[column.left], right[column.right]].compactMap(\.self)
      return try Column.concatenate(parts, type: plan.type(of: column.id))
    }
    return Relation(rowCount: rowCount, Array(zip(columns.map(\.id), joined)))
  }

  private func values(_ step: Step.Values) throws(Diagnostic) -> Relation {
    var columns: [(ColumnID, Column)] = []
    for (place, id) in step.columns.enumerated() {
      columns.append((id, try Column(step.rows.map { $0[place] }, plan.type(of: id))))
    }
    return Relation(rowCount: step.rows.count, columns)
  }
}
