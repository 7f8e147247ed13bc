import TianFigures

/// A named column of a table.
package struct Field: Hashable, Sendable {
  package var name: String
  package var type: DataType

  package init(_ name: String, _ type: DataType) {
    self.name = name
    self.type = type
  }
}

/// What the checker knows of a table: its name and its columns in order.
package struct TableSchema: Hashable, Sendable {
  package var name: String
  package var fields: [Field]
  package var keys: [ForeignKey]
  /// Columns of official codes that have levels, by their names.
  package var codes: [String: CodeKind] = [:]

  package init(name: String, fields: [Field], keys: [ForeignKey] = []) {
    self.name = name
    self.fields = fields
    self.keys = keys
  }

  /// Columns that together name one row of a table.
  package struct ForeignKey: Hashable, Sendable {
    package var columns: [String]
    /// What the catalog calls the table, then what else it is called.
    package var tableNames: [String]
    /// Of that table, one for each of `columns`.
    package var referencedColumns: [String]

    package init(columns: [String], tableNames: [String], referencedColumns: [String]) {
      self.columns = columns
      self.tableNames = tableNames
      self.referencedColumns = referencedColumns
    }
  }
}
