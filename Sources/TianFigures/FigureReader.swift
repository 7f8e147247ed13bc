/// Reads figures as they are written: hedge, digits, 余 or 多 before or after the multiplier, unit, ending —
/// `近2000亩`, `60余万`, `7万余元`, `4万元/年`, `2000亩左右`, `15%`. One reader serves the lexer and the CSV loader.
public enum FigureReader {
  /// The longest figure that begins at an offset, and where it ends; nil where none does, or where its number
  /// is past 18 digits. `1e6` is no figure. Spaces are not skipped. Cost: linear in the figure.
  public static func read(_ bytes: Span<UInt8>, from start: Int = 0) -> (figure: Figure, end: Int)? {
    read(bytes, from: start, isWhole: false)
  }

  /// Spaces and Chinese numerals are for whole texts: in a query they part names, or are names.
  private static func read(
    _ bytes: Span<UInt8>, from start: Int, isWhole: Bool, refusesBareNumerals: Bool = false
  ) -> (figure: Figure, end: Int)? {
    let prefix = HedgeTable.read(HedgeTable.beforeBytes, bytes, from: start)
    let afterPrefix = prefix?.end ?? start
    let from = isWhole ? skipSpaces(bytes, from: afterPrefix) : afterPrefix
    guard
      let number = readNumber(bytes, from: from) ?? (isWhole ? readNumerals(bytes, from: from) : nil)
        ?? bareMultiplier(bytes, from: from, isHedged: prefix != nil)
    else { return nil }
    var scan = Scan(number: number, at: number.end)
    scan.readMultiplier(bytes)
    scan.readUnit(bytes, allowsSpaces: isWhole)
    let suffix = HedgeTable.read(HedgeTable.afterBytes, bytes, from: scan.at)
    guard let product = scan.value.multiplied(by: Rational(scan.multiplier)) else { return nil }
    // `76.52万` is a whole number: digits after the point are those written, less what the multiplier takes.
    let best = scan.multiplier == 1 ? product : product.reduced
    var figure = Figure(best, unit: scan.unit)
    for hedge in [prefix?.hedge, scan.hedge, suffix?.hedge].compactMap(\.self) {
      guard let step = scan.step, let hedged = Figure(best, hedge: hedge, step: step, unit: scan.unit),
        let joined = figure.isHedged ? figure.hull(with: hedged) : hedged
      else { return nil }
      figure = joined
    }
    if refusesBareNumerals, number.isBareNumerals, figure == Figure(number.value) { return nil }
    return (figure, suffix?.end ?? scan.at)
  }

  /// A whole text as a figure, or a range of two; spaces around it, and before its number and its unit, are
  /// allowed, and so are Chinese numerals: `三万五千亩`, `百余户`, `三成`, `百分之二十`.
  public static func read(whole text: String) -> Figure? { read(whole: Array(text.utf8).span) }

  public static func read(whole bytes: Span<UInt8>) -> Figure? { read(whole: bytes, isCell: false) }

  /// The same of a cell, in which numerals alone (`三`, `二〇二三`) are a text: a grade, a name.
  public static func read(cell bytes: Span<UInt8>) -> Figure? { read(whole: bytes, isCell: true) }

  private static func read(whole bytes: Span<UInt8>, isCell: Bool) -> Figure? {
    read(simple: bytes, isCell: isCell) ?? Figure(range: bytes, isCell: isCell)
  }

  /// The same but for ranges.
  static func read(simple bytes: Span<UInt8>, isCell: Bool) -> Figure? {
    let start = skipSpaces(bytes, from: 0)
    guard let (figure, end) = read(bytes, from: start, isWhole: true, refusesBareNumerals: isCell),
      skipSpaces(bytes, from: end) == bytes.count
    else { return nil }
    return figure
  }

