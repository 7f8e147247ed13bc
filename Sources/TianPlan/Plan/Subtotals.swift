/// A key of `rollup` or `cube`: where the column of levels does not name it, its null stands for all of its
/// values.
package struct Subtotals: Hashable, Sendable {
  package var key: ColumnID
  /// The column that names each row's level.
  package var level: ColumnID
  /// The levels that keep the key.
  package var keptIn: Set<String>
  /// What people are shown for the null: `total` or `合计`.
  package var text: String

  package init(key: ColumnID, level: ColumnID, keptIn: Set<String>, text: String) {
    self.key = key
    self.level = level
    self.keptIn = keptIn
    self.text = text
  }
}
