import TianPlan
import TianSource

/// Finds, for the rows of batches, the right rows within the bounds of a join's condition. What is found is
/// more than what matches: the condition itself is worked out for all of it. One a worker.
struct RangeProbe {
  private struct Side {
    let value: Evaluator
    let bound: JoinCondition.Bound
  }

  private let table: JoinTable
  private let range: RangeIndex
  private let bounds: [Side]
  private let other: Side?
  private var numbers: UnsafeMutablePointer<UInt32>
  /// The places of each row's candidates among those of its key, and the words that bound their other value.
  private var lows: UnsafeMutablePointer<UInt32>
  private var highs: UnsafeMutablePointer<UInt32>
  private var otherWords: UnsafeMutablePointer<UInt64>?
  private var found = Scratch<UInt32>()

  /// Nil where the table has no range.
  init?(
    _ table: JoinTable, _ condition: JoinCondition, _ compiler: ExpressionCompiler
  ) throws(Diagnostic) {
    guard let range = table.range, let chosen = condition.range else { return nil }
    self.table = table
    self.range = range
    func side(_ bound: JoinCondition.Bound) throws(Diagnostic) -> Side {
      Side(value: try compiler.compile(compared: bound.left), bound: bound)
    }
    var bounds: [Side] = []
    for bound in chosen.bounds { bounds.append(try side(bound)) }
    self.bounds = bounds
    other = try chosen.other.map(side)
    let empty = Arena()
    numbers = try empty.allocate(UInt32.self, 0)
    (lows, highs) = (numbers, numbers)
  }

  /// - Parameter numbers: the key of each row of the batch, `UInt32.max` for none.
  mutating func begin(_ batch: Batch, _ numbers: UnsafeMutablePointer<UInt32>) throws(Diagnostic) {
    let count = batch.count
    self.numbers = numbers
    lows = try batch.arena.allocate(UInt32.self, count)
    highs = try batch.arena.allocate(UInt32.self, count)
    for row in 0..<count {
      lows[row] = 0
      highs[row] = numbers[row] == .max ? 0 : UInt32(truncatingIfNeeded: range.places(of: numbers[row]).count)
    }
    for side in bounds {
      let vector = try side.value.evaluate(batch)
      let places = try batch.arena.allocate(UInt32.self, count)
      let isUpper = side.bound.isUpper
      places.update(from: isUpper ? highs : lows, count: count)
      let countsEqual = side.bound.comparison == .lessOrEqual || side.bound.comparison == .greater
      range.count(numbers, before: vector, orEqual: countsEqual, count, into: places)
      for row in 0..<count {
        if !vector.isValid(row) {
          highs[row] = 0
        } else if isUpper {
          highs[row] = min(highs[row], places[row])
        } else {
          lows[row] = max(lows[row], places[row])
        }
      }
    }
    otherWords = nil
    guard let other, range.hasOther else { return }
    let vector = try other.value.evaluate(batch)
    otherWords = try OrderedColumn.words(vector, count, batch.arena)
    for row in 0..<count where !vector.isValid(row) { highs[row] = 0 }
  }

  /// The candidates of a row, in the right's order unless any order will do; good until the next row's.
  mutating func candidates(
    _ row: Int, limit: Int = .max, inOrder: Bool
  ) throws(Diagnostic) -> UnsafeBufferPointer<UInt32> {
    guard lows[row] < highs[row] else { return UnsafeBufferPointer(start: nil, count: 0) }
    let all = range.places(of: numbers[row])
    let places = all.lowerBound + Int(lows[row])..<all.lowerBound + Int(highs[row])
    let room: UnsafeMutablePointer<UInt32>
    let count: Int
    if let otherWords {
      count = try range.find(places, bound: otherWords[row], limit: limit, into: &found)
      room = try found.room(count)
    } else if !inOrder {
      return UnsafeBufferPointer(
        start: range.rows.pointer + places.lowerBound, count: min(limit, places.count))
    } else if places.count > all.count / 8 {
      // To go through all rows of the key in their order is faster than to sort so many.
      return table.rows(of: numbers[row])
    } else {
      count = places.count
      room = try found.room(count)
      room.update(from: range.rows.pointer + places.lowerBound, count: count)
    }
    var rows = UnsafeMutableBufferPointer(start: room, count: count)
    if inOrder { rows.sort() }
    return UnsafeBufferPointer(rows)
  }
}
