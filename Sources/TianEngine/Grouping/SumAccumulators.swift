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
  private var sums = GroupArray<Int128>(0)
  private var counts = GroupArray<Int64>()

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType, isAverage: Bool, _ span: SourceSpan) {
    self.argument = argument
    self.source = source
    self.type = type
    self.isAverage = isAverage
    self.span = span
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    try sums.grow(to: groupCount)
    if isAverage { try counts.grow(to: groupCount) }
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard case .integers(let values) = vector.values, let sums = sums.pointer else { return }
    if let validity = vector.validity {
      for row in 0..<batch.count {
        sums[Int(groups[row])] &+= Int128(values[row] & Bits.mask(validity, row))
      }
    } else if self.sums.count == 1 {
      var total: Int128 = 0
      for row in 0..<batch.count { total &+= Int128(values[row]) }
      sums[0] &+= total
    } else {
      for row in 0..<batch.count { sums[Int(groups[row])] &+= Int128(values[row]) }
    }
    if isAverage { counts.add(vector.validity, groups, batch.count) }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? ExactSumAccumulator else { return }
    for group in 0..<other.sums.count { sums[Int(mapping[group])] &+= other.sums[group] }
    counts.add(other.counts, mapping: mapping)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    let power = ExactDecimal.doublePower(source.scale ?? 0)
    if isAverage {
      try builder.append(doubles: groupCount) {
        counts[$0] == 0 ? nil : Double(nearest: sums[$0]) / (Double(counts[$0]) * power)
      }
    } else {
      try builder.append(integers: groupCount) { group throws(Diagnostic) in
        guard let value = Int64(exactly: sums[group]) else { throw Failures.sumOverflow(span) }
        return value
      }
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
  private var counts = GroupArray<Int64>()

  init(_ argument: ColumnID, _ type: DataType, isAverage: Bool) {
    self.argument = argument
    self.type = type
    self.isAverage = isAverage
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    try sums.grow(to: groupCount)
    if isAverage { try counts.grow(to: groupCount) }
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard case .doubles(let values) = vector.values else { return }
    try sums.add(values, where: vector.validity, groups, count: batch.count, batch.arena)
    if isAverage { counts.add(vector.validity, groups, batch.count) }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? FloatSumAccumulator else { return }
    try sums.merge(other.sums, mapping: mapping)
    counts.add(other.counts, mapping: mapping)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try builder.append(doubles: groupCount) { group in
      let sum = sums.sum(of: group)
      if !isAverage { return sum.double }
      return counts[group] == 0 ? nil : sum.divided(by: Double(counts[group])).double
    }
    return try builder.finish()
  }
}
