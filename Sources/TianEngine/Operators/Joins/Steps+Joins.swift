import TianPlan
import TianSource

extension Steps {
  /// A join whose left rows pass through: the right side is collected first.
  func join(_ step: Step.Join, _ wanted: [ColumnID]) throws(Diagnostic) -> Pipeline {
    if let condition = step.condition { try prepare(condition) }
    let read = wanted.union(step.condition?.columns ?? [])
    let rightColumns = Set(plan.columns(from: step.right))
    let rightKeys = step.on.map(\.right)
    let right = try relation(step.right, read.filter(rightColumns.contains).union(rightKeys))
    let condition = JoinCondition(step.condition, rightColumns: rightColumns)
    let compiler = ExpressionCompiler(subqueries: run.subqueries)
    let kept = try condition.right.map { part throws(Diagnostic) in
      try right.rows(where: try compiler.compile(part), plan, run.execution)
    }
    let table = try JoinTable(
      right, keys: rightKeys, nullsMatch: step.nullsMatch, where: kept,
      range: try rangeValues(condition, right, compiler), plan, run.execution)
    let left = read.filter { !rightColumns.contains($0) }
    var pipeline = try pipeline(step.left, left.union(step.on.map(\.left)))
    let source = pipeline.sourceCount
    for (id, column) in zip(right.ids, right.columns) {
      pipeline.definitions[id] = .stored(source: source, column)
    }
    if step.kind.givesRight { pipeline.sourceCount += 1 }
    let keep = wanted.filter { !rightColumns.contains($0) }
    pipeline.stages.append(
      .probe(
        Pipeline.Probe(
          step: step, condition: condition, table: table, source: source, keep: keep,
          execution: run.execution)))
    return pipeline
  }

  /// The values of the right rows that a condition bounds; nil where it bounds none.
  private func rangeValues(
    _ condition: JoinCondition, _ right: Relation, _ compiler: ExpressionCompiler
  ) throws(Diagnostic) -> RangeIndex.Values? {
    guard let range = condition.range else { return nil }
    func values(_ bound: JoinCondition.Bound) throws(Diagnostic) -> Column {
      try right.values(
        try compiler.compile(compared: bound.right), bound.right.type, plan, run.execution)
    }
    return RangeIndex.Values(
      ordered: try values(range.bounds[0]),
      other: try range.other.map { other throws(Diagnostic) in (try values(other), !other.isUpper) })
  }

  /// The right rows, sorted by the value that is to be near: those of a key stay in that order.
  func asof(_ step: Step.Asof, _ wanted: [ColumnID]) throws(Diagnostic) -> Pipeline {
    let rightColumns = Set(plan.columns(from: step.right))
    let nearest = step.nearest.right
    let keys = step.on.map(\.right)
    let unsorted = try relation(step.right, wanted.filter(rightColumns.contains).union(keys + [nearest]))
    let order = try SortOperator(unsorted, [.init(nearest, isDescending: false)]).permutation()
    // Nulls come last, and are near to nothing.
    let nullCount = unsorted[nearest]?.nullCount ?? 0
    let rows = try Buffer<UInt32>(count: order.count - nullCount)
    rows.pointer.update(from: order.pointer, count: rows.count)
    let right = try unsorted.gather(rows, run.execution)
    let left = wanted.filter { !rightColumns.contains($0) }
    var pipeline = try pipeline(step.left, left.union(step.on.map(\.left) + [step.nearest.left]))
    guard let column = right[nearest] else { return pipeline }
    let source = pipeline.sourceCount
    for (id, column) in zip(right.ids, right.columns) {
      pipeline.definitions[id] = .stored(source: source, column)
    }
    pipeline.sourceCount += 1
    let table = try JoinTable(right, keys: keys, nullsMatch: false, plan, run.execution)
    pipeline.stages.append(
      .asof(Pipeline.Asof(step: step, table: table, values: try OrderedColumn(column), source: source)))
    return pipeline
  }

  func follow(_ step: Step.Follow, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    if let condition = step.condition { try prepare(condition) }
    let starts = [ColumnID]().union(step.columns.map(\.start)).union(step.links.map(\.start))
    let tableColumns = Set(plan.columns(from: step.table))
    let read = (step.condition?.columns ?? []).filter(tableColumns.contains)
      .union(step.columns.map(\.next)).union(step.links.flatMap { [$0.next, $0.target] })
    let input = try relation(step.input, starts)
    return try FollowOperator(input, try relation(step.table, read), step, run).followed(wanted: wanted)
  }

  /// A join that gives right rows without a left one too: which they are is known when all left rows have
  /// passed.
  func outerJoin(_ step: Step.Join, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let pipeline = try join(step, wanted)
    let layout = RowCollector.Layout(wanted, pipeline, plan)
    let morsels = PipelineWorker.morselCount(pipeline.source.rowCount, run.execution)
    let workers = try run(pipeline, layout, 0..<morsels)
    guard case .probe(let probe)? = pipeline.stages.last else { return pipeline.source }
    var rest = RowCollector(layout)
    try rest.add(
      try unmatched(workers.compactMap(\.pipeline.matchedRight), probe.table.relation.rowCount),
      of: probe.source)
    return try RowCollector.finish(
      workers.map(\.collector) + [rest], layout, mayMiss: true, run.execution)
  }

  /// The rows that no worker marked, in their order.
  private func unmatched(_ marks: [Buffer<UInt64>], _ rowCount: Int) throws(Diagnostic) -> Buffer<UInt32> {
    var rows = GrowingBuffer<UInt32>()
    for word in 0..<Bits.wordCount(rowCount) {
      var bits = Bits.mask(ofWord: word, count: rowCount)
      for mark in marks { bits &= ~mark.pointer[word] }
      while bits != 0 {
        try rows.append(UInt32(truncatingIfNeeded: word * 64 + bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
    return try rows.finish()
  }
}
