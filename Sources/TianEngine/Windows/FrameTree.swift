import TianFigures
import TianPlan
import TianSource

/// Which of a column's different values each place has, counted from the least; of null `none`.
struct Ranks: Sendable {
  static let none = UInt32.max
  let byPlace: Buffer<UInt32>

  /// - Parameter words: of the column, as `SortWords` makes them.
  init(_ rows: WindowRows, _ column: Column, _ words: [Buffer<UInt64>]) throws(Diagnostic) {
    let sorted = try SortedRows(rows.rowCount, words)
    let ranks = try Buffer<UInt32>(count: rows.rowCount)
    var rank: UInt32 = 0
    try Execution.inPieces(0..<rows.rowCount) { range in
      for place in range {
        if place > 0, !sorted.tie(place, place - 1) { rank += 1 }
        let row = Int(sorted.rows[place])
        ranks.pointer[row] = column.isNull(row) ? Self.none : rank
      }
    }
    byPlace = try ranks.gather(rows.rows, false)
  }
}

/// The different values of one group, counted from the least: the leaves of its tree.
struct GroupLeaves: Sendable {
  private let ranks: Ranks
  private var first = 0
  /// The leaf of each place of the group; -1 of null.
  private var leaves = Scratch<Int32>()
  private var sorted = Scratch<UInt64>()
  private var samples = Scratch<UInt32>()
  /// How many there are.
  private(set) var count = 0

  init(_ ranks: Ranks) { self.ranks = ranks }

  /// Cost: a sort of the group's places.
  mutating func begin(_ places: Range<Int>) throws(Diagnostic) {
    first = places.lowerBound
    let leaves = try leaves.room(places.count)
    let pairs = try sorted.room(places.count)
    let samples = try samples.room(places.count)
    var known = 0
    for place in places {
      leaves[place - first] = -1
      guard ranks.byPlace[place] != Ranks.none else { continue }
      pairs[known] = UInt64(ranks.byPlace[place]) << 32 | UInt64(place - first)
      known += 1
    }
    var kept = UnsafeMutableBufferPointer(start: pairs, count: known)
    kept.sort()
    count = 0
    for index in 0..<known {
      let offset = Int(pairs[index] & 0xFFFF_FFFF)
      if index == 0 || pairs[index - 1] >> 32 != pairs[index] >> 32 {
        samples[count] = UInt32(truncatingIfNeeded: first + offset)
        count += 1
      }
      leaves[offset] = Int32(truncatingIfNeeded: count - 1)
    }
  }

  /// Nil of null.
  func leaf(_ place: Int) -> Int? {
    let leaf = leaves[place - first]
    return leaf < 0 ? nil : Int(leaf)
  }

  /// A place with the value of a leaf.
  func sample(_ leaf: Int) -> Int { Int(samples[leaf]) }
}

/// What a tree's node knows of the leaves below it.
protocol FrameNode: Sendable, BitwiseCopyable {
  /// Of no values.
  static var empty: Self { get }
  static func joined(_ left: Self, _ right: Self) -> Self
}

/// A binary tree over a group's different values, in their order. What a node holds follows from its leaves
/// alone, so that nothing is left of values that went.
struct FrameTree<Node: FrameNode>: Sendable {
  /// The root at 1, the children of n at 2n and 2n + 1.
  private var nodes = Scratch<Node>()
  private var leafCount = 1

  mutating func reset(_ count: Int) throws(Diagnostic) {
    leafCount = 1
    while leafCount < count { leafCount *= 2 }
    try nodes.fill(2 * leafCount, .empty)
  }

  var root: Node { nodes[1] }

  subscript(leaf: Int) -> Node { nodes[leafCount + leaf] }

  func set(_ leaf: Int, _ node: Node) {
    var at = leafCount + leaf
    nodes[at] = node
    while at > 1 {
      at /= 2
      nodes[at] = .joined(nodes[2 * at], nodes[2 * at + 1])
    }
  }

  /// The leaf that is reached by going right where `goesRight` says so of a node's children.
  func descend(_ goesRight: (Node, Node) -> Bool) -> Int {
    var at = 1
    while at < leafCount { at = 2 * at + (goesRight(nodes[2 * at], nodes[2 * at + 1]) ? 1 : 0) }
    return at - leafCount
  }
}
