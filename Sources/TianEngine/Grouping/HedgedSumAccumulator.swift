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
  private var exact = GroupArray<Int128>(0)
  private var floats = [ExactFloatSum](repeating: ExactFloatSum(), count: Part.count)
  private var ends = GroupArray<UInt8>(0)
  private var counts = GroupArray<Int64>()

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
    try ends.grow(to: groupCount)
    try exact.grow(to: groupCount * Part.count)
    if isAverage { try counts.grow(to: groupCount) }
    for part in 0..<Part.count { try floats[part].grow(to: groupCount) }
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    if ends.count == 1, addStored(batch) { return }
    let vector = try batch.vector(argument)
    guard case .hedged(let hedged) = vector.values else { return }
    if isAverage { counts.add(vector.validity, groups, batch.count) }
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

  /// Adds a run of a stored column to the only group; false where the batch is none.
  private func addStored(_ batch: Batch) -> Bool {
    guard let (column, start) = batch.storedRun(argument), case .hedged(let stored) = column.storage,
      case .integers(let low) = stored.low, case .integers(let best) = stored.best,
      case .integers(let high) = stored.high
    else { return false }
    if isAverage { counts[0] += Int64(batch.count) }
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
    guard let sums = exact.pointer else { return }
    if validity == nil, ends.count == 1 {
      var total: Int128 = 0
      for row in 0..<count { total &+= Int128(values[row]) }
      sums[Part.points] &+= total
      return
    }
    for row in 0..<count {
      sums[Int(groups[row]) &* Part.count] &+= Int128(values[row] & Bits.mask(validity, row))
    }
  }

  private func add(
    _ bounds: IntegerBounds, _ validity: UnsafePointer<UInt64>?, _ groups: UnsafePointer<UInt32>,
    _ count: Int
  ) {
    guard let sums = exact.pointer, let ends = ends.pointer else { return }
    for row in 0..<count {
      let mask = Bits.mask(validity, row)
      let group = Int(groups[row])
      let first = group &* Part.count
      sums[first &+ Part.low] &+= Int128(bounds.low[row] & mask)
      sums[first &+ Part.best] &+= Int128(bounds.best[row] & mask)
      sums[first &+ Part.high] &+= Int128(bounds.high[row] & mask)
      ends[group] |= bounds.ends[row] & UInt8(truncatingIfNeeded: mask)
    }
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
    if isAverage { counts.add(other.counts, mapping: mapping) }
    for group in 0..<other.ends.count {
      let mine = Int(mapping[group])
      for part in 0..<Part.count {
        exact[mine * Part.count + part] &+= other.exact[group * Part.count + part]
      }
      ends[mine] |= other.ends[group]
    }
  }

  /// Adds the rows that are one number to every side.
  private func spreadPoints() throws(Diagnostic) {
    let same = (0..<UInt32(truncatingIfNeeded: ends.count)).map(\.self)
    for part in [Part.low, Part.best, Part.high] {
      try floats[part].merge(floats[Part.points], mapping: same)
      for group in 0..<ends.count { exact[group * Part.count + part] &+= exact[group * Part.count] }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    try spreadPoints()
    let figures = try FigureColumn(type, groupCount)
    for group in 0..<groupCount where !isAverage || counts[group] > 0 {
      figures.set(group, try figure(group))
    }
    return try figures.finish()
  }

  /// A bound that is absent repeats the best.
  private func figure(_ group: Int) throws(Diagnostic) -> Interval {
    let ends = HedgeEnds(rawValue: ends[group])
    let isPoint = ends.isEmpty && isOneNumber(group)
    let best = try bound(group, Part.best, .nearest)
    return Interval(
      low: ends.contains(.lowAbsent) ? best : try bound(group, Part.low, isPoint ? .nearest : .down),
      best: best,
      high: ends.contains(.highAbsent) ? best : try bound(group, Part.high, isPoint ? .nearest : .up),
      ends: ends)
  }

  /// Low and high are the same sum.
  private func isOneNumber(_ group: Int) -> Bool {
    guard source.kind == .float else {
      return exact[group * Part.count + Part.low] == exact[group * Part.count + Part.high]
    }
    let (low, high) = (floats[Part.low].sum(of: group), floats[Part.high].sum(of: group))
    return low.high == high.high && low.low == high.low
  }

  /// One side; of a sum or an average that is a double a bound is rounded outward.
  private func bound(_ group: Int, _ part: Int, _ rounding: Rounding) throws(Diagnostic) -> Interval.Bound {
    let total = exact[group * Part.count + part]
    if type.kind != .float {
      guard Int64(exactly: total) != nil else { throw Failures.sumOverflow(span) }
      return .exact(total)
    }
    let count = isAverage ? Double(counts[group]) : 1
    guard source.kind == .float else {
      let power = ExactDecimal.doublePower(source.scale ?? 0)
      return .approximate(.share(of: total, count: count, power: power, rounding))
    }
    let sum = floats[part].sum(of: group)
    return .approximate(.share(of: sum.high, error: sum.low, count: count, power: 1, rounding))
  }
}
