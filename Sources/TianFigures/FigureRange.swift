extension Figure {
  /// `1900..2100`, `1900..`, `..2100亩`: both ends closed, one of them absent where it is not written; the
  /// middle is the best, or the end that there is. This is how results are written once they are computed,
  /// and how files of them are read again. Nil for anything else.
  init?(range bytes: Span<UInt8>, isCell: Bool) {
    guard let dots = Self.dots(in: bytes) else { return nil }
    let low = Self.end(bytes.extracting(0..<dots), isCell)
    let high = Self.end(bytes.extracting((dots + 2)..<bytes.count), isCell)
    guard let low, let high else { return nil }
    // One side may leave the unit to the other.
    let unit = low.unit ?? high.unit
    guard [low.unit, high.unit].allSatisfy({ $0 == nil || $0 == unit }) else { return nil }
    switch (low, high) {
    case (.absent, .absent): return nil
    case (.written(let low), .absent):
      self.init(low.best, unit: unit)
      ends = .highAbsent
    case (.absent, .written(let high)):
      self.init(high.best, unit: unit)
      ends = .lowAbsent
    case (.written(let low), .written(let high)):
      guard !(high.best < low.best), let sum = low.best.adding(high.best), let half = Rational(1, 2) else {
        return nil
      }
      self.init(
        low: low.best, best: sum.multiplied(by: half) ?? low.best, high: high.best, ends: [],
        isHedged: true, unit: unit)
      guard align() else { return nil }
    }
    isHedged = true
  }

  private enum End {
    case absent
    case written(Figure)

    var unit: Unit? {
      switch self {
      case .absent: nil
      case .written(let figure): figure.unit
      }
    }
  }

  /// The first place of two points next to each other.
  private static func dots(in bytes: Span<UInt8>) -> Int? {
    var at = 0
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "."), bytes[at + 1] == UInt8(ascii: ".") { return at }
      at += 1
    }
    return nil
  }

  /// An exact figure, or nothing but spaces; nil for anything else.
  private static func end(_ bytes: Span<UInt8>, _ isCell: Bool) -> End? {
    if FigureReader.skipSpaces(bytes, from: 0) == bytes.count { return .absent }
    guard let figure = FigureReader.read(simple: bytes, isCell: isCell), !figure.isHedged else { return nil }
    return .written(figure)
  }
}
