import TianPlan
import TianSource

/// Keeps the rows that come to the end of a pipeline. Of columns that are stored only the row numbers are
/// kept, and they are gathered at the end, in their own width and with their dictionary; computed columns
/// are copied.
struct RowCollector {
  /// What one morsel gave.
  struct Chunk: Sendable {
    var morsel: Int
    var rowCount = 0
    /// By the places of `Layout.sources`.
    var rows: [GrowingBuffer<UInt32>]
    /// By the places of `Layout.computed`.
    var computed: [ColumnBuilder]
  }

  /// Which columns are kept, and how.
  struct Layout: Sendable {
    var stored: [(id: ColumnID, source: Int, column: Column)] = []
    var computed: [(id: ColumnID, type: DataType)] = []
    var sources: [Int] = []

    init(_ ids: [ColumnID], _ pipeline: Pipeline, _ plan: Plan) {
      for id in ids {
        if case .stored(let source, let column)? = pipeline.definitions[id] {
          stored.append((id, source, column))
          if !sources.contains(source) { sources.append(source) }
        } else {
          computed.append((id, plan.type(of: id)))
        }
      }
    }
  }

  let layout: Layout
  private(set) var chunks: [Chunk] = []

  init(_ layout: Layout) { self.layout = layout }

  mutating func begin(morsel: Int) {
    chunks.append(
      Chunk(
        morsel: morsel, rows: layout.sources.map { _ in GrowingBuffer() },
        computed: layout.computed.map { ColumnBuilder($0.type) }))
  }

  mutating func add(_ batch: Batch) throws(Diagnostic) {
    let last = chunks.count - 1
    guard last >= 0 else { return }
    chunks[last].rowCount += batch.count
    for (place, source) in layout.sources.enumerated() {
      let room = try chunks[last].rows[place].reserve(batch.count)
      switch batch.sources[source] {
      case .range(let start):
        for row in 0..<batch.count { room[row] = UInt32(truncatingIfNeeded: start + row) }
      case .rows(let rows), .rowsOrMissing(let rows):
        room.update(from: rows, count: batch.count)
      }
    }
    for (place, column) in layout.computed.enumerated() {
      try chunks[last].computed[place].append(try batch.vector(column.id), count: batch.count)
    }
  }

  /// The rows of all workers, in the order of the morsels.
  static func finish(
    _ collectors: [RowCollector], _ layout: Layout, _ execution: Execution
  ) throws(Diagnostic) -> Relation {
    let chunks = collectors.flatMap(\.chunks).sorted { $0.morsel < $1.morsel }
    let rowCount = chunks.reduce(0) { $0 + $1.rowCount }
    let rows = try Scheduler.map(layout.sources.count, execution) { place throws(Diagnostic) in
      let all = try Buffer<UInt32>(count: rowCount)
      var at = 0
      for chunk in chunks {
        if let from = chunk.rows[place].pointer {
          (all.pointer + at).update(from: from, count: chunk.rowCount)
        }
        at += chunk.rowCount
      }
      return all
    }
    let storedCount = layout.stored.count
    let columns = try Scheduler.map(storedCount + layout.computed.count, execution) {
      index throws(Diagnostic) in
      if index < storedCount {
        let (_, source, column) = layout.stored[index]
        let place = layout.sources.firstIndex(of: source) ?? 0
        // Sources after the first are the right sides of joins, whose rows may be missing.
        return try column.gather(rows[place], mayMiss: source > 0)
      }
      var builder = ColumnBuilder(layout.computed[index - storedCount].type)
      for chunk in chunks { try builder.append(chunk.computed[index - storedCount]) }
      return try builder.finish()
    }
    let ids = layout.stored.map(\.id) + layout.computed.map(\.id)
    return Relation(rowCount: rowCount, Array(zip(ids, columns)))
  }
}
