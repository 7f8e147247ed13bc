import TianSource

/// Pairs of a batch's rows and rows of a join's right side, gathered up to a batch of them at a time.
struct PairBuffer {
  /// Rows of the batch, ascending.
  let left: UnsafeMutablePointer<UInt32>
  /// Rows of the right side; `Batch.missingRow` for a left row that has none and is kept.
  let right: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  /// Whether more pairs of the last left row are to come.
  private(set) var isOpen = false
  /// The most candidates that a row had.
  private(set) var largestFanOut = 0

  init(_ arena: Arena) throws(Diagnostic) {
    left = try arena.allocate(UInt32.self, Batch.capacity)
    right = try arena.allocate(UInt32.self, Batch.capacity)
  }

  /// Whether no pair after this one has its left row.
  func isLast(_ pair: Int) -> Bool { pair + 1 < count ? left[pair] != left[pair + 1] : !isOpen }

  /// Goes through the candidates of every row.
  /// - Parameter candidates: the right rows that may match a row; asked for once a row, and used before the
  ///   next row's are asked for.
  /// - Parameter keepsUnmatched: whether a row without candidates makes a pair with no row.
  /// - Parameter isDone: whether a row's other candidates may be passed over.
  mutating func forEach(
    _ rowCount: Int, keepsUnmatched: Bool, isDone: (Int) -> Bool = { _ in false },
    candidates: (Int) throws(Diagnostic) -> UnsafeBufferPointer<UInt32>,
    _ body: (PairBuffer) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    for row in 0..<rowCount {
      let candidates = try candidates(row)
      if candidates.isEmpty {
        guard keepsUnmatched else { continue }
        if count == Batch.capacity { try flush(body, isOpen: false) }
        left[count] = UInt32(truncatingIfNeeded: row)
        right[count] = Batch.missingRow
        count += 1
        continue
      }
      largestFanOut = max(largestFanOut, candidates.count)
      var next = 0
      while next < candidates.count {
        if count == Batch.capacity {
          try flush(body, isOpen: next > 0)
          if next > 0, isDone(row) { break }
        }
        let end = min(candidates.count, next + Batch.capacity - count)
        while next < end {
          left[count] = UInt32(truncatingIfNeeded: row)
          right[count] = candidates[next]
          count += 1
          next += 1
        }
      }
    }
    if count > 0 { try flush(body, isOpen: false) }
  }

  private mutating func flush(
    _ body: (PairBuffer) throws(Diagnostic) -> Void, isOpen: Bool
  ) throws(Diagnostic) {
    self.isOpen = isOpen
    try body(self)
    count = 0
  }
}
