/// Reads one figure, part by part, from a place on.
struct FigureScan {
  enum Place {
    /// A token of a query.
    case query
    /// A whole text.
    case text
    /// A whole text, in which bare numerals are none, but for a zero.
    case cell
    /// The same in a column that is known to measure something: whatever may be a figure is one.
    case measured
  }

  var at: Int
  let place: Place
  private let widths: HedgeWidths
  let units: UnitTable

  init(at: Int, _ place: Place, _ widths: HedgeWidths, _ units: UnitTable) {
    self.at = at
    self.place = place
    self.widths = widths
    self.units = units
  }

  var isQuery: Bool {
    switch place {
    case .query: true
    case .text, .cell, .measured: false
    }
  }

  /// The figure, `at` behind it; nil where none begins, and where it can be read in two ways.
  mutating func figure(_ bytes: Span<UInt8>) -> Figure? {
    if !isQuery { skipNeutral(bytes) }
    let prefix = word(HedgeTable.beforeByLead, bytes)
    if prefix != nil { skipSpaces(bytes) }
    guard var quantity = quantity(bytes, isHedged: prefix != nil) else { return nil }
    if let prefix, prefix.needsMultiplier, !quantity.isBareMultiplier { return nil }
    let end = at
    if let range = range(from: quantity, bytes) { quantity = range } else { at = end }
    let suffix = suffix(quantity, bytes)
    if !isQuery, quantity.isDoubtful { return nil }
    let isHedged = prefix != nil || suffix != nil || quantity.within != nil
    if quantity.isBareMultiplier, !isHedged { return nil }
    // 近三年 are the last three years, not nearly three; in a query digits alone make it a figure all the same.
    let isSpan = quantity.isTime && ["近", "过"].contains(prefix?.word)
    if isSpan, !isQuery || quantity.isNumerals { return nil }
    guard let figure = quantity.figure([prefix?.hedge, suffix?.hedge], widths) else { return nil }
    // Numerals alone are as likely a name.
    switch place {
    case .query: return quantity.isNumerals && (!figure.isHedged || quantity.isBare) ? nil : figure
    case .text: return quantity.isBare && figure.isHedged && prefix == nil && suffix == nil ? nil : figure
    case .cell:
      let isDoubtful = quantity.isBare && (quantity.number.coefficient != 0 || figure.isHedged)
      return isDoubtful && prefix == nil && suffix == nil ? nil : figure
    case .measured: return figure
    }
  }

  /// 左右, 以上; and behind a range 之间 and 不等, which say nothing more.
  private mutating func suffix(_ quantity: Quantity, _ bytes: Span<UInt8>) -> HedgeWord? {
    let end = at
    skipSpaces(bytes)
    // 6米（含）以上: that the end is its own is said of 以上 anyway.
    if !isQuery { _ = skip("（含）", bytes) || skip("(含)", bytes) }
    if let suffix = word(HedgeTable.afterByLead, bytes) { return suffix }
    if !isQuery, quantity.isRange, skip("之间", bytes) || skip("不等", bytes) { return nil }
    at = end
    return nil
  }

  /// Number, multiplier, unit and what stands between them.
  mutating func quantity(_ bytes: Span<UInt8>, isHedged: Bool) -> Quantity? {
    var sign = isQuery ? nil : NumberSign.read(bytes, &at)
    let currency = isQuery ? nil : currency(bytes)
    if currency != nil, sign == nil { sign = NumberSign.read(bytes, &at) }
    guard var quantity = number(bytes, isHedged: isHedged, sign) else { return nil }
    readWithin(&quantity, bytes)
    readMultipliers(&quantity, bytes)
    if quantity.unit == nil { readUnit(&quantity, bytes) }
    if let currency {
      guard quantity.unit == nil || quantity.unit == currency else { return nil }
      quantity.unit = currency
    }
    if !isQuery { readMore(&quantity, bytes) }
    return quantity
  }

  private mutating func readWithin(_ quantity: inout Quantity, _ bytes: Span<UInt8>) {
    let start = at
    skipSpaces(bytes)
    if quantity.within == nil, let word = word(HedgeTable.withinByLead, bytes) {
      quantity.within = word.hedge
    } else {
      at = start
    }
  }

  /// One multiplier; in texts more of them, `3万5千`, and English ones.
  private mutating func readMultipliers(_ quantity: inout Quantity, _ bytes: Span<UInt8>) {
    let start = at
    skipSpaces(bytes)
    guard
      let (value, end) = Multiplier.read(bytes, from: at)
        ?? (isQuery ? nil : Multiplier.readEnglish(bytes, from: at))
    else {
      at = start
      return
    }
    at = end
    quantity.multiplier = value
    while !isQuery, quantity.isPlain, !quantity.isBareMultiplier, let more = nextStep(quantity, bytes) {
      quantity = more
    }
    guard quantity.within == nil else { return }
    readWithin(&quantity, bytes)
    quantity.isWithinLast = true
    // `1万多亿`: the word stands inside the multiplier.
    guard quantity.within != nil, let (value, end) = Multiplier.read(bytes, from: at),
      let number = quantity.number.multiplied(by: Rational(quantity.multiplier))
    else { return }
    (quantity.number, quantity.multiplier, quantity.isWithinLast, at) = (number, value, false, end)
  }