  /// Past spaces and ideographic spaces.
  static func skipSpaces(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: " ") {
        at += 1
      } else if bytes.starts(with: [0xE3, 0x80, 0x80], at: at) {
        at += 3
      } else {
        break
      }
    }
    return at
  }

  /// Digits as written.
  private struct Number {
    var value: ExactDecimal
    var end: Int
    /// 成 and 百分之 come with their unit.
    var unit: Unit?
    var isBareNumerals = false
  }

  /// `三万五千`; `三成`, `三成五`; `百分之二十`; 百 or 千 that 余 or 多 follows.
  private static func readNumerals(_ bytes: Span<UInt8>, from start: Int) -> Number? {
    for (words, shift) in [("百分之", 0), ("千分之", 1)] where bytes.starts(with: Array(words.utf8), at: start) {
      let from = start + words.utf8.count
      guard let number = readNumber(bytes, from: from) ?? readNumerals(bytes, from: from), number.unit == nil,
        number.value.scale + shift <= ExactDecimal.maximumScale
      else { return nil }
      let value = ExactDecimal(number.value.coefficient, scale: number.value.scale + shift)
      return Number(value: value, end: number.end, unit: .percent)
    }
    guard let number = ChineseNumber.read(bytes, from: start) else {
      let isHedged = Multiplier.read(bytes, from: start).map {
        HedgeTable.read(HedgeTable.withinBytes, bytes, from: $0.end) != nil
      }
      return isHedged == true ? Number(value: ExactDecimal(1), end: start) : nil
    }
    let tenths = Array("成".utf8)
    guard bytes.starts(with: tenths, at: number.end), (0...10).contains(number.value.coefficient),
      number.value.scale == 0
    else { return Number(value: number.value, end: number.end, isBareNumerals: number.isBareDigits) }
    let end = number.end + tenths.count
    let more = ChineseNumber.read(bytes, from: end).flatMap { $0.isBareDigits ? $0 : nil }
    let value = number.value.coefficient * 10 + (more?.value.coefficient ?? 0)
    return Number(value: ExactDecimal(value), end: more?.end ?? end, unit: .percent)
  }

  /// ASCII or full-width digits, `_` or `,` between groups of three taken out, a fraction.
  private static func readNumber(_ bytes: Span<UInt8>, from start: Int) -> Number? {
    var at = start
    var isNegative = false
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { (isNegative, at) = (true, at + 1) }
    var coefficient: Int64 = 0
    var scale = 0
    var digits = 0
    var isFraction = false
    while at < bytes.count {
      if let (digit, width) = digit(bytes, at) {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
        let (sum, carried) = product.addingReportingOverflow(Int64(digit))
        if overflow || carried { return nil }
        coefficient = sum
        digits += 1
        if isFraction { scale += 1 }
        at += width
      } else if digits > 0, !isFraction, let width = pointWidth(bytes, at) {
        isFraction = true
        at += width
      } else if digits > 0, bytes[at] == UInt8(ascii: "_"), at + 1 < bytes.count, digit(bytes, at + 1) != nil
      {
        at += 1
      } else {
        break
      }
    }
    guard digits > 0, scale <= ExactDecimal.maximumScale, !isExponent(bytes, at) else { return nil }
    return Number(value: ExactDecimal(isNegative ? -coefficient : coefficient, scale: scale), end: at)
  }

  /// `近千万元`: after a hedge word a multiplier alone counts one of itself.
  private static func bareMultiplier(_ bytes: Span<UInt8>, from start: Int, isHedged: Bool) -> Number? {
    isHedged && Multiplier.read(bytes, from: start) != nil ? Number(value: ExactDecimal(1), end: start) : nil
  }

  /// The width of a decimal point that a digit follows, ASCII or the full-width one.
  private static func pointWidth(_ bytes: Span<UInt8>, _ at: Int) -> Int? {
    let isASCII = bytes[at] == UInt8(ascii: ".")
    guard isASCII || bytes.starts(with: [0xEF, 0xBC, 0x8E], at: at) else { return nil }
    let width = isASCII ? 1 : 3
    return at + width < bytes.count && digit(bytes, at + width) != nil ? width : nil
  }

  private static func isExponent(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") else {
      return false
    }
    let sign = bytes[at + 1] == UInt8(ascii: "+") || bytes[at + 1] == UInt8(ascii: "-")
    return digit(bytes, at + 1) != nil || (sign && at + 2 < bytes.count && digit(bytes, at + 2) != nil)
  }

  static func digit(_ bytes: Span<UInt8>, _ at: Int) -> (value: UInt8, width: Int)? {
    let byte = bytes[at]
    if byte >= 0x30, byte <= 0x39 { return (byte - 0x30, 1) }
    if byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBC, (0x90...0x99).contains(bytes[at + 2]) {
      return (bytes[at + 2] - 0x90, 3)
    }
    return nil
  }

  /// What follows the digits, read in turn.
  private struct Scan {
    var value: ExactDecimal
    var at: Int
    var multiplier: Int64 = 1
    var hedge: Hedge?
    var isHedgeAfterMultiplier = false
    var unit: Unit?

    init(number: Number, at: Int) {
      value = number.value
      unit = number.unit
      self.at = at
    }

    mutating func readMultiplier(_ bytes: Span<UInt8>) {
      readWithin(bytes)
      if let (value, end) = Multiplier.read(bytes, from: at) {
        (multiplier, at) = (value, end)
        isHedgeAfterMultiplier = hedge == nil
        readWithin(bytes)
      }
    }

    private mutating func readWithin(_ bytes: Span<UInt8>) {
      guard hedge == nil, let (word, end) = HedgeTable.read(HedgeTable.withinBytes, bytes, from: at) else {
        return
      }
      (hedge, at) = (word, end)
    }

    mutating func readUnit(_ bytes: Span<UInt8>, allowsSpaces: Bool) {
      if unit != nil { return }
      let from = allowsSpaces ? FigureReader.skipSpaces(bytes, from: at) : at
      guard let (unit, end) = Unit.read(bytes, from: from) else { return }
      self.unit = unit.withoutPrefix
      at = end
    }

    /// 余 and 多: after a multiplier one of the last written digit times the multiplier; before one, or
    /// without, one of the last digit that is not zero (`300余` to 400, `150余` to 160).
    var step: ExactDecimal? {
      var place = ExactDecimal(1, scale: value.scale)
      if !isHedgeAfterMultiplier {
        var rest = value.coefficient
        while rest != 0, rest % 10 == 0 {
          rest /= 10
          if place.scale > 0 { place.scale -= 1 } else { place.coefficient *= 10 }
        }
      }
      return place.multiplied(by: Rational(multiplier))
    }
  }
}

extension Figure {
  /// Both readings of two hedges on one figure.
  fileprivate func hull(with other: Figure) -> Figure? {
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
    let scale = max(hull.low.scale, hull.best.scale, hull.high.scale)
    guard let low = hull.low.rescaled(to: scale), let best = hull.best.rescaled(to: scale),
      let high = hull.high.rescaled(to: scale)
    else { return nil }
    (hull.low, hull.best, hull.high) = (low, best, high)
    return hull
  }
}

extension HedgeEnds {
  fileprivate mutating func set(_ flags: HedgeEnds, from other: HedgeEnds) {
    subtract(flags)
    formUnion(other.intersection(flags))
  }
}
