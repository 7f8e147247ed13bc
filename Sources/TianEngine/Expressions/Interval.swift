import TianFigures

/// One hedged value while it is multiplied or divided.
struct Interval {
  enum Bound {
    case exact(Int128)
    case approximate(Double)

    var double: Double {
      switch self {
      case .exact(let value): Double(value)
      case .approximate(let value): value
      }
    }
  }

  var low: Bound
  var best: Bound
  var high: Bound
  var ends: HedgeEnds

  /// An end of the interval: how far it lies (absent: infinitely), and whether it is open.
  private struct End {
    var bound: Bound
    var infinity: Double?
    var isOpen: Bool

    var double: Double { infinity ?? bound.double }
  }

  private var lower: End {
    End(bound: low, infinity: ends.contains(.lowAbsent) ? -.infinity : nil, isOpen: ends.contains(.lowOpen))
  }

  private var upper: End {
    End(bound: high, infinity: ends.contains(.highAbsent) ? .infinity : nil, isOpen: ends.contains(.highOpen))
  }

  /// The hull of the four products of the ends.
  func multiplied(by other: Interval) -> Interval? {
    let products = [(lower, other.lower), (lower, other.upper), (upper, other.lower), (upper, other.upper)]
      .map {
        Self.product($0, $1)
      }
    return Self.hull(products, best: Self.product(best, other.best))
  }

  /// Null where the divisor may be zero.
  func divided(by other: Interval) -> Interval? {
    let (least, most) = (other.lower.double, other.upper.double)
    guard least > 0 || most < 0 else { return nil }
    func inverse(_ end: End) -> End {
      End(bound: .approximate(end.infinity == nil ? 1 / end.double : 0), infinity: nil, isOpen: end.isOpen)
    }
    let inverses = [inverse(other.upper), inverse(other.lower)]
    let quotients = [lower, upper].flatMap { end in inverses.map { Self.product(end, $0) } }
    return Self.hull(quotients, best: .approximate(best.double / other.best.double))
  }

  private static func product(_ left: Bound, _ right: Bound) -> Bound {
    if case .exact(let left) = left, case .exact(let right) = right { return .exact(left * right) }
    return .approximate(left.double * right.double)
  }

  /// Zero times an absent end is zero: the other factor is some finite number.
  private static func product(_ left: End, _ right: End) -> End {
    if left.infinity == nil, right.infinity == nil {
      let isZero = (left.double == 0 && !left.isOpen) || (right.double == 0 && !right.isOpen)
      return End(
        bound: product(left.bound, right.bound), infinity: nil,
        isOpen: !isZero && (left.isOpen || right.isOpen))
    }
    let value = left.double * right.double
    if value.isNaN { return End(bound: .exact(0), infinity: nil, isOpen: false) }
    return End(bound: .exact(0), infinity: value, isOpen: true)
  }

  private static func hull(_ ends: [End], best: Bound) -> Interval? {
    guard var least = ends.first, var most = ends.first else { return nil }
    for end in ends.dropFirst() {
      if end.double < least.double || (end.double == least.double && !end.isOpen) { least = end }
      if end.double > most.double || (end.double == most.double && !end.isOpen) { most = end }
    }
    var flags: HedgeEnds = []
    if least.infinity != nil { flags.insert(.lowAbsent) } else if least.isOpen { flags.insert(.lowOpen) }
    if most.infinity != nil { flags.insert(.highAbsent) } else if most.isOpen { flags.insert(.highOpen) }
    return Interval(
      low: least.infinity == nil ? least.bound : best, best: best,
      high: most.infinity == nil ? most.bound : best,
      ends: flags)
  }
}

extension Interval.Bound {
  /// The coefficient; of an approximate bound its whole part.
  var integer: Int128 {
    switch self {
    case .exact(let value): value
    case .approximate(let value): Int128(value)
    }
  }
}

extension Interval {
  /// `min` or `max` of two: each bound the lesser (greater) of theirs.
  func extreme(with other: Interval, isLeast: Bool) -> Interval {
    func pick(
      _ mine: Bound, _ theirs: Bound, _ absent: HedgeEnds, _ open: HedgeEnds, infinity: Double
    ) -> (Bound, HedgeEnds) {
      let (left, right) = (
        !absent.isEmpty && ends.contains(absent) ? infinity : mine.double,
        !absent.isEmpty && other.ends.contains(absent) ? infinity : theirs.double
      )
      if left == right {
        // Where the two touch, a closed end reaches the bound whichever is taken.
        return (mine, ends.intersection(other.ends).intersection([absent, open]))
      }
      let isMine = (left < right) == isLeast
      return isMine
        ? (mine, ends.intersection([absent, open])) : (theirs, other.ends.intersection([absent, open]))
    }
    let (low, lowEnds) = pick(low, other.low, .lowAbsent, .lowOpen, infinity: -.infinity)
    let (high, highEnds) = pick(high, other.high, .highAbsent, .highOpen, infinity: .infinity)
    let (best, _) = pick(best, other.best, [], [], infinity: 0)
    return Interval(low: low, best: best, high: high, ends: lowEnds.union(highEnds))
  }
}
