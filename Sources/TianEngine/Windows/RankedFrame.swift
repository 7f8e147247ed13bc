import TianSource

/// The values of a frame in ascending order, by place. A cursor stands at one of them and is moved to where
/// the next one is asked for: frames change by few values, and what is asked for stays near.
struct RankedFrame: Sendable {
  private var leaves: GroupLeaves
  /// By leaf: how often its value is there.
  private var counts = Scratch<UInt32>()
  private var occupied = LeafSet()
  private(set) var count = 0
  private var cursor = 0
  /// How many values are below the cursor's.
  private var below = 0

  init(_ ranks: Ranks) { leaves = GroupLeaves(ranks) }

  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    try leaves.begin(places)
    try counts.fill(max(1, leaves.count), 0)
    try occupied.reset(leaves.count)
    (count, cursor, below) = (0, 0, 0)
  }

  mutating func add(_ place: Int) {
    guard let leaf = leaves.leaf(place) else { return }
    if counts[leaf] == 0 { occupied.insert(leaf) }
    counts[leaf] += 1
    count += 1
    if leaf < cursor { below += 1 }
  }

  mutating func remove(_ place: Int) {
    guard let leaf = leaves.leaf(place) else { return }
    counts[leaf] -= 1
    if counts[leaf] == 0 { occupied.remove(leaf) }
    count -= 1
    if leaf < cursor { below -= 1 }
  }

  /// A place with the value that stands at an index, of those that are there.
  mutating func place(at index: Int) -> Int {
    while index < below, let leaf = occupied.before(cursor) {
      cursor = leaf
      below -= Int(counts[leaf])
    }
    while index >= below + Int(counts[cursor]), let leaf = occupied.after(cursor) {
      below += Int(counts[cursor])
      cursor = leaf
    }
    return leaves.sample(cursor)
  }
}

/// A set of leaves: a bit each, and above every 64 bits one that says whether any of them is set.
struct LeafSet: Sendable {
  private static let levelsMax = 6
  private var words = Scratch<UInt64>()
  /// Where each level's words begin.
  private var starts = InlineArray<6, Int>(repeating: 0)
  private var levelCount = 0

  /// Empties it, for leaves up to a count.
  mutating func reset(_ count: Int) throws(Diagnostic) {
    var (bits, total) = (max(1, count), 0)
    levelCount = 0
    repeat {
      starts[levelCount] = total
      bits = (bits + 63) / 64
      total += bits
      levelCount += 1
    } while bits > 1 && levelCount < Self.levelsMax
    try words.fill(total, 0)
  }

  func insert(_ leaf: Int) {
    var at = leaf
    for level in 0..<levelCount {
      words[starts[level] + at >> 6] |= 1 << UInt64(at & 63)
      at >>= 6
    }
  }

  func remove(_ leaf: Int) {
    var at = leaf
    for level in 0..<levelCount {
      let word = starts[level] + at >> 6
      words[word] &= ~(1 << UInt64(at & 63))
      guard words[word] == 0 else { return }
      at >>= 6
    }
  }

  /// The first leaf after one; nil where there is none.
  func after(_ leaf: Int) -> Int? {
    var at = leaf
    for level in 0..<levelCount {
      let rest = words[starts[level] + at >> 6] & (~1 << UInt64(at & 63))
      if rest != 0 { return descend(at & ~63 | rest.trailingZeroBitCount, level) { $0.trailingZeroBitCount } }
      at >>= 6
    }
    return nil
  }

  /// The last leaf before one.
  func before(_ leaf: Int) -> Int? {
    var at = leaf
    for level in 0..<levelCount {
      let rest = words[starts[level] + at >> 6] & (1 << UInt64(at & 63) - 1)
      if rest != 0 {
        return descend(at & ~63 | 63 - rest.leadingZeroBitCount, level) { 63 - $0.leadingZeroBitCount }
      }
      at >>= 6
    }
    return nil
  }

  @inline(__always) private func descend(_ at: Int, _ level: Int, _ bit: (UInt64) -> Int) -> Int {
    var at = at
    for level in (0..<level).reversed() { at = at << 6 | bit(words[starts[level] + at]) }
    return at
  }
}
