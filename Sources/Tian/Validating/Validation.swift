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
    /// The first of them, in the order of the file.
    package let findings: [Finding]
    package let count: Int
  }

  package let reports: [TableReport]

  /// All tables of a workspace.
  package init(of workspace: Workspace) throws(TianError) {
    let execution = Execution(threadCount: workspace.threadCount)
    let state = workspace.snapshot
    var checks: [String: TableCheck] = [:]
    var failures: [String: Finding] = [:]
    for name in workspace.tableNames {
      guard let source = state.sources[name] else { continue }
      do throws(Diagnostic) { checks[name] = try TableCheck(source, execution) } catch {
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
        return TableReport(name: name, rowCount: nil, findings: [failure], count: 1)
      }
      guard let check = checks[name] else { return nil }
      return TableReport(
        name: name, rowCount: check.rowCount, findings: check.list.findings, count: check.list.count)
    }
  }

  private static func findings(
    of key: ForeignKey, in check: TableCheck, _ checks: [String: TableCheck], _ state: Workspace.State
  ) -> FindingList {
    var list = FindingList()
    let name = key.table.isEmpty ? check.source.name : state.source(named: key.table)?.name ?? key.table
    guard let referenced = checks[name] else {
      list.append(
        Finding(
          .schemaError, field: key.columns.joined(separator: ", "), value: key.table,
          Bilingual("there is no such resource for a foreign key", "外键所引用的资源不存在")))
      return list
    }
    let (places, others) = (check.places(key.columns), referenced.places(key.referencedColumns))
    guard !places.isEmpty, !others.isEmpty else {
      if others.isEmpty {
        list.append(
          Finding(
            .schemaError, field: key.columns.joined(separator: ", "),
            value: key.referencedColumns.joined(separator: ", "),
            Bilingual("`\(name)` has no such column for a foreign key", "外键所引用的列不在 `\(name)` 中")))
      }
      return list
    }
    return ForeignKeyCheck(places: places, referenced: referenced, referencedPlaces: others)
      .findings(in: check)
  }

  /// Of all tables.
  package var count: Int { reports.reduce(0) { $0 + $1.count } }

  /// A row for each of the first findings.
  package func result(_ language: Language, limit: Int = 1000) throws(TianError) -> QueryResult {
    let rows = reports.flatMap { report in report.findings.map { (report.name, $0) } }.prefix(limit)
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

  /// One line on all of it.
  package func summary(limit: Int = 1000) -> Bilingual {
    let rowCount = reports.reduce(0) { $0 + ($1.rowCount ?? 0) }
    let tables = reports.count == 1 ? "1 table" : "\(reports.count) tables"
    let rows = rowCount == 1 ? "1 row" : "\(rowCount) rows"
    if count == 0 { return Bilingual("valid: \(tables), \(rows)", "有效：\(reports.count) 张表，\(rowCount) 行") }
    let wrong = reports.count { $0.count > 0 }
    let listed = min(limit, reports.reduce(0) { $0 + $1.findings.count })
    let (moreEN, moreZH) =
      listed < count ? ("; the first \(listed) are listed", "；列出前 \(listed) 处") : ("", "")
    return Bilingual(
      "\(count == 1 ? "1 error" : "\(count) errors") in \(wrong) of \(tables), \(rows)\(moreEN)",
      "\(reports.count) 张表、\(rowCount) 行中，\(wrong) 张表有 \(count) 处错误\(moreZH)")
  }
}
