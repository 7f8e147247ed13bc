/// A signed integer of 256 bits: what products of 64-bit integers, shifted by up to 31, add up to over 2^60
/// rows and more.
struct WideInteger: BitwiseCopyable {
  private(set) var low: UInt128 = 0
  private(set) var high: Int128 = 0

  static let zero = WideInteger()

  init() {}

  init(_ integer: Int128) {
    low = UInt128(truncatingIfNeeded: integer)
    high = integer >> 127
  }

  /// The exact product.
  init(_ left: Int128, times right: Int128) {
    (high, low) = left.multipliedFullWidth(by: right)
  }

  var isNegative: Bool { high < 0 }
  var isZero: Bool { low == 0 && high == 0 }

  /// How many bits the magnitude takes.
  var bitWidth: Int {
    let magnitude = isNegative ? negated : self
    return magnitude.high == 0
      ? 128 - magnitude.low.leadingZeroBitCount : 256 - magnitude.high.leadingZeroBitCount
  }

  /// Of an integer that is not 0.
  var trailingZeroBitCount: Int {
    low != 0 ? low.trailingZeroBitCount : 128 + high.trailingZeroBitCount
  }

  var negated: WideInteger {
    var result = WideInteger()
    result.low = ~low &+ 1
    result.high = ~high &+ (low == 0 ? 1 : 0)
    return result
  }

  @inline(__always) mutating func add(_ integer: Int128) {
    let (sum, carries) = low.addingReportingOverflow(UInt128(truncatingIfNeeded: integer))
    low = sum
    high &+= (integer >> 127) &+ (carries ? 1 : 0)
  }

  /// - Parameter bits: 0 to 31.
  @inline(__always) mutating func add(_ integer: Int128, shiftedBy bits: Int) {
    let (sum, carries) = low.addingReportingOverflow(
      UInt128(truncatingIfNeeded: integer &<< Int128(truncatingIfNeeded: bits)))
    low = sum
    let above = (Int64(truncatingIfNeeded: integer >> 64) &>> 1) &>> Int64(63 - bits)
    high &+= Int128(above) &+ (carries ? 1 : 0)
  }

  @inline(__always) mutating func add(_ other: WideInteger) {
    let (sum, carries) = low.addingReportingOverflow(other.low)
    low = sum
    high = high &+ other.high &+ (carries ? 1 : 0)
  }

  /// - Parameter count: not negative, and no more than the integer takes; its product takes no more than 255
  ///   bits.
  func times(_ count: Int) -> WideInteger {
    let (carry, product) = low.multipliedFullWidth(by: UInt128(count))
    var result = WideInteger()
    result.low = product
    result.high = high &* Int128(count) &+ Int128(truncatingIfNeeded: carry)
    return result
  }

  /// To the left, or of a negative number of bits to the right, rounded down.
  func shifted(by bits: Int) -> WideInteger {
    var result = WideInteger()
    switch bits {
    case 0: return self
    case 128...: result.high = Int128(truncatingIfNeeded: low) << (bits - 128)
    case 1...:
      result.low = low << bits
      result.high = high << bits | Int128(truncatingIfNeeded: low >> (128 - bits))
    case (-127)...:
      result.low = low >> -bits | UInt128(truncatingIfNeeded: high) << (128 + bits)
      result.high = high >> -bits
    default:
      result.low = UInt128(truncatingIfNeeded: high >> min(127, -bits - 128))
      result.high = high >> 127
    }
    return result
  }
}

/// A wide integer times a power of two.
struct WideNumber {
  private(set) var integer = WideInteger.zero
  private(set) var exponent = 0

  init() {}

  /// The product of two numbers, exact where they take no more than 126 bits; beyond that their lowest bits
  /// are left out.
  init(_ left: WideNumber, times right: WideNumber) {
    let (first, second) = (left.narrowed(to: 126), right.narrowed(to: 126))
    integer = WideInteger(
      Int128(truncatingIfNeeded: first.integer.low), times: Int128(truncatingIfNeeded: second.integer.low))
    exponent = first.exponent + second.exponent
  }

