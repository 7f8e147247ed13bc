import TianEngine
import TianPlan
import TianSource

/// Tables held to what is said of them, and to what every table should be.
package struct Validation {
  /// What was found of a table.
  package struct TableReport: Sendable {
    package let name: String
    /// Nil where it could not be read.
    package let rowCount: Int?
    let list: FindingList
    /// Of a table that has several, by number.
    fileprivate var fileNames: [String] = []
    /// The first of them, in the order of the file.
    package var findings: [Finding] { list.findings }
    package var count: Int { list.count }

    /// What a finding is told of: the table, and the file where it has several.
    fileprivate func name(of finding: Finding) -> String {
      fileNames.isEmpty ? name : "\(name): \(fileNames[finding.part])"
    }
  }

  package let reports: [TableReport]

  /// All tables of a workspace, one after another.
  package init(of workspace: Workspace) throws(TianError) {
    let execution = Execution(threadCount: workspace.threadCount)
    let state = workspace.snapshot
    let referenced = Self.referencedFields(state)
    var checks: [String: TableCheck] = [:]
    var failures: [String: Finding] = [:]
    for name in workspace.tableNames {
      guard let source = state.sources[name] else { continue }
      do throws(Diagnostic) {
        var check = try TableCheck(source, referenced: referenced[name] ?? [], execution)
        try check.checkInferred(execution)
        checks[name] = check
      } catch {
        if error.code == .cancelled || error.code == .outOfMemory { throw TianError(error) }
        failures[name] = Finding(
          error.code == .wrongEncoding ? .encodingError : .sourceError, error.message)
      }
    }
    for (name, check) in checks {
      for key in check.source.foreignKeys {
        let found = Self.findings(of: key, in: check, checks, state)
        checks[name]?.add(found)
      }
    }
    reports = workspace.tableNames.compactMap { name in
      if let failure = failures[name] {
        var list = FindingList()
        list.append(failure)
        return TableReport(name: name, rowCount: nil, list: list)
      }
      return checks[name].map {
        TableReport(
          name: name, rowCount: $0.rowCount, list: $0.list, fileNames: $0.files.map(FileSystem.name))
      }
    }
  }

  /// What foreign keys refer to, by the names of tables.
  private static func referencedFields(_ state: Workspace.State) -> [String: Set<String>] {
    var fields: [String: Set<String>] = [:]
    for source in state.sources.values {
      for key in source.foreignKeys {
        fields[table(of: key, in: source, state), default: []].formUnion(key.referencedColumns)
      }
    }
    return fields
  }

  /// The name of the table that a key refers to.
  private static func table(of key: ForeignKey, in source: TableSource, _ state: Workspace.State) -> String {
    key.table.isEmpty ? source.name : state.source(named: key.table)?.name ?? key.table
  }

  private static func findings(
    of key: ForeignKey, in check: TableCheck, _ checks: [String: TableCheck], _ state: Workspace.State
  ) -> FindingList {
    var list = FindingList()
    let name = table(of: key, in: check.source, state)
    func wrong(_ value: String, _ note: Bilingual) {
      list.append(Finding(.schemaError, field: key.columns.joined(separator: ", "), value: value, note))
    }
    guard let referenced = checks[name] else {
      wrong(key.table, Bilingual("there is no such resource for a foreign key", "外键所引用的资源不存在"))
      return list
    }
    let columns = key.columns.compactMap(check.keyColumn)
    let others = key.referencedColumns.compactMap(referenced.keyColumn)
    guard others.count == key.referencedColumns.count else {
      wrong(
        key.referencedColumns.joined(separator: ", "),
        Bilingual("`\(name)` has no such column for a foreign key", "外键所引用的列不在 `\(name)` 中"))
      return list
    }
    // A column that is not there was told of the labels.
    guard columns.count == key.columns.count else { return list }
    return ForeignKeyCheck(columns: columns, referenced: referenced, referencedColumns: others)
      .findings(in: check)
  }

  /// Of all tables.
  package var count: Int { reports.reduce(0) { $0 + $1.count } }

  /// A row for each of the first findings.
  package func result(_ language: Language, limit: Int = 1000) throws(TianError) -> QueryResult {
    let rows = reports.flatMap { report in report.findings.map { (report.name(of: $0), $0) } }.prefix(limit)
    let headers = [
      Bilingual("table", "表"), Bilingual("line", "行"), Bilingual("field", "字段"), Bilingual("error", "错误"),
      Bilingual("value", "值"), Bilingual("note", "说明"),
    ].map { $0[language] }
    do throws(Diagnostic) {
      let table = try ResultTable(
        listing: [
          (headers[0], .texts(rows.map(\.0))), (headers[1], .ints(rows.map(\.1.line))),
          (headers[2], .texts(rows.map(\.1.field))), (headers[3], .texts(rows.map { $0.1.code.rawValue })),
          (headers[4], .texts(rows.map(\.1.value))), (headers[5], .texts(rows.map { $0.1.note[language] })),
        ], rowCount: rows.count)
      return QueryResult(table, diagnostics: [])
    } catch {
      throw TianError(error)
    }
  }

  /// One line on all of it; where not everything is listed, how often each thing is wrong.
  package func summary(limit: Int = 1000) -> Bilingual {
    let rowCount = reports.reduce(0) { $0 + ($1.rowCount ?? 0) }
    let tables = reports.count == 1 ? "1 table" : "\(reports.count) tables"
    let rows = rowCount == 1 ? "1 row" : "\(rowCount) rows"
    if count == 0 { return Bilingual("valid: \(tables), \(rows)", "有效：\(reports.count) 张表，\(rowCount) 行") }
    let wrong = reports.count { $0.count > 0 }
    let listed = min(limit, reports.reduce(0) { $0 + $1.findings.count })
    let more =
      listed < count
      ? Bilingual(
        "; the first \(listed) are listed of \(kinds(", "))", "；列出前 \(listed) 处，共有 \(kinds("、"))")
      : Bilingual("", "")
    return Bilingual(
      "\(count == 1 ? "1 error" : "\(count) errors") in \(wrong) of \(tables), \(rows)\(more.en)",
      "\(reports.count) 张表、\(rowCount) 行中，\(wrong) 张表有 \(count) 处错误\(more.zh)")
  }

  private static let kindLimit = 10

  /// The most frequent ones: `type-error of t.n 1200`.
  private func kinds(_ separator: String) -> String {
    let all = reports.flatMap { report in
      report.list.counts.map { kind, count in
        let field = kind.field.map { ".\($0)" } ?? ""
        return (text: "\(kind.code.rawValue) \(report.name)\(field) \(count)", count: count)
      }
    }.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    let shown = all.prefix(Self.kindLimit).map(\.text).joined(separator: separator)
    return shown + (all.count > Self.kindLimit ? separator + "…" : "")
  }
}
