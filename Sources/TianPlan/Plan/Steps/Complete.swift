extension Step {
  /// Adds to every group the rows that it lacks: for each combination of values of some columns one, its
  /// other columns null. Groups come by first appearance, the rows of each in order.
  package struct Complete: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
      package var id: ColumnID
      /// The values to be there, each once; nil: those that the group has.
      package var values: [Value]?

      package init(id: ColumnID, values: [Value]?) {
        self.id = id
        self.values = values
      }
    }

    package var input: StepID
    package var partition: [ColumnID]
    package var columns: [Column]
    /// Empty: ascending by the completed columns.
    package var order: [SortKey]

    package init(input: StepID, partition: [ColumnID], columns: [Column], order: [SortKey]) {
      self.input = input
      self.partition = partition
      self.columns = columns
      self.order = order
    }
  }
}
