import TianFigures
import TianPlan
import TianSource

/// `min`, `max` of whole numbers, decimals, dates, floats, texts and truth values.
final class ExtremeAccumulator: Accumulator {
  private let argument: ColumnID
  private let isLeast: Bool
  private var store: ValueStore

  init(_ argument: ColumnID, _ type: DataType, isLeast: Bool) throws(Diagnostic) {
    self.argument = argument
    self.isLeast = isLeast
    store = try ValueStore(type)
  }

  func grow(to groupCount: Int) throws(Diagnostic) { try store.grow(to: groupCount) }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    switch vector.values {
    case .integers(let values):
      numbers(vector, groups, batch.count, { values[$0] }, { $0 < $1 })
    case .doubles(let values):
      // Never -0, which is no less than 0: which of them stayed would depend on threads.
      numbers(
        vector, groups, batch.count, { Int64(bitPattern: (values[$0] + 0).bitPattern) },
        { Double(bitPattern: UInt64(bitPattern: $0)) < Double(bitPattern: UInt64(bitPattern: $1)) })
    case .bits, .text, .hedged:
      for row in 0..<batch.count where vector.isValid(row) {
        let group = Int(groups[row])
        if !store.isSet[group] || isBetter(store.compare(vector, row, with: group)) {
          try store.set(group, vector, row)
        }
      }
    }
  }

  @inline(__always) private func numbers(
    _ vector: Vector, _ groups: UnsafePointer<UInt32>, _ count: Int, _ word: (Int) -> Int64,
    _ isLess: (Int64, Int64) -> Bool
  ) {
    guard let words = store.words.pointer else { return }
    if isLeast {
      store.setWords(vector, groups, count, word) { isLess($1, words[$2]) }
    } else {
      store.setWords(vector, groups, count, word) { isLess(words[$2], $1) }
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? ExtremeAccumulator else { return }
    for group in mapping.indices where other.store.isSet[group] {
      let target = Int(mapping[group])
      if !store.isSet[target] || isBetter(other.store.compare(group, with: store, target)) {
        try store.set(target, from: other.store, group)
      }
    }
  }

  /// Of an order beside the group's value.
  private func isBetter(_ order: Int) -> Bool { order != 0 && (order < 0) == isLeast }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    try store.finish(count: groupCount)
  }
}

/// `first`, `last`: the value of the row that comes first or last, by the rows of the pipeline's source or by
/// their places in an order. Rows that a join made of one come to one worker in their order.
final class PickAccumulator: Accumulator {
  private let argument: ColumnID
  private let isFirst: Bool
  private let order: Buffer<UInt32>?
  private var store: ValueStore
  /// Of each group's value.
  private var places = Scratch<UInt32>()
  private var groupCount = 0

  /// - Parameter order: the place of every row of the source; nil for the rows' own order.
  init(
    _ argument: ColumnID, _ type: DataType, isFirst: Bool, order: Buffer<UInt32>?
  ) throws(Diagnostic) {
    self.argument = argument
    self.isFirst = isFirst
    self.order = order
    store = try ValueStore(type)
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    guard groupCount > self.groupCount else { return }
    try store.grow(to: groupCount)
    try places.grow(from: self.groupCount, to: groupCount, isFirst ? .max : 0)
    self.groupCount = groupCount
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard let known = places.pointer else { return }
    let chosen = try batch.arena.allocate(UInt32.self, batch.count)
    var count = 0
    // A later row of a batch may pass an earlier one that was chosen: they are set in this order.
    for row in 0..<batch.count where vector.isValid(row) {
      let (group, ordinal) = (Int(groups[row]), batch.ordinal(row))
      let place = order.map { $0[Int(ordinal)] } ?? ordinal
      if isFirst ? known[group] <= place : known[group] > place { continue }
      known[group] = place
      chosen[count] = UInt32(truncatingIfNeeded: row)
      count += 1
    }
    for index in 0..<count {
      let row = Int(chosen[index])
      try store.set(Int(groups[row]), vector, row)
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? PickAccumulator else { return }
    for group in mapping.indices where other.store.isSet[group] {
      let target = Int(mapping[group])
      let comesBefore = other.places[group] < places[target]
      if !store.isSet[target] || comesBefore == isFirst {
        try store.set(target, from: other.store, group)
        places[target] = other.places[group]
      }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    try store.finish(count: groupCount)
  }
}

/// `min`, `max` of hedged figures: the least low, the least best and the least high, each with its own end.
final class HedgedExtremeAccumulator: Accumulator {
  private let argument: ColumnID
  private let type: DataType
  private let isLeast: Bool
  private var intervals = GroupArray<Interval?>(nil)

  init(_ argument: ColumnID, _ type: DataType, isLeast: Bool) {
    self.argument = argument
    self.type = type
    self.isLeast = isLeast
  }

  func grow(to groupCount: Int) throws(Diagnostic) { try intervals.grow(to: groupCount) }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard case .hedged(let hedged) = vector.values else { return }
    for row in 0..<batch.count where vector.isValid(row) { add(hedged.interval(row), to: Int(groups[row])) }
  }

  private func add(_ interval: Interval, to group: Int) {
    intervals[group] = intervals[group].map { $0.extreme(with: interval, isLeast: isLeast) } ?? interval
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? HedgedExtremeAccumulator else { return }
    for group in 0..<other.intervals.count {
      if let interval = other.intervals[group] { add(interval, to: Int(mapping[group])) }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    let figures = try FigureColumn(type, groupCount)
    for group in 0..<groupCount { if let interval = intervals[group] { figures.set(group, interval) } }
    return try figures.finish()
  }
}
