import CTian
import TianSource

/// What a worker notes of the cells of one column that are null for another reason than that they are empty:
/// row by row of the block at hand, block after block.
final class CellNotes {
  private var reasons = NullReasonsBuilder()

  var count: Int { reasons.count }

  /// Whether the text was taken in: one that is not UTF-8 is not.
  func add(row: Int, _ reason: NullReason, _ text: UnsafeBufferPointer<UInt8>) throws(Diagnostic) -> Bool {
    guard let start = text.baseAddress, tian_csv_text_length(start, text.count) == text.count else {
      return false
    }
    try reasons.add(row: row, reason, text)
    return true
  }

  /// Hands the entries of a block on, its rows counted from one of the table's.
  func append(_ entries: Range<Int>, at row: Int, to builder: inout NullReasonsBuilder) throws(Diagnostic) {
    try builder.append(reasons, entries, at: row)
  }
}
