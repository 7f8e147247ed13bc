import TianPlan
import TianSource

/// What a plan gave: named, typed columns, and what the run has to say besides.
package struct ResultTable: Sendable {
  package let fields: [Field]
  package let columns: [Column]
  package let rowCount: Int
  package let notes: [RunNote]
  /// Rows read from tables.
  package let scannedRowCount: Int

  package init(
    fields: [Field], columns: [Column], rowCount: Int, notes: [RunNote] = [], scannedRowCount: Int = 0
  ) {
    self.fields = fields
    self.columns = columns
    self.rowCount = rowCount
    self.notes = notes
    self.scannedRowCount = scannedRowCount
  }
}

/// Rows that a step left out for another reason than a plain no, for the footer.
package enum RunNote: Hashable, Sendable {
  /// Rows whose condition was null.
  case nullCondition(rowCount: Int, span: SourceSpan)
  /// Rows whose condition over hedged figures could be true and need not be.
  case undecided(rowCount: Int, span: SourceSpan)
  /// Rows of the flow whose join key was null.
  case nullKey(rowCount: Int, span: SourceSpan)
  /// How the rows of the flow fared in a join: nothing is wrong with it.
  case joined(JoinTally, span: SourceSpan)
}
