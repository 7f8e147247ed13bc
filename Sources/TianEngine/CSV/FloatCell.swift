import CTian

/// Reads numbers with or without an exponent as the nearest double. `CellClassifier` reads what this
/// declines.
enum FloatCell {
  /// The nearest double to a plain number of at most 19 digits, no leading zeros; nil for any other text,
  /// and for the few numbers that need more than 128 bits to decide.
  static func read(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
    var at = 0
    let isNegative = start[0] == UInt8(ascii: "-")
    if isNegative { at = 1 }
    var digits: UInt64 = 0
    let whole = appendDigits(start, &at, count, &digits)
    guard whole > 0, whole == 1 || start[at - whole] != UInt8(ascii: "0") else { return nil }
    var fraction = 0
    if at < count, start[at] == UInt8(ascii: ".") {
      at += 1
      fraction = appendDigits(start, &at, count, &digits)
      guard fraction > 0 else { return nil }
    }
    guard whole + fraction <= 19 else { return nil }
    var exponent = 0
    if at < count {
      guard let read = readExponent(start, at, count) else { return nil }
      exponent = read
    }
    guard let value = nearest(digits, exponent - fraction) else { return nil }
    return isNegative ? -value : value
  }

  /// Takes digits in; past 19 of them the number wraps, and is not used.
  @inline(__always) private static func appendDigits(
    _ start: UnsafePointer<UInt8>, _ at: inout Int, _ count: Int, _ digits: inout UInt64
  ) -> Int {
    let first = at
    while at < count {
      let digit = start[at] &- 0x30
      guard digit <= 9 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      at += 1
    }
    return at - first
  }

  /// `e`, a sign or none, and one to three digits up to the end.
  private static func readExponent(_ start: UnsafePointer<UInt8>, _ mark: Int, _ count: Int) -> Int? {
    guard start[mark] | 0x20 == UInt8(ascii: "e") else { return nil }
    var at = mark + 1
    var isNegative = false
    if at < count, start[at] == UInt8(ascii: "-") || start[at] == UInt8(ascii: "+") {
      isNegative = start[at] == UInt8(ascii: "-")
      at += 1
    }
    var exponent: UInt64 = 0
    let width = appendDigits(start, &at, count, &exponent)
    guard at == count, (1...3).contains(width) else { return nil }
    return isNegative ? -Int(exponent) : Int(exponent)
  }

  /// The double nearest to digits · 10^exponent (D. Lemire, "Number parsing at a gigabyte per second").
  @inline(__always) private static func nearest(_ digits: UInt64, _ exponent: Int) -> Double? {
    if digits == 0 { return 0 }
    guard abs(exponent) <= tian_power_of_five_max else { return nil }
    let zeros = digits.leadingZeroBitCount
    let normal = digits << UInt64(zeros)
    var (upper, lower) = normal.multipliedFullWidth(by: tian_power_of_five_high(Int32(exponent)))
    if upper & 0x1FF == 0x1FF {
      let carry = normal.multipliedFullWidth(by: tian_power_of_five_low(Int32(exponent))).high
      let (sum, overflow) = lower.addingReportingOverflow(carry)
      lower = sum
      if overflow { upper &+= 1 }
    }
    // Here the product's tail could go either way.
    if lower == .max, exponent < -27 || exponent > 55 { return nil }
    let top = upper >> 63
    // 52 bits of the fraction, the leading one, and one to round by.
    let shift = top &+ 9
    var mantissa = upper >> shift
    let binary = (217_706 * exponent) >> 16 + 63 + Int(top) - zeros + 1023
    // Halfway between two doubles the even one is nearest.
    if lower <= 1, exponent >= -4, exponent <= 23, mantissa & 3 == 1, mantissa << shift == upper {
      mantissa &= ~1
    }
    mantissa = (mantissa &+ mantissa & 1) >> 1
    // The leading one of the mantissa adds itself to the exponent, and a carry out of it another.
    return Double(bitPattern: (UInt64(binary - 1) << 52) &+ mantissa)
  }
}
