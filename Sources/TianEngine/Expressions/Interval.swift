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
    let quotients = [lower, upper].flatMap { end in
      [other.lower, other.upper].map { Self.quotient(end, $0) }
    }
    return Self.hull(quotients, best: .approximate(best.double / other.best.double))
  }

  /// The divisor is not zero. Beyond every bound it makes the quotient as small as you like, yet not zero.
  private static func quotient(_ left: End, _ right: End) -> End {
    let isZero = left.infinity == nil && left.double == 0 && !left.isOpen
    if right.infinity != nil { return End(bound: .approximate(0), infinity: nil, isOpen: !isZero) }
    if let infinity = left.infinity {
      return End(bound: .exact(0), infinity: right.double < 0 ? -infinity : infinity, isOpen: true)
    }
    return End(
      bound: .approximate(left.double / right.double), infinity: nil,
      isOpen: !isZero && (left.isOpen || right.isOpen))
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
  /// Exactly, where both are exact.
  func isLess(than other: Self) -> Bool {
    if case .exact(let left) = self, case .exact(let right) = other { return left < right }
    return double < other.double
  }

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
      let mine = !absent.isEmpty && ends.contains(absent) ? .approximate(infinity) : mine
      let theirs = !absent.isEmpty && other.ends.contains(absent) ? .approximate(infinity) : theirs
      let (isLess, isGreater) = (mine.isLess(than: theirs), theirs.isLess(than: mine))
      if !isLess, !isGreater {
        // Where the two touch, a closed end reaches the bound whichever is taken.
        return (mine, ends.intersection(other.ends).intersection([absent, open]))
      }
      let isMine = isLess == isLeast
      return isMine
        ? (mine, ends.intersection([absent, open])) : (theirs, other.ends.intersection([absent, open]))
    }
    let (low, lowEnds) = pick(low, other.low, .lowAbsent, .lowOpen, infinity: -.infinity)
    let (high, highEnds) = pick(high, other.high, .highAbsent, .highOpen, infinity: .infinity)
    let (best, _) = pick(best, other.best, [], [], infinity: 0)
    // What stands where an end is absent is the best, as in a product, whichever order the two came in.
    return Interval(
      low: lowEnds.contains(.lowAbsent) ? best : low, best: best,
      high: highEnds.contains(.highAbsent) ? best : high, ends: lowEnds.union(highEnds))
  }
}
