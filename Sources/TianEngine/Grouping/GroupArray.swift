import TianSource

/// An element for each group, in memory that is counted.
struct GroupArray<Element: BitwiseCopyable & Sendable>: Sendable {
  private var elements = Scratch<Element>()
  private(set) var count = 0
  private let first: Element

  /// - Parameter first: what each group begins with.
  init(_ first: Element) { self.first = first }

  /// Nil before there was a group. It is good until there are more.
  var pointer: UnsafeMutablePointer<Element>? { elements.pointer }

  mutating func grow(to count: Int) throws(Diagnostic) {
    guard count > self.count else { return }
    try elements.grow(from: self.count, to: count, first)
    self.count = count
  }

  subscript(group: Int) -> Element {
    get { elements[group] }
    nonmutating set { elements[group] = newValue }
  }
}

extension GroupArray<Int64> {
  init() { self.init(0) }

  /// Counts the rows whose bit is set, or all.
  func add(_ bits: UnsafePointer<UInt64>?, _ groups: UnsafePointer<UInt32>, _ rowCount: Int) {
    guard let counts = pointer else { return }
    if let bits {
      for row in 0..<rowCount {
        counts[Int(groups[row])] &+= Int64(truncatingIfNeeded: bits[row >> 6] &>> UInt64(row & 63) & 1)
      }
    } else {
      for row in 0..<rowCount { counts[Int(groups[row])] &+= 1 }
    }
  }

  /// Adds another worker's counts; `mapping` has the group here of each group there.
  func add(_ other: Self, mapping: [UInt32]) {
    for group in 0..<other.count { self[Int(mapping[group])] += other[group] }
  }
}
