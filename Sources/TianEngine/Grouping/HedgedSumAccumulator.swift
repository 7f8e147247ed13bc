import TianFigures
import TianPlan
import TianSource

/// `sum` and `avg` of hedged figures: bounds add up, an end is open or absent where any row's was.
final class HedgedSumAccumulator: Accumulator {
  private let argument: ColumnID
  private let source: DataType
  private let type: DataType
  private let isAverage: Bool
  private let span: SourceSpan
  /// Low, best, high.
  private var exact = [[Int128]](repeating: [], count: 3)
  /// No row so far was hedged: the sums of the bests are those of low and high too.
  private var isExact = true
  private var floats = [ExactFloatSum](repeating: ExactFloatSum(), count: 3)
  private var ends: [UInt8] = []
  private var counts: [Int64] = []

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType, isAverage: Bool, _ span: SourceSpan) {
    self.argument = argument
    self.source = source
    self.type = type
    self.isAverage = isAverage
    self.span = span
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    let added = max(0, groupCount - ends.count)
    ends.append(contentsOf: repeatElement(0, count: added))
    counts.append(contentsOf: repeatElement(0, count: added))
    for side in 0..<3 {
      exact[side].append(contentsOf: repeatElement(0, count: added))
      try floats[side].grow(to: groupCount)
    }
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard case .hedged(let hedged) = vector.values else { return }
    if !hedged.isExact { try widen() }
    let sides = isExact ? [(1, hedged.best)] : [(0, hedged.low), (1, hedged.best), (2, hedged.high)]
    for (side, numbers) in sides {
      switch numbers {
      case .integers(let values): add(values, to: side, vector.validity, groups, batch.count)
      case .doubles(let values):
        try floats[side].add(values, where: vector.validity, groups, count: batch.count, batch.arena)
      }
    }
    if isAverage { countValues(vector, groups, batch.count) }
    if !isExact { joinEnds(hedged, vector, groups, batch.count) }
  }

  private func countValues(_ vector: Vector, _ groups: UnsafePointer<UInt32>, _ count: Int) {
    counts.withUnsafeMutableBufferPointer { counts in
      for row in 0..<count {
        let isValid = vector.validity.map { $0[row >> 6] &>> UInt64(row & 63) & 1 } ?? 1
        counts[Int(groups[row])] &+= Int64(truncatingIfNeeded: isValid)
      }
    }
  }

  private func joinEnds(
    _ hedged: HedgedVector, _ vector: Vector, _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    ends.withUnsafeMutableBufferPointer { ends in
      if vector.validity == nil, ends.count == 1 {
        var all: UInt8 = 0
        for row in 0..<count { all |= hedged.ends[row] }
        ends[0] |= all
      } else {
        for row in 0..<count where vector.isValid(row) { ends[Int(groups[row])] |= hedged.ends[row] }
      }
    }
  }

  private func add(
    _ values: UnsafePointer<Int64>, to side: Int, _ validity: UnsafePointer<UInt64>?,
    _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    exact[side].withUnsafeMutableBufferPointer { sums in
      if validity == nil, sums.count == 1 {
        var total: Int128 = 0
        for row in 0..<count { total &+= Int128(values[row]) }
        sums[0] &+= total
        return
      }
      for row in 0..<count {
        // All ones where the row is valid, so that a null adds nothing without a branch.
        let isValid = validity.map { $0[row >> 6] &>> UInt64(row & 63) & 1 } ?? 1
        let mask = 0 &- Int64(truncatingIfNeeded: isValid)
        sums[Int(groups[row])] &+= Int128(values[row] & mask)
      }
    }
  }

  /// From here on low and high have sums of their own.
  private func widen() throws(Diagnostic) {
    guard isExact else { return }
    isExact = false
    for side in [0, 2] { (exact[side], floats[side]) = (exact[1], try floats[1].copied()) }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? HedgedSumAccumulator else { return }
    if !other.isExact { try widen() }
    for side in isExact ? [1] : [0, 1, 2] {
      let from = other.isExact ? 1 : side
      for (group, sum) in other.exact[from].enumerated() { exact[side][Int(mapping[group])] += sum }
      try floats[side].merge(other.floats[from], mapping: mapping)
    }
    for group in other.ends.indices {
      ends[Int(mapping[group])] |= other.ends[group]
      counts[Int(mapping[group])] += other.counts[group]
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    try widen()
    func numbers(_ end: Int, absent: HedgeEnds) throws(Diagnostic) -> HedgedStorage.Numbers {
      // A bound that is absent repeats the best.
      func side(_ group: Int) -> Int { ends[group] & absent.rawValue != 0 ? 1 : end }
      if type.kind != .float {
        var values: [Int64] = []
        for group in 0..<groupCount {
          guard let value = Int64(exactly: exact[side(group)][group]) else {
            throw Failures.sumOverflow(span)
          }
          values.append(value)
        }
        return .integers(.int64(try Buffer(values)))
      }
      let power = ExactDecimal.doublePower(source.scale ?? 0)
      return .doubles(
        try Buffer(
          (0..<groupCount).map { group in
            let side = side(group)
            let isPoint = ends[group] == 0 && isOneNumber(group)
            let direction: Rounding = isPoint || side == 1 ? .nearest : side == 0 ? .down : .up
            return total(group, side, power, direction)
          }))
    }
    var validity: Bitmap?
    if isAverage {
      let bitmap = try Bitmap(count: groupCount)
      for group in 0..<groupCount where counts[group] > 0 { bitmap.set(group) }
      validity = bitmap
    }
    let storage = HedgedStorage(
      low: try numbers(0, absent: .lowAbsent), best: try numbers(1, absent: []),
      high: try numbers(2, absent: .highAbsent),
      ends: try Buffer(Array(ends.prefix(groupCount))),
      originalCodes: nil, originals: nil)
    return Column(type: type, count: groupCount, storage: .hedged(storage), validity: validity)
  }

  private enum Rounding {
    case down, nearest, up
  }

  /// Low and high are the same sum.
  private func isOneNumber(_ group: Int) -> Bool {
    guard source.kind == .float else { return exact[0][group] == exact[2][group] }
    let (low, high) = (floats[0].sum(of: group), floats[2].sum(of: group))
    return low.high == high.high && low.low == high.low
  }

  /// A sum or an average as a double, a bound rounded outward.
  private func total(_ group: Int, _ side: Int, _ power: Double, _ rounding: Rounding) -> Double {
    let divisor =
      (isAverage && counts[group] > 0 ? Double(counts[group]) : 1) * (source.scale == nil ? 1 : power)
    let (sum, error): (Double, Double)
    if source.kind == .float {
      let total = floats[side].sum(of: group)
      (sum, error) = (total.high, total.low)
    } else {
      sum = Double(nearest: exact[side][group])
      let difference = Int128(exactly: sum).map { exact[side][group] &- $0 }
      error = difference.map { Double($0.signum()) } ?? .nan
    }
    switch rounding {
    case .nearest: return sum / divisor
    case .down: return Double.quotient(Outward.low(sum, error: error), divisor, isLow: true)
    case .up: return Double.quotient(Outward.high(sum, error: error), divisor, isLow: false)
    }
  }
}
