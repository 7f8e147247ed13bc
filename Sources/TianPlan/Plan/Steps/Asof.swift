import TianSource

extension Step {
  /// Every left row once, in its order, beside the right row of equal keys whose value is nearest; nulls
  /// where there is none. Of rows equally near it is the last for a value before, the first for one after.
  package struct Asof: Hashable, Sendable {
    /// How the left value stands to the right one, which must be as near as can be.
    package struct Nearest: Hashable, Sendable {
      package var left: ColumnID
      /// Never `equal` or `notEqual`.
      package var comparison: Comparison
      package var right: ColumnID

      package init(left: ColumnID, comparison: Comparison, right: ColumnID) {
        self.left = left
        self.comparison = comparison
        self.right = right
      }
    }

    package var left: StepID
    package var right: StepID
    /// Each side of one kind and unit; a null key matches nothing, and is counted.
    package var on: [Join.Equality]
    package var nearest: Nearest
    package var span: SourceSpan

    package init(left: StepID, right: StepID, on: [Join.Equality], nearest: Nearest, span: SourceSpan) {
      self.left = left
      self.right = right
      self.on = on
      self.nearest = nearest
      self.span = span
    }
  }
}
