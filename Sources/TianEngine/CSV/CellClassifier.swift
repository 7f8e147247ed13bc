import CTian
import TianFigures

/// What a cell's text is, read whole: for cells that the fast readers decline, and for the distinct texts
/// of a column when its type is decided.
enum CellMeaning {
  /// Nothing, or spaces.
  case empty
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
  case bool(Bool)
  /// With a unit, a hedge, a multiplier, or in full-width digits.
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
    case .empty, .code, .date, .timestamp, .period, .bool, .figure, .text: nil
    }
  }
}

enum CellClassifier {
  /// Longer texts are neither numbers nor figures.
  private static let figureBytesMax = 96

  static func meaning(
    _ cell: UnsafeBufferPointer<UInt8>, _ units: UnitTable = .standard
  ) -> CellMeaning {
    let text = trimmed(cell)
    guard let first = text.first else { return .empty }
    if let number = plainNumber(text) { return number }
    guard text.count <= figureBytesMax else { return .text }
    if let word = bool(text) { return .bool(word) }
    guard first >= 0x80 || text.contains(where: isDigit) else { return .text }
    if let temporal = TemporalReader.read(text.span) {
      switch temporal {
      case .date(let days): return .date(days: days)
      case .timestamp(let microseconds): return .timestamp(microseconds: microseconds)
      case .period(let period): return .period(period)
      }
    }
    if isYear(text) { return .text }
    if let figure = FigureReader.read(cell: text.span, in: units) { return .figure(figure) }
    return .text
  }

  private static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var range = 0..<cell.count
    while let first = range.first, isSpace(cell[first]) { range = (first + 1)..<range.upperBound }
    while let last = range.last, isSpace(cell[last]) { range = range.lowerBound..<last }
    return UnsafeBufferPointer(rebasing: cell[range])
  }

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
