extension Step {
  /// A row for every row and each of some columns of one type, in their order: the column's name and its
  /// value. Adds the two.
  package struct Unpivot: Hashable, Sendable {
    package struct Source: Hashable, Sendable {
      package var column: ColumnID
      package var name: String

      package init(column: ColumnID, name: String) {
        self.column = column
        self.name = name
      }
    }

    package var input: StepID
    /// No two of one name.
    package var sources: [Source]
    package var name: ColumnID
    package var value: ColumnID

    package init(input: StepID, sources: [Source], name: ColumnID, value: ColumnID) {
      self.input = input
      self.sources = sources
      self.name = name
      self.value = value
    }
  }
}
