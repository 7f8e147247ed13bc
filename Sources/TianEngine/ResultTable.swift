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
  /// By the places of the columns that are keys of subtotals.
  package let totals: [Int: TotalCells]
  /// How the rows are drawn; nil: as a table.
  package let chart: Chart?

  package init(
    fields: [Field], columns: [Column], rowCount: Int, notes: [RunNote] = [], scannedRowCount: Int = 0,
    totals: [Int: TotalCells] = [:], chart: Chart? = nil
  ) {
    self.fields = fields
    self.columns = columns
    self.rowCount = rowCount
    self.notes = notes
    self.scannedRowCount = scannedRowCount
    self.totals = totals
    self.chart = chart
  }
}

/// The null cells of a key that stand for all of its values, and what people are shown there.
package struct TotalCells: Sendable {
  package let rows: Bitmap
  package let text: String

  /// Of a key's column and the column that names each row's level.
  init(_ subtotals: Subtotals, _ key: Column, _ level: Column) throws(Diagnostic) {
    text = subtotals.text
    rows = try Bitmap(count: key.count)
    guard case .text(let codes, let dictionary) = level.storage else { return }
    let isTotal = (0..<dictionary.count).map { !subtotals.keptIn.contains(dictionary[$0]) }
    for row in 0..<key.count where key.isNull(row) && !level.isNull(row) && isTotal[Int(codes[row])] {
      rows.set(row)
    }
  }
}

/// Rows that a step left out for another reason than a plain no, for the footer.
package enum RunNote: Hashable, Sendable {
  /// Rows whose condition was null.
  case nullCondition(rowCount: Int, span: SourceSpan)
  /// Rows whose condition over hedged figures could be true and need not be.
  case undecided(rowCount: Int, span: SourceSpan)
  /// Rows for which a condition that is a value, or chooses one, could be true and need not be.
  case takenAsNo(rowCount: Int, span: SourceSpan)
  /// Values that an expression made null though what it was made of was none.
  case madeNull(valueCount: Int, cause: NullCause, span: SourceSpan)
  /// Neighbours in an order by hedged figures that may be either way round, where that decides something.
  case overlapping(pairCount: Int, OrderUse, span: SourceSpan)
  /// Rows of the flow whose join key was null.
  case nullKey(rowCount: Int, span: SourceSpan)
  /// How the rows of the flow fared in a join: nothing is wrong with it.
  case joined(JoinTally, span: SourceSpan)
}

/// What goes by an order.
package enum OrderUse: CaseIterable, Sendable {
  /// `take` and `skip` keep one of two rows.
  case cut
  /// `rank` and the like number them.
  case rank
}

/// Why an expression gave null.
package enum NullCause: CaseIterable, Sendable {
  /// A text that is no figure of the unit, or a number whose row has another one.
  case otherUnit
  /// A text that is no number without a unit, where none was named.
  case notPlain
  /// Divided by zero, or by a figure that may be zero.
  case zeroDivisor
  /// No number at all: the root of a negative one, what is beyond all doubles.
  case noNumber
}

extension RunNote {
  /// Of an aggregate's column: a `sum` is null where no double holds it, and for no other reason.
  static func overflows(
    of function: AggregateFunction, _ column: Column, at span: SourceSpan
  ) -> RunNote? {
    guard function == .sum, let validity = column.validity else { return nil }
    return .madeNull(valueCount: column.count - validity.setCount, cause: .noNumber, span: span)
  }
}
