import TianFigures

/// The two ends of a figure while it is multiplied, divided or raised: how far each lies, whether it is open,
/// and on which side it lies infinitely far.
struct Bounds<Number: BoundNumber> {
  struct End {
    var value: Number
    /// -1 or 1 where the end is absent.
    var infinity: Int8 = 0
    var isOpen = false

    /// Where the value is zero, and reached.
    @inline(__always) var isZero: Bool { infinity == 0 && value == .zero && !isOpen }

    @inline(__always) func isBelow(_ other: End) -> Bool {
      infinity == other.infinity ? infinity == 0 && value < other.value : infinity < other.infinity
    }
  }

  var low: End
  var high: End

  init(low: End, high: End) {
    self.low = low
    self.high = high
  }

  @inline(__always) init(_ low: Number, _ high: Number, _ ends: UInt8) {
    let ends = HedgeEnds(rawValue: ends)
    self.low = End(
      value: low, infinity: ends.contains(.lowAbsent) ? -1 : 0, isOpen: !ends.isDisjoint(with: Self.lowFree))
    self.high = End(
      value: high, infinity: ends.contains(.highAbsent) ? 1 : 0, isOpen: !ends.isDisjoint(with: Self.highFree)
    )
  }

  private static var lowFree: HedgeEnds { [.lowAbsent, .lowOpen] }
  private static var highFree: HedgeEnds { [.highAbsent, .highOpen] }

  var ends: UInt8 {
    var ends: HedgeEnds = []
    if low.infinity != 0 { ends.insert(.lowAbsent) } else if low.isOpen { ends.insert(.lowOpen) }
    if high.infinity != 0 { ends.insert(.highAbsent) } else if high.isOpen { ends.insert(.highOpen) }
    return ends.rawValue
  }

  /// One value and no other.
  @inline(__always) var isPoint: Bool {
    low.value == high.value && low.infinity == 0 && high.infinity == 0 && !low.isOpen && !high.isOpen
  }

  /// Zero is a value.
  @inline(__always) var hasZero: Bool {
    let isAbove = low.infinity == 0 && (low.value > .zero || (low.value == .zero && low.isOpen))
    let isBelow = high.infinity == 0 && (high.value < .zero || (high.value == .zero && high.isOpen))
    return !isAbove && !isBelow
  }

  func multiplied(by other: Bounds) -> Bounds {
    Self.hull(self, other) { left, right, isLow, _ in Self.product(left, right, isLow: isLow) }
  }

  /// Of a divisor without zero.
  func divided(by other: Bounds) -> Bounds {
    Self.hull(self, other) { left, right, isLow, isHigh in
      Self.quotient(left, right, isNegative: isHigh, isLow: isLow)
    }
  }

  /// The least and the greatest that two ends make. The last argument: whether the right end is a high one.
  @inline(__always) private static func hull(
    _ left: Bounds, _ right: Bounds, _ combine: (End, End, Bool, Bool) -> End
  ) -> Bounds {
    var least = combine(left.low, right.low, true, false)
    var most = combine(left.low, right.low, false, false)
    @inline(__always) func take(_ first: End, _ second: End, _ isHigh: Bool) {
      let low = combine(first, second, true, isHigh)
      if low.isBelow(least) || (!least.isBelow(low) && !low.isOpen) { least = low }
      let high = combine(first, second, false, isHigh)
      if most.isBelow(high) || (!high.isBelow(most) && !high.isOpen) { most = high }
    }
    take(left.low, right.high, true)
    take(left.high, right.low, false)
    take(left.high, right.high, true)
    return Bounds(low: least, high: most)
  }

  /// Zero times an absent end is zero: the other factor is some finite number.
  @inline(__always) private static func product(_ left: End, _ right: End, isLow: Bool) -> End {
    if left.isZero || right.isZero { return End(value: .zero) }
    if left.infinity != 0 || right.infinity != 0 {
      let (leftSign, rightSign) = (sign(left), sign(right))
      if leftSign == 0 || rightSign == 0 { return End(value: .zero, isOpen: true) }
      return End(value: .zero, infinity: leftSign * rightSign, isOpen: true)
    }
    return End(
      value: Number.product(left.value, right.value, isLow: isLow), isOpen: left.isOpen || right.isOpen)
  }

  /// Beyond every bound a divisor makes the quotient as small as you like, yet not zero; near an open zero as
  /// large as you like.
  @inline(__always) private static func quotient(
    _ left: End, _ right: End, isNegative: Bool, isLow: Bool
  ) -> End {
    if left.isZero { return End(value: .zero) }
    if right.infinity != 0 { return End(value: .zero, isOpen: true) }
    if right.value == .zero {
      let side: Int8 = isNegative ? -1 : 1
      return left.infinity == 0 && left.value == .zero
        ? End(value: .zero, isOpen: true) : End(value: .zero, infinity: sign(left) * side, isOpen: true)
    }
    if left.infinity != 0 {
      return End(value: .zero, infinity: left.infinity * (right.value < .zero ? -1 : 1), isOpen: true)
    }
    return End(
      value: Number.quotient(left.value, right.value, isLow: isLow), isOpen: left.isOpen || right.isOpen)
  }

  @inline(__always) private static func sign(_ end: End) -> Int8 {
    if end.infinity != 0 { return end.infinity }
    return end.value < .zero ? -1 : end.value > .zero ? 1 : 0
  }
}
