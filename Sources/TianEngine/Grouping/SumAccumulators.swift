import TianFigures
import TianPlan
import TianSource

/// `sum` and `avg` of whole numbers and decimals, in 128 bits.
final class ExactSumAccumulator: Accumulator {
  private let argument: ColumnID
  private let source: DataType
  private let type: DataType
  private let isAverage: Bool
  private let span: SourceSpan
  private var sums: [Int128] = []
  private var counts: [Int64] = []

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType, isAverage: Bool, _ span: SourceSpan) {
    self.argument = argument
    self.source = source
    self.type = type
    self.isAverage = isAverage
    self.span = span
  }

  func grow(to groupCount: Int) {
    let added = max(0, groupCount - sums.count)
    sums.append(contentsOf: repeatElement(0, count: added))
    if isAverage { counts.append(contentsOf: repeatElement(0, count: added)) }
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard case .integers(let values) = vector.values else { return }
    let validity = vector.validity
    sums.withUnsafeMutableBufferPointer { sums in
      if let validity {
        for row in 0..<batch.count {
          // All ones where the row is valid, so that a null adds nothing without a branch.
          let mask = 0 &- Int64(truncatingIfNeeded: validity[row >> 6] &>> UInt64(row & 63) & 1)
          sums[Int(groups[row])] &+= Int128(values[row] & mask)
        }
      } else if sums.count == 1 {
        var total: Int128 = 0
        for row in 0..<batch.count { total &+= Int128(values[row]) }
        sums[0] &+= total
      } else {
        for row in 0..<batch.count { sums[Int(groups[row])] &+= Int128(values[row]) }
      }
    }
    if isAverage { countValues(validity, groups, batch.count) }
  }

  private func countValues(
    _ validity: UnsafePointer<UInt64>?, _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    counts.withUnsafeMutableBufferPointer { counts in
      for row in 0..<count {
        let isValid = validity.map { $0[row >> 6] &>> UInt64(row & 63) & 1 } ?? 1
        counts[Int(groups[row])] &+= Int64(truncatingIfNeeded: isValid)
      }
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? ExactSumAccumulator else { return }
    for (group, sum) in other.sums.enumerated() { sums[Int(mapping[group])] &+= sum }
    for (group, count) in other.counts.enumerated() { counts[Int(mapping[group])] += count }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    let power = ExactDecimal.doublePower(source.scale ?? 0)
    if isAverage {
      try builder.append(
        doubles: (0..<groupCount).map {
          counts[$0] == 0 ? nil : Double(nearest: sums[$0]) / (Double(counts[$0]) * power)
        })
    } else {
      var values: [Int64] = []
      values.reserveCapacity(groupCount)
      for group in 0..<groupCount {
        guard let value = Int64(exactly: sums[group]) else { throw Failures.sumOverflow(span) }
        values.append(value)
      }
      try builder.append(integers: values, count: groupCount)
    }
    return try builder.finish()
  }
}

/// `sum` and `avg` of floats.
final class FloatSumAccumulator: Accumulator {
  private let argument: ColumnID
  private let type: DataType
  private let isAverage: Bool
  private var sums = ExactFloatSum()
  private var counts: [Int64] = []

  init(_ argument: ColumnID, _ type: DataType, isAverage: Bool) {
    self.argument = argument
    self.type = type
    self.isAverage = isAverage
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    try sums.grow(to: groupCount)
    counts.append(contentsOf: repeatElement(0, count: max(0, groupCount - counts.count)))
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard case .doubles(let values) = vector.values else { return }
    try sums.add(values, where: vector.validity, groups, count: batch.count, batch.arena)
    guard isAverage else { return }
    counts.withUnsafeMutableBufferPointer { counts in
      for row in 0..<batch.count where vector.isValid(row) { counts[Int(groups[row])] &+= 1 }
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? FloatSumAccumulator else { return }
    try sums.merge(other.sums, mapping: mapping)
    for (group, count) in other.counts.enumerated() { counts[Int(mapping[group])] += count }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try builder.append(
      doubles: (0..<groupCount).map { group in
        let sum = sums.sum(of: group)
        if !isAverage { return sum.double }
        return counts[group] == 0 ? nil : sum.divided(by: Double(counts[group])).double
      })
    return try builder.finish()
  }
}
