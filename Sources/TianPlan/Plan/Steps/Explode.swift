extension Step {
  /// A row for every part of a text between separators, in their order; adds the part. An empty text is one
  /// empty part, a null one null.
  package struct Explode: Hashable, Sendable {
    package var input: StepID
    package var column: ColumnID
    /// Not empty.
    package var separator: String
    package var part: ColumnID

    package init(input: StepID, column: ColumnID, separator: String, part: ColumnID) {
      self.input = input
      self.column = column
      self.separator = separator
      self.part = part
    }
  }
}
