import TianPlan
import TianSource

/// `arg_max`, `arg_min`: the value beside the greatest or least key, the least value of several.
final class ArgAccumulator: Accumulator {
  private let argument: ColumnID
  private let key: ColumnID
  private let isLeast: Bool
  private var values: ValueStore
  private var keys: ValueStore

  init(
    _ argument: ColumnID, key: ColumnID, _ type: DataType, _ keyType: DataType, isLeast: Bool
  ) throws(Diagnostic) {
    self.argument = argument
    self.key = key
    self.isLeast = isLeast
    values = try ValueStore(type)
    keys = try ValueStore(keyType)
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    try values.grow(to: groupCount)
    try keys.grow(to: groupCount)
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let (value, key) = (try batch.vector(argument), try batch.vector(key))
    let rows = try batch.arena.allocate(UInt32.self, batch.count)
    let count: Int
    switch (key.values, isLeast) {
    case (.integers(let numbers), true):
      count = candidates(value, key, groups, batch.count, rows) { numbers[$0] <= $1 }
    case (.integers(let numbers), false):
      count = candidates(value, key, groups, batch.count, rows) { numbers[$0] >= $1 }
    case (.doubles(let numbers), true):
      count = candidates(value, key, groups, batch.count, rows) {
        numbers[$0] <= Double(bitPattern: UInt64(bitPattern: $1))
      }
    case (.doubles(let numbers), false):
      count = candidates(value, key, groups, batch.count, rows) {
        numbers[$0] >= Double(bitPattern: UInt64(bitPattern: $1))
      }
    case (.bits, _), (.text, _), (.hedged, _):
      count = candidates(value, key, groups, batch.count, rows) { _, _ in true }
    }
    for index in 0..<count { try take(value, key, Int(rows[index]), Int(groups[Int(rows[index])])) }
  }

  /// The rows whose keys are as good as those that their groups had before the batch. Returns how many.
  @inline(__always) private func candidates(
    _ value: Vector, _ key: Vector, _ groups: UnsafePointer<UInt32>, _ count: Int,
    _ rows: UnsafeMutablePointer<UInt32>, where mayReplace: (Int, Int64) -> Bool
  ) -> Int {
    guard let isSet = keys.isSet.pointer, let words = keys.words.pointer else { return 0 }
    var found = 0
    for row in 0..<count {
      rows[found] = UInt32(truncatingIfNeeded: row)
      let group = Int(groups[row])
      let isCandidate = !isSet[group] || mayReplace(row, words[group])
      found += isCandidate && value.isValid(row) && key.isValid(row) ? 1 : 0
    }
    return found
  }

  private func take(_ value: Vector, _ key: Vector, _ row: Int, _ group: Int) throws(Diagnostic) {
    if keys.isSet[group] {
      let order = keys.compare(key, row, with: group, byBest: true)
      if order != 0, (order < 0) != isLeast { return }
      if order == 0, values.compare(value, row, with: group) >= 0 { return }
    }
    try keys.set(group, key, row)
    try values.set(group, value, row)
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? ArgAccumulator else { return }
    for group in mapping.indices where other.keys.isSet[group] {
      let target = Int(mapping[group])
      if keys.isSet[target] {
        let order = other.keys.compare(group, with: keys, target, byBest: true)
        if order != 0, (order < 0) != isLeast { continue }
        if order == 0, other.values.compare(group, with: values, target) >= 0 { continue }
      }
      try keys.set(target, from: other.keys, group)
      try values.set(target, from: other.values, group)
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column { try values.finish(count: groupCount) }
}

extension ValueStore {
  /// Whether a batch's value comes before (negative), with (0) or after the one that a group has: figures by
  /// best alone, or by their bounds too, so that none but identical ones tie.
  func compare(_ vector: Vector, _ row: Int, with group: Int, byBest: Bool = false) -> Int {
    switch vector.values {
    case .integers(let values): Self.order(values[row], words[group])
    case .doubles(let values): Self.order(values[row], Double(bitPattern: UInt64(bitPattern: words[group])))
    case .bits(let bits): Self.order(Int64(bits[row >> 6] >> UInt64(row & 63) & 1), words[group])
    case .text(let codes, let dictionary):
      TextOrder.compare(dictionary.utf8(Int(codes[row])), text(group))
    case .hedged(let hedged):
      compare(
        [hedged.best.word(row), hedged.low.word(row), hedged.high.word(row), Int64(hedged.ends[row])],
        figure(group), byBest)
    }
  }

  func compare(_ group: Int, with other: ValueStore, _ otherGroup: Int, byBest: Bool = false) -> Int {
    if type.isHedged { return compare(figure(group), other.figure(otherGroup), byBest) }
    switch type.kind {
    case .text: return TextOrder.compare(text(group), other.text(otherGroup))
    case .float:
      return Self.order(
        Double(bitPattern: UInt64(bitPattern: words[group])),
        Double(bitPattern: UInt64(bitPattern: other.words[otherGroup])))
    case .int, .decimal, .date, .timestamp, .period, .bool:
      return Self.order(words[group], other.words[otherGroup])
    }
  }

  /// Best, low, high, ends.
  private func compare(_ left: [Int64], _ right: [Int64], _ byBest: Bool) -> Int {
    for (place, (first, second)) in zip(left, right).prefix(byBest ? 1 : 4).enumerated()
    where first != second {
      guard type.kind == .float, place < 3 else { return Self.order(first, second) }
      let order = Self.order(
        Double(bitPattern: UInt64(bitPattern: first)), Double(bitPattern: UInt64(bitPattern: second)))
      if order != 0 { return order }
    }
    return 0
  }

  private static func order<Number: Comparable>(_ left: Number, _ right: Number) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }
}
