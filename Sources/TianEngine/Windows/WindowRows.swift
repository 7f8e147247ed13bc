import TianPlan
import TianSource

/// Rows by group, each group in order: what the items of one window step share.
struct WindowRows: Sendable {
  /// Groups are handed to threads so many rows at a time.
  private static let chunkRowCount = 1 << 15

  let relation: Relation
  private let sorted: SortedRows
  /// Where each group begins among the sorted rows; at the end, where the last one ends.
  private let starts: Buffer<UInt32>

  /// - Parameter numbers: the group of each row; nil where all are in one.
  init(_ relation: Relation, numbers: Buffer<UInt32>?, order: [Step.SortKey]) throws(Diagnostic) {
    self.relation = relation
    let sorted = try SortOperator(relation, order).sorted(leading: numbers)
    var starts = GrowingBuffer<UInt32>()
    if relation.rowCount > 0 { try starts.append(0) }
    if let numbers {
      try Execution.inPieces(1..<max(1, relation.rowCount)) { range throws(Diagnostic) in
        for place in range {
          let (row, before) = (Int(sorted.rows[place]), Int(sorted.rows[place - 1]))
          if numbers[row] != numbers[before] { try starts.append(UInt32(truncatingIfNeeded: place)) }
        }
      }
    }
    try starts.append(UInt32(truncatingIfNeeded: relation.rowCount))
    self.starts = try starts.finish()
    self.sorted = sorted
  }

  var rowCount: Int { relation.rowCount }

  /// The row that stands at a place.
  var rows: Buffer<UInt32> { sorted.rows }

  /// Whether two places have the same sort keys.
  func tie(_ place: Int, _ other: Int) -> Bool { sorted.tie(place, other) }

  var groupCount: Int { starts.count - 1 }

  /// How many rows have a figure that overlaps the one of the row before in their group, where the first key
  /// of the order is one of hedged figures.
  func overlaps(in order: [Step.SortKey]) -> Int {
    guard let key = order.first.flatMap({ relation[$0.column] }), case .hedged(let figures) = key.storage
    else { return 0 }
    return (0..<groupCount).reduce(0) { count, group in
      count
        + places(group).dropFirst().count { place in
          let (before, after) = (Int(rows[place - 1]), Int(rows[place]))
          return !key.isNull(before) && !key.isNull(after) && figures.overlap(before, after)
        }
    }
  }

  /// The places of a group.
  func places(_ group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }

  /// Groups together, about so many rows each time that a thread's share is worth its start.
  var chunks: [Range<Int>] {
    var chunks: [Range<Int>] = []
    var first = 0
    for group in 0..<groupCount {
      let isLast = group == groupCount - 1
      guard isLast || Int(starts[group + 1]) - Int(starts[first]) >= Self.chunkRowCount else { continue }
      chunks.append(first..<group + 1)
      first = group + 1
    }
    return chunks
  }

  // MARK: Columns in the order of the places

  /// Whole numbers, decimals as coefficients, dates as days, truth values as 0 and 1.
  func integers(_ column: Column) throws(Diagnostic) -> Buffer<Int64> {
    let out = try Buffer<Int64>(count: rowCount)
    switch column.storage {
    case .integers(let values): try fill(out, values)
    case .bits(let bits):
      try Execution.inPieces(0..<rowCount) { range in
        for place in range { out.pointer[place] = bits[Int(rows[place])] ? 1 : 0 }
      }
    case .doubles, .text, .hedged: out.pointer.update(repeating: 0, count: rowCount)
    }
    return out
  }

  private func fill(_ out: Buffer<Int64>, _ values: IntegerStorage) throws(Diagnostic) {
    func fill<Element: FixedWidthInteger & BitwiseCopyable>(_ values: Buffer<Element>) throws(Diagnostic) {
      let (from, chosen, to) = (values.pointer, rows.pointer, out.pointer)
      try Execution.inPieces(0..<rowCount) { range in
        for place in range { to[place] = Int64(truncatingIfNeeded: from[Int(chosen[place])]) }
      }
    }
    switch values {
    case .int8(let values): try fill(values)
    case .int16(let values): try fill(values)
    case .int32(let values): try fill(values)
    case .int64(let values): try fill(values)
    }
  }

  /// Numbers as doubles, decimals as their coefficients.
  func doubles(_ column: Column) throws(Diagnostic) -> Buffer<Double> {
    if case .doubles(let values) = column.storage { return try values.gather(rows, false) }
    let whole = try integers(column)
    let out = try Buffer<Double>(count: rowCount)
    try Execution.inPieces(0..<rowCount) { range in
      for place in range { out.pointer[place] = Double(whole[place]) }
    }
    return out
  }

  /// 1 for a value, 0 for null.
  func validity(_ columns: [Column]) throws(Diagnostic) -> Buffer<UInt8> {
    let out = try Buffer<UInt8>(count: rowCount)
    out.pointer.update(repeating: 1, count: rowCount)
    for column in columns {
      guard let validity = column.validity else { continue }
      try Execution.inPieces(0..<rowCount) { range in
        for place in range where !validity[Int(rows[place])] { out.pointer[place] = 0 }
      }
    }
    return out
  }

  /// Unsigned numbers in the order of the values; those of nulls mean nothing.
  func words(_ words: Buffer<UInt64>) throws(Diagnostic) -> Buffer<UInt64> { try words.gather(rows, false) }
}
