import TianPlan
import TianSource

/// Rows in the order in which they were reached.
struct FollowReached: Sendable {
  /// No row leads to a starting one.
  static let noParent = UInt32.max

  private(set) var rows = GrowingBuffer<UInt32>()
  private(set) var depths = GrowingBuffer<UInt32>()
  /// The places here of the rows that led to these.
  private(set) var parents = GrowingBuffer<UInt32>()

  var count: Int { rows.count }

  mutating func append(_ row: UInt32, depth: UInt32, parent: UInt32) throws(Diagnostic) {
    try Diagnostic.check(rowCount: count + 1)
    try rows.append(row)
    try depths.append(depth)
    try parents.append(parent)
  }

  /// What several parts reached, one after another.
  static func joined(_ parts: [FollowReached]) throws(Diagnostic) -> FollowReached {
    guard parts.count != 1 else { return parts[0] }
    var all = FollowReached()
    for part in parts {
      let offset = UInt32(truncatingIfNeeded: all.count)
      for place in 0..<part.count {
        let parent = part.parents[place]
        try all.append(
          part.rows[place], depth: part.depths[place],
          parent: parent == noParent ? noParent : parent + offset)
      }
    }
    return all
  }

  /// The places of some depths.
  func places(where isWanted: (Int) -> Bool) throws(Diagnostic) -> Buffer<UInt32> {
    var places = GrowingBuffer<UInt32>()
    for place in 0..<count where isWanted(Int(depths[place])) {
      try places.append(UInt32(truncatingIfNeeded: place))
    }
    return try places.finish()
  }

  func depthColumn(_ places: Buffer<UInt32>) throws(Diagnostic) -> Column {
    let values = try Buffer<Int32>(count: places.count)
    var deepest: Int64 = 0
    for (index, place) in places.elements.enumerated() {
      values.pointer[index] = Int32(truncatingIfNeeded: depths[Int(place)])
      deepest = max(deepest, Int64(values.pointer[index]))
    }
    return Column(
      type: .int, count: places.count, storage: .integers(.int32(values)), validity: nil, range: 0...deepest)
  }
}
