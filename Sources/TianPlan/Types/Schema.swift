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

  package init(name: String, fields: [Field]) {
    self.name = name
    self.fields = fields
  }
}
