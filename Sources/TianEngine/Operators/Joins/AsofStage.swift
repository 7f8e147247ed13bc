import TianPlan
import TianSource

/// Puts beside every row of the flow the right row of equal keys that is nearest.
final class AsofStage: PipelineStage {
  private let asof: Pipeline.Asof
  private var keys: KeyProbe
  private var tally = JoinTally()

  init(_ asof: Pipeline.Asof) {
    self.asof = asof
    keys = KeyProbe(asof.table, asof.step.on.map(\.left))
  }

  var notes: [RunNote] {
    let span = asof.step.span
    return (keys.nullKeyCount > 0 ? [.nullKey(rowCount: keys.nullKeyCount, span: span)] : [])
      + [.joined(tally, span: span)]
  }

  func process(_ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void) throws(Diagnostic) {
    let numbers = try keys.numbers(batch)
    let vector = try batch.vector(asof.step.nearest.left)
    let places = try batch.arena.allocate(UInt32.self, batch.count)
    let table = asof.table
    func candidates(_ row: Int) -> UnsafeBufferPointer<UInt32> {
      numbers[row] == .max ? UnsafeBufferPointer(start: nil, count: 0) : table.rows(of: numbers[row])
    }
    let (isBefore, countsEqual) = Self.side(asof.step.nearest.comparison)
    asof.values.count(of: candidates, before: vector, orEqual: countsEqual, batch.count, into: places)
    let right = try batch.arena.allocate(UInt32.self, batch.count)
    for row in 0..<batch.count {
      let rows = candidates(row)
      let place = vector.isValid(row) ? Int(places[row]) - (isBefore ? 1 : 0) : -1
      right[row] = rows.indices.contains(place) ? rows[place] : Batch.missingRow
      numbers[row] = right[row]
    }
    tally.add(numbers, batch.count)
    batch.addSource(.rowsOrMissing(right), at: asof.source)
    try next(batch)
  }

  /// Whether the nearest right row stands before the flow's, and whether rows of its own value are counted
  /// among those before it: the last of these, or the first after them, is nearest.
  private static func side(_ comparison: Comparison) -> (isBefore: Bool, countsEqual: Bool) {
    switch comparison {
    case .greaterOrEqual: (true, true)
    case .greater: (true, false)
    case .less: (false, true)
    case .lessOrEqual, .equal, .notEqual: (false, false)
    }
  }
}
