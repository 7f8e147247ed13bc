import TianPlan
import TianSource

/// `variance`, `stddev` of the sample, `weighted_avg`, `corr`, `hhi`: from exact sums of values and of
/// products. Rows with a null argument are passed over.
final class MomentsAccumulator: Accumulator {
  private let moments: Moments
  private let type: DataType
  /// By the places of the terms.
  private var sums: [ProductSums]
  private var counts = GroupArray<Int64>()
  /// How many x are negative, where somebody asks.
  private var negativeCounts = GroupArray<Int64>()

  init(_ moments: Moments, _ type: DataType) {
    self.moments = moments
    self.type = type
    sums = Array(repeating: ProductSums(), count: moments.terms.count)
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    for term in sums.indices { try sums[term].grow(to: groupCount) }
    try counts.grow(to: groupCount)
    try negativeCounts.grow(to: groupCount)
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let x = try batch.vector(moments.arguments[0])
    let y = moments.arguments.count > 1 ? try batch.vector(moments.arguments[1]) : x
    guard var xs = try Significands(x, count: batch.count, batch.arena),
      var ys = moments.arguments.count > 1 ? try Significands(y, count: batch.count, batch.arena) : xs
    else { return }
    var (groups, count) = (groups, batch.count)
    if let validity = try Bits.both(x.validity, y.validity, count: count, batch.arena) {
      let rows = try batch.arena.allocate(UInt32.self, count)
      count = Bits.indices(of: validity, count: count, into: rows)
      xs = try xs.gather(rows, count: count, batch.arena)
      ys = try ys.gather(rows, count: count, batch.arena)
      groups = UnsafePointer(try Vector.gather(groups, rows, count, batch.arena))
    }
    counts.add(nil, groups, count)
    if moments.function == .hhi {
      for row in 0..<count where xs.integers[row] < 0 { negativeCounts[Int(groups[row])] += 1 }
    }
    for (place, term) in moments.terms.enumerated() {
      let (left, right) = term.factors(xs, ys)
      try sums[place].add(left, times: right, groups, count: count, batch.arena)
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? MomentsAccumulator else { return }
    for term in sums.indices { try sums[term].merge(other.sums[term], mapping: mapping) }
    counts.add(other.counts, mapping: mapping)
    negativeCounts.add(other.negativeCounts, mapping: mapping)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try builder.append(doubles: groupCount) { group in
      guard counts[group] > 0 else { return nil }
      var totals = Moments.Sums(repeating: WideNumber())
      for place in sums.indices { totals[place] = sums[place].total(of: group) }
      return moments.result(totals, count: Int(counts[group]), negativeCount: Int(negativeCounts[group]))
    }
    return try builder.finish()
  }
}
