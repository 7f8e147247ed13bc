import TianPlan
import TianSource

/// `variance`, `stddev` of the sample, `weighted_avg`, `corr`, `hhi`: from exact sums of values and of
/// products. Rows with a null argument are passed over.
final class MomentsAccumulator: Accumulator {
  private let moments: Moments
  private let type: DataType
  /// By the places of the terms.
  private var sums: [ExactFloatSum]
  private var counts: [Int64] = []
  private var negativeCounts: [Int64] = []
  /// Groups with a product that no double holds; their result is null.
  private var isBeyond: [Bool] = []

  init(_ moments: Moments, _ type: DataType) {
    self.moments = moments
    self.type = type
    sums = Array(repeating: ExactFloatSum(), count: moments.terms.count)
  }

  func grow(to groupCount: Int) {
    for term in sums.indices { sums[term].grow(to: groupCount) }
    let added = max(0, groupCount - counts.count)
    counts.append(contentsOf: repeatElement(0, count: added))
    negativeCounts.append(contentsOf: repeatElement(0, count: added))
    isBeyond.append(contentsOf: repeatElement(false, count: added))
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let x = try batch.vector(moments.arguments[0])
    let y = moments.arguments.count > 1 ? try batch.vector(moments.arguments[1]) : x
    let (xs, ys) = (try x.coefficients(batch), try y.coefficients(batch))
    guard let xs, let ys else { return }
    for row in 0..<batch.count where x.isValid(row) && y.isValid(row) {
      let group = Int(groups[row])
      counts[group] += 1
      if xs[row] < 0 { negativeCounts[group] += 1 }
      for (place, term) in moments.terms.enumerated() {
        let (value, error) = term.product(xs[row], ys[row])
        if value.isFinite {
          sums[place].add(value, to: group)
          if error != 0 { sums[place].add(error, to: group) }
        } else {
          isBeyond[group] = true
        }
      }
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? MomentsAccumulator else { return }
    for term in sums.indices { sums[term].merge(other.sums[term], mapping: mapping) }
    for group in other.counts.indices {
      let target = Int(mapping[group])
      counts[target] += other.counts[group]
      negativeCounts[target] += other.negativeCounts[group]
      if other.isBeyond[group] { isBeyond[target] = true }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try builder.append(
      doubles: (0..<groupCount).map { group in
        guard counts[group] > 0, !isBeyond[group] else { return nil }
        var totals = Moments.Sums(repeating: DoubleDouble(0))
        for place in sums.indices { totals[place] = sums[place].sum(of: group) }
        return moments.result(
          totals, count: Int(counts[group]), negativeCount: Int(negativeCounts[group]))
      })
    return try builder.finish()
  }
}

extension Vector {
  /// Numbers as doubles, decimals as their coefficients; nil of what is no exact number.
  func coefficients(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<Double>? {
    switch values {
    case .doubles(let values): return values
    case .integers(let values):
      let out = try batch.arena.allocate(Double.self, batch.count)
      for row in 0..<batch.count { out[row] = Double(values[row]) }
      return out
    case .bits, .text, .hedged: return nil
    }
  }
}
