import TianSource

/// The right rows of each key in the order of one of their values, so that those within bounds stand next to
/// one another; and, where another value is bounded too, the extremes of that value in blocks of rows, by
/// which whole blocks are passed over.
struct RangeIndex: Sendable {
  /// What it is made of.
  struct Values: Sendable {
    let ordered: Column
    /// Another value, and whether it is to be greater than a bound, or less.
    let other: (column: Column, isGreater: Bool)?
  }

  /// Rows of one block.
  private static let blockSize = 64

  private let ordered: OrderedColumn
  let rows: Buffer<UInt32>
  private let offsets: Buffer<UInt32>
  /// By places among the rows: the other values' words, then the extremes of blocks, of blocks of blocks and
  /// so on. Empty where there is no other value that has words.
  private let extremes: [Buffer<UInt64>]
  private let isGreater: Bool

  /// - Parameter numbers: the key of every row, `UInt32.max` for none.
  init(_ values: Values, numbers: Buffer<UInt32>, keyCount: Int) throws(Diagnostic) {
    ordered = try OrderedColumn(values.ordered)
    let words = try SortWords.encode(values.ordered, isDescending: false)
    let sorted = try SortedRows(values.ordered.count, words).rows
    // Nulls come last, and are within no bounds.
    let known = try Buffer<UInt32>(count: sorted.count - values.ordered.nullCount)
    known.pointer.update(from: sorted.pointer, count: known.count)
    (offsets, rows) = try JoinTable.group(numbers, keyCount, in: known)
    isGreater = values.other?.isGreater ?? false
    guard let other = values.other, let words = try OrderedColumn(other.column).words else {
      extremes = []
      return
    }
    extremes = try Self.extremes(other.column, words, rows, isGreater: other.isGreater)
  }

  private static func extremes(
    _ column: Column, _ words: Buffer<UInt64>, _ rows: Buffer<UInt32>, isGreater: Bool
  ) throws(Diagnostic) -> [Buffer<UInt64>] {
    let least = try Buffer<UInt64>(count: rows.count)
    // A null, which is within no bounds, gets the word that is passed over first.
    for (place, row) in rows.elements.enumerated() {
      least.pointer[place] = column.isNull(Int(row)) ? (isGreater ? 0 : .max) : words[Int(row)]
    }
    var levels = [least]
    while let below = levels.last, below.count > blockSize {
      let level = try Buffer<UInt64>(count: (below.count + blockSize - 1) / blockSize)
      for block in 0..<level.count {
        let values = below.elements[block * blockSize..<min(below.count, (block + 1) * blockSize)]
        level.pointer[block] = (isGreater ? values.max() : values.min()) ?? 0
      }
      levels.append(level)
    }
    return levels
  }

  /// The places of the rows of a key.
  @inline(__always) func places(of number: UInt32) -> Range<Int> {
    Int(offsets.pointer[Int(number)])..<Int(offsets.pointer[Int(number) + 1])
  }

  var hasOther: Bool { !extremes.isEmpty }

  /// For each row of a batch, how many of the rows of its key have a lesser value, or one that is no greater.
  /// - Parameter numbers: the key of each row of the batch, `UInt32.max` for none.
  func count(
    _ numbers: UnsafePointer<UInt32>, before vector: Vector, orEqual: Bool, _ count: Int,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    ordered.count(
      of: { row in
        guard numbers[row] != .max else { return UnsafeBufferPointer(start: nil, count: 0) }
        let places = places(of: numbers[row])
        return UnsafeBufferPointer(start: rows.pointer + places.lowerBound, count: places.count)
      }, before: vector, orEqual: orEqual, count, into: out)
  }

  /// The rows at some places whose other value may be within a bound, up to a limit; every such row is
  /// among them, or the limit is reached.
  func find(
    _ places: Range<Int>, bound: UInt64, limit: Int, into found: inout Scratch<UInt32>
  ) throws(Diagnostic) -> Int {
    let room = try found.room(min(limit, places.count))
    var (place, count) = (places.lowerBound, 0)
    while place < places.upperBound, count < limit {
      if let end = blockEnd(place, bound) {
        place = end
      } else {
        if passes(extremes[0][place], bound) {
          room[count] = rows[place]
          count += 1
        }
        place += 1
      }
    }
    return count
  }

  @inline(__always) private func passes(_ word: UInt64, _ bound: UInt64) -> Bool {
    isGreater ? word >= bound : word <= bound
  }

  /// The end of the largest block that begins at a place and has no row within the bound; nil where there is
  /// none.
  private func blockEnd(_ place: Int, _ bound: UInt64) -> Int? {
    guard place % Self.blockSize == 0 else { return nil }
    var (block, size, end) = (place / Self.blockSize, Self.blockSize, nil as Int?)
    for level in 1..<max(1, extremes.count) {
      if passes(extremes[level][block], bound) { break }
      end = place + size
      guard block % Self.blockSize == 0 else { break }
      block /= Self.blockSize
      size *= Self.blockSize
    }
    return end
  }
}
