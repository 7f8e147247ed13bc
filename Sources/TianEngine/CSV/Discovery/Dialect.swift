/// How a text marks its cells and records.
package struct Dialect: Sendable, Hashable {
  /// What stands between two cells: one byte or several.
  package var delimiter: [UInt8]
  /// What may stand around a cell, and must where it holds a delimiter or a line end.
  package var quote = QuotedCell.quote
  package var escape = Escape.doubling
  /// Spaces after a delimiter belong to it: `a, b`.
  package var skipsSpaces = false
  package var newline = UInt8(ascii: "\n")

  /// Of a text in which nothing parts cells: a character that stands in none.
  package static let noDelimiter: [UInt8] = [0x1F]

  /// How a quote is written inside a quoted cell.
  package enum Escape: Sendable, Hashable {
    /// Twice.
    case doubling
    /// After a byte that takes its meaning from it.
    case byte(UInt8)
    /// As it is: a quote closes its cell only where a boundary follows.
    case none
  }

  package init(delimiter: [UInt8], newline: UInt8 = UInt8(ascii: "\n")) {
    self.delimiter = delimiter
    self.newline = newline
  }

  /// What the scanner of blocks reads; texts in another dialect are brought to it first.
  var standardDelimiter: UInt8? {
    delimiter.count == 1 && quote == QuotedCell.quote && escape == .doubling && !skipsSpaces
      ? delimiter[0] : nil
  }
}
