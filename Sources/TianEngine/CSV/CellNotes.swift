import CTian
import TianSource

/// What a worker notes of the cells of one column that are null for another reason than that they are empty:
/// row by row of the block at hand, block after block.
final class CellNotes {
  private var rows = GrowingBuffer<UInt32>()
  private var reasons = GrowingBuffer<UInt8>()
  private var codes = GrowingBuffer<UInt32>()
  private var interner: TextInterner?

  var count: Int { rows.count }

  /// Whether the text was taken in: one that is not UTF-8 is not.
  func add(row: Int, _ reason: NullReason, _ text: UnsafeBufferPointer<UInt8>) throws(Diagnostic) -> Bool {
    guard let start = text.baseAddress, tian_csv_text_length(start, text.count) == text.count else {
      return false
    }
    if interner == nil { interner = try TextInterner() }
    guard let code = try interner?.intern(text) else { return false }
    try rows.append(UInt32(truncatingIfNeeded: row))
    try reasons.append(reason.rawValue)
    try codes.append(code)
    return true
  }

  /// Hands the entries of a block on, its rows counted from one of the table's.
  func append(_ entries: Range<Int>, at row: Int, to builder: inout NullReasonsBuilder) throws(Diagnostic) {
    for entry in entries {
      try builder.add(
        row: row + Int(rows[entry]), NullReason(rawValue: reasons[entry]) ?? .unknown,
        interner?.utf8(Int(codes[entry])))
    }
  }
}
