/// Numbers written in Chinese numerals: `三万五千`, `一百零五`, `两百`, `三点五`, `二〇二三`. A 万 or 亿 that ends the
/// number is left, for it multiplies what stands before it as it does after digits.
struct ChineseNumber {
  var value: ExactDecimal
  var end: Int
  /// Digits alone, `三` and `二〇二三`: elsewhere as likely a name or a grade.
  var isBareDigits: Bool

  private enum Numeral {
    case digit(Int64)
    /// 十 百 千.
    case step(Int64)
    /// 廿 卅 卌.
    case tens(Int64)
    /// 万 亿.
    case group(Int64)
    case point
  }

  /// Two readings at once, which end at one place: `五六十`, `十七八`, `两三千`, `三五百`; nil where there are none.
  static func readPair(
    _ bytes: Span<UInt8>, from start: Int
  ) -> (low: ChineseNumber, high: ChineseNumber)? {
    var at = start
    var digits: [Int64] = []
    var place: Int?
    var hasSteps = false
    while let numeral = numeral(bytes, at) {
      switch numeral {
      case .digit, .point: break
      case .step, .tens, .group: hasSteps = true
      }
      if case .digit(let digit) = numeral, digit > 0 { digits.append(digit) } else { digits = [] }
      if digits.count == 2, place == nil, digits[1] == digits[0] + 1 || digits == [3, 5] { place = at }
      if digits.count > 2 { return nil }
      at += 3
    }
    // `二〇二三` is one number, digit by digit.
    guard let place, hasSteps || at - start == 6 else { return nil }
    // Each reading is the text without one of the two digits.
    func without(_ offset: Int) -> ChineseNumber? {
      var rest: [UInt8] = []
      for index in start..<bytes.count where !(offset..<(offset + 3)).contains(index) {
        rest.append(bytes[index])
      }
      return read(rest.span, from: 0)
    }
    guard var low = without(place), var high = without(place - 3), low.end == high.end,
      start + low.end >= place, low.value < high.value
    else { return nil }
    low.end += start + 3
    high.end += start + 3
    return (low, high)
  }

  /// The characters that numbers are written with.
  static var leads: [String] {
    numerals.compactMap { numeral in Unicode.Scalar(numeral.scalar).map { String($0) } }
  }

  /// The longest number that begins at an offset; nil where none does, and for two readings at once (`五六十`).
  static func read(_ bytes: Span<UInt8>, from start: Int) -> ChineseNumber? {
    var reader = Reader(at: start)
    guard let (value, isBareDigits) = reader.read(bytes) else { return nil }
    return ChineseNumber(value: value, end: reader.at, isBareDigits: isBareDigits)
  }

  /// A single digit at an offset.
  static func digit(_ bytes: Span<UInt8>, _ at: Int) -> Int64? {
    if case .digit(let digit) = numeral(bytes, at) { digit } else { nil }
  }

  private static func numeral(_ bytes: Span<UInt8>, _ at: Int) -> Numeral? {
    guard at + 2 < bytes.count, bytes[at] >= 0xE3, bytes[at] <= 0xEF else { return nil }
    let scalar =
      UInt32(bytes[at] & 0xF) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
    guard let (_, value) = numerals.first(where: { $0.scalar == scalar }) else { return nil }
    return value
  }

