import TianPlan
import TianSource

/// The columns that a stage sees, in order.
struct Scope {
  struct Column {
    var name: String
    /// The table it comes from, by which `t.name` finds it.
    var qualifier: String?
    var id: ColumnID
    /// It is called `t.name` in the result, for the flow has another of its bare name.
    var isQualified = false
    /// Found by `t.name` alone and no part of the result: the other side of a shared join column.
    var isHidden = false
    /// Its expression was wrong: whatever is made of it is passed over in silence.
    var isUnknown = false
    /// Its name in the other language, of a column that a stage names itself: it is found by both.
    var otherName: String?

    /// What it is called in a result.
    var title: String {
      if isQualified, let qualifier { "\(qualifier).\(name)" } else { name }
    }
  }

  var columns: [Column]
  /// What the table is called in messages, where it has a name.
  var table: String?
  /// The table itself is wrong: any name may be its column.
  var isUnknown = false

  static let empty = Scope(columns: [], table: nil)
  static let unknown = Scope(columns: [], table: nil, isUnknown: true)

  var shown: [Column] { columns.filter { !$0.isHidden } }

  /// As a table of its own: every shown column by its title, found under one qualifier.
  func asTable(qualifier: String?) -> Scope {
    var scope = self
    scope.table = qualifier ?? table
    scope.columns = shown.map { column in
      var column = column
      column.name = column.title
      column.isQualified = false
      column.qualifier = qualifier
      return column
    }
    return scope
  }

  /// Adds a column, in the place of a shown one of the same title.
  mutating func put(_ column: Column) {
    if let at = columns.firstIndex(where: { !$0.isHidden && $0.title == column.title }) {
      columns[at] = column
    } else {
      columns.append(column)
    }
  }
}

extension Scope.Column {
  /// A column that a stage names itself, in the language of its verb.
  init(_ names: Bilingual, in language: Language, id: ColumnID) {
    self.init(name: names[language], qualifier: nil, id: id, otherName: names[language.other])
  }
}
