import TianSource

extension Step {
  /// Passes the rows on where a condition is certainly true of every one; else the run fails, and shows some
  /// of the rows of which it is false, null or undecided.
  package struct Assertion: Hashable, Sendable {
    package var input: StepID
    /// The certain reading.
    package var condition: Expression
    /// What to say, a text, worked out for the first row at fault.
    package var message: Compute.Item?
    /// The columns of rows at fault that are shown.
    package var shown: [Plan.Output]
    package var span: SourceSpan

    package init(
      input: StepID, condition: Expression, message: Compute.Item?, shown: [Plan.Output], span: SourceSpan
    ) {
      self.input = input
      self.condition = condition
      self.message = message
      self.shown = shown
      self.span = span
    }

    /// Of the input.
    package var columns: [ColumnID] {
      condition.columns + (message?.value.columns ?? []) + shown.map(\.id)
    }
  }
}
