/// Reads the digits of a number, which have no sign.
struct DigitScan {
  private(set) var at: Int
  let isQuery: Bool
  private(set) var digitCount = 0
  private var coefficient: Int64 = 0
  private var scale = 0

  init(at: Int, isQuery: Bool) {
    self.at = at
    self.isQuery = isQuery
  }

  /// Nil where none begins here, and where they are more than fit.
  mutating func read(_ bytes: Span<UInt8>) -> ExactDecimal? {
    guard at < bytes.count, let (first, width) = Self.digit(bytes, at) else { return nil }
    if !isQuery, first == 0, at + width < bytes.count, Self.digit(bytes, at + width) != nil { return nil }
    guard readRun(bytes), readGroups(bytes), readFraction(bytes), scale <= ExactDecimal.maximumScale else {
      return nil
    }
    return ExactDecimal(coefficient, scale: scale)
  }

  private mutating func append(_ digit: UInt8) -> Bool {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
    let (sum, carried) = product.addingReportingOverflow(Int64(digit))
    coefficient = sum
    digitCount += 1
    return !overflow && !carried
  }

  private mutating func readRun(_ bytes: Span<UInt8>) -> Bool {
    while at < bytes.count {
      if let (digit, width) = Self.digit(bytes, at) {
        guard append(digit) else { return false }
        at += width
      } else if isQuery, bytes[at] == UInt8(ascii: "_"), at + 1 < bytes.count,
        Self.digit(bytes, at + 1) != nil
      {
        at += 1
      } else {
        break
      }
    }
    return true
  }

  /// `,200` or `'200`, in texts, behind one to three digits and all alike; before other than three
  /// digits it is none of the number's.
  private mutating func readGroups(_ bytes: Span<UInt8>) -> Bool {
    guard !isQuery, digitCount <= 3, at < bytes.count,
      let separator = Self.separators.first(where: { bytes.starts(with: $0, at: at) })
    else { return true }
    while bytes.starts(with: separator, at: at) {
      var end = at + separator.count
      var group: [UInt8] = []
      while end < bytes.count, let (digit, width) = Self.digit(bytes, end) {
        group.append(digit)
        end += width
      }
      guard group.count == 3 else { return true }
      for digit in group where !append(digit) { return false }
      at = end
    }
    return true
  }

  /// Commas, apostrophes, and spaces that keep a line together: others may part two numbers.
  private static let separators: [[UInt8]] = [",", "，", "'", "’", "\u{A0}", "\u{202F}", "\u{2009}"].map {
    Array($0.utf8)
  }

  private mutating func readFraction(_ bytes: Span<UInt8>) -> Bool {
    guard at < bytes.count, let point = pointWidth(bytes) else { return true }
    at += point
    while at < bytes.count, let (digit, width) = Self.digit(bytes, at) {
      guard append(digit) else { return false }
      scale += 1
      at += width
    }
    return true
  }

  /// The width of a decimal point that a digit follows, ASCII or the full-width one.
  private func pointWidth(_ bytes: Span<UInt8>) -> Int? {
    let isASCII = bytes[at] == UInt8(ascii: ".")
    guard isASCII || bytes.starts(with: [0xEF, 0xBC, 0x8E], at: at) else { return nil }
    let width = isASCII ? 1 : 3
    return at + width < bytes.count && Self.digit(bytes, at + width) != nil ? width : nil
  }

  static func digit(_ bytes: Span<UInt8>, _ at: Int) -> (value: UInt8, width: Int)? {
    let byte = bytes[at]
    if byte >= 0x30, byte <= 0x39 { return (byte - 0x30, 1) }
    if byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBC, (0x90...0x99).contains(bytes[at + 2]) {
      return (bytes[at + 2] - 0x90, 3)
    }
    return nil
  }
}
