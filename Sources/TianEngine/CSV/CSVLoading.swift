import Synchronization
import TianPlan
import TianSource

/// One load of a UTF-8 text, of which is known what columns it has.
struct CSVLoading {
  private let preamble: Preamble
  private let origin: TableOrigin
  private let name: String
  private let options: CSVOptions
  private let execution: Execution
  private let signals = LoadSignals()

  /// A table may have so many columns.
  static let columnCountMax = 16_384

  /// - Parameter origin: what is known of the text before its rows are read.
  init(
    _ preamble: Preamble, _ origin: TableOrigin, name: String, options: CSVOptions, execution: Execution
  ) {
    self.preamble = preamble
    self.origin = origin
    self.name = name
    self.options = options
    self.execution = execution
  }

  func load() throws(Diagnostic) -> Table { try load(Set(preamble.headers.indices), others: nil) }

  /// Some of the columns, by their places; the others have the names and types of a sketch, and no rows.
  func load(_ needed: Set<Int>, others: TableSchema?) throws(Diagnostic) -> Table {
    try options.check(preamble.headers)
    let columns = preamble.headers.map {
      LoadingColumn($0, declared: options.declared($0), reading: options.reading(of: $0, preamble.reading))
    }
    do throws(Diagnostic) {
      return try load(columns, needed, others, isCareful: false)
    } catch {
      guard signals.needsCare.load(ordering: .relaxed) else { throw error }
      for column in columns { column.settle() }
      return try load(columns, needed, others, isCareful: true)
    }
  }

  private func load(
    _ columns: [LoadingColumn], _ needed: Set<Int>, _ others: TableSchema?, isCareful: Bool
  ) throws(Diagnostic) -> Table {
    let layout = BlockLayout(
      source: preamble.source, dialect: preamble.standard, start: preamble.rows.lowerBound,
      end: preamble.rows.upperBound, firstLine: preamble.firstLine, blockBytes: options.blockBytes,
      columnCount: columns.count, isCareful: isCareful)
    let relay = try StructureRelay(blockCount: layout.blockCount, execution: execution)
    var pending = columns.indices.filter(needed.contains).map { index in
      PassColumn(index: index, column: columns[index], mode: preamble.modes[index])
    }
    var loaded = [LoadedColumn?](repeating: nil, count: columns.count)
    var places: RowPlaces?
    var rejects = RejectCollector(origin)
    var (rowCount, hasGap) = (0, false)
    while !pending.isEmpty || places == nil {
      execution.total.add(layout.end - layout.start, ordering: .relaxed)
      let pass = try ColumnPass(pending, layout: layout, relay: relay, signals: signals, execution: execution)
      if places == nil {
        let rows = try RowPlaces(pass.places, layout: layout, files: preamble.files)
        places = rows
        rowCount = pass.places.reduce(0) { $0 + $1.rowCount }
        rejects.add(pass.places, rows, names: columns.map(\.header.name))
        hasGap = pass.places.haveGap
      }
      pending = try assemble(pass, rowCount: rowCount, into: &loaded)
    }
    if let others {
      for index in columns.indices where !needed.contains(index) {
        loaded[index] = try LoadedColumn.unread(others.fields[index].type)
      }
    }
    let results = loaded.compactMap(\.self)
    let placed = try UnitPlaces(
      preamble.headers, results, line: preamble.unitLine, options: options, reading: preamble.reading)
    let marked = try LabelMarks(
      placed.names, placed.columns, notes: preamble.section.notes.map(\.text), hasParts: preamble.hasParts)
    for (name, column) in zip(marked.names, marked.columns) { rejects.add(column.column, name, places) }
    var origin = try finishedOrigin(rejects, marked, headers: columns.map(\.header.original), places)
    origin.take(
      RowDoubts(results, preamble.headers, isRead: needed.contains, rowCount: rowCount), hasGap: hasGap,
      preamble.look)
    origin.hasLateDecimalComma = preamble.reading.mayBeDecimalComma(in: results)
    var fields = marked.columns.indices.map { index in
      let own = Field(marked.names[index], marked.columns[index].type)
      return needed.contains(index) ? own : others?.fields[index] ?? own
    }
    var loadedColumns = marked.columns.map(\.column)
    if let fileColumn = options.fileColumn {
      guard !fields.contains(where: { $0.name == fileColumn }) else {
        throw LoadFailure.takenFileColumn(fileColumn)
      }
      fields.append(Field(fileColumn, .text))
      loadedColumns.append(try FileColumn.make(origin, rowCount: rowCount))
    }
    return Table(
      schema: TableSchema(name: name, fields: fields), columns: loadedColumns, rowCount: rowCount,
      origin: origin)
  }

  /// What there is to say of the rows that were read. Throws where none may be rejected, and one was.
  private func finishedOrigin(
    _ rejects: RejectCollector, _ marked: LabelMarks, headers: [String], _ places: RowPlaces?
  ) throws(Diagnostic) -> TableOrigin {
    var origin = self.origin
    (origin.rejects, origin.rejectCounts) = (rejects.first, rejects.counts)
    if options.isStrict || execution.isStrict, let first = origin.rejects.first {
      throw LoadFailure.strict(path: first.file ?? origin.path, first, count: origin.rejectCount)
    }
    (origin.headers, origin.places) = (headers, places)
    origin.remarks = Self.remarks(marked, places)
    origin.findings =
      preamble.findings
      + zip(marked.names, marked.columns).flatMap { name, column in column.findings.map { $0.message(name) } }
      + marked.findings
    return origin
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
