/// A piece of SQL. What each dialect spells its own way is a pattern.
indirect enum SQLExpression: Hashable, Sendable {
  struct Arm: Hashable, Sendable {
    var condition: SQLExpression
    var value: SQLExpression
  }

  case column(String, of: String? = nil)
  case literal(SQLLiteral)
  /// A dialect's text with its arguments put in.
  case pattern(SQLPattern, [SQLExpression])
  case cast(SQLExpression, SQLType)
  /// Null where the value does not fit.
  case tryCast(SQLExpression, SQLType)
  case conditional([Arm], otherwise: SQLExpression?)
  case and([SQLExpression])
  case or([SQLExpression])
  case not(SQLExpression)
  /// Among a list; null where the operand is.
  case isIn(SQLExpression, [SQLExpression])
  case exists(SQLSelect)
  case scalar(SQLSelect)
  /// An aggregate of some of the rows; of all where there is no condition.
  case filtered(SQLExpression, SQLExpression)
  case over(SQLExpression, SQLWindow)
  /// The order of an aggregate's own rows, as an argument: `first(x ORDER BY k)`.
  case keys([SQLOrder])
}

/// A text with `$1`, `$2` for its arguments, and `$*` for all of them between commas.
struct SQLPattern: Hashable, Sendable {
  enum Shape: Hashable, Sendable {
    /// `f($1, $2)`: neither arguments nor result need brackets.
    case call
    /// `$1 + $2`: both do.
    case operation
    /// `$1 < $2`: its arguments do, and it itself beside anything but `AND` and `OR`.
    case comparison
  }

  var text: String
  var shape: Shape

  static func call(_ text: String) -> SQLPattern { SQLPattern(text: text, shape: .call) }
  static func infix(_ text: String) -> SQLPattern { SQLPattern(text: text, shape: .operation) }
  static func comparison(_ text: String) -> SQLPattern { SQLPattern(text: text, shape: .comparison) }
}

enum SQLLiteral: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// As it is written, with its point.
  case decimal(String)
  case float(Double)
  case text(String)
  case date(days: Int32)
  case timestamp(microseconds: Int64)
}

enum SQLType: Hashable, Sendable {
  case bool, int, float, text, date, timestamp
  case decimal(precision: Int, scale: Int)

  /// Tian's decimals: what passes 18 digits is an error there.
  static func decimal(_ scale: Int) -> SQLType { .decimal(precision: 18, scale: scale) }
  /// Wide enough for what stands between two of those.
  static func wide(_ scale: Int) -> SQLType { .decimal(precision: 38, scale: scale) }
}

struct SQLOrder: Hashable, Sendable {
  var key: SQLExpression
  var isDescending: Bool
}

struct SQLWindow: Hashable, Sendable {
  var partition: [SQLExpression] = []
  var order: [SQLOrder] = []
  var frame: String?
}
