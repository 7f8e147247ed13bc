import TianFigures
import TianPlan
import TianSource

/// The places of a frame that may yet be its extreme, the extreme first: each place that comes drives out
/// those that it surpasses (the ascending minima of D. Lemire, "Streaming maximum-minimum filter", 2006).
struct ExtremeQueue<Key: Comparable & BitwiseCopyable & Sendable>: Sendable {
  private let keys: Buffer<Key>
  private let isLeast: Bool
  private var places = Scratch<UInt32>()
  private var head = 0
  private var end = 0

  init(_ keys: Buffer<Key>, isLeast: Bool) {
    self.keys = keys
    self.isLeast = isLeast
  }

  /// Before so many places come.
  mutating func reset(_ count: Int) throws(Diagnostic) {
    _ = try places.room(count)
    (head, end) = (0, 0)
  }

  mutating func add(_ place: Int) {
    let key = keys[place]
    while end > head, isLeast ? key < keys[Int(places[end - 1])] : keys[Int(places[end - 1])] < key {
      end -= 1
    }
    places[end] = UInt32(truncatingIfNeeded: place)
    end += 1
  }

  mutating func remove(_ place: Int) { if head < end, places[head] == UInt32(place) { head += 1 } }

  var first: Int? { head < end ? Int(places[head]) : nil }
}

/// `min`, `max` of what is not hedged; `arg_min`, `arg_max`.
struct ExtremeState: FrameState {
  private let validity: Buffer<UInt8>
  private let picks: PickOutput
  private var queue: ExtremeQueue<UInt64>

  init(_ rows: WindowRows, _ column: Column, isLeast: Bool) throws(Diagnostic) {
    validity = try rows.validity([column])
    picks = try PickOutput(rows, column)
    // Of two words the last has the values: nulls are left out otherwise.
    let words = try SortWords.encode(column, isDescending: false)
    queue = ExtremeQueue(try rows.words(words[words.count - 1]), isLeast: isLeast)
  }

  /// The value at the extreme key, the least of several: both as ranks in one word.
  init(_ rows: WindowRows, _ column: Column, key: Column, isLeast: Bool) throws(Diagnostic) {
    validity = try rows.validity([column, key])
    picks = try PickOutput(rows, column)
    let values = try Ranks(rows, column, try SortWords.identity(column)).byPlace
    let keys = try Ranks(rows, key, try SortWords.encode(key, isDescending: false)).byPlace
    let words = try Buffer<UInt64>(count: rows.rowCount)
    for place in 0..<rows.rowCount {
      words.pointer[place] = UInt64(keys[place]) << 32 | UInt64(isLeast ? values[place] : ~values[place])
    }
    queue = ExtremeQueue(words, isLeast: isLeast)
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) { try queue.reset(places.count) }
  mutating func add(_ place: Int) { if validity[place] != 0 { queue.add(place) } }
  mutating func remove(_ place: Int) { queue.remove(place) }
  func emit(_ frame: Range<Int>, to row: Int) { picks.set(row, queue.first) }
  func finish() throws(Diagnostic) -> Column { try picks.finish() }
}

/// `min`, `max` of hedged figures: of the lows, the bests and the highs, each with its own end.
struct HedgedExtremeState: FrameState {
  private struct Key: Comparable, BitwiseCopyable {
    /// -1 of an absent low, 1 of an absent high.
    var beyond: Int8
    var word: UInt64
    /// What an open end is beside a closed one at the same bound: a low one greater, a high one less.
    var side: Int8

    static func < (left: Key, right: Key) -> Bool {
      if left.beyond != right.beyond { return left.beyond < right.beyond }
      return left.word == right.word ? left.side < right.side : left.word < right.word
    }
  }

  private let storage: HedgedStorage
  private let rows: WindowRows
  private let validity: Buffer<UInt8>
  private let out: FigureColumn
  private var lows: ExtremeQueue<Key>
  private var bests: ExtremeQueue<Key>
  private var highs: ExtremeQueue<Key>

  init(_ rows: WindowRows, _ call: FrameAggregate.Call, _ column: Column) throws(Diagnostic) {
    let storage = try HedgedStorage.of(column)
    self.storage = storage
    self.rows = rows
    validity = try rows.validity([column])
    out = try FigureColumn(call.type, rows.rowCount)
    let isLeast = call.function == .min
    func queue(
      _ numbers: HedgedStorage.Numbers, open: HedgeEnds, absent: HedgeEnds, beyond: Int8
    ) throws(Diagnostic) -> ExtremeQueue<Key> {
      let words = try rows.words(try SortWords.bounds(numbers, column.count))
      let keys = try Buffer<Key>(count: rows.rowCount)
      for place in 0..<rows.rowCount {
        let ends = HedgeEnds(rawValue: storage.ends[Int(rows.rows[place])])
        let isAbsent = !absent.isEmpty && ends.contains(absent)
        let isOpen = !open.isEmpty && ends.contains(open)
        keys.pointer[place] = Key(
          beyond: isAbsent ? beyond : 0, word: isAbsent ? 0 : words[place], side: isOpen ? -beyond : 0)
      }
      return ExtremeQueue(keys, isLeast: isLeast)
    }
    lows = try queue(storage.low, open: .lowOpen, absent: .lowAbsent, beyond: -1)
    bests = try queue(storage.best, open: [], absent: [], beyond: 0)
    highs = try queue(storage.high, open: .highOpen, absent: .highAbsent, beyond: 1)
  }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    try lows.reset(places.count)
    try bests.reset(places.count)
    try highs.reset(places.count)
  }

  mutating func add(_ place: Int) {
    guard validity[place] != 0 else { return }
    lows.add(place)
    bests.add(place)
    highs.add(place)
  }

  mutating func remove(_ place: Int) {
    lows.remove(place)
    bests.remove(place)
    highs.remove(place)
  }

  func emit(_ frame: Range<Int>, to row: Int) {
    guard let low = lows.first, let best = bests.first, let high = highs.first else { return }
    func ends(_ place: Int, _ kinds: HedgeEnds) -> HedgeEnds {
      HedgeEnds(rawValue: storage.ends[Int(rows.rows[place])]).intersection(kinds)
    }
    let lowEnds = ends(low, [.lowOpen, .lowAbsent])
    let highEnds = ends(high, [.highOpen, .highAbsent])
    let middle = bound(storage.best, best)
    out.set(
      row,
      Interval(
        low: lowEnds.contains(.lowAbsent) ? middle : bound(storage.low, low), best: middle,
        high: highEnds.contains(.highAbsent) ? middle : bound(storage.high, high),
        ends: lowEnds.union(highEnds)))
  }

  private func bound(_ numbers: HedgedStorage.Numbers, _ place: Int) -> Interval.Bound {
    switch numbers {
    case .integers(let values): .exact(Int128(values[Int(rows.rows[place])]))
    case .doubles(let values): .approximate(values[Int(rows.rows[place])])
    }
  }

  func finish() throws(Diagnostic) -> Column { try out.finish() }
}
