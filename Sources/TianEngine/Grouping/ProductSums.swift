import TianSource

/// Exact numbers as integers times powers of two: a double is its 53-bit significand and the place of its
/// lowest bit, a whole number stands at one place.
struct Significands {
  /// Of whole numbers.
  static let wholePlace: Int32 = 1088
  /// Of the least double's lowest bit, so that whole numbers begin a window.
  private static let leastPlace: Int32 = wholePlace - 1074

  let integers: UnsafePointer<Int64>
  /// Nil where all are whole numbers.
  let places: UnsafePointer<Int32>?

  /// - Returns: nil of what is no exact number.
  init?(_ vector: Vector, count: Int, _ arena: Arena) throws(Diagnostic) {
    switch vector.values {
    case .integers(let values): (integers, places) = (UnsafePointer(values), nil)
    case .doubles(let values):
      let integers = try arena.allocate(Int64.self, count)
      let places = try arena.allocate(Int32.self, count)
      for row in 0..<count { (integers[row], places[row]) = Self.split(values[row]) }
      (self.integers, self.places) = (UnsafePointer(integers), UnsafePointer(places))
    case .bits, .text, .hedged: return nil
    }
  }

  /// Those at some rows.
  private init(_ integers: UnsafePointer<Int64>, _ places: UnsafePointer<Int32>?) {
    (self.integers, self.places) = (integers, places)
  }

  func gather(
    _ rows: UnsafePointer<UInt32>, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> Significands {
    let places = try places.map { places throws(Diagnostic) in
      UnsafePointer(try Vector.gather(places, rows, count, arena))
    }
    return Significands(UnsafePointer(try Vector.gather(integers, rows, count, arena)), places)
  }

  /// A finite number; 0 stands where whole numbers do.
  @inline(__always) static func split(_ value: Double) -> (integer: Int64, place: Int32) {
    let bits = value.bitPattern
    let field = Int32(truncatingIfNeeded: bits >> 52 & 0x7FF)
    let fraction = Int64(bitPattern: bits & 0xF_FFFF_FFFF_FFFF)
    let significand = field == 0 ? fraction : fraction | 1 << 52
    let sign = Int64(bitPattern: bits) >> 63
    return (
      (significand ^ sign) &- sign, significand == 0 ? wholePlace : leastPlace + (field == 0 ? 0 : field - 1)
    )
  }
}

/// Sums of products by group, exact, so that the order of rows cannot change the result, and nothing is lost
/// when sums are taken from one another. A product is an integer of up to 126 bits times a power of two; the
/// powers are cut into windows of 32, each with one wide integer a group. Windows that no product falls into
/// take no memory.
struct ProductSums {
  static let windowBits = 32
  /// Places of products run from 28 to 4118.
  static let windowCount = 129
  static let wholeWindow = 2 * Int(Significands.wholePlace) / windowBits

  private var windows = [GrowingBuffer<WideInteger>?](repeating: nil, count: windowCount)
  /// The lowest and the highest that are there.
  private var used = UsedWindows()
  private var groupCount = 0

  mutating func grow(to count: Int) throws(Diagnostic) {
    guard count > groupCount else { return }
    for window in windows.indices where windows[window] != nil {
      try windows[window]?.append(repeating: .zero, count: count - groupCount)
    }
    groupCount = count
  }

  private mutating func sums(_ window: Int) throws(Diagnostic) -> UnsafeMutablePointer<WideInteger>? {
    if windows[window] == nil {
      var sums = GrowingBuffer<WideInteger>()
      try sums.append(repeating: .zero, count: groupCount)
      windows[window] = sums
      used.add(window)
    }
    return windows[window]?.pointer
  }

  /// Adds numbers, or their products with others, to the groups of their rows.
  mutating func add(
    _ left: Significands, times right: Significands?, _ groups: UnsafePointer<UInt32>, count: Int,
    _ arena: Arena
  ) throws(Diagnostic) {
    if left.places == nil, right?.places == nil {
      guard let sums = try sums(Self.wholeWindow) else { return }
      if let right {
        for row in 0..<count {
          sums[Int(groups[row])].add(Int128(left.integers[row]) &* Int128(right.integers[row]))
        }
      } else {
        for row in 0..<count { sums[Int(groups[row])].add(Int128(left.integers[row])) }
      }
      return
    }
    let places = try arena.allocate(Int32.self, count)
    try withWindows(of: left, right, places, count, arena) { windows in
      for row in 0..<count {
        guard let sums = windows[Int(places[row] >> 5)] else { continue }
        let product = Int128(left.integers[row]) &* Int128(right?.integers[row] ?? 1)
        sums[Int(groups[row])].add(product, shiftedBy: Int(places[row] & 31))
      }
    }
  }

  /// Finds the places of products, and sees to it that their windows are there.
  private mutating func withWindows(
    of left: Significands, _ right: Significands?, _ places: UnsafeMutablePointer<Int32>, _ count: Int,
    _ arena: Arena, _ body: (UnsafePointer<UnsafeMutablePointer<WideInteger>?>) -> Void
  ) throws(Diagnostic) {
    let isThere = try arena.allocate(Bool.self, Self.windowCount)
    isThere.update(repeating: false, count: Self.windowCount)
    for row in 0..<count {
      let place =
        (left.places?[row] ?? Significands.wholePlace) + (right?.places?[row] ?? Significands.wholePlace)
      places[row] = place
      isThere[Int(place >> 5)] = true
    }
    let windows = try arena.allocate(UnsafeMutablePointer<WideInteger>?.self, Self.windowCount)
    for window in 0..<Self.windowCount { windows[window] = isThere[window] ? try sums(window) : nil }
    body(UnsafePointer(windows))
  }

  mutating func merge(_ other: ProductSums, mapping: [UInt32]) throws(Diagnostic) {
    for window in other.windows.indices {
      guard let from = other.windows[window]?.pointer, let sums = try sums(window) else { continue }
      for group in 0..<other.groupCount { sums[Int(mapping[group])].add(from[group]) }
    }
  }

  func total(of group: Int) -> WideNumber {
    Self.total(used) { windows[$0]?[group] }
  }

  /// The sum of windows, taken from the highest down. What is left out where they are too far apart to go
  /// into one integer is less than 2^-60 of the greatest product, and then the products differ so much that
  /// no sums cancel.
  static func total(_ windows: UsedWindows, _ sum: (Int) -> WideInteger?) -> WideNumber {
    var total = WideInteger.zero
    var lowest = 0
    for window in stride(from: windows.highest, through: windows.lowest, by: -1) {
      if total.isZero {
        guard let sum = sum(window) else { continue }
        (total, lowest) = (sum, window)
      } else {
        guard total.bitWidth <= 220 else { break }
        total = total.shifted(by: windowBits)
        if let sum = sum(window) { total.add(sum) }
        lowest = window
      }
    }
    return WideNumber(total, exponent: lowest * windowBits - 2 * Int(Significands.wholePlace))
  }
}

/// Which windows of sums may be other than 0.
struct UsedWindows {
  private(set) var lowest = ProductSums.windowCount
  private(set) var highest = -1

  @inline(__always) mutating func add(_ window: Int) {
    lowest = min(lowest, window)
    highest = max(highest, window)
  }
}
