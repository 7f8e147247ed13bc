import TianPlan
import TianSource

/// `take` and `skip` with an order or groups: of each group, by first appearance, the rows from a place to
/// a place in order. While rows come, those that cannot be among a group's first are dropped by the first
/// 64 bits of their order, so that a top ten of millions keeps few.
struct SliceOperator {
  /// Past so many rows a group, everything is kept and sorted.
  private static let boundMax = 1 << 16

  private let pipeline: Pipeline
  private let step: Step.Slice
  private let run: PlanRun
  private let layout: KeyLayout

  init(_ pipeline: Pipeline, _ step: Step.Slice, _ run: PlanRun) throws(Diagnostic) {
    self.pipeline = pipeline
    self.step = step
    self.run = run
    layout = try KeyLayout(step.partition, run.plan, column: pipeline.storedColumn)
  }

  private struct Worker {
    let pipeline: PipelineWorker
    let table: GroupTable
    var rows: GroupedRows
    var bounds: [GroupBound] = []
  }

  /// How many rows of a group may be among the result; nil for no bound.
  private var bound: Int? {
    // Of figures one more is looked at: whether it may come before the last.
    step.end.map { hedgedKey == nil ? $0 : $0 + 1 }.flatMap { $0 <= Self.boundMax ? $0 : nil }
  }

  /// The column of hedged figures that the rows are ordered by.
  private var hedgedKey: ColumnID? {
    step.order.first.flatMap { run.plan.type(of: $0.column).isHedged ? $0.column : nil }
  }

  func sliced(wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let kept = wanted + step.order.map(\.column).filter { !wanted.contains($0) }
    let collected = RowCollector.Layout(kept, pipeline, run.plan)
    let workers = try runWorkers(collected).map { ($0.rows, $0.table) }
    let (relation, numbers, table) = try GroupedRows.merge(workers, collected, run.execution)
    var ranks = [UInt32](repeating: 0, count: table.count)
    let groups = try table.byAppearance()
    for (rank, group) in groups.elements.enumerated() { ranks[Int(group)] = UInt32(rank) }
    let leading = try Buffer<UInt32>(count: relation.rowCount)
    for (row, number) in numbers.elements.enumerated() { leading.pointer[row] = ranks[Int(number)] }
    let order = try SortOperator(relation, step.order).permutation(leading: leading)
    if let key = hedgedKey.flatMap({ relation[$0] }) { noteOverlaps(order, leading, key) }
    return try relation.gather(try cut(order, leading), run.execution)
  }

  /// Counts the cuts between rows whose figures may be either way round.
  private func noteOverlaps(_ order: Buffer<UInt32>, _ leading: Buffer<UInt32>, _ key: Column) {
    guard case .hedged(let storage) = key.storage else { return }
    var count = 0
    var start = 0
    for place in 0..<order.count where leading[Int(order[place])] != leading[Int(order[start])] || place == 0
    {
      start = place
      for cut in [step.offset, step.end].compactMap(\.self) where cut > 0 && start + cut < order.count {
        let (before, after) = (Int(order[start + cut - 1]), Int(order[start + cut]))
        guard leading[before] == leading[Int(order[start])], leading[after] == leading[before],
          !key.isNull(before), !key.isNull(after), storage.overlap(before, after)
        else { continue }
        count += 1
      }
    }
    if count > 0 { run.add([.overlapping(pairCount: count, .cut, span: step.span)]) }
  }

  private func makeWorker(_ collected: RowCollector.Layout) throws(Diagnostic) -> Worker {
    Worker(
      pipeline: try PipelineWorker(pipeline, run.plan, run.subqueries),
      table: try GroupTable(layout, [], rowCount: pipeline.source.rowCount),
      rows: GroupedRows(collected))
  }

  private func runWorkers(_ collected: RowCollector.Layout) throws(Diagnostic) -> [Worker] {
    let (execution, bound, step) = (run.execution, bound, step)
    var workers = try Scheduler.run(
      partCount: PipelineWorker.morselCount(pipeline.source.rowCount, execution), execution: execution
    ) { () throws(Diagnostic) -> Worker in
      try makeWorker(collected)
    } work: { worker, morsel throws(Diagnostic) in
      worker.rows.begin(morsel: morsel)
      try worker.pipeline.run(morsel: morsel, execution) { batch throws(Diagnostic) in
        var numbers = try worker.table.add(batch)
        if let bound {
          let rows = try batch.arena.allocate(UInt32.self, batch.count)
          let count = try Self.candidates(
            batch, numbers, step, bound, worker.table.count, &worker.bounds, rows)
          if count == 0 { return }
          if count < batch.count {
            numbers = try Vector.gather(numbers, rows, count, batch.arena)
            try batch.select(rows, count: count, keep: [])
          }
        }
        try worker.rows.add(batch, numbers)
      }
    }
    if workers.isEmpty { workers = [try makeWorker(collected)] }
    run.add(workers.map(\.pipeline))
    return workers
  }

  /// The rows of a batch that may be among their groups' first.
  private static func candidates(
    _ batch: Batch, _ numbers: UnsafePointer<UInt32>, _ step: Step.Slice, _ bound: Int, _ groupCount: Int,
    _ bounds: inout [GroupBound], _ rows: UnsafeMutablePointer<UInt32>
  ) throws(Diagnostic) -> Int {
    let words = try batch.arena.allocate(UInt64.self, batch.count)
    if let key = step.order.first {
      SortWords.leading(
        try batch.vector(key.column), batch.count, isDescending: key.isDescending, into: words)
    } else {
      for row in 0..<batch.count { words[row] = UInt64(batch.ordinal(row)) }
    }
    while bounds.count < groupCount { bounds.append(GroupBound(size: bound)) }
    var count = 0
    for row in 0..<batch.count where words[row] <= bounds[Int(numbers[row])].greatest {
      bounds[Int(numbers[row])].add(words[row])
      rows[count] = UInt32(truncatingIfNeeded: row)
      count += 1
    }
    return count
  }

  /// Of sorted rows, those of each group from the offset to the limit.
  private func cut(_ order: Buffer<UInt32>, _ leading: Buffer<UInt32>) throws(Diagnostic) -> Buffer<UInt32> {
    var rows = GrowingBuffer<UInt32>()
    var (group, place) = (UInt32.max, 0)
    for row in order.elements {
      let next = leading.pointer[Int(row)]
      place = next == group ? place + 1 : 0
      group = next
      if place >= step.offset, step.limit.map({ place - step.offset < $0 }) ?? true { try rows.append(row) }
    }
    return try rows.finish()
  }
}

/// The least words of a group seen so far, the greatest of them at the root of a heap: no row with a
/// greater one can be among the group's first.
private struct GroupBound {
  private let size: Int
  private var heap: [UInt64] = []
  /// Nothing above it is wanted.
  private(set) var greatest: UInt64

  init(size: Int) {
    self.size = size
    greatest = size == 0 ? 0 : .max
  }

  mutating func add(_ word: UInt64) {
    if heap.count < size {
      heap.append(word)
      var child = heap.count - 1
      while child > 0, heap[(child - 1) / 2] < heap[child] {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
      if heap.count == size { greatest = heap[0] }
    } else if let root = heap.first, word < root {
      heap[0] = word
      siftDown()
      greatest = heap[0]
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      var largest = parent
      if left < heap.count, heap[left] > heap[largest] { largest = left }
      if right < heap.count, heap[right] > heap[largest] { largest = right }
      if largest == parent { return }
      heap.swapAt(parent, largest)
      parent = largest
    }
  }
}