  private static let numerals: [(scalar: UInt32, value: Numeral)] = {
    var all: [(UInt32, Numeral)] = [(0x70B9, .point), (0x9EDE, .point)]
    for digits in ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"] {
      for (digit, scalar) in digits.unicodeScalars.enumerated() {
        all.append((scalar.value, .digit(Int64(digit))))
      }
    }
    for scalar in "两兩".unicodeScalars { all.append((scalar.value, .digit(2))) }
    for steps in ["十百千", "拾佰仟"] {
      for (place, scalar) in steps.unicodeScalars.enumerated() {
        all.append((scalar.value, .step(ExactDecimal.power(place + 1))))
      }
    }
    for (scalar, value) in zip("廿卅卌".unicodeScalars, [Int64(20), 30, 40]) {
      all.append((scalar.value, .tens(value)))
    }
    for (groups, value) in [("万萬", Int64(10_000)), ("亿億", 100_000_000)] {
      for scalar in groups.unicodeScalars { all.append((scalar.value, .group(value))) }
    }
    return all
  }()

  /// Reads from left to right: digits, their steps, and the groups that those make.
  private struct Reader {
    var at: Int
    /// Below 万, and above.
    private var part: Int64 = 0
    private var total: Int64 = 0
    /// A digit that waits for its step.
    private var digit: Int64?
    /// The step before, which the next one stays under.
    private var step: Int64 = .max
    private var isAfterZero = false

    init(at: Int) { self.at = at }

    mutating func read(_ bytes: Span<UInt8>) -> (value: ExactDecimal, isBareDigits: Bool)? {
      if let value = readDigits(bytes) { return (value, true) }
      let start = at
      while let numeral = ChineseNumber.numeral(bytes, at) {
        switch numeral {
        case .digit(0) where digit == nil: isAfterZero = true
        case .digit(let value):
          if isTael(bytes, start) { return finished(bytes, start) }
          if digit != nil { return nil }
          digit = value
        case .step(let value):
          if Unit.readName(bytes, from: at) != nil { return finished(bytes, start) }
          // 十二 is 一十二; no other step does without its digit.
          guard value < step, let count = digit ?? (value == 10 && at == start ? 1 : nil) else {
            return nil
          }
          part += count * value
          (digit, step, isAfterZero) = (nil, value, false)
        case .tens(let value):
          guard digit == nil, step > 10 else { return nil }
          part += value
          (step, isAfterZero) = (10, false)
        case .group(let value):
          if at == start { return nil }
          if total == 0, !isNumeral(bytes, at + 3) { return finished(bytes, start) }
          let (product, overflow) = (total + part + (digit ?? 0)).multipliedReportingOverflow(by: value)
          if overflow || (total > 0 && value > 10_000) { return nil }
          total = value > 10_000 ? product : total + (part + (digit ?? 0)) * value
          (part, digit, step, isAfterZero) = (0, nil, value, false)
        case .point: return finished(bytes, start)
        }
        at += 3
      }
      return finished(bytes, start)
    }

    /// Two or more digits without steps, or one alone.
    private mutating func readDigits(_ bytes: Span<UInt8>) -> ExactDecimal? {
      var end = at
      var value: Int64 = 0
      while case .digit(let digit) = ChineseNumber.numeral(bytes, end), end - at < 3 * 18 {
        // 两 is a digit only before steps, and alone.
        if end > at, Unit.readName(bytes, from: end) != nil { break }
        value = value * 10 + digit
        end += 3
      }
      switch ChineseNumber.numeral(bytes, end) {
      case .digit, .step, .tens, .group, .point: return nil
      case nil: break
      }
      guard end > at, !(end - at > 3 && isYear(bytes, end)) else { return nil }
      at = end
      return ExactDecimal(value)
    }

    /// `二〇二三年` is a point in time.
    private func isYear(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
      end - at == 12 && bytes.starts(with: [0xE5, 0xB9, 0xB4], at: end)
    }

    private func isNumeral(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
      switch ChineseNumber.numeral(bytes, at) {
      case .digit: true
      case .step, .tens, .group, .point, nil: false
      }
    }

    /// 两 behind a number is the unit, unless a step or a group follows: `三两`, `三千两百`.
    private func isTael(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
      guard at > start, Unit.readName(bytes, from: at) != nil else { return false }
      switch ChineseNumber.numeral(bytes, at + 3) {
      case .step, .group: return false
      case .digit, .tens, .point, nil: return true
      }
    }

    private mutating func finished(
      _ bytes: Span<UInt8>, _ start: Int
    ) -> (value: ExactDecimal, isBareDigits: Bool)? {
      guard at > start else { return nil }
      var value = total + part
      if let digit {
        // 三千五 is 三千五百, 三千零五 is not.
        let scale = step == .max || isAfterZero || step < 100 ? 1 : step / 10
        value += digit * scale
      }
      let isOneDigit = part == 0 && total == 0 && step == .max
      guard case .point = ChineseNumber.numeral(bytes, at), isNumeral(bytes, at + 3) else {
        return (ExactDecimal(value), isOneDigit)
      }
      at += 3
      return fraction(of: value, bytes).map { ($0, false) }
    }

    private mutating func fraction(of whole: Int64, _ bytes: Span<UInt8>) -> ExactDecimal? {
      var number = ExactDecimal(whole)
      while case .digit(let digit) = ChineseNumber.numeral(bytes, at) {
        let (product, overflow) = number.coefficient.multipliedReportingOverflow(by: 10)
        let (sum, carried) = product.addingReportingOverflow(digit)
        if overflow || carried || number.scale == ExactDecimal.maximumScale { return nil }
        number = ExactDecimal(sum, scale: number.scale + 1)
        at += 3
      }
      return number
    }
  }
}
