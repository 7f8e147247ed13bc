import Synchronization
import TianPlan
import TianSource

/// `lag`, `lead`: the value of the row so many places away, or where the sort key is so much less or greater.
/// Two rows of one group at one key are an error then, the first one of the table's.
struct ShiftWork: WindowWork {
  enum Distance: Sendable {
    /// Negative: before.
    case rows(Int)
    case key(OrderedKey, KeyWidth, isForward: Bool, SourceSpan)
  }

  private let rows: WindowRows
  /// The value, then what stands where there is no such row.
  private let columns: [Column]
  private let distance: Distance
  private let picks: Buffer<UInt32>
  private let doubled = Doubled()

  /// The least row whose key another row before it has.
  private final class Doubled: Sendable {
    let row = Atomic<Int>(Int.max)
  }

  init(_ rows: WindowRows, _ columns: [Column], _ distance: Distance) throws(Diagnostic) {
    self.rows = rows
    self.columns = columns
    self.distance = distance
    picks = try Buffer(count: rows.rowCount)
  }

  func add(_ groups: Range<Int>, _ execution: Execution) throws(Diagnostic) {
    for group in groups {
      try add(rows.places(group))
    }
  }

  private func add(_ places: Range<Int>) throws(Diagnostic) {
    switch distance {
    case .rows(let count):
      try Execution.inPieces(places) { piece in
        for place in piece {
          let (from, overflow) = place.addingReportingOverflow(count)
          let isThere = !overflow && places.contains(from)
          picks.pointer[Int(rows.rows[place])] = isThere ? rows.rows[from] : Batch.missingRow
        }
      }
    case .key(let key, let width, let isForward, _):
      let known = key.known(places)
      var from = known.lowerBound
      try Execution.inPieces(places) { piece in
        find(piece, known, &from, key, width, isForward: isForward)
      }
    }
  }

  /// The keys looked for come in the order of the keys, so that one walk finds them all.
  /// - Parameter from: the place that the walk has come to.
  private func find(
    _ places: Range<Int>, _ known: Range<Int>, _ from: inout Int, _ key: OrderedKey, _ width: KeyWidth,
    isForward: Bool
  ) {
    for place in places {
      let row = Int(rows.rows[place])
      picks.pointer[row] = Batch.missingRow
      guard known.contains(place) else { continue }
      if place > known.lowerBound, key.values[place] == key.values[place - 1] {
        doubled.row.min(row, ordering: .relaxed)
      }
      guard let target = key.moved(key.values[place], width, isForward: isForward) else { continue }
      while from < known.upperBound,
        key.isDescending ? key.values[from] > target : key.values[from] < target
      {
        from += 1
      }
      if from < known.upperBound, key.values[from] == target { picks.pointer[row] = rows.rows[from] }
    }
  }

  func finish() throws(Diagnostic) -> Column {
    let row = doubled.row.load(ordering: .relaxed)
    if row != .max, case .key(let key, _, isForward: _, let span) = distance {
      throw Failures.severalAtKey(span, key.name, key.column.text(row) ?? "")
    }
    guard columns.count > 1 else { return try columns[0].gather(picks, mayMiss: true) }
    try Diagnostic.check(rowCount: 2 * rows.rowCount)
    for row in 0..<rows.rowCount where picks[row] == Batch.missingRow {
      picks.pointer[row] = UInt32(truncatingIfNeeded: rows.rowCount + row)
    }
    return try Column.concatenate(columns, type: columns[0].type).gather(picks)
  }
}

extension Failures {
  static func severalAtKey(_ span: SourceSpan, _ key: String, _ value: String) -> Diagnostic {
    Diagnostic(
      .severalAtKey,
      Bilingual(
        "two rows of one group are at \(key) \(value)", "同一组内有两行的 \(key) 都是 \(value)"),
      at: [
        Diagnostic.Label(
          span,
          Bilingual(
            "add what tells them apart to `by`, or count rows: `lag(x, 1)`",
            "请在 `按` 中写明区分它们的列，或按行数取：`前值(x, 1)`"))
      ])
  }
}
