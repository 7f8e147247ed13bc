/// What a reader of a column should be told that neither its type nor its rejects say.
package enum ColumnRemark: Sendable, Hashable {
  /// Cells that say 万 or the like themselves, where their unit does too.
  case ownMultiplier(OwnMultiplier)
  /// A column of numbers but for some cells is text: the first of these, and its line; the file where the
  /// table is made of several.
  case text(file: String?, line: Int, text: String)
}

/// How many cells say 万 or the like themselves where their unit does, with the first of them and the unit
/// that it counts in: `50万` beside 万人 is 50万人.
package struct OwnMultiplier: Sendable, Hashable {
  package let count: Int
  package let text: String
  package let unit: String
}
