import TianPlan
import TianSource

/// `count_distinct`: every group's different values, each once.
final class DistinctAccumulator: Accumulator {
  private let argument: ColumnID
  private var encoder: KeyEncoder
  /// Keys are the group's number in front of the value's words; with one group, the value's alone.
  private let index: KeyIndex
  private let single: KeyIndex
  private var groupCount = 0

  /// - Parameter layout: of the argument alone; the workers of a pipeline share it, for they must agree on
  ///   the codes of computed texts.
  init(_ argument: ColumnID, _ layout: KeyLayout) throws(Diagnostic) {
    self.argument = argument
    encoder = KeyEncoder(layout)
    single = try KeyIndex(layout)
    index = try KeyIndex(wordCount: layout.wordCount + 1)
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    if self.groupCount <= 1, groupCount > 1 { try spread() }
    self.groupCount = groupCount
  }

  /// A second group has come: what the first one holds gets its number in front.
  private func spread() throws(Diagnostic) {
    guard single.count > 0, let keys = single.keys.pointer else { return }
    let zeros = [UInt32](repeating: 0, count: single.count)
    try insert(keys, single.count, groups: zeros, into: index)
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let validity = try batch.vector(argument).validity
    let words = try encoder.encode(batch)
    let width = encoder.layout.wordCount
    let target = groupCount > 1 ? index : single
    let keys = try batch.arena.allocate(UInt64.self, batch.count * target.wordCount)
    var count = 0
    for row in 0..<batch.count where validity.map({ $0[row >> 6] >> UInt64(row & 63) & 1 != 0 }) ?? true {
      let key = keys + count * target.wordCount
      if groupCount > 1 { key[0] = UInt64(groups[row]) }
      for word in 0..<width { key[target.wordCount - width + word] = words[row * width + word] }
      count += 1
    }
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    let newRows = try batch.arena.allocate(UInt32.self, batch.count)
    _ = try target.assign(keys, count, numbers: numbers, newRows: newRows)
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? DistinctAccumulator else { return }
    let width = encoder.layout.wordCount
    if other.groupCount <= 1 {
      guard let keys = other.single.keys.pointer else { return }
      if groupCount <= 1 {
        try Self.insert(keys, other.single.count, into: single)
      } else {
        let groups = [UInt32](repeating: mapping.first ?? 0, count: other.single.count)
        try insert(keys, other.single.count, groups: groups, into: index)
      }
      return
    }
    guard let keys = other.index.keys.pointer else { return }
    var words: [UInt64] = []
    var groups: [UInt32] = []
    for number in 0..<other.index.count {
      let key = keys + number * (width + 1)
      groups.append(mapping[Int(key[0])])
      for word in 0..<width { words.append(key[1 + word]) }
    }
    try words.withUnsafeBufferPointer { buffer throws(Diagnostic) in
      if let base = buffer.baseAddress { try insert(base, groups.count, groups: groups, into: index) }
    }
  }

  private func insert(
    _ words: UnsafePointer<UInt64>, _ count: Int, groups: [UInt32], into index: KeyIndex
  ) throws(Diagnostic) {
    let width = encoder.layout.wordCount
    let keys = try Buffer<UInt64>(count: count * (width + 1))
    for row in 0..<count {
      keys.pointer[row * (width + 1)] = UInt64(groups[row])
      for word in 0..<width { keys.pointer[row * (width + 1) + 1 + word] = words[row * width + word] }
    }
    try Self.insert(keys.pointer, count, into: index)
  }

  private static func insert(
    _ keys: UnsafePointer<UInt64>, _ count: Int, into index: KeyIndex
  ) throws(Diagnostic) {
    let numbers = try Buffer<UInt32>(count: count)
    let newRows = try Buffer<UInt32>(count: count)
    _ = try index.assign(keys, count, numbers: numbers.pointer, newRows: newRows.pointer)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var counts = [Int64](repeating: 0, count: groupCount)
    if self.groupCount <= 1 {
      if groupCount > 0 { counts[0] = Int64(single.count) }
    } else if let keys = index.keys.pointer {
      for number in 0..<index.count { counts[Int(keys[number * index.wordCount])] += 1 }
    }
    var builder = ColumnBuilder(.int)
    try builder.append(integers: counts, count: groupCount)
    return try builder.finish()
  }
}
