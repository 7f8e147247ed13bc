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

  func grow(to groupCount: Int) { store.grow(to: groupCount) }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    for row in 0..<batch.count where vector.isValid(row) {
      let group = Int(groups[row])
      if !store.isSet[group] || isBetter(vector.values, row, group) { try store.set(group, vector, row) }
    }
  }

  private func isBetter(_ values: Vector.Values, _ row: Int, _ group: Int) -> Bool {
    let current = store.words[group]
    switch values {
    case .integers(let values): return isLeast ? values[row] < current : values[row] > current
    case .doubles(let values):
      let best = Double(bitPattern: UInt64(bitPattern: current))
      return isLeast ? values[row] < best : values[row] > best
    case .bits(let words):
      let value = Int64(words[row >> 6] >> UInt64(row & 63) & 1)
      return isLeast ? value < current : value > current
    case .text(let codes, let dictionary):
      let order = TextOrder.compare(dictionary.utf8(Int(codes[row])), store.text(group))
      return isLeast ? order < 0 : order > 0
    case .hedged: return false
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? ExtremeAccumulator else { return }
    for group in mapping.indices where other.store.isSet[group] {
      let target = Int(mapping[group])
      if !store.isSet[target] || isBetter(other.store, group, target) {
        try store.set(target, from: other.store, group)
      }
    }
  }

  private func isBetter(_ other: ValueStore, _ group: Int, _ target: Int) -> Bool {
    let order: Bool
    switch store.type.kind {
    case .int, .decimal, .date, .timestamp, .period, .bool:
      if other.words[group] == store.words[target] { return false }
      order = other.words[group] < store.words[target]
    case .float:
      let (left, right) = (
        Double(bitPattern: UInt64(bitPattern: other.words[group])),
        Double(bitPattern: UInt64(bitPattern: store.words[target]))
      )
      if left == right { return false }
      order = left < right
    case .text:
      let compared = TextOrder.compare(other.text(group), store.text(target))
      if compared == 0 { return false }
      order = compared < 0
    }
    return order == isLeast
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column { try store.finish(count: groupCount) }
}

/// `first`, `last`: the value of the row that comes first or last, by the rows of the pipeline's source or by
/// their places in an order. Rows that a join made of one come to one worker in their order.
final class PickAccumulator: Accumulator {
  private let argument: ColumnID
  private let isFirst: Bool
  private let order: Buffer<UInt32>?
  private var store: ValueStore
  private var places: [UInt32] = []

  /// - Parameter order: the place of every row of the source; nil for the rows' own order.
  init(
    _ argument: ColumnID, _ type: DataType, isFirst: Bool, order: Buffer<UInt32>?
  ) throws(Diagnostic) {
    self.argument = argument
    self.isFirst = isFirst
    self.order = order
    store = try ValueStore(type)
  }

  func grow(to groupCount: Int) {
    store.grow(to: groupCount)
    places.append(contentsOf: repeatElement(0, count: max(0, groupCount - places.count)))
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    for row in 0..<batch.count where vector.isValid(row) {
      let group = Int(groups[row])
      let ordinal = batch.ordinal(row)
      let place = order.map { $0[Int(ordinal)] } ?? ordinal
      if store.isSet[group], isFirst ? places[group] <= place : places[group] > place { continue }
      try store.set(group, vector, row)
      places[group] = place
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

  func finish(groupCount: Int) throws(Diagnostic) -> Column { try store.finish(count: groupCount) }
}

/// `min`, `max` of hedged figures: the least low, the least best and the least high, each with its own end.
final class HedgedExtremeAccumulator: Accumulator {
  private let argument: ColumnID
  private let type: DataType
  private let isLeast: Bool
  private var intervals: [Interval?] = []

  init(_ argument: ColumnID, _ type: DataType, isLeast: Bool) throws(Diagnostic) {
    self.argument = argument
    self.type = type
    self.isLeast = isLeast
  }

  func grow(to groupCount: Int) {
    intervals.append(contentsOf: repeatElement(nil, count: max(0, groupCount - intervals.count)))
  }

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
    for (group, interval) in other.intervals.enumerated() {
      if let interval { add(interval, to: Int(mapping[group])) }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    let figures = try FigureColumn(type, groupCount)
    for group in 0..<groupCount { if let interval = intervals[group] { figures.set(group, interval) } }
    return try figures.finish()
  }
}
