import TianEngine
import TianSource

/// What there is to say of a table that was just read.
package struct LoadNote: Sendable {
  package let severity: Diagnostic.Severity
  package let message: Bilingual

  /// How it was found to be written, where that is unusual; and the cells that did not fit their columns.
  static func notes(of table: Table) -> [LoadNote] {
    guard let origin = table.origin else { return [] }
    var notes: [LoadNote] = []
    if let found = FoundSummary.unusual(origin) {
      notes.append(
        LoadNote(
          severity: .note,
          message: Bilingual("\(table.schema.name): \(found.en)", "\(table.schema.name)：\(found.zh)")))
    }
    if origin.rejectCount > 0 {
      notes.append(LoadNote(severity: .warning, message: rejects(of: table.schema.name, origin)))
    }
    return notes
  }

  /// How many, and the first of them.
  private static func rejects(of table: String, _ origin: TableOrigin) -> Bilingual {
    let count = origin.rejectCount
    let did =
      count == 1
      ? "1 cell did not fit its column and counts as null"
      : "\(count) cells did not fit their column and count as null"
    let whole = Bilingual("\(table): \(did)", "\(table)：\(count) 个单元格与列不符，作空值")
    guard let first = origin.rejects.first else { return whole }
    // Cells past the last column have none.
    let column = first.column.isEmpty ? Bilingual("", "") : Bilingual(", \(first.column)", " \(first.column)")
    return Bilingual(
      "\(whole.en); \(count == 1 ? "it" : "the first") is line \(first.line)\(column.en): `\(first.text)` "
        + "(\(first.reason.en))",
      "\(whole.zh)；\(count == 1 ? "" : "第一个")在第 \(first.line) 行\(column.zh)：`\(first.text)`"
        + "（\(first.reason.zh)）")
  }
}
