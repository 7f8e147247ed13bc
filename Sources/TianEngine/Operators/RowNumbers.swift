import TianPlan
import TianSource

/// The rows of a relation numbered by keys, in order of first appearance; a null is a value like any other.
/// Without keys all rows are of one group, which is there even if no row is.
struct RowNumbers {
  /// Of each row.
  let numbers: Buffer<UInt32>
  /// The row where each number first appeared; `Batch.missingRow` of a group without rows.
  let firstRows: Buffer<UInt32>

  var count: Int { firstRows.count }

  /// Cost: one look-up a row, on one thread.
  init(_ relation: Relation, by keys: [ColumnID], _ run: PlanRun) throws(Diagnostic) {
    guard !keys.isEmpty else {
      numbers = try Buffer(count: relation.rowCount, zeroed: true)
      firstRows = try Buffer([relation.rowCount == 0 ? Batch.missingRow : 0])
      return
    }
    let layout = try KeyLayout(keys, run.plan) { relation[$0] }
    let index = try KeyIndex(layout)
    var encoder = KeyEncoder(layout)
    let numbers = try Buffer<UInt32>(count: relation.rowCount)
    var firstRows = GrowingBuffer<UInt32>()
    try relation.forEachBatch(run.plan, run.execution) { batch, start throws(Diagnostic) in
      let newRows = try batch.arena.allocate(UInt32.self, batch.count)
      let added = try index.assign(
        try encoder.encode(batch), batch.count, numbers: numbers.pointer + start, newRows: newRows)
      for new in 0..<added { try firstRows.append(UInt32(truncatingIfNeeded: start) + newRows[new]) }
    }
    self.numbers = numbers
    self.firstRows = try firstRows.finish()
  }

  /// How many rows each group has.
  func sizes() throws(Diagnostic) -> Buffer<UInt32> {
    let sizes = try Buffer<UInt32>(count: count, zeroed: true)
    try Execution.inPieces(0..<numbers.count) { range in
      for row in range { sizes.pointer[Int(numbers[row])] += 1 }
    }
    return sizes
  }
}

extension Diagnostic {
  /// Rows are numbered by 32 bits, of which one number is kept for a row that is missing.
  static func check(rowCount: Int) throws(Diagnostic) {
    guard rowCount < Int(UInt32.max) else { throw .tooManyRows(rowCount) }
  }

  /// A step that would make more rows than row numbers reach.
  static func tooManyRows(_ count: Int?) -> Diagnostic {
    let rows = count.map { "\($0)" } ?? "2⁶³"
    return Diagnostic(
      .outOfMemory,
      Bilingual(
        "this stage would make \(rows) rows, and a table holds at most \(UInt32.max)",
        "此步会得出 \(rows) 行，而一个表最多容纳 \(UInt32.max) 行"))
  }
}
