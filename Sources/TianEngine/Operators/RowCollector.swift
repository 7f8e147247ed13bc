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
    /// With the stored columns whose figures they hand on.
    var computed: [(id: ColumnID, type: DataType, sources: [(source: Int, column: Column)])] = []
    var sources: [Int] = []

    /// The stored columns', then those of the computed ones.
    var ids: [ColumnID] { stored.map(\.id) + computed.map(\.id) }

    init(_ ids: [ColumnID], _ pipeline: Pipeline, _ plan: Plan) {
      for id in ids {
        if case .stored(let source, let column)? = pipeline.definitions[id] {
          stored.append((id, source, column))
          if !sources.contains(source) { sources.append(source) }
        } else {
          let figures = pipeline.figureSources(id, plan)
          computed.append((id, plan.type(of: id), figures))
          for (source, _) in figures where !sources.contains(source) { sources.append(source) }
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
    try Diagnostic.check(rowCount: chunks[last].rowCount)
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

  /// Rows of one source alone, which come after all others; every other column is null.
  mutating func add(_ rows: Buffer<UInt32>, of source: Int) throws(Diagnostic) {
    begin(morsel: .max)
    let last = chunks.count - 1
    chunks[last].rowCount = rows.count
    for (place, other) in layout.sources.enumerated() {
      if other == source {
        try chunks[last].rows[place].append(rows.pointer, count: rows.count)
      } else {
        try chunks[last].rows[place].append(repeating: Batch.missingRow, count: rows.count)
      }
    }
    for (place, column) in layout.computed.enumerated() {
      try chunks[last].computed[place].append(nulls: rows.count, of: column.type)
    }
  }

  /// The rows of all workers, in the order of the morsels.
  /// - Parameter mayMiss: whether rows of the pipeline's own source may be missing, as those of right
  ///   sides may.
  static func finish(
    _ collectors: [RowCollector], _ layout: Layout, mayMiss: Bool = false, _ execution: Execution
  ) throws(Diagnostic) -> Relation {
    let chunks = collectors.flatMap(\.chunks).sorted { $0.morsel < $1.morsel }
    let rowCount = chunks.reduce(0) { $0 + $1.rowCount }
    try Diagnostic.check(rowCount: rowCount)
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
        return try column.gather(rows[place], mayMiss: source > 0 || mayMiss)
      }
      let (_, type, sources) = layout.computed[index - storedCount]
      var builder = ColumnBuilder(type)
      for chunk in chunks { try builder.append(chunk.computed[index - storedCount]) }
      let rows = sources.compactMap { source in layout.sources.firstIndex(of: source.source).map { rows[$0] }
      }
      return try builder.finish().withOriginals(of: sources.map(\.column), rows: rows)
    }
    return Relation(rowCount: rowCount, Array(zip(layout.ids, columns)))
  }
}
