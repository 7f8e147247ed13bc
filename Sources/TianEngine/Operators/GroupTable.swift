import TianPlan
import TianSource

/// A worker's groups: the number of every key, where each group first appeared, and the state of its
/// aggregates.
final class GroupTable {
  private var encoder: KeyEncoder
  private let index: KeyIndex
  private let isGrouped: Bool
  let accumulators: [any Accumulator]
  /// Where each group first appeared: the ordinal of the row, then the group's number in the table of the
  /// worker that met it there, for a join may make several groups of one row. No two are the same.
  private var appearances: [UInt64] = []

  /// - Parameter layout: of the keys; shared by the workers of a pipeline. Without keys there is one group,
  ///   whether rows come or not.
  /// - Parameter rowCount: of the relation that the rows come from.
  init(_ layout: KeyLayout, _ accumulators: [any Accumulator], rowCount: Int) throws(Diagnostic) {
    encoder = KeyEncoder(layout)
    index = try KeyIndex(layout, rowCount: rowCount)
    isGrouped = !layout.ids.isEmpty
    self.accumulators = accumulators
    if !isGrouped {
      appearances = [0]
      for accumulator in accumulators { try accumulator.grow(to: 1) }
    }
  }

  var count: Int { appearances.count }

  /// The group of every row of a batch, in the batch's arena; aggregates take the batch in.
  func add(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    if isGrouped {
      let newRows = try batch.arena.allocate(UInt32.self, batch.count)
      let words = try encoder.encode(batch)
      let added = try index.assign(words, batch.count, numbers: numbers, newRows: newRows)
      if added > 0 {
        for new in 0..<added {
          appearances.append(UInt64(batch.ordinal(Int(newRows[new]))) << 32 | UInt64(count))
        }
        for accumulator in accumulators { try accumulator.grow(to: count) }
      }
    } else {
      numbers.update(repeating: 0, count: batch.count)
    }
    for accumulator in accumulators { try accumulator.update(batch, numbers) }
    return numbers
  }

  /// Takes another worker's groups in. Returns the number here of each group there.
  func merge(_ other: GroupTable) throws(Diagnostic) -> [UInt32] {
    var mapping = [UInt32](repeating: 0, count: other.count)
    if isGrouped, let keys = other.index.keys.pointer {
      let newRows = try Buffer<UInt32>(count: other.count)
      let added = try mapping.withUnsafeMutableBufferPointer { buffer throws(Diagnostic) in
        guard let numbers = buffer.baseAddress else { return 0 }
        return try index.assignAll(keys, other.count, numbers: numbers, newRows: newRows.pointer)
      }
      appearances.append(contentsOf: repeatElement(.max, count: added))
      try Execution.inPieces(0..<mapping.count) { range in
        for group in range {
          let number = Int(mapping[group])
          appearances[number] = min(appearances[number], other.appearances[group])
        }
      }
      for accumulator in accumulators { try accumulator.grow(to: count) }
    }
    for (mine, theirs) in zip(accumulators, other.accumulators) { try mine.merge(theirs, mapping: mapping) }
    return mapping
  }

  /// Group numbers by first appearance.
  func byAppearance() throws(Diagnostic) -> Buffer<UInt32> {
    // The halves next to one another, so that the sort has fewer bits to go through.
    let bits = UInt64(64 - UInt64(count).leadingZeroBitCount)
    let words = try Buffer<UInt64>(count: count)
    try Execution.inPieces(0..<count) { range in
      for group in range {
        words.pointer[group] = (appearances[group] >> 32) << bits | appearances[group] & 0xFFFF_FFFF
      }
    }
    return try PackedWords(words).sort(try .counting(to: count))
  }

  /// The key columns, by group number.
  func keyColumns() throws(Diagnostic) -> [Column] {
    guard isGrouped else { return [] }
    let empty = try Buffer<UInt64>(count: 0)
    return try KeyDecoder(layout: encoder.layout).decode(index.keys.pointer ?? empty.pointer, count: count)
  }
}
