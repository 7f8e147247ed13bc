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
  private let index: Guaranteed
  /// The rows of each key number, `offsets[number]..<offsets[number + 1]`, in the right's order.
  private let offsets: Buffer<UInt32>
  private let rows: Buffer<UInt32>

  /// The index is written while the table is made and only read after.
  private struct Guaranteed: @unchecked Sendable { let index: KeyIndex }

  init(
    _ relation: Relation, keys: [ColumnID], nullsMatch: Bool, _ plan: Plan, _ execution: Execution
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
    let numbers = try Self.number(relation, nullsMatch ? [] : keys, layout, index, plan, execution)
    self.index = Guaranteed(index: index)
    (offsets, rows) = try Self.group(numbers, index.count)
    isUnique = rows.count == index.count
  }

  /// The key number of every row of the right side; `UInt32.max` where one of `keys` is null.
  static func number(
    _ relation: Relation, _ keys: [ColumnID], _ layout: KeyLayout, _ index: KeyIndex, _ plan: Plan,
    _ execution: Execution
  ) throws(Diagnostic) -> Buffer<UInt32> {
    let numbers = try Buffer<UInt32>(count: relation.rowCount)
    let bindings = Bindings(columnCount: plan.columns.count)
    for (id, column) in zip(relation.ids, relation.columns) {
      bindings.all[id.index] = .stored(source: 0, column)
    }
    let batch = Batch(arena: Arena(), bindings: bindings)
    var encoder = KeyEncoder(layout)
    var start = 0
    while start < relation.rowCount {
      try execution.checkCancelled()
      batch.arena.reset()
      batch.begin(start: start, count: min(Batch.capacity, relation.rowCount - start))
      let isNull = try nullKeys(keys, batch)
      let room = numbers.pointer + start
      start += batch.count
      if let isNull {
        room.update(repeating: .max, count: batch.count)
        let valid = try batch.arena.allocate(UInt32.self, batch.count)
        for word in 0..<Bits.wordCount(batch.count) { isNull[word] = ~isNull[word] }
        let count = Bits.indices(of: isNull, count: batch.count, into: valid)
        try batch.select(valid, count: count, keep: [])
        let some = try assign(try encoder.encode(batch), batch, index)
        for row in 0..<count { room[Int(valid[row])] = some[row] }
      } else {
        room.update(from: try assign(try encoder.encode(batch), batch, index), count: batch.count)
      }
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

  /// A bit for every row with a null key; nil where there is none.
  static func nullKeys(_ keys: [ColumnID], _ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>?
  {
    var validity: UnsafeMutablePointer<UInt64>?
    for key in keys {
      validity = try Bits.both(validity, try batch.vector(key).validity, count: batch.count, batch.arena)
    }
    guard let validity, Bits.setCount(validity, count: batch.count) < batch.count else { return nil }
    let isNull = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    for word in 0..<Bits.wordCount(batch.count) { isNull[word] = ~validity[word] }
    return isNull
  }

  /// A counting sort of rows by their key numbers, which keeps the order of the rows of a key.
  private static func group(
    _ numbers: Buffer<UInt32>, _ keyCount: Int
  ) throws(Diagnostic) -> (offsets: Buffer<UInt32>, rows: Buffer<UInt32>) {
    let offsets = try Buffer<UInt32>(count: keyCount + 2, zeroed: true)
    var matched = 0
    for number in numbers.elements where number != .max {
      offsets.pointer[Int(number) + 2] += 1
      matched += 1
    }
    for number in 0..<keyCount { offsets.pointer[number + 2] += offsets.pointer[number + 1] }
    let rows = try Buffer<UInt32>(count: matched)
    for (row, number) in numbers.elements.enumerated() where number != .max {
      // Each key's place moves from its start to its end, which is the next key's start: after the loop
      // `offsets` holds the starts themselves.
      let place = offsets.pointer[Int(number) + 1]
      rows.pointer[Int(place)] = UInt32(truncatingIfNeeded: row)
      offsets.pointer[Int(number) + 1] = place + 1
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

  /// The one row of a key, of a unique table.
  @inline(__always) func row(of number: UInt32) -> UInt32 { rows.pointer[Int(number)] }
}
