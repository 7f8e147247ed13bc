import TianEngine

/// Drawing many rows, which leaves off where nobody waits for the drawing any more: what is drawn then is
/// neither whole nor shown.
extension Execution {
  @inline(__always)
  static func drawing(_ rows: Range<Int>, _ body: (Int) -> Void) {
    for run in [rows].runs(of: 1 << 14) {
      if isStopped { return }
      for row in run { body(row) }
    }
  }

  @inline(__always)
  static func drawing(_ rows: [Range<Int>], _ body: (Int) -> Void) {
    for range in rows { drawing(range, body) }
  }
}

extension [Range<Int>] {
  /// Rows as they are written, some hundreds at once.
  var runs: some Sequence<Range<Int>> { runs(of: CellBlock.rowCount) }

  /// These ranges cut into pieces, each of so many rows at most.
  func runs(of count: Int) -> some Sequence<Range<Int>> {
    lazy.flatMap { range in
      stride(from: range.lowerBound, to: range.upperBound, by: count).lazy.map { start in
        start..<Swift.min(range.upperBound, start + count)
      }
    }
  }
}
