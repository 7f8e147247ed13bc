import TianSource

/// What rows were made of, as a graph: leaves are rows of tables, the nodes above them joined rows and
/// groups. A node is a number; nodes made together lie side by side, so that most need no room of their own.
struct TraceGraph: Sendable {
  private enum Segment: Sendable {
    case rows(table: String)
    /// `TraceGraph.none` for a missing side.
    case pairs(left: Buffer<Int64>, right: Buffer<Int64>)
    case groups(Groups)
  }

  /// Nodes by group, in the order of their numbers.
  struct Groups: Sendable {
    /// The members of group n are `offsets[n]..<offsets[n + 1]`.
    fileprivate let offsets: Buffer<Int>
    fileprivate let members: Buffer<Int64>

    /// - Parameter numbers: the group of each row; where there is no row there is one group all the same.
    init(numbers: [UInt32], nodes: Buffer<Int64>) throws(Diagnostic) {
      let count = Int(numbers.max() ?? 0) + 1
      offsets = try Buffer(count: count + 2, zeroed: true)
      members = try Buffer(count: numbers.count)
      let (offsets, members) = (offsets, members)
      try Execution.inPieces(0..<numbers.count) { range in
        for row in range { offsets.pointer[Int(numbers[row]) + 2] += 1 }
      }
      for number in 0..<count { offsets.pointer[number + 2] += offsets.pointer[number + 1] }
      // Each group's place moves from its start to its end, which is the next one's start.
      try Execution.inPieces(0..<numbers.count) { range in
        for row in range {
          let group = Int(numbers[row])
          members.pointer[offsets.pointer[group + 1]] = nodes[row]
          offsets.pointer[group + 1] += 1
        }
      }
    }

    fileprivate var count: Int { offsets.count - 2 }

    fileprivate subscript(group: Int) -> Slice<UnsafeBufferPointer<Int64>> {
      members.elements[offsets[group]..<offsets[group + 1]]
    }
  }

  /// No node: a row that came from nowhere.
  static let none: Int64 = -1

  private var segments: [Segment] = []
  /// The first node of each segment.
  private var bases: [Int64] = []
  private var nodeCount: Int64 = 0

  /// Gives the number of the first node, as the others do.
  mutating func addRows(of table: String, count: Int) -> Int64 { add(.rows(table: table), count) }

  mutating func addPairs(_ left: Buffer<Int64>, _ right: Buffer<Int64>) -> Int64 {
    add(.pairs(left: left, right: right), left.count)
  }

  mutating func addGroups(_ groups: Groups) -> Int64 { add(.groups(groups), groups.count) }

  private mutating func add(_ segment: Segment, _ count: Int) -> Int64 {
    segments.append(segment)
    bases.append(nodeCount)
    nodeCount += Int64(count)
    return nodeCount - Int64(count)
  }

  /// The rows of tables that a node was made of: tables in the order of the plan's scans, rows ascending and
  /// each once. Cost: linear in the nodes below, but for sorting the rows.
  func rows(of node: Int64) throws(Diagnostic) -> [(table: String, rows: [Int])] {
    var found: [String: [Int]] = [:]
    var tables: [(segment: Int, name: String)] = []
    var waiting = [node]
    var visitCount = 0
    while let node = waiting.popLast() {
      if visitCount & 0xFFFF == 0 { try Execution.check() }
      visitCount += 1
      guard node != Self.none else { continue }
      let (segment, place) = locate(node)
      switch segments[segment] {
      case .rows(let table):
        if found[table] == nil { tables.append((segment, table)) }
        found[table, default: []].append(place)
      case .pairs(let left, let right): waiting += [right[place], left[place]]
      case .groups(let groups): waiting.append(contentsOf: groups[place])
      }
    }
    var sources: [(table: String, rows: [Int])] = []
    for table in tables.sorted(by: { $0.segment < $1.segment }) {
      sources.append((table.name, try Self.unique(found[table.name] ?? [])))
    }
    return sources
  }

  private static func unique(_ rows: [Int]) throws(Diagnostic) -> [Int] {
    var sorted = rows
    try Execution.sort(&sorted, by: <)
    var unique: [Int] = []
    for row in sorted where unique.last != row { unique.append(row) }
    return unique
  }

  /// The segment of a node, and its place there.
  private func locate(_ node: Int64) -> (segment: Int, place: Int) {
    var (low, high) = (0, bases.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if bases[middle] <= node { low = middle } else { high = middle }
    }
    return (low, Int(node - bases[low]))
  }
}
