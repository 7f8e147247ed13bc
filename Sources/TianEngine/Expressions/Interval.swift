import TianFigures

/// One hedged value while the least or the greatest of several is found.
struct Interval: BitwiseCopyable, Sendable {
  enum Bound: BitwiseCopyable, Sendable {
    case exact(Int128)
    case approximate(Double)

    var double: Double {
      switch self {
      case .exact(let value): Double(value)
      case .approximate(let value): value
      }
    }

    var isFinite: Bool {
      switch self {
      case .exact: true
      case .approximate(let value): value.isFinite
      }
    }
  }

  var low: Bound
  var best: Bound
  var high: Bound
  var ends: HedgeEnds

  var isFinite: Bool { low.isFinite && best.isFinite && high.isFinite }
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
  /// `min` or `max` of two: each bound the lesser (greater) of theirs. Where two touch, a low end that is
  /// open is the greater, and a high one the less: what is over 20 is so beside what is at least 20.
  func extreme(with other: Interval, isLeast: Bool) -> Interval {
    func pick(
      _ mine: Bound, _ theirs: Bound, _ absent: HedgeEnds, _ open: HedgeEnds, infinity: Double
    ) -> (Bound, HedgeEnds) {
      let mine = !absent.isEmpty && ends.contains(absent) ? .approximate(infinity) : mine
      let theirs = !absent.isEmpty && other.ends.contains(absent) ? .approximate(infinity) : theirs
      let (isLess, isGreater) = (mine.isLess(than: theirs), theirs.isLess(than: mine))
      if !isLess, !isGreater {
        let isOpenTaken = (infinity > 0) == isLeast
        let both = isOpenTaken ? ends.union(other.ends) : ends.intersection(other.ends)
        return (mine, both.intersection([absent, open]))
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
