import TianPlan
import TianSource

extension Relation {
  /// Goes over the rows a batch at a time, from a row on that is a multiple of 64.
  func forEachBatch(
    _ plan: Plan, _ execution: Execution, _ body: (Batch, Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let bindings = Bindings(columnCount: plan.columns.count)
    for (id, column) in zip(ids, columns) { bindings.all[id.index] = .stored(source: 0, column) }
    let batch = Batch(arena: Arena(), bindings: bindings)
    for start in stride(from: 0, to: rowCount, by: Batch.capacity) {
      try execution.checkCancelled()
      batch.arena.reset()
      batch.begin(start: start, count: min(Batch.capacity, rowCount - start))
      try body(batch, start)
    }
  }

  /// A bit for every row for which a condition is true.
  func rows(
    where condition: Evaluator, _ plan: Plan, _ execution: Execution
  ) throws(Diagnostic) -> Buffer<UInt64> {
    let kept = try Buffer<UInt64>(count: Bits.wordCount(rowCount), zeroed: true)
    try forEachBatch(plan, execution) { batch, start throws(Diagnostic) in
      let holds = try condition.truth(batch)
      for word in 0..<Bits.wordCount(batch.count) { kept.pointer[start / 64 + word] = holds[word] }
    }
    return kept
  }

  /// What an expression is of every row.
  func values(
    _ evaluator: Evaluator, _ type: DataType, _ plan: Plan, _ execution: Execution
  ) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try forEachBatch(plan, execution) { batch, _ throws(Diagnostic) in
      try builder.append(try evaluator.evaluate(batch), count: batch.count)
    }
    return try builder.finish()
  }
}

extension Evaluator {
  /// A bit for every row of which a condition is surely true, in the batch's arena.
  func truth(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt64> {
    let vector = try evaluate(batch)
    let words = Bits.wordCount(batch.count)
    let holds = try batch.arena.allocate(UInt64.self, words)
    guard case .bits(let bits) = vector.values else {
      holds.update(repeating: 0, count: words)
      return holds
    }
    for word in 0..<words { holds[word] = bits[word] & (vector.validity?[word] ?? ~0) }
    return holds
  }
}
