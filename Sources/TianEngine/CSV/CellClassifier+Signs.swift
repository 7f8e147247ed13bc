import TianFigures

/// Signs before and around numbers, and behind times, that `FigureReader` and `TemporalReader` leave to
/// cells: in a query they would mean something else.
extension CellClassifier {
  private static let pluses = ["+", "＋"].map { Array($0.utf8) }
  private static let minuses = ["－", "−"].map { Array($0.utf8) }
  private static let yuans = ["¥", "￥"].map { Array($0.utf8) }
  private static let brackets = [("(", ")"), ("（", "）")].map { (Array($0.0.utf8), Array($0.1.utf8)) }
  /// A number with a plus and more digits is one of a telephone.
  private static let plusDigitsMax = 10

  /// `+12`, `－5`, `¥1,200.50`, `-¥3`, `(3)`; nil for what is none of these. The text has no spaces around it.
  static func signed(
    _ text: UnsafeBufferPointer<UInt8>, _ reading: CellReading
  ) -> CellMeaning? {
    for (open, close) in brackets
    where text.starts(with: open) && text.suffix(close.count).elementsEqual(close) {
      let inside = text[open.count..<(text.count - close.count)]
      guard !inside.isEmpty, let figure = unsigned(inside, reading) else { return nil }
      return .undecided(.bracketed(negated(figure)))
    }
    var rest = text[...]
    var isNegative = false
    if let sign = pluses.first(where: text.starts(with:)) {
      rest = rest.dropFirst(sign.count)
      guard text.count(where: { $0 &- 0x30 <= 9 }) <= plusDigitsMax else { return nil }
    } else if let sign = (minuses + [[UInt8(ascii: "-")]]).first(where: text.starts(with:)) {
      rest = rest.dropFirst(sign.count)
      isNegative = true
    }
    guard let figure = unsigned(rest, reading) else { return nil }
    return .figure(isNegative ? negated(figure) : figure)
  }

  /// A number in digits, which may be one of money; not one with a sign of its own.
  private static func unsigned(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ reading: CellReading) -> Figure? {
    var rest = text
    let sign = yuans.first(where: text.starts(with:))
    if let sign {
      rest = rest.dropFirst(sign.count)
      while rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    }
    guard let first = rest.first, first &- 0x30 <= 9 || first == 0xEF,
      var figure = FigureReader.read(cell: UnsafeBufferPointer(rebasing: rest).span, in: reading.units),
      !figure.isHedged
    else { return nil }
    if sign != nil {
      guard let yuan = Unit(label: "元", in: reading.units) else { return nil }
      if let own = figure.unit { return own.dimension == yuan.dimension ? figure : nil }
      figure.unit = yuan
    }
    return figure
  }

  private static func negated(_ figure: Figure) -> Figure {
    Figure(ExactDecimal(-figure.best.coefficient, scale: figure.best.scale), unit: figure.unit)
  }

  /// `2023-01-02T03:04:05+08:00`, `…Z`, `… +0800`: a moment as the clocks of its zone show it.
  static func zoned(_ text: UnsafeBufferPointer<UInt8>) -> CellMeaning? {
    guard let (zone, width) = TimeZoneOffset.read(endOf: text.span) else { return nil }
    var end = text.count - width
    while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    let moment = UnsafeBufferPointer(rebasing: text[..<end])
    guard case .timestamp(let microseconds)? = TemporalReader.read(moment.span) else { return nil }
    return .undecided(.zoned(microseconds: microseconds, zone: zone))
  }
}
