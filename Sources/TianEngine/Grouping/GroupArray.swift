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

extension ColumnBuilder {
  mutating func append(integers: [Int64], count: Int) throws(Diagnostic) {
    try append(integers: count) { integers[$0] }
  }

  mutating func append(doubles: [Double?]) throws(Diagnostic) {
    try append(doubles: doubles.count) { doubles[$0] }
  }

  /// Values that are all there.
  mutating func append(
    integers count: Int, _ value: (Int) throws(Diagnostic) -> Int64
  ) throws(Diagnostic) {
    let buffer = try Buffer<Int64>(count: count)
    for row in 0..<count { buffer.pointer[row] = try value(row) }
    try append(Vector(.integers(buffer.pointer)), count: count)
  }

  /// Doubles, null where nil or not finite. Never -0: which of two zeros came first may depend on threads.
  mutating func append(
    doubles count: Int, _ value: (Int) throws(Diagnostic) -> Double?
  ) throws(Diagnostic) {
    let buffer = try Buffer<Double>(count: count)
    let validity = try Bitmap(count: count)
    for row in 0..<count {
      let value = try value(row)
      buffer.pointer[row] = (value ?? 0) + 0
      if value?.isFinite ?? false { validity.set(row) }
    }
    try append(Vector(.doubles(buffer.pointer), validity: validity.words.pointer), count: count)
  }
}
