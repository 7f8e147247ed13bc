/// A figure as published: its best value, its bounds, and its unit. `近2000亩` is 1900 up to but not 2000.
public struct Figure: Hashable, Sendable {
  /// All three at one scale. A bound that `ends` calls absent repeats `best` and means nothing.
  public var low: ExactDecimal
  public var best: ExactDecimal
  public var high: ExactDecimal
  public var ends: HedgeEnds
  public var isHedged: Bool
  public var unit: Unit?

  public init(
    low: ExactDecimal, best: ExactDecimal, high: ExactDecimal, ends: HedgeEnds, isHedged: Bool, unit: Unit?
  ) {
    self.low = low
    self.best = best
    self.high = high
    self.ends = ends
    self.isHedged = isHedged
    self.unit = unit
  }

  /// An exact figure.
  public init(_ value: ExactDecimal, unit: Unit? = nil) {
    self.init(low: value, best: value, high: value, ends: [], isHedged: false, unit: unit)
  }

  /// A hedged figure; `step` is what one more of its last written digit adds. Nil where a bound does not fit.
  init?(_ best: ExactDecimal, hedge: Hedge, step: ExactDecimal, unit: Unit?, _ widths: HedgeWidths) {
    self.init(best, unit: unit)
    isHedged = true
    // Below zero, nearly and somewhat more are counted away from zero, and the two ends change places.
    let isNegative = best.coefficient < 0
    switch hedge {
    case .nearly, .about:
      guard let share = best.multiplied(by: hedge == .nearly ? widths.nearly : widths.about),
        let nearer = best.subtracting(share)
      else { return nil }
      let farther = hedge == .about ? best.adding(share) : best
      guard let farther else { return nil }
      (low, high) = isNegative ? (farther, nearer) : (nearer, farther)
      if hedge == .nearly, share.coefficient != 0 { ends = isNegative ? .lowOpen : .highOpen }
    case .somewhatMore:
      guard let farther = isNegative ? best.subtracting(step) : best.adding(step) else { return nil }
      (low, high) = isNegative ? (farther, best) : (best, farther)
      ends = isNegative ? .lowOpen : .highOpen
    case .thereabouts:
      guard let half = Rational(1, 2).flatMap({ step.multiplied(by: $0) }),
        let below = best.subtracting(half), let above = best.adding(half)
      else { return nil }
      (low, high) = (below, above)
    case .above: ends = [.lowOpen, .highAbsent]
    case .atLeast: ends = .highAbsent
    case .below, .atMost:
      if best.coefficient > 0 { low = ExactDecimal(0) } else { ends = .lowAbsent }
      if hedge == .below { ends.insert(.highOpen) }
    }
    guard align() else { return nil }
  }

  /// Brings the three numbers to one scale, the least that holds them all.
  package mutating func align() -> Bool {
    let reduced = [low.reduced, best.reduced, high.reduced]
    let scale = reduced.map(\.scale).max() ?? 0
    guard let low = reduced[0].rescaled(to: scale), let best = reduced[1].rescaled(to: scale),
      let high = reduced[2].rescaled(to: scale)
    else { return false }
    (self.low, self.best, self.high) = (low, best, high)
    return true
  }
}
