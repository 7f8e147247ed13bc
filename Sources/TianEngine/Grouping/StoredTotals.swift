import TianPlan

/// Sums of rows next to one another, read where they lie in the width that they are stored in: nothing is
/// widened first, so that the loop reads a fraction of the memory.
extension IntegerStorage {
  /// Exact. Cost: linear in rows.
  func total(from start: Int, count: Int) -> Int128 {
    switch self {
    case .int8(let buffer): return Int128(Self.total(buffer.pointer + start, count))
    case .int16(let buffer): return Int128(Self.total(buffer.pointer + start, count))
    case .int32(let buffer): return Int128(Self.total(buffer.pointer + start, count))
    case .int64(let buffer):
      var total: Int128 = 0
      for row in start..<(start + count) { total &+= Int128(buffer[row]) }
      return total
    }
  }

  /// Of numbers of up to 32 bits: a batch of them cannot outgrow 64.
  private static func total<Number: FixedWidthInteger>(
    _ numbers: UnsafePointer<Number>, _ count: Int
  ) -> Int64 {
    var total: Int64 = 0
    for row in 0..<count { total &+= Int64(truncatingIfNeeded: numbers[row]) }
    return total
  }
}

extension Batch {
  /// The stored column of an id, and its row that is the batch's first, where the batch is a run of its rows
  /// and none of the column's is null.
  func storedRun(_ id: ColumnID) -> (column: Column, start: Int)? {
    guard case .stored(let source, let column)? = bindings.all[id.index], column.validity == nil,
      case .range(let start) = sources[source]
    else { return nil }
    return (column, start)
  }
}
