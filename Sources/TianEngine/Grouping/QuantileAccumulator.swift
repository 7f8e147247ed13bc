import TianFigures
import TianPlan
import TianSource

/// `median`, `quantile`: the values of every group, kept, and the place between two of them found at the end.
final class QuantileAccumulator: Accumulator {
  private let argument: ColumnID
  private let source: DataType
  private let type: DataType
  private let share: Rational
  private var groups = GrowingBuffer<UInt32>()
  private var integers = GrowingBuffer<Int64>()
  private var doubles = GrowingBuffer<Double>()

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType, _ share: Rational) {
    self.argument = argument
    self.source = source
    self.type = type
    self.share = share
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
    guard let other = other as? QuantileAccumulator, let from = other.groups.pointer else { return }
    let room = try groups.reserve(other.groups.count)
    try Execution.inPieces(0..<other.groups.count) { range in
      for index in range { room[index] = mapping[Int(from[index])] }
    }
    if let values = other.integers.pointer { try integers.append(values, count: other.integers.count) }
    if let values = other.doubles.pointer { try doubles.append(values, count: other.doubles.count) }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    if source.kind == .float {
      try builder.append(doubles: try quantiles(doubles, groupCount) { $2.between($0, $1) })
    } else {
      let power = ExactDecimal.doublePower(source.scale ?? 0)
      try builder.append(doubles: try quantiles(integers, groupCount) { $2.between($0, $1, power: power) })
    }
    return try builder.finish()
  }

  /// Values sorted by group in one pass, then a place of each group selected.
  private func quantiles<Element: Comparable & BitwiseCopyable>(
    _ values: GrowingBuffer<Element>, _ groupCount: Int,
    _ between: (Element, Element, QuantilePlace) -> Double
  ) throws(Diagnostic) -> [Double?] {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    guard let groups = groups.pointer, let values = values.pointer else {
      return Array(repeating: nil, count: groupCount)
    }
    let count = self.groups.count
    try Execution.inPieces(0..<count) { range in
      for index in range { starts[Int(groups[index]) + 1] += 1 }
    }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    let sorted = try Buffer<Element>(count: count)
    var places = starts
    try places.withUnsafeMutableBufferPointer { places throws(Diagnostic) in
      try Execution.inPieces(0..<count) { range in
        for index in range {
          let group = Int(groups[index])
          sorted.pointer[places[group]] = values[index]
          places[group] &+= 1
        }
      }
    }
    return try (0..<groupCount).map { group throws(Diagnostic) in
      if group & 0xFFF == 0 { try Execution.check() }
      let size = starts[group + 1] - starts[group]
      guard size > 0 else { return nil }
      let part = UnsafeMutableBufferPointer(start: sorted.pointer + starts[group], count: size)
      let place = QuantilePlace(share, of: size)
      let lower = Selection.element(place.index, of: part)
      guard place.numerator > 0 else { return between(lower, lower, place) }
      // After the selection the greater values stand behind the place.
      let upper = part[(place.index + 1)...].min() ?? lower
      return between(lower, upper, place)
    }
  }
}
