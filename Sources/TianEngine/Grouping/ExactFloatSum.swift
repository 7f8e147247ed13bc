import TianSource

/// Sums of doubles by group, exact while they accumulate, so that the order of the rows, and with it the
/// number of threads, cannot change the result. A double is its 53-bit significand times a power of two;
/// the exponents are cut into windows of 32, each with one 128-bit integer a group. A significand shifted
/// by up to 31 takes 84 bits, which leaves room for 2^43 rows. Windows that no value falls into take no
/// memory.
struct ExactFloatSum {
  private static let windowBits = 32
  /// Exponents of the lowest bit run from -1074 to 971.
  private static let exponentMin = -1074
  private static let windowCount = (971 + 1074) / windowBits + 1

  private var windows = [GrowingBuffer<Int128>?](repeating: nil, count: windowCount)
  private var groupCount = 0

  mutating func grow(to count: Int) throws(Diagnostic) {
    guard count > groupCount else { return }
    for window in windows.indices where windows[window] != nil {
      try windows[window]?.append(repeating: 0, count: count - groupCount)
    }
    groupCount = count
  }

  private mutating func sums(_ window: Int) throws(Diagnostic) -> UnsafeMutablePointer<Int128>? {
    if windows[window] == nil {
      var sums = GrowingBuffer<Int128>()
      try sums.append(repeating: 0, count: groupCount)
      windows[window] = sums
    }
    return windows[window]?.pointer
  }

  /// Adds finite values to the groups of their rows.
  mutating func add(
    _ values: UnsafePointer<Double>, _ groups: UnsafePointer<UInt32>, count: Int
  ) throws(Diagnostic) {
    var isUsed: UInt64 = 0
    for row in 0..<count { isUsed |= 1 &<< UInt64(Self.window(of: values[row])) }
    var tables = InlineArray<64, UnsafeMutablePointer<Int128>?>(repeating: nil)
    while isUsed != 0 {
      tables[isUsed.trailingZeroBitCount] = try sums(isUsed.trailingZeroBitCount)
      isUsed &= isUsed - 1
    }
    for row in 0..<count {
      let part = Self.part(of: values[row])
      tables[part.window]?[Int(groups[row])] &+= part.addend
    }
  }

  /// The same, of the rows that have a value.
  mutating func add(
    _ values: UnsafePointer<Double>, where validity: UnsafePointer<UInt64>?,
    _ groups: UnsafePointer<UInt32>, count: Int, _ arena: Arena
  ) throws(Diagnostic) {
    guard let validity else { return try add(values, groups, count: count) }
    let rows = try arena.allocate(UInt32.self, count)
    let known = Bits.indices(of: validity, count: count, into: rows)
    try add(
      try Vector.gather(values, rows, known, arena), try Vector.gather(groups, rows, known, arena),
      count: known)
  }

  /// Sums of its own: a copy of the value would add to the same memory.
  func copied() throws(Diagnostic) -> ExactFloatSum {
    var copy = ExactFloatSum()
    copy.groupCount = groupCount
    for window in windows.indices {
      guard let from = windows[window]?.pointer, let sums = try copy.sums(window) else { continue }
      sums.update(from: from, count: groupCount)
    }
    return copy
  }

  @inline(__always) private static func window(of value: Double) -> Int {
    (max(Int(value.bitPattern >> 52 & 0x7FF), 1) - 1) / windowBits
  }

  /// The window that a finite value falls into, and what it adds there.
  @inline(__always) static func part(of value: Double) -> (window: Int, addend: Int128) {
    let bits = value.bitPattern
    let field = Int(bits >> 52 & 0x7FF)
    var significand = Int64(bitPattern: bits & 0xF_FFFF_FFFF_FFFF)
    if field > 0 { significand |= 1 << 52 }
    if value.sign == .minus { significand = -significand }
    let place = max(field, 1) - 1
    return (place / Self.windowBits, Int128(significand) &<< Int128(place % Self.windowBits))
  }

  /// Of the lowest bit of a window.
  static func exponent(of window: Int) -> Int { window * windowBits + exponentMin }

  mutating func merge(_ other: ExactFloatSum, mapping: [UInt32]) throws(Diagnostic) {
    for window in other.windows.indices {
      guard let from = other.windows[window]?.pointer, let sums = try sums(window) else { continue }
      for group in 0..<other.groupCount { sums[Int(mapping[group])] &+= from[group] }
    }
  }

  /// The sum of a group, to about twice a double's precision, windows taken from the highest down.
  func sum(of group: Int) -> DoubleDouble {
    var total = DoubleDouble(0)
    for window in windows.indices.reversed() {
      guard let sum = windows[window]?[group], sum != 0 else { continue }
      total = total.adding(DoubleDouble(sum, exponent: Self.exponent(of: window)))
    }
    return total
  }
}

/// An unevaluated sum of two doubles, the second below half a unit of the first's last place (T. J. Dekker,
/// 1971).
struct DoubleDouble {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// An integer times a power of two.
  init(_ integer: Int128, exponent: Int) {
    let sum = Self.exactly(integer)
    self.init(Double.scaled(sum.high, exponent), Double.scaled(sum.low, exponent))
  }

  /// In pieces of 53 bits, each of them a double: the general conversion of 128 bits goes bit by bit.
  private static func exactly(_ integer: Int128) -> DoubleDouble {
    let mask: Int128 = 1 << 53 - 1
    let upper = integer >> 53
    let low = Double(Int64(truncatingIfNeeded: integer & mask))
    guard upper >> 53 != 0, upper >> 53 != -1 else {
      return twoSum(Double(Int64(truncatingIfNeeded: upper)) * 0x1p53, low)
    }
    let middle = Double(Int64(truncatingIfNeeded: upper & mask)) * 0x1p53
    return twoSum(Double(Int64(truncatingIfNeeded: upper >> 53)) * 0x1p106, middle).adding(DoubleDouble(low))
  }

  static func twoSum(_ left: Double, _ right: Double) -> DoubleDouble {
    let sum = left + right
    let part = sum - left
    return DoubleDouble(sum, (left - (sum - part)) + (right - part))
  }

  func adding(_ other: DoubleDouble) -> DoubleDouble {
    let sum = Self.twoSum(high, other.high)
    return Self.twoSum(sum.high, sum.low + low + other.low)
  }

  func multiplied(by other: DoubleDouble) -> DoubleDouble {
    let product = high * other.high
    let error = (-product).addingProduct(high, other.high)
    return Self.twoSum(product, error + high * other.low + low * other.high)
  }

  func divided(by divisor: Double) -> DoubleDouble {
    let quotient = high / divisor
    let rest = adding(
      DoubleDouble(-quotient * divisor, -(-quotient * divisor).addingProduct(quotient, divisor)))
    return Self.twoSum(quotient, rest.high / divisor)
  }

  var negated: DoubleDouble { DoubleDouble(-high, -low) }
  var double: Double { high + low }
}

extension Double {
  /// The nearest double, at once where 64 bits hold the number.
  init(nearest integer: Int128) {
    if let small = Int64(exactly: integer) { self.init(small) } else { self.init(integer) }
  }

  /// In two steps, for an exponent that alone would be out of range.
  fileprivate static func scaled(_ value: Double, _ exponent: Int) -> Double {
    let half = exponent / 2
    return value * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
  }
}
