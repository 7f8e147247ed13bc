/// A whole query: named tables, each of those before it, and the select that shows the last.
struct SQLQuery: Hashable, Sendable {
  struct Named: Hashable, Sendable {
    var name: String
    var body: SQLBody
  }

  var tables: [Named]
  var result: SQLSelect
}

enum SQLBody: Hashable, Sendable {
  case select(SQLSelect)
  case unionAll([SQLSelect])
  /// The first rows, and those that a select makes of the last ones, by the table's own name, until none is
  /// new.
  case recursive(SQLSelect, SQLSelect)
}

struct SQLSelect: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var value: SQLExpression
    /// Nil where the value is a column of that name.
    var name: String?
  }

  var isDistinct = false
  /// Empty: one column that nobody reads, for SQL has no rows without columns.
  var items: [Item]
  /// Nil: one row.
  var from: SQLSource?
  var joins: [SQLJoin] = []
  var conditions: [SQLExpression] = []
  var groups: [SQLExpression] = []
  var order: [SQLOrder] = []
  var limit: Int?
  var offset = 0
}

/// A table by its name, the user's or one of `SQLQuery.tables`, or a select in brackets.
struct SQLSource: Hashable, Sendable {
  indirect enum Kind: Hashable, Sendable {
    case table(String)
    case select(SQLSelect)
  }

  var kind: Kind
  var alias: String?
}

struct SQLJoin: Hashable, Sendable {
  enum Kind: String, Hashable, Sendable {
    case inner = "JOIN"
    case left = "LEFT JOIN"
    case right = "RIGHT JOIN"
    case full = "FULL JOIN"
    /// Each left row beside the nearest right one; nulls where there is none.
    case nearest = "ASOF LEFT JOIN"
  }

  var kind: Kind
  var source: SQLSource
  var on: [SQLExpression]
}
