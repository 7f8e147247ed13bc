extension FigureScan {
  /// The range that a mark and a second number make of the first: `30—50亩`, `3至5万元`, `三至五成`, `50±5`.
  /// Nil where none does; then `at` is anywhere.
  mutating func range(from first: Quantity, _ bytes: Span<UInt8>) -> Quantity? {
    guard first.isPlain, !first.isBareMultiplier else { return nil }
    skipSpaces(bytes)
    if !isQuery, skip("±", bytes) { return margin(around: first, bytes) }
    guard let isHyphen = skipMark(bytes) else { return nil }
    skipSpaces(bytes)
    guard let second = quantity(bytes, isHedged: false), second.isPlain, !second.isBareMultiplier else {
      return nil
    }
    let isCode: Bool
    switch place {
    case .query, .text, .cell: isCode = isHyphen
    case .measured: isCode = false
    }
    return first.joined(to: second, isHyphen: isCode)
  }

  /// `50±5亩`.
  private mutating func margin(around first: Quantity, _ bytes: Span<UInt8>) -> Quantity? {
    skipSpaces(bytes)
    guard first.unit == nil, first.multiplier == 1, let second = quantity(bytes, isHedged: false),
      second.isPlain, second.unit != .percent, let low = first.number.subtracting(second.number),
      let high = first.number.adding(second.number)
    else { return nil }
    var quantity = second
    quantity.number = low
    quantity.spread = .upTo(high, best: first.number)
    quantity.isRange = true
    return quantity
  }

  /// Past a mark between two numbers; whether it is `-`, which is as often that of a code.
  private mutating func skipMark(_ bytes: Span<UInt8>) -> Bool? {
    for (mark, isForQueries) in Self.marks where isForQueries || !isQuery {
      guard bytes.startsFolded(with: mark, at: at) else { continue }
      let isWord = mark.count == 2
      // `to` is a word, with spaces around it.
      if isWord, at == 0 || bytes[at - 1] != UInt8(ascii: " ") { continue }
      at += mark.count
      if isWord, at < bytes.count, bytes[at] != UInt8(ascii: " ") { return nil }
      return mark == [UInt8(ascii: "-")]
    }
    return nil
  }

  private static let marks = HedgeTable.ranges.map { (Array($0.mark.utf8), $0.isForQueries) }

  /// Whether 余 or its like stands here.
  func isWithin(_ bytes: Span<UInt8>) -> Bool {
    HedgeTable.within.contains { word in
      (word.isForQueries || !isQuery) && bytes.startsFolded(with: word.bytes, at: at)
    }
  }
}

extension Quantity {
  /// One side may leave its unit and its multiplier to the other: `30—50亩`, `3—5万元`.
  fileprivate func joined(to second: Quantity, isHyphen: Bool) -> Quantity? {
    var first = self
    if first.unit == nil, first.multiplier == 1, !(second.number < first.number) {
      first.multiplier = second.multiplier
    }
    if first.unit == nil, second.shift != 0, !first.scale(by: second.shift) { return nil }
    guard first.unit == nil || second.unit == nil || first.unit == second.unit,
      !isHyphen || second.unit != nil || first.unit != nil || second.multiplier > 1,
      let low = first.number.multiplied(by: Rational(first.multiplier)),
      let high = second.number.multiplied(by: Rational(second.multiplier)), low < high
    else { return nil }
    var range = second
    range.number = low
    range.spread = .upTo(high, best: nil)
    range.multiplier = 1
    range.unit = first.unit ?? second.unit
    range.isBareDigits = first.isBareDigits && second.isBareDigits
    range.isRange = true
    return range
  }
}