  /// `5千` behind `3万`.
  private mutating func nextStep(_ quantity: Quantity, _ bytes: Span<UInt8>) -> Quantity? {
    let start = at
    guard let digits = digits(bytes), digits.number.coefficient > 0, digits.number.scale == 0,
      let (value, end) = Multiplier.read(bytes, from: at), value < quantity.multiplier,
      quantity.multiplier % value == 0, digits.number.coefficient < quantity.multiplier / value,
      let number = quantity.number.multiplied(by: Rational(quantity.multiplier / value))?
        .adding(digits.number)
    else {
      at = start
      return nil
    }
    at = end
    var more = quantity
    more.number = number
    more.multiplier = value
    return more
  }

  private mutating func readUnit(_ quantity: inout Quantity, _ bytes: Span<UInt8>) {
    let start = at
    skipSpaces(bytes)
    let from = at
    if !isQuery, quantity.isPlain, skip("个多月", bytes) {
      (quantity.unit, quantity.within, quantity.isWithinLast) = (Unit(named: "月"), .somewhatMore, true)
      return
    }
    guard let (unit, end) = Unit.read(bytes, from: at, in: units, allowsBrackets: !isQuery) else {
      at = start
      return
    }
    at = end
    quantity.unit = unit.withoutPrefix
    quantity.nameTime(bytes.extracting(from..<end))
  }

  /// `三亩多`: up to one more; `两亩半`; `12元5角`, `3亩2分`, and 整 behind money.
  private mutating func readMore(_ quantity: inout Quantity, _ bytes: Span<UInt8>) {
    if quantity.unit?.dimension.isMoney == true, skip("整", bytes) { return }
    guard quantity.unit != nil, quantity.isPlain, quantity.multiplier == 1, quantity.shift == 0 else {
      return
    }
    if skip("多", bytes) || skip("余", bytes) {
      (quantity.within, quantity.isWithinLast) = (.somewhatMore, true)
    } else if quantity.number.scale == 0, quantity.number.coefficient > 0, skip("半", bytes) {
      guard let half = quantity.number.adding(ExactDecimal(5, scale: 1)) else { return }
      quantity.number = half
    } else {
      readSmaller(&quantity, bytes)
    }
  }

  /// `5角` and `3分` behind `12元`: each less than one of what stands before it.
  private mutating func readSmaller(_ quantity: inout Quantity, _ bytes: Span<UInt8>) {
    guard quantity.number.scale == 0, quantity.number.coefficient > 0, !quantity.isDoubtful,
      let whole = quantity.unit
    else { return }
    var one = ExactDecimal(1)
    while true {
      let start = at
      guard let count = count(bytes), count.coefficient > 0, let ratio = part(of: whole, bytes),
        let more = count.multiplied(by: ratio), more < one, let sum = quantity.number.adding(more),
        let smaller = ExactDecimal(1).multiplied(by: ratio)
      else {
        at = start
        return
      }
      (quantity.number, one) = (sum, smaller)
    }
  }

  /// In digits or numerals.
  private mutating func count(_ bytes: Span<UInt8>) -> ExactDecimal? {
    if let digits = digits(bytes) { return digits.number }
    guard let number = ChineseNumber.read(bytes, from: at) else { return nil }
    at = number.end
    return number.value
  }

  /// What a smaller unit is of another one. 分 and 厘 have a meaning only beside what they are parts of.
  private mutating func part(of whole: Unit, _ bytes: Span<UInt8>) -> Rational? {
    if whole == Unit(named: "亩") {
      if skip("分", bytes) { return Rational(1, 10) }
      if skip("厘", bytes) { return Rational(1, 100) }
    }
    if whole == Unit(named: "元"), skip("分", bytes) { return Rational(1, 100) }
    guard let (unit, end) = Unit.read(bytes, from: at, in: units) else { return nil }
    at = end
    return unit.conversion(to: whole)
  }

  /// The mark of a currency before its digits: `¥1,200`.
  mutating func currency(_ bytes: Span<UInt8>) -> Unit? {
    for (sign, unit) in Self.currencies where bytes.starts(with: sign, at: at) {
      at += sign.count
      skipSpaces(bytes)
      return unit
    }
    return nil
  }

  private static let currencies = HedgeTable.currencies.compactMap { sign, name in
    Unit(named: name).map { (Array(sign.utf8), $0) }
  }

  // MARK: Words

  /// The longest hedge word here, of those that this place reads.
  private mutating func word(_ words: [[HedgeWord]], _ bytes: Span<UInt8>) -> HedgeWord? {
    guard at < bytes.count else { return nil }
    let lead = bytes[at] >= UInt8(ascii: "A") && bytes[at] <= UInt8(ascii: "Z") ? bytes[at] | 0x20 : bytes[at]
    for word in words[Int(lead)] where word.isForQueries || !isQuery {
      if bytes.startsFolded(with: word.bytes, at: at) {
        at += word.bytes.count
        return word
      }
    }
    return nil
  }

  mutating func skip(_ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
    guard at + word.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[at + index] != word.utf8Start[index] { return false }
    at += word.utf8CodeUnitCount
    return true
  }

  private mutating func skipNeutral(_ bytes: Span<UInt8>) {
    guard at < bytes.count, bytes[at] >= 0xE4 else { return }
    for word in Self.neutral where bytes.starts(with: word, at: at) {
      at += word.count
      skipSpaces(bytes)
      return
    }
  }

  private static let neutral = HedgeTable.neutral.map { Array($0.utf8) }

  /// Past spaces and ideographic spaces; a token has none.
  mutating func skipSpaces(_ bytes: Span<UInt8>) {
    if isQuery { return }
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: " ") {
        at += 1
      } else if bytes.starts(with: [0xE3, 0x80, 0x80], at: at) {
        at += 3
      } else {
        break
      }
    }
  }
}
