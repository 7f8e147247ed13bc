/// How the left rows of a join fared.
package struct JoinTally: Hashable, Sendable {
  package private(set) var matchedCount = 0
  package private(set) var unmatchedCount = 0
  /// The most right rows that one left row matched.
  package private(set) var largestFanOut = 0

  init() {}

  /// - Parameter matches: how many right rows each left row matched.
  init(_ matches: UnsafePointer<UInt32>, _ rowCount: Int) {
    for row in 0..<rowCount {
      matchedCount += matches[row] > 0 ? 1 : 0
      largestFanOut = max(largestFanOut, Int(matches[row]))
    }
    unmatchedCount = rowCount - matchedCount
  }

  /// Of rows that match one right row at the most.
  /// - Parameter numbers: each row's key in the right side, `UInt32.max` for none.
  mutating func add(_ numbers: UnsafePointer<UInt32>, _ rowCount: Int) {
    var matched = 0
    for row in 0..<rowCount { matched += numbers[row] != .max ? 1 : 0 }
    matchedCount += matched
    unmatchedCount += rowCount - matched
    add(fanOut: min(1, matched))
  }

  mutating func add(fanOut: Int) { largestFanOut = max(largestFanOut, fanOut) }

  mutating func add(_ other: JoinTally) {
    matchedCount += other.matchedCount
    unmatchedCount += other.unmatchedCount
    add(fanOut: other.largestFanOut)
  }
}
