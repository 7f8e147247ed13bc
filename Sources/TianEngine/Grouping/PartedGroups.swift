import TianPlan
import TianSource

/// Groups rows part by part. Parts have no key in common, so nothing is merged, and the cores share them.
struct PartedGroups {
  /// The groups of one part, by first appearance.
  private struct Part: Sendable {
    let count: Int
    let words: GrowingBuffer<UInt64>
    /// Which of all rows each group first came with.
    let firstRows: GrowingBuffer<UInt32>
    let columns: [Column]
  }

  private let layout: PartedRows.Layout
  private let chunks: [PartedRows.Chunk]
  /// How many rows all chunks before each have.
  private let bases: [Int]
  private let rowCount: Int
  private let items: AggregateItems
  private let run: PlanRun

  init(
    _ workers: [PartedRows], _ layout: PartedRows.Layout, _ items: AggregateItems, _ run: PlanRun
  ) throws(Diagnostic) {
    self.layout = layout
    self.items = items
    self.run = run
    chunks = workers.flatMap(\.chunks).sorted { $0.morsel < $1.morsel }
    var bases: [Int] = []
    var rowCount = 0
    for chunk in chunks {
      bases.append(rowCount)
      rowCount += chunk.rowCount
    }
    (self.bases, self.rowCount) = (bases, rowCount)
    try Diagnostic.check(rowCount: rowCount)
  }

  /// The keys and the items of all groups, by first appearance.
  func groups() throws(Diagnostic) -> GroupingOperator.Groups {
    let parts = try Scheduler.map(layout.partCount, run.execution) { part throws(Diagnostic) in
      try group(part)
    }
    let (words, order) = try ordered(parts)
    let keys = try KeyDecoder(layout: layout.keys).decode(words.pointer, count: order.count)
    let itemColumns = try Scheduler.map(parts[0].columns.count, run.execution) { item throws(Diagnostic) in
      let columns = parts.map { $0.columns[item] }
      return try Column.concatenate(columns, type: columns[0].type).gather(order)
    }
    return GroupingOperator.Groups(count: order.count, keys: keys, items: itemColumns)
  }

  private func group(_ part: Int) throws(Diagnostic) -> Part {
    let index = try KeyIndex(layout.keys)
    let accumulators = try items.makeAccumulators()
    var firstRows = GrowingBuffer<UInt32>()
    let arena = Arena()
    let bindings = Bindings(columnCount: run.plan.columns.count)
    let batch = Batch(arena: arena, bindings: bindings)
    for (chunk, base) in zip(chunks, bases) {
      try run.execution.checkCancelled()
      for (id, column) in zip(layout.arguments.ids, chunk.columns) {
        bindings.all[id.index] = .stored(source: 1, column)
      }
      var start = chunk.parts[part].lowerBound
      while start < chunk.parts[part].upperBound {
        let count = min(Batch.capacity, chunk.parts[part].upperBound - start)
        arena.reset()
        batch.begin([.rows(chunk.ordinals.pointer + start), .range(start: start)], count: count)
        let numbers = try arena.allocate(UInt32.self, count)
        let newRows = try arena.allocate(UInt32.self, count)
        let added = try index.assign(
          chunk.words.pointer + start * layout.keys.wordCount, count, numbers: numbers, newRows: newRows)
        let room = try firstRows.reserve(added)
        let places = chunk.places.pointer + start
        for new in 0..<added { room[new] = UInt32(truncatingIfNeeded: base) + places[Int(newRows[new])] }
        for accumulator in accumulators {
          try accumulator.grow(to: index.count)
          try accumulator.update(batch, numbers)
        }
        start += count
      }
    }
    let columns = try accumulators.map { accumulator throws(Diagnostic) in
      try accumulator.finish(groupCount: index.count)
    }
    return Part(count: index.count, words: index.keys, firstRows: firstRows, columns: columns)
  }

  /// The words of the keys in the groups' order, and where each group stands among those of all parts one
  /// after another. No two groups first came with one row: how many did before it is a group's place.
  private func ordered(_ parts: [Part]) throws(Diagnostic) -> (words: Buffer<UInt64>, order: Buffer<UInt32>) {
    let isFirst = try Bitmap(count: rowCount)
    for part in parts {
      guard let rows = part.firstRows.pointer else { continue }
      try Execution.check()
      for group in 0..<part.count { isFirst.set(Int(rows[group])) }
    }
    let rank = try BitmapRank(isFirst)
    let starts = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let groupCount = starts[parts.count]
    let wordCount = layout.keys.wordCount
    let words = try Buffer<UInt64>(count: groupCount * wordCount)
    let order = try Buffer<UInt32>(count: groupCount)
    _ = try Scheduler.map(parts.count, run.execution) { number throws(Diagnostic) in
      let part = parts[number]
      guard let rows = part.firstRows.pointer, let from = part.words.pointer else { return }
      for group in 0..<part.count {
        let place = rank[Int(rows[group])]
        order.pointer[place] = UInt32(truncatingIfNeeded: starts[number] + group)
        for word in 0..<wordCount { words.pointer[place * wordCount + word] = from[group * wordCount + word] }
      }
    }
    return (words, order)
  }
}
