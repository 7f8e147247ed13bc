import Synchronization
import TianPlan
import TianSource

/// One load of a UTF-8 text.
struct CSVLoading {
  private let source: ByteSource
  private let name: String
  private let options: CSVOptions
  private let execution: Execution
  let signals = LoadSignals()

  /// A table may have so many columns.
  static let columnCountMax = 16_384

  init(_ source: ByteSource, name: String, options: CSVOptions, execution: Execution) {
    self.source = source
    self.name = name
    self.options = options
    self.execution = execution
  }

  /// - Parameters:
  ///   - start: where the text begins, after a byte order mark.
  ///   - encoding: what it was before it was UTF-8, for the origin; `byteCount` its length then.
  func load(start: Int, encoding: TextEncoding, byteCount: Int? = nil) throws(Diagnostic) -> Table {
    let preamble = try Preamble(source, start: start, options: options, units: execution.units)
    let columns = preamble.headers.map {
      LoadingColumn($0, declared: options.declared($0), units: execution.units)
    }
    do throws(Diagnostic) {
      return try load(preamble, columns, encoding, byteCount, isCareful: false)
    } catch {
      guard signals.needsCare.load(ordering: .relaxed) else { throw error }
      for column in columns { column.settle() }
      return try load(preamble, columns, encoding, byteCount, isCareful: true)
    }
  }

  private func load(
    _ preamble: Preamble, _ columns: [LoadingColumn], _ encoding: TextEncoding, _ byteCount: Int?,
    isCareful: Bool
  ) throws(Diagnostic) -> Table {
    let layout = BlockLayout(
      source: preamble.source, dialect: preamble.standard, start: preamble.rows.lowerBound,
      end: preamble.rows.upperBound, firstLine: preamble.firstLine, blockBytes: options.blockBytes,
      columnCount: columns.count, isCareful: isCareful)
    let relay = try StructureRelay(blockCount: layout.blockCount, execution: execution)
    var pending = columns.enumerated().map { index, column in
      PassColumn(index: index, column: column, mode: preamble.modes[index])
    }
    var loaded = [LoadedColumn?](repeating: nil, count: columns.count)
    var places: RowPlaces?
    var longRows: [TableOrigin.Reject] = []
    var longRowCount = 0
    var rowCount = 0
    while !pending.isEmpty {
      execution.total.add(layout.end - layout.start, ordering: .relaxed)
      let pass = try ColumnPass(pending, layout: layout, relay: relay, signals: signals, execution: execution)
      if places == nil {
        let rows = try RowPlaces(pass.places, layout: layout)
        places = rows
        rowCount = pass.places.reduce(0) { $0 + $1.rowCount }
        (longRows, longRowCount) = Self.longRows(pass.places, rows, columnCount: columns.count)
      }
      pending = try assemble(pass, rowCount: rowCount, into: &loaded)
    }
    let results = loaded.compactMap(\.self)
    let rejects = longRows + Self.rejects(results, columns, places)
    var origin = TableOrigin(
      path: source.path, byteCount: byteCount ?? source.count, encodingName: encoding.rawValue,
      rejects: Array(rejects.sorted { $0.line < $1.line }.prefix(RejectList.limit)),
      rejectCount: longRowCount + results.reduce(0) { $0 + $1.misfitCount })
    origin.tell(of: preamble.section, in: preamble.dialect, sectionCount: preamble.sectionCount)
    origin.headers = columns.map(\.header.original)
    origin.places = places
    let placed = try UnitPlaces(
      preamble.headers, results, line: preamble.unitLine, options: options,
      units: execution.units)
    let fields = zip(placed.names, placed.columns).map { Field($0, $1.type) }
    return Table(
      schema: TableSchema(name: name, fields: fields), columns: placed.columns.map(\.column),
      rowCount: rowCount, origin: origin)
  }

  /// Puts together the columns that a pass settled; gives those to be read anew, each in a wider mode.
  private func assemble(
    _ pass: ColumnPass, rowCount: Int, into loaded: inout [LoadedColumn?]
  ) throws(Diagnostic) -> [PassColumn] {
    var again: [PassColumn] = []
    var settled: [ColumnPass.Gathered] = []
    for (index, passed) in pass.columns.enumerated() {
      let gathered = pass.gathered(index)
      if let mode = passed.column.widenedMode ?? gathered.flatMap(Self.widerMode) {
        passed.column.settle()
        again.append(PassColumn(index: passed.index, column: passed.column, mode: mode))
      } else if let gathered {
        settled.append(gathered)
      }
    }
    let ready = settled
    let results = Mutex<[Int: LoadedColumn]>([:])
    _ = try Scheduler.run(partCount: ready.count, execution: execution) { () throws(Diagnostic) in
    } work: { (_, part) throws(Diagnostic) in
      let column = try ColumnAssembly(gathered: ready[part], rowCount: rowCount).assemble()
      results.withLock { $0[ready[part].column.index] = column }
    }
    for (index, column) in results.withLock({ $0 }) { loaded[index] = column }
    return again
  }

  /// The mode that the census of a column asks for, where it is not the one that it was read in.
  private static func widerMode(_ gathered: ColumnPass.Gathered) -> ParseMode? {
    if gathered.column.column.declared != nil { return nil }
    switch (gathered.column.mode, gathered.census.verdict) {
    case (.text, _), (.number, .decimal), (.float, .float), (.float, .decimal): return nil
    case (.number, .float): return .float
    case (_, .date), (_, .timestamp), (_, .period), (_, .bool), (_, .figures), (_, .text): return .text
    }
  }
}
