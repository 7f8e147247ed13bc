import TianFigures

extension Step {
  /// Some rows of the table or of each group, in the table's order. Every row draws a number from the seed
  /// and its place among all rows; of each group those with the least are kept.
  package struct Sample: Hashable, Sendable {
    package enum Size: Hashable, Sendable {
      /// So many rows, or all where there are fewer.
      case rows(Int)
      /// That part of the rows, 0 to 1, rounded to whole rows, halves up.
      case share(Rational)
    }

    package var input: StepID
    package var partition: [ColumnID]
    /// Rows take their places in this order; empty: the table's.
    package var order: [SortKey]
    package var size: Size
    package var seed: Int64

    package init(
      input: StepID, partition: [ColumnID], order: [SortKey], size: Size, seed: Int64
    ) {
      self.input = input
      self.partition = partition
      self.order = order
      self.size = size
      self.seed = seed
    }
  }
}
