/// What a reader of a column should be told that neither its type nor its rejects say.
package enum ColumnRemark: Sendable, Hashable {
  /// Cells that say 万 or the like themselves, in a column whose unit does: they count in the unit without it.
  case ownMultiplier(count: Int, text: String)
  /// A column of numbers but for some cells is text: the first of these, and its line.
  case text(line: Int, text: String)
}
