import TianPlan
import TianSource

/// `count_distinct`: every group's different values, each once.
final class DistinctAccumulator: Accumulator {
  private let values: GroupedValues

  init(_ values: GroupedValues) { self.values = values }

  func grow(to groupCount: Int) throws(Diagnostic) { try values.grow(to: groupCount) }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    _ = try values.add(batch, groups)
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? DistinctAccumulator else { return }
    _ = try values.merge(other.values, mapping: mapping)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var counts = [Int64](repeating: 0, count: groupCount)
    try Execution.inPieces(0..<values.count) { range in
      for number in range { counts[values.group(of: number)] += 1 }
    }
    var builder = ColumnBuilder(.int)
    try builder.append(integers: counts, count: groupCount)
    return try builder.finish()
  }
}

/// `mode` of what is not hedged: how often every group has each of its different values.
final class ModeAccumulator: Accumulator {
  private let values: GroupedValues
  /// By the numbers of the values.
  private var counts = Scratch<Int64>()
  private var knownCount = 0

  init(_ values: GroupedValues) { self.values = values }

  func grow(to groupCount: Int) throws(Diagnostic) { try values.grow(to: groupCount) }

  private func growCounts() throws(Diagnostic) {
    guard values.count > knownCount else { return }
    try counts.grow(from: knownCount, to: values.count, 0)
    knownCount = values.count
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let (numbers, count) = try values.add(batch, groups)
    try growCounts()
    guard let counts = counts.pointer else { return }
    for row in 0..<count { counts[Int(numbers[row])] += 1 }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? ModeAccumulator else { return }
    let numbers = try values.merge(other.values, mapping: mapping)
    try growCounts()
    for number in 0..<numbers.count { counts[Int(numbers[number])] += other.counts[number] }
  }

  /// The least of the values that a group has most often.
  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    let words = try values.values()
    let column = try KeyDecoder(layout: values.layout).decode(words.pointer, count: values.count)[0]
    let order = try SortWords.encode(column, isDescending: false)
    let ranks = order[order.count - 1]
    let chosen = try Buffer<UInt32>(count: groupCount)
    chosen.pointer.update(repeating: Batch.missingRow, count: groupCount)
    for number in 0..<values.count {
      let group = values.group(of: number)
      if chosen[group] != Batch.missingRow {
        let other = Int(chosen[group])
        if counts[number] < counts[other] { continue }
        if counts[number] == counts[other], ranks[number] > ranks[other] { continue }
      }
      chosen.pointer[group] = UInt32(truncatingIfNeeded: number)
    }
    return try column.gather(chosen, mayMiss: true)
  }
}
