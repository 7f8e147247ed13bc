extension FigureScan {
  /// The number of a figure, in digits or numerals. `isHedged`: a hedge word stands before it, so that a
  /// multiplier alone counts one of itself. A sign stands before digits alone.
  mutating func number(_ bytes: Span<UInt8>, isHedged: Bool, _ sign: NumberSign?) -> Quantity? {
    let start = at
    if sign == nil, let share = share(bytes) ?? half(bytes, isHedged: isHedged) ?? several(bytes) {
      return share
    }
    at = start
    guard var quantity = digits(bytes, sign) ?? (sign == nil ? numerals(bytes) : nil) else {
      return sign == nil ? bareMultiplier(bytes, isHedged: isHedged) : nil
    }
    if !isQuery, quantity.isPlain, skip("分之", bytes) { return fraction(quantity, bytes) }
    if let teens = teens(quantity, bytes) { return teens }
    readTenths(&quantity, bytes)
    return quantity
  }

  // MARK: Digits

  /// ASCII or full-width digits and a fraction. In a query `_` may part them; in a text they may have commas
  /// between groups of three, and begin with no 0 that does not count: `007` is a code.
  /// - Parameter sign: what stood before them.
  mutating func digits(_ bytes: Span<UInt8>, _ sign: NumberSign? = nil) -> Quantity? {
    var reader = DigitScan(at: at, isQuery: isQuery)
    guard let number = reader.read(bytes), !Self.isExponent(bytes, reader.at) else { return nil }
    if sign == .plus, number.scale == 0, reader.digitCount > NumberSign.plusDigitsMax { return nil }
    at = reader.at
    var quantity = Quantity(
      sign == .minus ? ExactDecimal(-number.coefficient, scale: number.scale) : number)
    quantity.digitCount = reader.digitCount
    return quantity
  }

  private static func isExponent(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E") else {
      return false
    }
    let sign = bytes[at + 1] == UInt8(ascii: "+") || bytes[at + 1] == UInt8(ascii: "-")
    return DigitScan.digit(bytes, at + 1) != nil
      || (sign && at + 2 < bytes.count && DigitScan.digit(bytes, at + 2) != nil)
  }

  // MARK: Numerals

  /// `三万五千`, and two readings at once: `五六十`, `两三`.
  private mutating func numerals(_ bytes: Span<UInt8>) -> Quantity? {
    if let (low, high) = ChineseNumber.readPair(bytes, from: at) {
      at = high.end
      var quantity = Quantity(low.value)
      quantity.spread = .upTo(high.value, best: nil)
      (quantity.isNumerals, quantity.isBareDigits) = (true, low.isBareDigits)
      return quantity
    }
    guard let number = ChineseNumber.read(bytes, from: at) else { return nil }
    var quantity = Quantity(number.value)
    (quantity.isNumerals, quantity.isBareDigits) = (true, number.isBareDigits)
    if number.isBareDigits { quantity.digitCount = (number.end - at) / 3 }
    at = number.end
    return quantity
  }

  /// `近千万元`, `百余户`; in texts `千亩以上`, where the caller looks for the hedge behind it.
  private mutating func bareMultiplier(_ bytes: Span<UInt8>, isHedged: Bool) -> Quantity? {
    guard let (_, end) = Multiplier.read(bytes, from: at) else { return nil }
    if !isHedged, isQuery {
      var behind = self
      behind.at = end
      guard behind.isWithin(bytes) else { return nil }
    }
    var quantity = Quantity(ExactDecimal(1))
    (quantity.isBareMultiplier, quantity.isNumerals) = (true, true)
    return quantity
  }

  /// `几十`, `数百万`; in texts `几户`, `数亩`.
  private mutating func several(_ bytes: Span<UInt8>) -> Quantity? {
    let isMany = !isQuery && skip("好几", bytes)
    let isSome = isMany || skip("几", bytes)
    guard isSome || skip("数", bytes) else { return nil }
    let isCounted = !isQuery && Unit.read(bytes, from: at, in: units) != nil
    guard isCounted || Multiplier.read(bytes, from: at) != nil else { return nil }
    var quantity = Quantity(ExactDecimal(1))
    (quantity.spread, quantity.isNumerals) = (.several, true)
    return quantity
  }

  /// `十几`, `20几`: only 万 or 亿 may follow.
  private mutating func teens(_ quantity: Quantity, _ bytes: Span<UInt8>) -> Quantity? {
    let start = at
    let number = quantity.number
    guard quantity.isPlain, number.scale == 0, (10...90).contains(number.coefficient),
      number.coefficient % 10 == 0, skip("几", bytes)
    else { return nil }
    if let (value, _) = Multiplier.read(bytes, from: at), value < 10_000 {
      at = start
      return nil
    }
    var teens = quantity
    (teens.spread, teens.isNumerals) = (.teens, true)
    return teens
  }

  // MARK: Shares

  /// `百分之二十`, `千分之五`.
  private mutating func share(_ bytes: Span<UInt8>) -> Quantity? {
    let shift: Int
    if skip("百分之", bytes) {
      shift = 0
    } else if skip("千分之", bytes) {
      shift = -1
    } else if skip("万分之", bytes) {
      shift = -2
    } else {
      return nil
    }
    skipSpaces(bytes)
    guard var quantity = digits(bytes) ?? numerals(bytes) ?? hundred(bytes) else { return nil }
    return quantity.makePercent(shift: shift) ? quantity : nil
  }

  /// `百分之百`.
  private mutating func hundred(_ bytes: Span<UInt8>) -> Quantity? {
    skip("百", bytes) ? Quantity(ExactDecimal(100)) : nil
  }

  /// `三成`, `8.5成`, `七八成`, `三成五`, `三成半`.
  private mutating func readTenths(_ quantity: inout Quantity, _ bytes: Span<UInt8>) {
    let start = at
    guard skip("成", bytes), quantity.makeTenths() else {
      at = start
      return
    }
    if quantity.isPlain, skip("半", bytes), let sum = quantity.number.adding(ExactDecimal(5)) {
      quantity.number = sum
      return
    }
    guard quantity.isPlain, let more = ChineseNumber.read(bytes, from: at), more.isBareDigits,
      let sum = quantity.number.adding(more.value)
    else { return }
    at = more.end
    quantity.number = sum
  }

  /// `半数`, `一半`, `近半`; `半亩`.
  private mutating func half(_ bytes: Span<UInt8>, isHedged: Bool) -> Quantity? {
    if skip("半数", bytes) || skip("一半", bytes) { return Self.halfShare }
    guard skip("半", bytes) else { return nil }
    if Unit.read(bytes, from: at, in: units) == nil { return isHedged ? Self.halfShare : nil }
    var quantity = Quantity(ExactDecimal(5, scale: 1))
    quantity.isNumerals = true
    return quantity
  }

  private static var halfShare: Quantity {
    var quantity = Quantity(ExactDecimal(50))
    quantity.isNumerals = true
    quantity.unit = .percent
    return quantity
  }

  /// `三分之二`, in percent: exactly, or between two decimals of four digits.
  private mutating func fraction(_ denominator: Quantity, _ bytes: Span<UInt8>) -> Quantity? {
    guard let numerator = digits(bytes) ?? numerals(bytes), numerator.isPlain, numerator.number.scale == 0,
      denominator.number.scale == 0, (2...1000).contains(denominator.number.coefficient),
      (1..<denominator.number.coefficient).contains(numerator.number.coefficient)
    else { return nil }
    let (parts, whole) = (numerator.number.coefficient * 1_000_000, denominator.number.coefficient)
    let low = ExactDecimal(parts / whole, scale: 4)
    var quantity = Quantity(low.reduced)
    if parts % whole != 0 {
      let high = ExactDecimal(parts / whole + 1, scale: 4)
      quantity.number = low
      quantity.spread = .upTo(high, best: parts % whole * 2 < whole ? low : high)
    }
    (quantity.unit, quantity.isNumerals) = (.percent, true)
    return quantity
  }
}

extension Quantity {
  /// Powers of ten between the number and percent, 0 of 百分之; false where it does not fit.
  fileprivate mutating func makePercent(shift: Int) -> Bool {
    unit = .percent
    return scale(by: shift)
  }

  /// 成 counts tenths, up to ten.
  fileprivate mutating func makeTenths() -> Bool {
    let ten = ExactDecimal(10)
    if number.coefficient < 0 || ten < number { return false }
    if case .upTo(let other, _) = spread, ten < other { return false }
    unit = .percent
    return scale(by: 1)
  }

  /// The number times a power of ten.
  mutating func scale(by shift: Int) -> Bool {
    self.shift = shift
    let power = Rational(ExactDecimal.power(abs(shift)))
    guard let ratio = shift < 0 ? Rational.one.divided(by: power) : power,
      let product = number.multiplied(by: ratio)
    else { return false }
    number = product
    if case .upTo(let other, best: let best) = spread {
      guard let other = other.multiplied(by: ratio) else { return false }
      spread = .upTo(other, best: best)
    }
    return true
  }
}
