import TianEngine
import TianPlan
import TianSource

/// Looks a table through for what is wrong with it: its labels, its rows, the cells of its columns, its keys.
/// Each different text of a column is looked at once, however often it stands there. Only the columns that
/// foreign keys name stay in memory.
struct TableCheck {
  let source: TableSource
  let rowCount: Int
  private let labels: LabelCheck
  /// What the columns are called.
  private let names: [String]
  private let readsTexts: Bool
  private let places: RowPlaces?
  /// Their paths, where there are several.
  let files: [String]
  private var keyColumns: [Int: CheckedColumn] = [:]
  private(set) var list = FindingList()

  /// - Parameter referenced: the fields that keys of other tables refer to, and of this one.
  init(_ source: TableSource, referenced: Set<String>, _ execution: Execution) throws(Diagnostic) {
    self.source = source
    let scans = try source.scans(execution)
    let labels = scans.count == 1 ? scans[0].labels : []
    // Where nothing is declared there is nothing to look up in texts.
    readsTexts = !source.schema.fields.isEmpty || !referenced.isEmpty
    let texts = try readsTexts ? source.texts(execution) : source.fresh(execution)
    let origin = texts.origin
    // What labels of rows say makes a column that is in no file.
    names = texts.schema.fields.prefix(origin?.headers.count ?? .max).map(\.name)
    self.labels = LabelCheck(labels, names, source.schema)
    rowCount = texts.rowCount
    files = scans.count > 1 ? scans.map(\.path) : []
    places = origin?.places
    for finding in SchemaCheck.findings(of: source.schema) { list.append(finding) }
    for finding in self.labels.findings(line: scans[0].labelLine) { list.append(finding) }
    for (part, scan) in scans.enumerated() { list.merge(try rows(of: scan, part)) }
    if readsTexts {
      try check(texts.columns, referenced.union(source.foreignKeys.flatMap(\.columns)), execution)
    }
    list.merge(rejects(origin))
  }

  /// What the loader makes of columns of no declared type, once the texts are gone.
  mutating func checkInferred(_ execution: Execution) throws(Diagnostic) {
    guard readsTexts, labels.fields.contains(where: { $0?.bareKind == nil }) else { return }
    list.merge(rejects(try source.fresh(execution).origin, besidesUnreadable: true))
  }

  /// A column that keys name, by its field; nil where the file has none.
  func keyColumn(of field: String) -> CheckedColumn? { place(of: field).flatMap { keyColumns[$0] } }

  private func place(of field: String) -> Int? {
    labels.fields.firstIndex { $0?.name == field } ?? names.firstIndex(of: field)
  }

  mutating func add(_ other: FindingList) { list.merge(other) }

  /// The line on which a row begins.
  func line(_ row: Int) -> Int? { places?.line(ofRow: row) }

  /// Which of several files a row is in.
  func part(_ row: Int) -> Int {
    files.isEmpty ? 0 : part(places?.file(ofRow: row))
  }

  private func part(_ path: String?) -> Int { path.flatMap { files.firstIndex(of: $0) } ?? 0 }

  // MARK: rows

  private func rows(of scan: RecordScan, _ part: Int) throws(Diagnostic) -> FindingList {
    var list = FindingList()
    // Of several files each has columns of its own.
    let width = scan.labels.isEmpty ? self.names.count : scan.labels.count
    let names = files.isEmpty ? Array(self.names.prefix(width)) : scan.labels
    try scan.forEachRow { row in
      if row.isBlank {
        list.append(Finding(.blankRow, part: part, line: row.line, Bilingual("the row is blank", "整行为空")))
      } else if row.cellCount < names.count {
        for place in row.cellCount..<names.count {
          list.append(.missingCell, names[place]) {
            Finding(
              .missingCell, part: part, line: row.line, field: names[place], place: place,
              Bilingual(
                "the row has \(row.cellCount) cells of \(names.count)",
                "该行只有 \(row.cellCount) 个单元格，应有 \(names.count) 个"))
          }
        }
      } else {
        for place in names.count..<max(names.count, row.cellCount) {
          list.append(.extraCell, nil) {
            Finding(
              .extraCell, part: part, line: row.line, place: place,
              Bilingual(
                "cell \(place + 1) of a row, and there are \(names.count) columns",
                "该行第 \(place + 1) 个单元格，表只有 \(names.count) 列"))
          }
        }
      }
    }
    return list
  }

  // MARK: cells

  private mutating func check(
    _ cells: [Column], _ kept: Set<String>, _ execution: Execution
  ) throws(Diagnostic) {
    let missing = Set(source.schema.missingTexts.map(\.text))
    let columns = cells.indices.map { place in
      let check = labels.fields[place].map { CellCheck($0, missing: missing) }
      return CheckedColumn(cells[place], check, place: place, name: names[place])
    }
    for column in columns {
      try execution.checkCancelled()
      list.merge(self.cells(of: column))
    }
    for key in keys(columns) {
      try execution.checkCancelled()
      list.merge(key.findings(in: self))
    }
    for place in kept.compactMap(place) { keyColumns[place] = columns[place] }
  }

  private func cells(of column: CheckedColumn) -> FindingList {
    var list = FindingList()
    column.forEachFault(rowCount: rowCount) { row, text, fault in
      list.append(fault.code, column.name) {
        Finding(
          fault.code, part: part(row), line: line(row), field: column.name, place: column.place, value: text,
          fault.note)
      }
    }
    return list
  }

  /// What the loader took out of columns whose type it found by itself, and bytes that are no characters.
  private func rejects(_ origin: TableOrigin?, besidesUnreadable: Bool = false) -> FindingList {
    var list = FindingList()
    let declared = Set(names.indices.filter { labels.fields[$0]?.bareKind != nil }.map { names[$0] })
    let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    for reject in origin?.rejects ?? [] {
      let place = places[reject.column]
      switch reject.kind {
      case .unreadable:
        if besidesUnreadable { continue }
        list.append(
          Finding(
            .encodingError, part: part(reject.file), line: reject.line, field: reject.column,
            place: place ?? -1, value: reject.text, reject.reason))
      case .cell:
        guard let place, !declared.contains(reject.column) else { continue }
        let reason = reject.reason
        list.append(
          Finding(
            .typeError, part: part(reject.file), line: reject.line, field: reject.column, place: place,
            value: reject.text,
            Bilingual("\(reason.en), as the rest of the column is", "\(reason.zh)，而该列其余都是")))
      case .unevenRow, .strayQuote: continue
      }
    }
    return list
  }

  // MARK: keys

  private func keys(_ columns: [CheckedColumn]) -> [KeyCheck] {
    let schema = source.schema
    var keys: [(code: FindingCode, names: [String])] = schema.uniqueKeys.map { (.uniqueError, $0) }
    if !schema.primaryKey.isEmpty { keys.insert((.primaryKey, schema.primaryKey), at: 0) }
    keys += columns.compactMap { column in
      (column.check?.field).flatMap { $0.constraints.isUnique ? (.uniqueError, [$0.name]) : nil }
    }
    return keys.compactMap { key in
      let places = key.names.compactMap(place)
      // One that is not there was told of the labels.
      guard places.count == key.names.count, !places.isEmpty else { return nil }
      return KeyCheck(code: key.code, columns: places.map { columns[$0] })
    }
  }
}