  /// Without zeros below its lowest bit, so that equal numbers are alike.
  init(_ integer: WideInteger, exponent: Int) {
    guard !integer.isZero else { return }
    let zeros = integer.trailingZeroBitCount
    self.integer = integer.shifted(by: -zeros)
    self.exponent = exponent + zeros
  }

  var isZero: Bool { integer.isZero }
  var isNegative: Bool { integer.isNegative }

  /// The highest bits alone, where there are more.
  private func narrowed(to bits: Int) -> WideNumber {
    let excess = integer.bitWidth - bits
    guard excess > 0 else { return self }
    var result = self
    result.integer = integer.shifted(by: -excess)
    result.exponent += excess
    return result
  }

  func times(_ count: Int) -> WideNumber {
    var result = narrowed(to: 254 - (Int.bitWidth - count.leadingZeroBitCount))
    result.integer = result.integer.times(count)
    return result
  }

  /// Exact where both take no more than 254 bits at one exponent; else the lowest bits are left out.
  func minus(_ other: WideNumber) -> WideNumber {
    if isZero || other.isZero || exponent >= other.exponent {
      return aligned(adding: other.negated)
    }
    return other.negated.aligned(adding: self)
  }

  private var negated: WideNumber {
    var result = self
    result.integer = integer.negated
    return result
  }

  /// - Parameter other: of no greater exponent, unless either is 0.
  private func aligned(adding other: WideNumber) -> WideNumber {
    if isZero { return other }
    if other.isZero { return self }
    let distance = exponent - other.exponent
    let room = max(0, min(distance, 254 - integer.bitWidth))
    // Below this one's lowest place there is room for: what the other one has there does not count.
    let cut = max(distance - room, other.integer.bitWidth - 254)
    var sum = integer.shifted(by: distance - cut)
    sum.add(other.integer.shifted(by: -cut))
    return WideNumber(sum, exponent: other.exponent + cut)
  }

  /// To about twice a double's precision.
  var scaled: ScaledNumber {
    guard !isZero else { return ScaledNumber(DoubleDouble(0), exponent: 0) }
    let magnitude = isNegative ? integer.negated : integer
    let shift = 106 - magnitude.bitWidth
    let top = magnitude.shifted(by: shift).low
    let (high, low) = (Double(UInt64(top >> 53)), Double(UInt64(top & (1 << 53 - 1))) * 0x1p-53)
    let value = DoubleDouble.twoSum(high * 0x1p-52, low * 0x1p-52)
    return ScaledNumber(isNegative ? value.negated : value, exponent: exponent - shift + 105)
  }
}

/// A number of about 106 bits times a power of two, for quotients and roots of what no double holds.
struct ScaledNumber {
  var value: DoubleDouble
  var exponent: Int

  init(_ value: DoubleDouble, exponent: Int) {
    self.value = value
    self.exponent = exponent
  }

  /// Nil where no double holds it.
  var double: Double? {
    let double = Double(sign: .plus, exponent: exponent, significand: value.double)
    return double.isFinite ? double : nil
  }

  func times(_ other: ScaledNumber) -> ScaledNumber {
    ScaledNumber(value.multiplied(by: other.value), exponent: exponent + other.exponent)
  }

  func divided(by other: ScaledNumber) -> ScaledNumber {
    ScaledNumber(value.divided(by: other.value), exponent: exponent - other.exponent)
  }

  func divided(by divisor: DoubleDouble) -> ScaledNumber {
    ScaledNumber(value.divided(by: divisor), exponent: exponent)
  }

  /// Of a positive number: a double's root, and one step of Newton's method.
  var squareRoot: ScaledNumber {
    let even = exponent & ~1
    let value = exponent == even ? value : DoubleDouble(value.high * 2, value.low * 2)
    let root = value.high.squareRoot()
    let rest = value.adding(DoubleDouble(root).multiplied(by: DoubleDouble(root)).negated)
    return ScaledNumber(DoubleDouble.twoSum(root, rest.high / (2 * root)), exponent: even / 2)
  }
}
