import TianPlan
import TianSource

/// The right side of a join, looked up by key. Rows with a null key are not in it, unless nulls match.
/// Without keys every row has the same.
final class JoinTable: Sendable {
  let relation: Relation
  let layout: KeyLayout
  /// Texts of the right side's keys, found by their bytes; nil for keys that are no text.
  let texts: [TextIndex?]
  let isUnique: Bool
  let nullsMatch: Bool
  /// The rows of each key by a value that a condition bounds.
  let range: RangeIndex?
  private let index: Guaranteed
  /// The rows of each key number, `offsets[number]..<offsets[number + 1]`, in the right's order.
  private let offsets: Buffer<UInt32>
  private let rows: Buffer<UInt32>

  /// The index is written while the table is made and only read after.
  private struct Guaranteed: @unchecked Sendable { let index: KeyIndex }

  /// - Parameters:
  ///   - kept: a bit for every row that is to be found; nil where all are.
  ///   - range: the values that a condition bounds, where it does.
  init(
    _ relation: Relation, keys: [ColumnID], nullsMatch: Bool, where kept: Buffer<UInt64>? = nil,
    range: RangeIndex.Values? = nil, _ plan: Plan, _ execution: Execution
  ) throws(Diagnostic) {
    self.relation = relation
    self.nullsMatch = nullsMatch
    layout = try KeyLayout(keys, plan) { relation[$0] }
    var texts: [TextIndex?] = []
    for dictionary in layout.dictionaries {
      texts.append(try dictionary.map { dictionary throws(Diagnostic) in try TextIndex(dictionary) })
    }
    self.texts = texts
    let index = try KeyIndex(layout, expecting: relation.rowCount)
    let numbers = try Self.number(
      relation, nullsMatch ? [] : keys, where: kept, layout, index, plan, execution)
    self.index = Guaranteed(index: index)
    (offsets, rows) = try Self.group(numbers, index.count, in: try .counting(to: numbers.count))
    self.range = try range.map { range throws(Diagnostic) in
      try RangeIndex(range, numbers: numbers, keyCount: index.count)
    }
    isUnique = rows.count == index.count
  }

  /// The key number of every row of the right side; `UInt32.max` where one of `keys` is null, or the row's
  /// bit is not set in `kept`.
  static func number(
    _ relation: Relation, _ keys: [ColumnID], where kept: Buffer<UInt64>? = nil, _ layout: KeyLayout,
    _ index: KeyIndex, _ plan: Plan, _ execution: Execution
  ) throws(Diagnostic) -> Buffer<UInt32> {
    let numbers = try Buffer<UInt32>(count: relation.rowCount)
    var encoder = KeyEncoder(layout)
    try relation.forEachBatch(plan, execution) { batch, start throws(Diagnostic) in
      let room = numbers.pointer + start
      let wanted = kept.map { $0.pointer + start / 64 }
      guard let known = try knownRows(keys, batch, among: wanted) else {
        room.update(from: try assign(try encoder.encode(batch), batch, index), count: batch.count)
        return
      }
      room.update(repeating: .max, count: batch.count)
      let rows = try batch.arena.allocate(UInt32.self, batch.count)
      let count = Bits.indices(of: known, count: batch.count, into: rows)
      try batch.select(rows, count: count, keep: [])
      let some = try assign(try encoder.encode(batch), batch, index)
      for row in 0..<count { room[Int(rows[row])] = some[row] }
    }
    return numbers
  }

  private static func assign(
    _ words: UnsafePointer<UInt64>, _ batch: Batch, _ index: KeyIndex
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    let newRows = try batch.arena.allocate(UInt32.self, batch.count)
    _ = try index.assign(words, batch.count, numbers: numbers, newRows: newRows)
    return numbers
  }

  /// A bit for every row without a null key, of those that are wanted; nil where that is all.
  private static func knownRows(
    _ keys: [ColumnID], _ batch: Batch, among wanted: UnsafeMutablePointer<UInt64>?
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>? {
    var known = wanted
    for key in keys {
      known = try Bits.both(known, try batch.vector(key).validity, count: batch.count, batch.arena)
    }
    guard let known, Bits.setCount(known, count: batch.count) < batch.count else { return nil }
    return known
  }

  /// A counting sort of some rows by their key numbers, which keeps the order of the rows of a key; rows
  /// without a number are left out.
  static func group(
    _ numbers: Buffer<UInt32>, _ keyCount: Int, in order: Buffer<UInt32>
  ) throws(Diagnostic) -> (offsets: Buffer<UInt32>, rows: Buffer<UInt32>) {
    let offsets = try Buffer<UInt32>(count: keyCount + 2, zeroed: true)
    var matched = 0
    for row in order.elements where numbers[Int(row)] != .max {
      offsets.pointer[Int(numbers[Int(row)]) + 2] += 1
      matched += 1
    }
    for number in 0..<keyCount { offsets.pointer[number + 2] += offsets.pointer[number + 1] }
    let rows = try Buffer<UInt32>(count: matched)
    for row in order.elements where numbers[Int(row)] != .max {
      // Each key's place moves from its start to its end, which is the next key's start: after the loop
      // `offsets` holds the starts themselves.
      let next = Int(numbers[Int(row)]) + 1
      rows.pointer[Int(offsets.pointer[next])] = row
      offsets.pointer[next] += 1
    }
    return (offsets, rows)
  }

  /// How many different keys there are.
  var keyCount: Int { index.index.count }

  func find(_ words: UnsafePointer<UInt64>, _ count: Int, numbers: UnsafeMutablePointer<UInt32>) {
    index.index.find(words, count, numbers: numbers)
  }

  @inline(__always) func rows(of number: UInt32) -> UnsafeBufferPointer<UInt32> {
    let lower = Int(offsets.pointer[Int(number)])
    return UnsafeBufferPointer(
      start: rows.pointer + lower, count: Int(offsets.pointer[Int(number) + 1]) - lower)
  }

  /// The rows of a key; none of `UInt32.max`.
  @inline(__always) func candidates(of number: UInt32) -> UnsafeBufferPointer<UInt32> {
    number == .max ? UnsafeBufferPointer(start: nil, count: 0) : rows(of: number)
  }

  /// The one row of a key, of a unique table.
  @inline(__always) func row(of number: UInt32) -> UInt32 { rows.pointer[Int(number)] }
}
