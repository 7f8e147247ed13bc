import TianPlan
import TianSource

/// `gini`, `share_top`.
struct InequalityState: FrameState {
  /// Of ascending values: how many, Σ x, and Σ i x with i from 1.
  private struct Sums: FrameNode {
    var count: Int
    var sum: DoubleDouble
    var weighted: DoubleDouble

    static let empty = Sums(count: 0, sum: DoubleDouble(0), weighted: DoubleDouble(0))

    static func joined(_ left: Sums, _ right: Sums) -> Sums {
      if left.count == 0 { return right }
      if right.count == 0 { return left }
      return Sums(
        count: left.count + right.count, sum: left.sum.adding(right.sum),
        weighted: left.weighted.adding(right.weighted)
          .adding(right.sum.multiplied(by: DoubleDouble(Double(left.count)))))
    }

    init(count: Int, sum: DoubleDouble, weighted: DoubleDouble) {
      self.count = count
      self.sum = sum
      self.weighted = weighted
    }

    init(_ value: Double, count: Int) {
      let value = DoubleDouble(value)
      self.count = count
      sum = value.multiplied(by: DoubleDouble(Double(count)))
      weighted = value.multiplied(by: DoubleDouble(Double(count) * Double(count + 1) / 2))
    }
  }

  /// How many of the greatest `share_top` adds up; nil for `gini`.
  private let top: Int?
  private let values: Buffer<Double>
  private var leaves: GroupLeaves
  private var tree = FrameTree<Sums>()
  private var negativeCount = 0
  private let out: DoubleOutput

  init(_ rows: WindowRows, _ call: FrameAggregate.Call, _ top: Int?) throws(Diagnostic) {
    let column = call.columns[0]
    self.top = top
    values = try rows.doubles(column)
    leaves = GroupLeaves(try Ranks(rows, column, try SortWords.encode(column, isDescending: false)))
    out = try DoubleOutput(rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    try leaves.begin(places)
    try tree.reset(leaves.count)
    negativeCount = 0
  }

  mutating func add(_ place: Int) { change(place, 1) }
  mutating func remove(_ place: Int) { change(place, -1) }

  private mutating func change(_ place: Int, _ by: Int) {
    guard let leaf = leaves.leaf(place) else { return }
    if values[place] < 0 { negativeCount += by }
    let count = tree[leaf].count + by
    tree.set(leaf, count == 0 ? .empty : Sums(values[leaves.sample(leaf)], count: count))
  }

  func emit(_ frame: Range<Int>, to row: Int) {
    let total = tree.root
    guard negativeCount == 0, total.sum.double > 0 else { return out.set(row, nil) }
    if let top { return out.set(row, greatest(top).divided(by: total.sum).finite) }
    let count = DoubleDouble(Double(total.count))
    let twice = total.weighted.adding(total.weighted)
    let spread = twice.adding(total.sum.multiplied(by: DoubleDouble(Double(total.count + 1))).negated)
    // What is left of equal values is the rounding of the last steps, below what two doubles can hold.
    let isSpread = spread.double > twice.double * 0x1p-96
    out.set(row, isSpread ? spread.divided(by: total.sum.multiplied(by: count)).finite : 0)
  }

  /// The sum of the greatest values.
  private func greatest(_ count: Int) -> DoubleDouble {
    if count >= tree.root.count { return tree.root.sum }
    var rest = count
    var sum = DoubleDouble(0)
    let leaf = tree.descend { _, right in
      if rest <= right.count { return true }
      rest -= right.count
      sum = right.sum.adding(sum)
      return false
    }
    return sum.adding(Sums(values[leaves.sample(leaf)], count: rest).sum)
  }

  func finish() throws(Diagnostic) -> Column { try out.column(.float) }
}
