import TianEngine
import TianPlan
import TianSource

/// Looks a table through for what is wrong with it: its labels, its rows, the cells of its columns, its keys.
/// Each different text of a column is looked at once, however often it stands there.
struct TableCheck {
  let source: TableSource
  /// As the loader reads it: what it rejects in columns of no declared type is wrong.
  let table: Table
  /// Its cells as they stand.
  let texts: Table
  let columns: [CheckedColumn]
  private let labels: LabelCheck
  private let scans: [RecordScan]
  private(set) var list = FindingList()

  init(_ source: TableSource, _ execution: Execution) throws(Diagnostic) {
    self.source = source
    table = try source.table(execution).table
    texts = try source.texts(execution)
    scans = try source.scans(execution)
    labels = LabelCheck(
      scans.count == 1 ? scans[0].labels : [], table.schema.fields.map(\.name), source.schema)
    let missing = Set(source.schema.missingTexts.map(\.text))
    let (fields, names, read) = (labels.fields, table.schema.fields.map(\.name), texts.columns)
    columns = read.indices.map { place in
      let check = fields[place].map { CellCheck($0, missing: missing) }
      return CheckedColumn(read[place], check, place: place, name: names[place])
    }
    for finding in SchemaCheck.findings(of: source.schema) { list.append(finding) }
    for finding in labels.findings(line: scans[0].labelLine) { list.append(finding) }
    for scan in scans { list.merge(try rows(of: scan)) }
    for column in columns { list.merge(cells(of: column)) }
    list.merge(rejects())
    for key in keys { list.merge(key.findings(columns: columns, rowCount: texts.rowCount, line: line)) }
  }

  var rowCount: Int { texts.rowCount }

  /// The column of a field; nil where the file has none.
  func column(of field: String) -> CheckedColumn? {
    let place =
      labels.fields.firstIndex { $0?.name == field } ?? table.schema.fields.firstIndex { $0.name == field }
    return place.map { columns[$0] }
  }

  mutating func add(_ other: FindingList) { list.merge(other) }

  /// The line on which a row begins.
  func line(_ row: Int) -> Int? { texts.origin?.places?.line(ofRow: row) }

  // MARK: rows

  private func rows(of scan: RecordScan) throws(Diagnostic) -> FindingList {
    var list = FindingList()
    // Of several files each has columns of its own.
    let names = scans.count == 1 ? Array(columns.map(\.name).prefix(width(of: scan))) : scan.labels
    try scan.forEachRow { row in
      if row.isBlank {
        list.append(Finding(.blankRow, line: row.line, Bilingual("the row is blank", "整行为空")))
      } else if row.cellCount < names.count {
        for place in row.cellCount..<names.count {
          list.append(
            Finding(
              .missingCell, line: row.line, field: names[place], place: place,
              Bilingual(
                "the row has \(row.cellCount) cells of \(names.count)",
                "该行只有 \(row.cellCount) 个单元格，应有 \(names.count) 个")))
        }
      } else {
        for place in names.count..<max(names.count, row.cellCount) {
          list.append(
            Finding(
              .extraCell, line: row.line, place: place,
              Bilingual(
                "cell \(place + 1) of a row, and there are \(names.count) columns",
                "该行第 \(place + 1) 个单元格，表只有 \(names.count) 列")))
        }
      }
    }
    return list
  }

  private func width(of scan: RecordScan) -> Int { scan.labels.isEmpty ? columns.count : scan.labels.count }

  // MARK: cells

  private func cells(of column: CheckedColumn) -> FindingList {
    var list = FindingList()
    guard let check = column.check else { return list }
    let faults = column.faults
    let isRequired = check.field.constraints.isRequired
    guard isRequired || faults.contains(where: { !$0.isEmpty }) else { return list }
    for row in 0..<texts.rowCount {
      guard let code = column.code(row) else {
        if isRequired { list.append(missing(column, row, value: nil)) }
        continue
      }
      if isRequired, faults[code].isEmpty, column.values[code] == .null {
        list.append(missing(column, row, value: column.text(code)))
      }
      for fault in faults[code] {
        list.append(
          Finding(
            fault.code, line: line(row), field: column.name, place: column.place, value: column.text(code),
            fault.note))
      }
    }
    return list
  }

  private func missing(_ column: CheckedColumn, _ row: Int, value: String?) -> Finding {
    Finding(
      .constraintError, line: line(row), field: column.name, place: column.place, value: value,
      Bilingual("a value is required", "必须有值"))
  }

  /// What the loader took out of columns whose type it found by itself.
  private func rejects() -> FindingList {
    var list = FindingList()
    let declared = Set(columns.filter { $0.check?.field.bareKind != nil }.map(\.name))
    let places = Dictionary(columns.map { ($0.name, $0.place) }, uniquingKeysWith: { first, _ in first })
    for reject in table.origin?.rejects ?? [] {
      if reject.kind == .unreadable {
        list.append(
          Finding(
            .encodingError, line: reject.line, field: reject.column, place: places[reject.column] ?? -1,
            value: reject.text, reject.reason))
        continue
      }
      guard reject.kind == .cell, let place = places[reject.column], !declared.contains(reject.column) else {
        continue
      }
      let reason = reject.reason
      list.append(
        Finding(
          .typeError, line: reject.line, field: reject.column, place: place, value: reject.text,
          Bilingual(
            "\(reason.en), as the rest of the column is", "\(reason.zh)，而该列其余都是")))
    }
    return list
  }

  // MARK: keys

  private var keys: [KeyCheck] {
    let schema = source.schema
    var keys: [KeyCheck] = []
    if !schema.primaryKey.isEmpty { keys.append(KeyCheck(.primaryKey, places(schema.primaryKey))) }
    for names in schema.uniqueKeys { keys.append(KeyCheck(.uniqueError, places(names))) }
    for column in columns where column.check?.field.constraints.isUnique ?? false {
      keys.append(KeyCheck(.uniqueError, [column.place]))
    }
    return keys.filter { !$0.places.isEmpty }
  }

  /// None where a column is not there: that was told of the labels.
  func places(_ names: [String]) -> [Int] {
    let places = names.compactMap { column(of: $0)?.place }
    return places.count == names.count ? places : []
  }
}
