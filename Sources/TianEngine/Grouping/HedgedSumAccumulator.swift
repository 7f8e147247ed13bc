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
  /// Of every group four sums, next to one another: of the rows that are one number, which are the same on
  /// all sides, then of the low, the best and the high ends of the others.
  private var exact: [Int128] = []
  private var floats = [ExactFloatSum](repeating: ExactFloatSum(), count: Part.count)
  private var ends: [UInt8] = []
  private var counts: [Int64] = []

  /// Places among the sums of a group.
  private enum Part {
    static let points = 0
    static let low = 1
    static let best = 2
    static let high = 3
    static let count = 4
  }

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
    exact.append(contentsOf: repeatElement(0, count: added * Part.count))
    for part in 0..<Part.count { try floats[part].grow(to: groupCount) }
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    if ends.count == 1, addStored(batch) { return }
    let vector = try batch.vector(argument)
    guard case .hedged(let hedged) = vector.values else { return }
    if isAverage { countValues(vector, groups, batch.count) }
    if let bounds = IntegerBounds(hedged) {
      if hedged.isExact {
        add(points: bounds.best, vector.validity, groups, batch.count)
      } else {
        add(bounds, vector.validity, groups, batch.count)
      }
    } else if let bounds = DoubleBounds(hedged) {
      if hedged.isExact {
        try floats[Part.points].add(
          bounds.best, where: vector.validity, groups, count: batch.count, batch.arena)
      } else {
        try add(bounds, vector, groups, batch)
      }
    }
  }

  private func countValues(_ vector: Vector, _ groups: UnsafePointer<UInt32>, _ count: Int) {
    counts.withUnsafeMutableBufferPointer { counts in
      for row in 0..<count {
        let isValid = vector.validity.map { $0[row >> 6] &>> UInt64(row & 63) & 1 } ?? 1
        counts[Int(groups[row])] &+= Int64(truncatingIfNeeded: isValid)
      }
    }
  }

  /// Adds a run of a stored column to the only group; false where the batch is none.
  private func addStored(_ batch: Batch) -> Bool {
    guard let (column, start) = batch.storedRun(argument), case .hedged(let stored) = column.storage,
      case .integers(let low) = stored.low, case .integers(let best) = stored.best,
      case .integers(let high) = stored.high
    else { return false }
    counts[0] += Int64(batch.count)
    if stored.isExact(start, count: batch.count) {
      exact[Part.points] &+= best.total(from: start, count: batch.count)
      return true
    }
    exact[Part.low] &+= low.total(from: start, count: batch.count)
    exact[Part.best] &+= best.total(from: start, count: batch.count)
    exact[Part.high] &+= high.total(from: start, count: batch.count)
    var all: UInt8 = 0
    for row in start..<(start + batch.count) { all |= stored.ends[row] }
    ends[0] |= all
    return true
  }

  private func add(
    points values: UnsafePointer<Int64>, _ validity: UnsafePointer<UInt64>?,
    _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    exact.withUnsafeMutableBufferPointer { sums in
      if validity == nil, sums.count == Part.count {
        var total: Int128 = 0
        for row in 0..<count { total &+= Int128(values[row]) }
        sums[Part.points] &+= total
        return
      }
      for row in 0..<count {
        sums[Int(groups[row]) &* Part.count] &+= Int128(values[row] & Self.mask(validity, row))
      }
    }
  }

  private func add(
    _ bounds: IntegerBounds, _ validity: UnsafePointer<UInt64>?, _ groups: UnsafePointer<UInt32>,
    _ count: Int
  ) {
    exact.withUnsafeMutableBufferPointer { sums in
      ends.withUnsafeMutableBufferPointer { ends in
        for row in 0..<count {
          let mask = Self.mask(validity, row)
          let group = Int(groups[row])
          let first = group &* Part.count
          sums[first &+ Part.low] &+= Int128(bounds.low[row] & mask)
          sums[first &+ Part.best] &+= Int128(bounds.best[row] & mask)
          sums[first &+ Part.high] &+= Int128(bounds.high[row] & mask)
          ends[group] |= bounds.ends[row] & UInt8(truncatingIfNeeded: mask)
        }
      }
    }
  }

  /// All ones where the row is valid, so that a null adds nothing without a branch.
  @inline(__always) private static func mask(_ validity: UnsafePointer<UInt64>?, _ row: Int) -> Int64 {
    guard let validity else { return -1 }
    return 0 &- Int64(truncatingIfNeeded: validity[row >> 6] &>> UInt64(row & 63) & 1)
  }

  /// Rows that are one number are added once.
  private func add(
    _ bounds: DoubleBounds, _ vector: Vector, _ groups: UnsafePointer<UInt32>, _ batch: Batch
  ) throws(Diagnostic) {
    let points = try batch.arena.allocate(UInt32.self, batch.count)
    let others = try batch.arena.allocate(UInt32.self, batch.count)
    var (pointCount, otherCount) = (0, 0)
    for row in 0..<batch.count {
      let isPoint = bounds.ends[row] == 0 && bounds.low[row] == bounds.high[row]
      points[pointCount] = UInt32(truncatingIfNeeded: row)
      others[otherCount] = UInt32(truncatingIfNeeded: row)
      let isValid = vector.isValid(row)
      pointCount &+= isValid && isPoint ? 1 : 0
      otherCount &+= isValid && !isPoint ? 1 : 0
    }
    func add(
      _ values: UnsafePointer<Double>, of rows: UnsafePointer<UInt32>, _ groups: UnsafePointer<UInt32>,
      _ count: Int, to part: Int
    ) throws(Diagnostic) {
      try floats[part].add(try Vector.gather(values, rows, count, batch.arena), groups, count: count)
    }
    let pointGroups = try Vector.gather(groups, points, pointCount, batch.arena)
    try add(bounds.best, of: points, pointGroups, pointCount, to: Part.points)
    let otherGroups = try Vector.gather(groups, others, otherCount, batch.arena)
    try add(bounds.low, of: others, otherGroups, otherCount, to: Part.low)
    try add(bounds.best, of: others, otherGroups, otherCount, to: Part.best)
    try add(bounds.high, of: others, otherGroups, otherCount, to: Part.high)
    for place in 0..<otherCount { ends[Int(otherGroups[place])] |= bounds.ends[Int(others[place])] }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? HedgedSumAccumulator else { return }
    for part in 0..<Part.count { try floats[part].merge(other.floats[part], mapping: mapping) }
    for group in other.ends.indices {
      let mine = Int(mapping[group])
      for part in 0..<Part.count {
        exact[mine * Part.count + part] &+= other.exact[group * Part.count + part]
      }
      ends[mine] |= other.ends[group]
      counts[mine] += other.counts[group]
    }
  }

  /// Adds the rows that are one number to every side.
  private func spreadPoints() throws(Diagnostic) {
    let same = (0..<UInt32(truncatingIfNeeded: ends.count)).map(\.self)
    for part in [Part.low, Part.best, Part.high] {
      try floats[part].merge(floats[Part.points], mapping: same)
      for group in ends.indices { exact[group * Part.count + part] &+= exact[group * Part.count] }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    try spreadPoints()
    var validity: Bitmap?
    if isAverage {
      let bitmap = try Bitmap(count: groupCount)
      for group in 0..<groupCount where counts[group] > 0 { bitmap.set(group) }
      validity = bitmap
    }
    let storage = HedgedStorage(
      low: try numbers(Part.low, absent: .lowAbsent, groupCount),
      best: try numbers(Part.best, absent: [], groupCount),
      high: try numbers(Part.high, absent: .highAbsent, groupCount),
      ends: try Buffer(Array(ends.prefix(groupCount))),
      originalCodes: nil, originals: nil)
    return Column(type: type, count: groupCount, storage: .hedged(storage), validity: validity)
  }

  /// One side of every group; a bound that is absent repeats the best.
  private func numbers(
    _ part: Int, absent: HedgeEnds, _ groupCount: Int
  ) throws(Diagnostic) -> HedgedStorage.Numbers {
    func side(_ group: Int) -> Int { ends[group] & absent.rawValue != 0 ? Part.best : part }
    if type.kind != .float {
      var values: [Int64] = []
      values.reserveCapacity(groupCount)
      for group in 0..<groupCount {
        guard let value = Int64(exactly: exact[group * Part.count + side(group)]) else {
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
          let direction: Rounding =
            isPoint || side == Part.best ? .nearest : side == Part.low ? .down : .up
          return total(group, side, power, direction)
        }))
  }

  /// Low and high are the same sum.
  private func isOneNumber(_ group: Int) -> Bool {
    guard source.kind == .float else {
      return exact[group * Part.count + Part.low] == exact[group * Part.count + Part.high]
    }
    let (low, high) = (floats[Part.low].sum(of: group), floats[Part.high].sum(of: group))
    return low.high == high.high && low.low == high.low
  }

  /// A sum or an average as a double, a bound rounded outward.
  private func total(_ group: Int, _ part: Int, _ power: Double, _ rounding: Rounding) -> Double {
    let count = isAverage && counts[group] > 0 ? Double(counts[group]) : 1
    guard source.kind == .float else {
      return .share(of: exact[group * Part.count + part], count: count, power: power, rounding)
    }
    let sum = floats[part].sum(of: group)
    return .share(of: sum.high, error: sum.low, count: count, power: 1, rounding)
  }
}
