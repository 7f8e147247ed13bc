import TianEngine
import TianPlan
import TianSource

/// `_rejects`, `_剔除`: what did not fit the tables of the session, each with its place, its text and the
/// reason.
enum RejectTable {
  static let names = Bilingual("_rejects", "_剔除")

  private static let headers = [
    Bilingual("file", "文件"), Bilingual("line", "行号"), Bilingual("column", "列"), Bilingual("text", "原文"),
    Bilingual("reason", "原因"),
  ]

  /// The language in which a name asks for it; nil for other names.
  static func language(of name: String) -> Language? {
    name == names.en ? .english : name == names.zh ? .chinese : nil
  }

  /// - Parameters:
  ///   - tables: in order; those that come from no file have none.
  ///   - failures: why files could not be read, which have no line.
  static func make(
    of tables: [Table], failures: [(file: String, failure: Diagnostic)], in language: Language
  ) throws(Diagnostic) -> Table {
    var files: [String?] = []
    var lines: [Int?] = []
    var columns: [String?] = []
    var texts: [String?] = []
    var reasons: [String?] = []
    for table in tables {
      guard let origin = table.origin, origin.rejectCount > 0 else { continue }
      for reject in table.allRejects {
        files.append(reject.file ?? origin.path)
        lines.append(reject.line)
        columns.append(reject.column.isEmpty ? nil : reject.column)
        texts.append(reject.text)
        reasons.append(reject.reason[language])
      }
    }
    for (file, failure) in failures {
      files.append(file)
      lines.append(nil)
      columns.append(nil)
      texts.append(nil)
      reasons.append(failure.message[language])
    }
    let titles = headers.map { $0[language] }
    let cells: [ListedCells] = [.texts(files), .ints(lines), .texts(columns), .texts(texts), .texts(reasons)]
    let result = try ResultTable(
      listing: zip(titles, cells).map { (name: $0, cells: $1) }, rowCount: files.count)
    return Table(
      schema: TableSchema(name: names[language], fields: result.fields), columns: result.columns,
      rowCount: files.count)
  }
}
