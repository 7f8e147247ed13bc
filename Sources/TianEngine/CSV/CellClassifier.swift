import CTian
import TianFigures

/// What a cell's text is, read whole: for cells that the fast readers decline, and for the distinct texts
/// of a column when its type is decided.
enum CellMeaning {
  /// Nothing, or spaces.
  case empty
  /// A word that says that there is no figure.
  case missing(MissingWord.Meaning)
  /// At most 18 digits.
  case number(coefficient: Int64, scale: Int)
  /// Digits and a point, more than 18 of them.
  case wideDecimal(Double)
  /// Whole, 19 digits or more: a number, or an identifier.
  case longInteger(Double)
  /// With an exponent.
  case float(Double)
  /// Digits after a leading zero: `0101`.
  case code
  case date(days: Int64)
  case timestamp(microseconds: Int64)
  case period(Period)
  /// What the whole column tells: a date whose day or month may stand first, a number in brackets.
  case undecided(UndecidedCell)
  case bool(Bool)
  /// With a unit, a hedge, a multiplier, digits in groups, a footnote's mark, or in full-width digits.
  case figure(Figure)
  case text

  /// The nearest double of a number however written; nil for what is none. The text is the one that was read.
  func float(of text: UnsafeBufferPointer<UInt8>) -> Double? {
    switch self {
    case .number(let coefficient, let scale):
      // Past 2^53 the quotient would be rounded twice.
      coefficient.magnitude <= 1 << 53 && scale <= 22
        ? Double(coefficient) / ExactDecimal.doublePower(scale)
        : CellClassifier.value(of: text) ?? ExactDecimal(coefficient, scale: scale).double
    case .wideDecimal(let value), .longInteger(let value), .float(let value): value
    case .empty, .missing, .code, .date, .timestamp, .period, .undecided, .bool, .figure, .text: nil
    }
  }
}

enum CellClassifier {
  /// Longer texts are neither numbers nor figures.
  static let figureBytesMax = 96

  static func meaning(
    _ cell: UnsafeBufferPointer<UInt8>, _ reading: CellReading = .standard
  ) -> CellMeaning {
    let text = trimmed(cell)
    guard let first = text.first else { return .empty }
    // Words that somebody gave may be numbers: `-999`.
    let isGiven = reading.missing.given != nil
    if isGiven, let missing = reading.missing.meaning(of: text.span) { return .missing(missing) }
    if !reading.hasDecimalComma, let number = plainNumber(text) { return number }
    if !isGiven, let missing = reading.missing.meaning(of: text.span) { return .missing(missing) }
    guard text.count <= figureBytesMax else { return reading.hasDecimalComma ? comma(text, reading) : .text }
    if let word = bool(text) { return .bool(word) }
    guard first >= 0x80 || text.contains(where: isDigit) else { return .text }
    if let temporal = temporal(text) { return temporal }
    if reading.hasDecimalComma { return comma(text, reading) }
    return figure(text, reading)
  }

  private static func temporal(_ text: UnsafeBufferPointer<UInt8>) -> CellMeaning? {
    switch TemporalReader.read(text.span) {
    case .date(let days): return .date(days: days)
    case .timestamp(let microseconds): return .timestamp(microseconds: microseconds)
    case .period(let period): return .period(period)
    case nil: break
    }
    if let date = TemporalReader.readUnordered(text.span) {
      // Nobody who writes points puts the month first.
      guard text.contains(UInt8(ascii: ".")) else { return .undecided(.date(date)) }
      return date.days(.dayFirst).map { date.meaning(onDay: $0) } ?? .text
    }
    return isYear(text) ? .text : UndecidedCell(zoned: text).map { .undecided($0) }
  }

  private static func figure(_ text: UnsafeBufferPointer<UInt8>, _ reading: CellReading) -> CellMeaning {
    if let figure = FigureReader.read(cell: text.span, in: reading.units) { return .figure(figure) }
    if let number = spacedNumber(text) { return .figure(Figure(number)) }
    if let cell = UndecidedCell(bracketed: text, in: reading.units) { return .undecided(cell) }
    guard let bare = FootnoteMark.bare(text) else { return .text }
    if case .number(let coefficient, let scale)? = plainNumber(bare) {
      return .figure(Figure(ExactDecimal(coefficient, scale: scale)))
    }
    return FigureReader.read(cell: bare.span, in: reading.units).map { .figure($0) } ?? .text
  }

  /// A figure without the footnote's mark behind it; nil where it has none: `100m²` is a figure as it stands.
  static func withoutFootnote(
    _ cell: UnsafeBufferPointer<UInt8>, _ reading: CellReading
  ) -> UnsafeBufferPointer<UInt8>? {
    let text = trimmed(cell)
    guard let bare = FootnoteMark.bare(text), FigureReader.read(cell: text.span, in: reading.units) == nil
    else { return nil }
    return bare
  }

