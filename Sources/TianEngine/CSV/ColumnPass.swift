import TianSource

/// One reading of the text for some of its columns: by all threads, block by block.
struct ColumnPass {
  /// What the workers hold of a column, in the order of the file. Their threads have ended: nobody writes it.
  struct Gathered: @unchecked Sendable {
    let column: PassColumn
    let census: ColumnCensus
    let parts: [Part]
    /// Where the segments lie, by worker.
    let arenas: [SegmentArena]
    /// By worker.
    let notes: [CellNotes]
    /// Of columns of text, by worker.
    let dictionaries: [BlockWorker.DictionaryBox]

    struct Part {
      let segment: Segment
      let worker: Int
      /// Of its first row, in the table.
      let row: Int
    }
  }

  private let workers: [BlockWorker]
  let columns: [PassColumn]
  private let results: [(worker: Int, result: BlockWorker.Result)]

  init(
    _ columns: [PassColumn], layout: BlockLayout, relay: StructureRelay, signals: LoadSignals,
    execution: Execution
  ) throws(Diagnostic) {
    self.columns = columns
    workers = try Scheduler.run(
      partCount: layout.blockCount, execution: execution
    ) { () throws(Diagnostic) in
      do throws(Diagnostic) {
        return try BlockWorker(layout, columns: columns, relay: relay, signals: signals)
      } catch {
        relay.stop(error)
        throw error
      }
    } work: { (worker, number) throws(Diagnostic) in
      try worker.work(number, execution: execution)
    }
    results = workers.enumerated()
      .flatMap { index, worker in worker.results.map { (index, $0) } }
      .sorted { $0.1.number < $1.1.number }
  }

  var places: [BlockPlaces] { results.map(\.result.places) }

  /// Nil where the column has to be read anew, in another mode.
  func gathered(_ index: Int) -> Gathered? {
    guard columns[index].column.widenedMode == nil else { return nil }
    var parts: [Gathered.Part] = []
    var row = 0
    for (worker, result) in results {
      if index < result.segments.count, let segment = result.segments[index] {
        parts.append(Gathered.Part(segment: segment, worker: worker, row: row))
      }
      row += result.places.rowCount
    }
    var census = ColumnCensus()
    for worker in workers { census.merge(worker.censuses[index]) }
    return Gathered(
      column: columns[index], census: census, parts: parts, arenas: workers.map { $0.arenas[index] },
      notes: workers.map { $0.notes[index] },
      dictionaries: workers.compactMap { $0.dictionaries[index] })
  }
}
