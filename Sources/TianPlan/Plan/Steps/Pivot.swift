extension Step {
  /// Turns the rows of a group, which differ in one column, into one row: for each of some values of that
  /// column, the items of the row that has it. One row for every tuple of keys, by first appearance; without
  /// keys exactly one. Gives keys and outputs.
  package struct Pivot: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
      package var column: ColumnID
      /// What stands where a group has no row of a value.
      package var missing: Value

      package init(column: ColumnID, missing: Value) {
        self.column = column
        self.missing = missing
      }
    }

    package var input: StepID
    package var keys: [ColumnID]
    /// The column whose values become columns. Of one group no two rows have one value.
    package var per: ColumnID
    /// Different values of that column's type.
    package var values: [Value]
    package var items: [Item]
    /// All items of the first value, then those of the next.
    package var outputs: [ColumnID]

    package init(
      input: StepID, keys: [ColumnID], per: ColumnID, values: [Value], items: [Item], outputs: [ColumnID]
    ) {
      self.input = input
      self.keys = keys
      self.per = per
      self.values = values
      self.items = items
      self.outputs = outputs
    }
  }
}
