import TianFigures
import TianPlan
import TianSource

/// `median`: the values of every group, kept, and their middle found at the end.
final class MedianAccumulator: Accumulator {
  private let argument: ColumnID
  private let source: DataType
  private let type: DataType
  private var groups = GrowingBuffer<UInt32>()
  private var integers = GrowingBuffer<Int64>()
  private var doubles = GrowingBuffer<Double>()

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType) {
    self.argument = argument
    self.source = source
    self.type = type
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
    let room = try self.groups.reserve(count)
    for index in 0..<count { room[index] = groups[Int(rows[index])] }
    switch vector.values {
    case .integers(let values):
      let room = try integers.reserve(count)
      for index in 0..<count { room[index] = values[Int(rows[index])] }
    case .doubles(let values):
      let room = try doubles.reserve(count)
      for index in 0..<count { room[index] = values[Int(rows[index])] }
    case .bits, .text, .hedged: break
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? MedianAccumulator, let from = other.groups.pointer else { return }
    let room = try groups.reserve(other.groups.count)
    for index in 0..<other.groups.count { room[index] = mapping[Int(from[index])] }
    if let values = other.integers.pointer { try integers.append(values, count: other.integers.count) }
    if let values = other.doubles.pointer { try doubles.append(values, count: other.doubles.count) }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    if source.kind == .float {
      // The sum of two may be past what a double holds.
      try builder.append(
        doubles: try medians(doubles, groupCount) { ($0 + $1).isFinite ? ($0 + $1) / 2 : $0 / 2 + $1 / 2 })
    } else {
      let power = ExactDecimal.doublePower(source.scale ?? 0)
      try builder.append(
        doubles: try medians(integers, groupCount) { Double(Int128($0) + Int128($1)) / (2 * power) })
    }
    return try builder.finish()
  }

  /// Values sorted by group in one pass, then the middle of each group selected.
  private func medians<Element: Comparable & BitwiseCopyable>(
    _ values: GrowingBuffer<Element>, _ groupCount: Int, _ middle: (Element, Element) -> Double
  ) throws(Diagnostic) -> [Double?] {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    guard let groups = groups.pointer, let values = values.pointer else {
      return Array(repeating: nil, count: groupCount)
    }
    let count = self.groups.count
    for index in 0..<count { starts[Int(groups[index]) + 1] += 1 }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    let sorted = try Buffer<Element>(count: count)
    var places = starts
    places.withUnsafeMutableBufferPointer { places in
      for index in 0..<count {
        let group = Int(groups[index])
        sorted.pointer[places[group]] = values[index]
        places[group] &+= 1
      }
    }
    return (0..<groupCount).map { group in
      let size = starts[group + 1] - starts[group]
      guard size > 0 else { return nil }
      let part = UnsafeMutableBufferPointer(start: sorted.pointer + starts[group], count: size)
      let upper = Selection.element(size / 2, of: part)
      guard size % 2 == 0 else { return middle(upper, upper) }
      // After the selection the lower half stands before the middle.
      let lower = part[..<(size / 2)].max() ?? upper
      return middle(lower, upper)
    }
  }
}

/// `variance`, `stddev` of the sample: from exact sums of values and of squares, combined at twice a double's
/// precision, so that nothing cancels that a double could show.
final class VarianceAccumulator: Accumulator {
  private let argument: ColumnID
  private let type: DataType
  private let isDeviation: Bool
  private let power: Double
  private var sums = ExactFloatSum()
  private var squares = ExactFloatSum()
  /// Groups with a value whose square no double holds; their variance is null.
  private var isBeyond: [Bool] = []
  private var counts: [Int64] = []

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType, isDeviation: Bool) {
    self.argument = argument
    self.type = type
    self.isDeviation = isDeviation
    power = ExactDecimal.doublePower(source.scale ?? 0)
  }

  func grow(to groupCount: Int) {
    sums.grow(to: groupCount)
    squares.grow(to: groupCount)
    let added = max(0, groupCount - counts.count)
    counts.append(contentsOf: repeatElement(0, count: added))
    isBeyond.append(contentsOf: repeatElement(false, count: added))
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    for row in 0..<batch.count where vector.isValid(row) {
      let value: Double
      switch vector.values {
      case .integers(let values): value = Double(values[row]) / power
      case .doubles(let values): value = values[row]
      case .bits, .text, .hedged: continue
      }
      let group = Int(groups[row])
      let square = value * value
      let error = (-square).addingProduct(value, value)
      sums.add(value, to: group)
      if square.isFinite {
        squares.add(square, to: group)
        squares.add(error, to: group)
      } else {
        isBeyond[group] = true
      }
      counts[group] += 1
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? VarianceAccumulator else { return }
    sums.merge(other.sums, mapping: mapping)
    squares.merge(other.squares, mapping: mapping)
    for group in other.counts.indices {
      counts[Int(mapping[group])] += other.counts[group]
      if other.isBeyond[group] { isBeyond[Int(mapping[group])] = true }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try builder.append(
      doubles: (0..<groupCount).map { group in
        let count = Double(counts[group])
        guard count > 1, !isBeyond[group] else { return nil }
        let sum = sums.sum(of: group)
        let spread = squares.sum(of: group).adding(sum.multiplied(by: sum).divided(by: count).negated)
        guard spread.double.isFinite else { return nil }
        // What is left of equal values is the rounding of the last steps, below what two doubles can hold.
        let isSpread = spread.double > squares.sum(of: group).double * 0x1p-96
        let variance = isSpread ? spread.double / (count - 1) : 0
        return isDeviation ? variance.squareRoot() : variance
      })
    return try builder.finish()
  }
}
