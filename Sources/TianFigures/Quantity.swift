/// The parts of a figure as they were read, before its hedges are worked out.
struct Quantity {
  /// What the number leaves open by itself.
  enum Spread {
    case none
    /// 五六十, `30—50`: up to another number, the best in the middle or as said.
    case upTo(ExactDecimal, best: ExactDecimal?)
    /// 几十, 数千: two to nine of the multiplier, and all that is written with as many digits.
    case several
    /// 十几: from one more than the number to nine more.
    case teens
  }

  /// As written; of 成 and the like in percent.
  var number: ExactDecimal
  var spread = Spread.none
  var multiplier: Int64 = 1
  var unit: Unit?
  /// 余, 多, 来 beside the multiplier or behind the unit.
  var within: Hedge?
  /// It stands behind the multiplier or the unit, and counts the last digit that was written.
  var isWithinLast = false
  /// Powers of ten between the number that was written and percent: 1 of 成, -1 of 千分之.
  var shift = 0
  /// 近千: no digit was written.
  var isBareMultiplier = false
  var isNumerals = false
  /// The numerals have no step: `三`, `二〇二三`.
  var isBareDigits = false
  /// `—` or a word stands between two numbers.
  var isRange = false
  var digitCount = 0
  /// A length of time.
  private(set) var isTime = false
  /// `3月`, `15日`, `2023年`: as likely a point in time.
  private(set) var isDoubtful = false

  init(_ number: ExactDecimal) { self.number = number }

  /// Numerals with nothing beside them: as likely a name or a grade.
  var isBare: Bool { isBareDigits && unit == nil && multiplier == 1 && within == nil }

  /// One number, and no word inside it.
  var isPlain: Bool {
    guard case .none = spread else { return false }
    return within == nil
  }

  /// Told the name of the unit, as written.
  mutating func nameTime(_ name: Span<UInt8>) {
    guard let dimension = unit?.dimension else { return }
    // Nearly 60岁 is no span up to now.
    if Self.isName("岁", name) || Self.isName("周岁", name) { return }
    isTime = dimension == Dimension([.calendar: 1]) || dimension == Dimension([.time: 1])
    guard isTime, isPlain, multiplier == 1, number.scale == 0 else { return }
    let limits: [(name: StaticString, most: Int64)] = [("月", 12), ("日", 31), ("季度", 4)]
    isDoubtful =
      limits.contains { Self.isName($0.name, name) && number.coefficient <= $0.most }
      || (digitCount == 4 && Self.isName("年", name))
  }

  private static func isName(_ word: StaticString, _ name: Span<UInt8>) -> Bool {
    guard word.utf8CodeUnitCount == name.count else { return false }
    for index in 0..<name.count where name[index] != word.utf8Start[index] { return false }
    return true
  }

  // MARK: What it means

  /// With its own hedge and those that stand around it; nil where a bound does not fit, or where they do not
  /// go with a number that is open by itself.
  func figure(_ around: [Hedge?], _ widths: HedgeWidths) -> Figure? {
    guard let base, let step else { return nil }
    let hedges = around.compactMap(\.self) + (within.map { [$0] } ?? [])
    var figure: Figure?
    for hedge in hedges {
      if isRange || !isFraction, base.low != base.high, hedge != .about { return nil }
      for point in base.low == base.high ? [base.best] : [base.low, base.high] {
        guard let read = Figure(point, hedge: hedge, step: step, unit: unit, widths) else { return nil }
        if let before = figure {
          guard let hull = before.hull(with: read) else { return nil }
          figure = hull
        } else {
          figure = read
        }
      }
    }
    guard var figure else { return base.isHedged ? base.aligned : base }
    figure.best = base.best
    if figure.ends.contains(.lowAbsent) { figure.low = base.best }
    if figure.ends.contains(.highAbsent) { figure.high = base.best }
    return figure.aligned
  }

  /// 三分之二 lies between two decimals, and is one number all the same.
  private var isFraction: Bool {
    if case .upTo(_, best: .some) = spread { return true }
    return false
  }

  private var base: Figure? {
    func times(_ number: ExactDecimal) -> ExactDecimal? { number.multiplied(by: Rational(multiplier)) }
    func figure(_ low: ExactDecimal?, _ best: ExactDecimal?, _ high: ExactDecimal?) -> Figure? {
      guard let low, let best, let high else { return nil }
      return Figure(low: low, best: best, high: high, ends: [], isHedged: true, unit: unit)
    }
    let one = ExactDecimal(1)
    switch spread {
    case .none:
      guard let product = times(number) else { return nil }
      // `76.52万` is a whole number: digits after the point are those written, less what the multiplier takes.
      return Figure(multiplier == 1 ? product : product.reduced, unit: unit)
    case .upTo(let other, let best):
      guard number < other, let sum = number.adding(other), let half = Rational(1, 2) else { return nil }
      return figure(times(number), (best ?? sum.multiplied(by: half)).flatMap(times), times(other))
    case .several:
      let high = times(ExactDecimal(10))?.subtracting(one)
      return figure(times(ExactDecimal(2)), times(ExactDecimal(5)), high)
    case .teens:
      let high = number.adding(ExactDecimal(10)).flatMap(times)?.subtracting(one)
      return figure(
        number.adding(one).flatMap(times), number.adding(ExactDecimal(5)).flatMap(times), high)
    }
  }

  /// 余 and 多: after a multiplier one of the last written digit times the multiplier; before one, or without,
  /// one of the last digit that is not zero (`300余` to 400, `150余` to 160).
  private var step: ExactDecimal? {
    var place = ExactDecimal(1, scale: number.scale)
    if !isWithinLast {
      var rest = number.coefficient
      while rest != 0, rest % 10 == 0 {
        rest /= 10
        if place.scale > 0 { place.scale -= 1 } else { place.coefficient *= 10 }
      }
    }
    return place.multiplied(by: Rational(multiplier))
  }
}

extension Figure {
  /// At the least scale that holds its numbers; nil where none does.
  var aligned: Figure? {
    var figure = self
    return figure.align() ? figure : nil
  }

  /// The least figure that holds both.
  func hull(with other: Figure) -> Figure? {
    var hull = self
    if other.ends.contains(.lowAbsent) || (!ends.contains(.lowAbsent) && other.low < low) {
      hull.low = other.low
      hull.ends.set([.lowOpen, .lowAbsent], from: other.ends)
    } else if !(low < other.low), !other.ends.contains(.lowOpen) {
      hull.ends.remove(.lowOpen)
    }
    if other.ends.contains(.highAbsent) || (!ends.contains(.highAbsent) && high < other.high) {
      hull.high = other.high
      hull.ends.set([.highOpen, .highAbsent], from: other.ends)
    } else if !(other.high < high), !other.ends.contains(.highOpen) {
      hull.ends.remove(.highOpen)
    }
    return hull.aligned
  }
}

extension HedgeEnds {
  fileprivate mutating func set(_ flags: HedgeEnds, from other: HedgeEnds) {
    subtract(flags)
    formUnion(other.intersection(flags))
  }
}
