import TianFigures
import TianPlan
import TianSource

/// `count_distinct`.
struct DistinctState: FrameState {
  private var leaves: GroupLeaves
  private var counts = Scratch<Int>()
  private var distinct: Int64 = 0
  private let out: Buffer<Int64>

  init(_ rows: WindowRows, _ column: Column) throws(Diagnostic) {
    leaves = GroupLeaves(try Ranks(rows, column, try SortWords.identity(column)))
    out = try Buffer(count: rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    try leaves.begin(places)
    try counts.fill(leaves.count, 0)
    distinct = 0
  }

  mutating func add(_ place: Int) {
    guard let leaf = leaves.leaf(place) else { return }
    if counts[leaf] == 0 { distinct += 1 }
    counts[leaf] += 1
  }

  mutating func remove(_ place: Int) {
    guard let leaf = leaves.leaf(place) else { return }
    counts[leaf] -= 1
    if counts[leaf] == 0 { distinct -= 1 }
  }

  func emit(_ frame: Range<Int>, to row: Int) { out.pointer[row] = distinct }
  func finish() throws(Diagnostic) -> Column { try .integers(out, .int) }
}

/// `mode`: the least of the values that occur most often. Figures of one best count together.
struct ModeState: FrameState {
  private struct Most: FrameNode {
    var count: Int
    static let empty = Most(count: 0)
    static func joined(_ left: Most, _ right: Most) -> Most { Most(count: max(left.count, right.count)) }
  }

  private let bests: Ranks
  private var leaves: GroupLeaves
  /// By leaf: how often it is there, and which best it has.
  private var counts = Scratch<Int>()
  private var bestOf = Scratch<Int>()
  /// By best: its first leaf.
  private var firsts = Scratch<Int>()
  /// Over the bests.
  private var tree = FrameTree<Most>()
  private let picks: PickOutput

  init(_ rows: WindowRows, _ column: Column) throws(Diagnostic) {
    bests = try Ranks(rows, column, try SortWords.encode(column, isDescending: false))
    leaves = GroupLeaves(try Ranks(rows, column, try SortWords.identity(column)))
    picks = try PickOutput(rows, column)
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    try leaves.begin(places)
    try counts.fill(leaves.count, 0)
    let (bestOf, firsts) = (try bestOf.room(leaves.count), try firsts.room(leaves.count))
    var bestCount = 0
    for leaf in 0..<leaves.count {
      let rank = bests.byPlace[leaves.sample(leaf)]
      if leaf == 0 || rank != bests.byPlace[leaves.sample(leaf - 1)] {
        firsts[bestCount] = leaf
        bestCount += 1
      }
      bestOf[leaf] = bestCount - 1
    }
    try tree.reset(bestCount)
  }

  mutating func add(_ place: Int) { change(place, 1) }
  mutating func remove(_ place: Int) { change(place, -1) }

  private mutating func change(_ place: Int, _ by: Int) {
    guard let leaf = leaves.leaf(place) else { return }
    counts[leaf] += by
    tree.set(bestOf[leaf], Most(count: tree[bestOf[leaf]].count + by))
  }

  func emit(_ frame: Range<Int>, to row: Int) {
    let most = tree.root.count
    guard most > 0 else { return picks.set(row, nil) }
    var leaf = firsts[tree.descend { left, _ in left.count < most }]
    while counts[leaf] == 0 { leaf += 1 }
    picks.set(row, leaves.sample(leaf))
  }

  func finish() throws(Diagnostic) -> Column { try picks.finish() }
}

/// `median`, `quantile` of what is not hedged.
struct QuantileState: FrameState {
  private var frame: RankedFrame
  private let share: Rational
  private let integers: Buffer<Int64>?
  private let doubles: Buffer<Double>?
  private let power: Double
  private let type: DataType
  private let out: DoubleOutput

  init(
    _ rows: WindowRows, _ call: FrameAggregate.Call, _ source: DataType, _ share: Rational
  ) throws(Diagnostic) {
    let column = call.columns[0]
    frame = RankedFrame(try Ranks(rows, column, try SortWords.encode(column, isDescending: false)))
    self.share = share
    doubles = source.kind == .float ? try rows.doubles(column) : nil
    integers = source.kind == .float ? nil : try rows.integers(column)
    power = ExactDecimal.doublePower(source.scale ?? 0)
    type = call.type
    out = try DoubleOutput(rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) { try frame.begin(places) }
  mutating func add(_ place: Int) { frame.add(place) }
  mutating func remove(_ place: Int) { frame.remove(place) }

  mutating func emit(_ range: Range<Int>, to row: Int) {
    guard frame.count > 0 else { return out.set(row, nil) }
    let place = QuantilePlace(share, of: frame.count)
    let (lower, upper) = (frame.place(at: place.index), frame.place(at: place.next))
    if let integers {
      out.set(row, place.between(integers[lower], integers[upper], power: power))
    } else if let doubles {
      out.set(row, place.between(doubles[lower], doubles[upper]))
    }
  }

  func finish() throws(Diagnostic) -> Column { try out.column(type) }
}

/// `median`, `quantile` of hedged figures.
struct HedgedQuantileState: FrameState {
  private let quantile: HedgedQuantile
  private let rows: WindowRows
  private let share: Rational
  private let validity: Buffer<UInt8>
  private let out: FigureColumn
  private var lows: RankedFrame
  private var bests: RankedFrame
  private var highs: RankedFrame

  init(
    _ rows: WindowRows, _ call: FrameAggregate.Call, _ source: DataType, _ share: Rational
  ) throws(Diagnostic) {
    let column = call.columns[0]
    let storage = try HedgedStorage.of(column)
    let quantile = HedgedQuantile(storage, source, share)
    self.quantile = quantile
    self.rows = rows
    self.share = share
    validity = try rows.validity([column])
    out = try FigureColumn(call.type, rows.rowCount)
    func ranked(_ bound: (Int) -> HedgedQuantile.Bound) throws(Diagnostic) -> RankedFrame {
      let values = try Buffer<UInt64>(count: column.count)
      let sides = try Buffer<UInt64>(count: column.count)
      for row in 0..<column.count {
        let bound = bound(row)
        values.pointer[row] = SortWords.double(bound.value)
        sides.pointer[row] = UInt64(bound.side)
      }
      return RankedFrame(try Ranks(rows, column, [values, sides]))
    }
    lows = try ranked(quantile.low)
    highs = try ranked(quantile.high)
    bests = try ranked { HedgedQuantile.Bound(value: quantile.best($0), side: 0, isOpen: false) }
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    try lows.begin(places)
    try bests.begin(places)
    try highs.begin(places)
  }

  mutating func add(_ place: Int) {
    lows.add(place)
    bests.add(place)
    highs.add(place)
  }

  mutating func remove(_ place: Int) {
    lows.remove(place)
    bests.remove(place)
    highs.remove(place)
  }

  mutating func emit(_ frame: Range<Int>, to row: Int) {
    guard bests.count > 0 else { return }
    let place = QuantilePlace(share, of: bests.count)
    func pair(_ frame: inout RankedFrame) -> (Int, Int) {
      let (lower, upper) = (frame.place(at: place.index), frame.place(at: place.next))
      return (Int(rows.rows[lower]), Int(rows.rows[upper]))
    }
    out.set(row, quantile.figure(place, low: pair(&lows), best: pair(&bests), high: pair(&highs)))
  }

  func finish() throws(Diagnostic) -> Column { try out.finish() }
}
