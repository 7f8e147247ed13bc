import TianSource

extension Step {
  /// Pairs of rows whose keys are equal and for which the condition is true; every pair where there is
  /// neither. They come in the order of the left, then of the right; right rows without a left one come last,
  /// in their own order.
  package struct Join: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case inner, left, right, full, semi, anti
      /// Every left row once; nulls where nothing matches, an error where two do.
      case one

      /// Whether the right side's columns flow on.
      package var givesRight: Bool {
        switch self {
        case .inner, .left, .right, .full, .one: true
        case .semi, .anti: false
        }
      }

      /// Whether left rows that match nothing flow on with nulls for the right side's columns.
      package var keepsLeft: Bool {
        switch self {
        case .left, .full, .one: true
        case .inner, .right, .semi, .anti: false
        }
      }

      /// Whether right rows that match nothing flow on with nulls for the left side's columns.
      package var keepsRight: Bool {
        switch self {
        case .right, .full: true
        case .inner, .left, .one, .semi, .anti: false
        }
      }
    }

    package struct Equality: Hashable, Sendable {
      package var left: ColumnID
      package var right: ColumnID

      package init(left: ColumnID, right: ColumnID) {
        self.left = left
        self.right = right
      }
    }

    package var kind: Kind
    package var left: StepID
    package var right: StepID
    /// Each side of one kind and unit.
    package var on: [Equality]
    /// What else must be true of both rows; its columns flow in from either side.
    package var condition: Expression?
    /// Whether a null key matches a null key; else it matches nothing, and is counted.
    package var nullsMatch: Bool
    /// Whether it finds the row that a foreign key names: then nobody is told of nulls and of how rows fared.
    package var isForeignKey: Bool
    package var span: SourceSpan

    package init(
      kind: Kind, left: StepID, right: StepID, on: [Equality], condition: Expression? = nil,
      nullsMatch: Bool = false, isForeignKey: Bool = false, span: SourceSpan
    ) {
      self.kind = kind
      self.left = left
      self.right = right
      self.on = on
      self.condition = condition
      self.nullsMatch = nullsMatch
      self.isForeignKey = isForeignKey
      self.span = span
    }
  }
}
