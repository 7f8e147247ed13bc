import TianSource

extension Step {
  /// From every row of the input the rows of a table that can be reached from it, step by step: the row
  /// itself, at depth 0, then those at depth 1 and so on, in the order of the row that leads to them and of
  /// the table. Each different row comes once for every starting row, at its least depth.
  package struct Follow: Hashable, Sendable {
    /// A column that flows on: of the starting row, or of a row of the table.
    package struct Column: Hashable, Sendable {
      package var id: ColumnID
      package var start: ColumnID
      package var next: ColumnID
      /// Whether it only comes along, and does not tell rows apart.
      package var isCarried: Bool

      package init(id: ColumnID, start: ColumnID, next: ColumnID, isCarried: Bool = false) {
        self.id = id
        self.start = start
        self.next = next
        self.isCarried = isCarried
      }
    }

    /// A row leads to those whose target is its own value: `start` of a starting row, `next` of a row of the
    /// table. A null leads nowhere.
    package struct Link: Hashable, Sendable {
      package var start: ColumnID
      package var next: ColumnID
      package var target: ColumnID

      package init(start: ColumnID, next: ColumnID, target: ColumnID) {
        self.start = start
        self.next = next
        self.target = target
      }
    }

    package var input: StepID
    package var table: StepID
    package var columns: [Column]
    /// One or more, all of which must hold.
    package var links: [Link]
    /// What else must be true of the row that leads, by the ids of `columns`, and of the table's row.
    package var condition: Expression?
    /// An int.
    package var depth: ColumnID
    /// A text: the keys of the rows from the start on, joined by arrows. They are the targets' columns where
    /// those flow on and tell the table's rows better apart than the values that lead to them; else these.
    package var path: ColumnID
    package var depthMin: Int
    package var depthMax: Int?
    package var span: SourceSpan

    package init(
      input: StepID, table: StepID, columns: [Column], links: [Link], condition: Expression?,
      depth: ColumnID, path: ColumnID, depthMin: Int = 0, depthMax: Int? = nil, span: SourceSpan
    ) {
      self.input = input
      self.table = table
      self.columns = columns
      self.links = links
      self.condition = condition
      self.depth = depth
      self.path = path
      self.depthMin = depthMin
      self.depthMax = depthMax
      self.span = span
    }
  }
}
