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

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    try values.finish(count: groupCount)
  }
}
