extension Figure {
  /// `1900..2100`, `1900..`, `>1900..<2100亩`, `1900..2000..2100`: an end behind `>` or `<` is open, one that
  /// is not written is absent; in the middle the best, where it is not halfway, or the end that there is.
  /// This is how results are written once they are computed, and how files of them are read again. Nil for
  /// anything else.
  init?(range bytes: Span<UInt8>, _ place: FigureScan.Place, _ units: UnitTable) {
    let dots = Self.dots(in: bytes)
    guard let first = dots.first, let last = dots.last, dots.count <= 2,
      let low = RangeEnd(bytes.extracting(0..<first), mark: UInt8(ascii: ">"), place, units),
      let high = RangeEnd(bytes.extracting((last + 2)..<bytes.count), mark: UInt8(ascii: "<"), place, units)
    else { return nil }
    var middle: RangeEnd?
    if dots.count == 2 {
      middle = RangeEnd(bytes.extracting((first + 2)..<last), mark: 0, place, units)
      guard middle?.figure != nil else { return nil }
    }
    let written = [low.figure, middle?.figure, high.figure].compactMap(\.self)
    // Some of them may leave the unit to another.
    let unit = written.lazy.compactMap(\.unit).first
    guard written.allSatisfy({ $0.unit == nil || $0.unit == unit }),
      let best = middle?.figure?.best ?? Self.middle(low.figure, high.figure)
    else { return nil }
    self.init(
      low: low.figure?.best ?? best, best: best, high: high.figure?.best ?? best, ends: [], isHedged: true,
      unit: unit)
    guard !(self.best < self.low), !(self.high < self.best), align() || alignOutward() else { return nil }
    if low.figure == nil { ends.insert(.lowAbsent) } else if low.isOpen { ends.insert(.lowOpen) }
    if high.figure == nil { ends.insert(.highAbsent) } else if high.isOpen { ends.insert(.highOpen) }
  }

  /// Halfway between two figures, or the one that there is.
  private static func middle(_ low: Figure?, _ high: Figure?) -> ExactDecimal? {
    guard let low, let high else { return low?.best ?? high?.best }
    guard let sum = low.best.adding(high.best), let half = Rational(1, 2) else { return nil }
    // Half of the last digit may be one too many.
    return sum.multiplied(by: half) ?? ExactDecimal(sum.coefficient / 2, scale: sum.scale)
  }

  /// Brings the three numbers to the finest scale that holds them, where no one scale holds them exactly: the
  /// bounds rounded outward. False where even whole numbers do not fit.
  private mutating func alignOutward() -> Bool {
    for scale in (0..<ExactDecimal.maximumScale).reversed() {
      guard let low = low.rounded(to: scale, .down),
        let best = best.rounded(to: scale, .toNearestOrAwayFromZero),
        let high = high.rounded(to: scale, .up)
      else { continue }
      (self.low, self.best, self.high) = (low, best, high)
      return true
    }
    return false
  }

  /// The places of two points next to each other.
  private static func dots(in bytes: Span<UInt8>) -> [Int] {
    var places: [Int] = []
    var at = 0
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "."), bytes[at + 1] == UInt8(ascii: ".") {
        places.append(at)
        at += 1
      }
      at += 1
    }
    return places
  }
}

/// One side of a written range.
private struct RangeEnd {
  /// Exact; nil where nothing but spaces is written.
  var figure: Figure?
  var isOpen = false

  /// - Parameter mark: what an open end begins with.
  init?(_ bytes: Span<UInt8>, mark: UInt8, _ place: FigureScan.Place, _ units: UnitTable) {
    var scan = FigureScan(at: 0, place, .standard, units)
    scan.skipSpaces(bytes)
    if scan.at == bytes.count { return }
    isOpen = bytes[scan.at] == mark
    let number = isOpen ? bytes.extracting((scan.at + 1)..<bytes.count) : bytes
    guard let figure = FigureReader.read(simple: number, place, .standard, units), !figure.isHedged else {
      return nil
    }
    self.figure = figure
  }
}
