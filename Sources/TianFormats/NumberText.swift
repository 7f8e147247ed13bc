import TianFigures

/// How numbers are written: here and nowhere else.
enum NumberText {
  /// `-1234.50`: as many digits after the point as the scale says; `grouped` puts commas between thousands.
  static func append(
    _ coefficient: Int64, scale: Int, grouped: Bool = false, to out: inout ByteBuffer
  ) {
    if coefficient < 0 { out.append(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { digits in
      var at = digits.count
      var rest = coefficient.magnitude
      var written = 0
      while rest > 0 || written <= scale {
        if scale > 0, written == scale { put(UInt8(ascii: "."), into: digits, &at) }
        let whole = written - scale
        if grouped, whole > 0, whole % 3 == 0 { put(UInt8(ascii: ","), into: digits, &at) }
        put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10), into: digits, &at)
        rest /= 10
        written += 1
      }
      out.append(UnsafeBufferPointer(rebasing: digits[at...]))
    }
  }

  static func append(_ value: ExactDecimal, grouped: Bool = false, to out: inout ByteBuffer) {
    append(value.coefficient, scale: value.scale, grouped: grouped, to: &out)
  }

  /// The shortest digits that read back as the same number; a whole one has no point.
  static func append(_ value: Double, to out: inout ByteBuffer) {
    let text = value == 0 ? "0" : value.description
    out.append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// Rounded to some digits after the point, grouped: for people. What would round away to nothing, or has
  /// more than fifteen digits before the point, is written with an exponent.
  /// `trimmed` leaves out zeros at the end.
  static func append(
    _ value: Double, digits: Int, grouped: Bool, trimmed: Bool = false, to out: inout ByteBuffer
  ) {
    guard value.isFinite else { return append(value, to: &out) }
    let scaled = (value * ExactDecimal.doublePower(digits)).rounded()
    guard scaled.magnitude < 1e15, scaled != 0 || value == 0, let coefficient = Int64(exactly: scaled) else {
      return appendExponent(value, to: &out)
    }
    let rounded = ExactDecimal(coefficient, scale: digits)
    append(trimmed ? rounded.reduced : rounded, grouped: grouped, to: &out)
  }

  /// `1.23457e-7`: six digits.
  private static func appendExponent(_ value: Double, to out: inout ByteBuffer) {
    var exponent = 0
    var mantissa = value.magnitude
    while mantissa >= 9.999995 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.9999995 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let rounded = ExactDecimal(Int64((mantissa * 100_000).rounded()), scale: 5).reduced
    out.append((value < 0 ? "-" : "") + "\(rounded.text)e\(exponent < 0 ? "" : "+")\(exponent)")
  }

  private static func put(_ byte: UInt8, into digits: UnsafeMutableBufferPointer<UInt8>, _ at: inout Int) {
    at -= 1
    digits[at] = byte
  }
}
