import TianPlan
import TianSource

/// Columns of files that are text for the sake of a few cells, where numbers are wanted.
extension StatementChecker {
  /// Where a column stands in a table that was read; nil of one that a stage made.
  func stored(_ id: ColumnID) -> (table: String, column: Int)? {
    for case .scan(let scan) in plan.steps {
      if let column = scan.columns.first(where: { $0.id == id }) { return (scan.table, column.source) }
    }
    return nil
  }

  /// `面积（亩）` is text: line 3 holds `不详`; line 3 of a file, where the table is made of several.
  func textCause(of id: ColumnID, called name: String) -> [Bilingual] {
    guard let (table, column) = stored(id), let cause = catalog.textCause(ofColumn: column, of: table) else {
      return []
    }
    let file = cause.file.map { Bilingual(" of `\($0)`", " `\($0)` ") } ?? Bilingual("", "")
    return [
      Bilingual(
        "`\(name)` is text, for line \(cause.line)\(file.en) holds `\(cause.text)`",
        "`\(name)` 是文本，因为\(file.zh)第 \(cause.line) 行是 `\(cause.text)`")
    ]
  }

  func textCause(of column: Scope.Column?) -> [Bilingual] {
    column.map { textCause(of: $0.id, called: $0.title) } ?? []
  }

  func textCause(of value: Typed) -> [Bilingual] {
    guard value.type.kind == .text, case .column(let id) = value.expression.form else { return [] }
    return textCause(of: id, called: plan.columns[id.index].name)
  }

  /// `面积（亩）` where 面积 was typed: the brackets stay in the name of a column of texts.
  static func bracketed(_ name: String, in scope: Scope) -> Scope.Column? {
    let found = scope.shown.filter { column in
      guard column.title.hasPrefix(name) else { return false }
      let rest = column.title.dropFirst(name.count)
      return rest.first.map { "（([［【".contains($0) } ?? false
    }
    return found.count == 1 ? found[0] : nil
  }
}
