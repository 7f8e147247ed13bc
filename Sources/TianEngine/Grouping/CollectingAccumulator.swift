import TianFigures
import TianPlan
import TianSource

/// Aggregates that need all of a group's values at once, in order: they are kept with the numbers of their
/// groups, and sorted at the end.
final class CollectingAccumulator: Accumulator {
  enum Result: Sendable {
    /// Of hedged figures.
    case mode
    /// Of hedged figures.
    case quantile(Rational)
    case gini
    case shareTop(Int)
    case joined(String)
  }

  private let argument: ColumnID
  private let source: DataType
  private let type: DataType
  private let result: Result
  private let order: Buffer<UInt32>?
  private var groups = GrowingBuffer<UInt32>()
  /// The place of each value's row, for texts to be joined.
  private var places = GrowingBuffer<UInt32>()
  private var values: ColumnBuilder

  /// - Parameter order: the place of every row of the source; nil for the rows' own order.
  init(
    _ argument: ColumnID, _ source: DataType, _ type: DataType, _ result: Result, order: Buffer<UInt32>?
  ) {
    self.argument = argument
    self.source = source
    self.type = type
    self.result = result
    self.order = order
    values = ColumnBuilder(source)
  }

  func grow(to groupCount: Int) {}

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    let rows = try batch.arena.allocate(UInt32.self, batch.count)
    var count = batch.count
    if let validity = vector.validity {
      count = Bits.indices(of: validity, count: batch.count, into: rows)
    } else {
      for row in 0..<batch.count { rows[row] = UInt32(truncatingIfNeeded: row) }
    }
    var kept = try vector.gather(rows, count: count, batch.arena)
    kept.validity = nil
    try values.append(kept, count: count)
    let room = try self.groups.reserve(count)
    for index in 0..<count { room[index] = groups[Int(rows[index])] }
    guard case .joined = result else { return }
    let placeRoom = try places.reserve(count)
    for index in 0..<count {
      let ordinal = batch.ordinal(Int(rows[index]))
      placeRoom[index] = order.map { $0[Int(ordinal)] } ?? ordinal
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? CollectingAccumulator, let from = other.groups.pointer else { return }
    let room = try groups.reserve(other.groups.count)
    for index in 0..<other.groups.count { room[index] = mapping[Int(from[index])] }
    if let from = other.places.pointer { try places.append(from, count: other.places.count) }
    try values.append(other.values)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    let column = try values.finish()
    let numbers = try groups.finish()
    func runs(_ words: [Buffer<UInt64>]) throws(Diagnostic) -> GroupRuns {
      try GroupRuns(numbers, groupCount, words)
    }
    switch result {
    case .mode:
      let runs = try runs(try SortWords.identity(column))
      let bests = try SortWords.encode(column, isDescending: false)
      return try column.gather(try runs.longest(bests[bests.count - 1]), mayMiss: true)
    case .gini:
      return try spread(column, try runs(try SortWords.encode(column, isDescending: false))) {
        Statistics.gini($0)
      }
    case .shareTop(let count):
      return try spread(column, try runs(try SortWords.encode(column, isDescending: false))) {
        Statistics.shareTop($0, count)
      }
    case .quantile(let share):
      guard case .hedged(let storage) = column.storage else { return column }
      return try HedgedQuantile(storage, source, share).column(type, numbers, groupCount)
    case .joined(let separator):
      let places = try self.places.finish()
      let words = try Buffer<UInt64>(count: places.count)
      for index in 0..<places.count { words.pointer[index] = UInt64(places.pointer[index]) }
      return try joined(column, try runs([words]), separator)
    }
  }

  /// Of every group's values in ascending order; decimals as their coefficients.
  private func spread(
    _ column: Column, _ runs: GroupRuns, _ result: (UnsafeBufferPointer<Double>) -> Double?
  ) throws(Diagnostic) -> Column {
    let sorted = try Buffer<Double>(count: column.count)
    try Execution.inPieces(0..<column.count) { range in
      for place in range {
        let row = Int(runs.sorted.rows.pointer[place])
        switch column.storage {
        case .integers(let values): sorted.pointer[place] = Double(values[row])
        case .doubles(let values): sorted.pointer[place] = values[row]
        case .bits, .text, .hedged: sorted.pointer[place] = 0
        }
      }
    }
    var builder = ColumnBuilder(type)
    try builder.append(
      doubles: runs.groups.map { result(UnsafeBufferPointer(rebasing: sorted.elements[$0])) })
    return try builder.finish()
  }

  private func joined(
    _ column: Column, _ runs: GroupRuns, _ separator: String
  ) throws(Diagnostic) -> Column {
    guard case .text(let codes, let dictionary) = column.storage else { return column }
    var texts = TextBuilder()
    let separator = try Buffer(Array(separator.utf8))
    let numbers = try Buffer<Int64>(count: runs.groups.count)
    let validity = try Bitmap(count: runs.groups.count)
    for (group, places) in runs.groups.enumerated() {
      numbers.pointer[group] = Int64(group)
      if !places.isEmpty { validity.set(group) }
      for place in places {
        if place > places.lowerBound { try texts.extend(separator.elements) }
        try texts.extend(dictionary.utf8(Int(codes[Int(runs.sorted.rows.pointer[place])])))
      }
      texts.end()
    }
    var builder = ColumnBuilder(type)
    try builder.append(
      Vector(.text(numbers.pointer, try texts.finish()), validity: validity.words.pointer),
      count: runs.groups.count)
    return try builder.finish()
  }
}

/// Values sorted by group, then by words.
struct GroupRuns {
  let sorted: SortedRows
  /// The sorted places of each group.
  let groups: [Range<Int>]

  init(_ numbers: Buffer<UInt32>, _ groupCount: Int, _ words: [Buffer<UInt64>]) throws(Diagnostic) {
    sorted = try SortedRows(numbers.count, leading: numbers, words)
    var sizes = [Int](repeating: 0, count: groupCount)
    try Execution.inPieces(0..<numbers.count) { range in
      for index in range { sizes[Int(numbers.pointer[index])] += 1 }
    }
    var start = 0
    groups = sizes.map { size in
      defer { start += size }
      return start..<start + size
    }
  }

  /// The first of the longest run of equal words of each group, of the first where several are as long.
  func longest(_ words: Buffer<UInt64>) throws(Diagnostic) -> Buffer<UInt32> {
    let chosen = try Buffer<UInt32>(count: groups.count)
    for (group, places) in groups.enumerated() {
      chosen.pointer[group] = Batch.missingRow
      var (start, longest) = (places.lowerBound, 0)
      for place in places {
        let (first, row) = (Int(sorted.rows.pointer[start]), Int(sorted.rows.pointer[place]))
        if words.pointer[first] != words.pointer[row] { start = place }
        if place - start + 1 > longest {
          longest = place - start + 1
          chosen.pointer[group] = sorted.rows.pointer[start]
        }
      }
    }
    return chosen
  }
}