  /// `12 345.5`: nothing but digits in groups, which a text beside them might be taken for.
  private static func spacedNumber(_ text: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    let groups = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard groups.count > 1, let last = groups.last,
      groups.dropLast().allSatisfy({ $0.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") } }),
      groups.dropFirst().dropLast().allSatisfy({ $0.count == 3 }), groups[0].contains(where: isDigit),
      groups[0].count(where: isDigit) <= 3, groups[0].first != UInt8(ascii: "0"),
      last.prefix(while: isDigit).count == 3
    else { return nil }
    let joined = text.filter { $0 != UInt8(ascii: " ") }
    return joined.withUnsafeBufferPointer { bytes in
      guard case .number(let coefficient, let scale)? = plainNumber(bytes) else { return nil }
      return ExactDecimal(coefficient, scale: scale)
    }
  }

  /// A cell in which commas and points change places.
  private static func comma(_ text: UnsafeBufferPointer<UInt8>, _ reading: CellReading) -> CellMeaning {
    let changed = text.map { byte in
      switch byte {
      case UInt8(ascii: ","): UInt8(ascii: ".")
      case UInt8(ascii: "."): UInt8(ascii: ",")
      default: byte
      }
    }
    return changed.withUnsafeBufferPointer { text in
      if let number = plainNumber(text) { return number }
      guard text.count <= figureBytesMax else { return .text }
      switch figure(text, reading) {
      // `1.234` is a plain number here as `1234` is.
      case .figure(let figure)
      where !figure.isHedged && figure.unit == nil && figure.best.isPlainNumber
        && isDigit(text[text.count - 1]):
        return .number(coefficient: figure.best.coefficient, scale: figure.best.scale)
      case let meaning: return meaning
      }
    }
  }

  /// Without spaces at its ends, wide ones and those that keep a line together among them.
  static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var range = 0..<cell.count
    while let first = range.first {
      if isSpace(cell[first]) {
        range = (first + 1)..<range.upperBound
      } else if cell[first] == 0xE3 || cell[first] == 0xC2,
        let width = wideSpaces.first(where: { cell[range].starts(with: $0) })?.count
      {
        range = (first + width)..<range.upperBound
      } else {
        break
      }
    }
    while let last = range.last {
      if isSpace(cell[last]) {
        range = range.lowerBound..<last
      } else if cell[last] == 0x80 || cell[last] == 0xA0,
        let width = wideSpaces.first(where: { cell[range].suffix($0.count).elementsEqual($0) })?.count
      {
        range = range.lowerBound..<(range.upperBound - width)
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: cell[range])
  }

  private static let wideSpaces: [[UInt8]] = [[0xE3, 0x80, 0x80], [0xC2, 0xA0]]

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

  // MARK: plain numbers

  /// Sign, digits, point, digits, exponent; nil where the text is not wholly that.
  private static func plainNumber(_ text: UnsafeBufferPointer<UInt8>) -> CellMeaning? {
    var at = text[0] == UInt8(ascii: "-") ? 1 : 0
    let isNegative = at == 1
    let start = at
    var coefficient: Int64 = 0
    var digitCount = 0
    var point: Int?
    while at < text.count {
      if isDigit(text[at]) {
        // Leading zeros are no digits of the coefficient; past 18 the coefficient is not used.
        if digitCount > 0 || text[at] != 0x30 { digitCount += 1 }
        if digitCount <= 18 { coefficient = coefficient * 10 + Int64(text[at] - 0x30) }
      } else if text[at] == UInt8(ascii: "."), point == nil {
        point = at
      } else {
        break
      }
      at += 1
    }
    let wholeCount = (point ?? at) - start
    let scale = point.map { at - $0 - 1 } ?? 0
    guard wholeCount + scale > 0, point == nil || scale > 0 else { return nil }
    if at < text.count { return exponent(text, at) ? value(of: text).map { .float($0) } : nil }
    if wholeCount > 1, text[start] == 0x30 { return .code }
    if digitCount <= 18, scale <= 18 {
      return .number(coefficient: isNegative ? -coefficient : coefficient, scale: scale)
    }
    guard let value = value(of: text) else { return nil }
    return point == nil ? .longInteger(value) : .wideDecimal(value)
  }

  /// From here to the end stand `e`, a sign or none, and digits.
  private static func exponent(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard text[at] | 0x20 == UInt8(ascii: "e") else { return false }
    var digits = at + 1
    if digits < text.count, text[digits] == UInt8(ascii: "-") || text[digits] == UInt8(ascii: "+") {
      digits += 1
    }
    return digits < text.count && text[digits...].allSatisfy(isDigit)
  }

  /// Nil where it is beyond any double.
  static func value(of text: UnsafeBufferPointer<UInt8>) -> Double? {
    let trimmed = trimmed(text)
    guard let value = Double(String(decoding: trimmed, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  // MARK: words

  private static let yes: [[UInt8]] = ["true", "yes", "是"].map { Array($0.utf8) }
  private static let no: [[UInt8]] = ["false", "no", "否"].map { Array($0.utf8) }

  private static func bool(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard text.count <= 5 else { return nil }
    func matches(_ word: [UInt8]) -> Bool {
      word.count == text.count && zip(word, text).allSatisfy { $0 == ($1 < 0x80 ? $1 | 0x20 : $1) }
    }
    if yes.contains(where: matches) { return true }
    return no.contains(where: matches) ? false : nil
  }

  /// `2023年…`: a point in time, not a length of two thousand years.
  private static func isYear(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let year: [UInt8] = [0xE5, 0xB9, 0xB4]
    return text.count >= 7 && text[..<4].allSatisfy(isDigit) && text[4..<7].elementsEqual(year)
  }
}

extension ExactDecimal {
  /// Of at most 18 digits.
  fileprivate var isPlainNumber: Bool {
    coefficient.magnitude < UInt64(ExactDecimal.power(ExactDecimal.maximumScale))
  }
}
