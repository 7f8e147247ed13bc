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
  /// `trimmed` leaves out zeros at the end. A `rule` that rounds up or down leaves alone what differs from
  /// the nearest by no more than arithmetic on doubles does.
  static func append(
    _ value: Double, digits: Int, grouped: Bool, trimmed: Bool = false,
    rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero, to out: inout ByteBuffer
  ) {
    guard value.isFinite else { return append(value, to: &out) }
    let exact = value * ExactDecimal.doublePower(digits)
    let isNearlyWhole = (exact - exact.rounded()).magnitude <= exact.magnitude * 1e-14
    let scaled = exact.rounded(isNearlyWhole ? .toNearestOrAwayFromZero : rule)
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

  // MARK: For people

  /// An exact number in a style.
  static func append(_ coefficient: Int64, scale: Int, in style: NumberStyle, to out: inout ByteBuffer) {
    switch style {
    case .plain: append(coefficient, scale: scale, to: &out)
    case .thousands: append(coefficient, scale: scale, grouped: true, to: &out)
    case .wan:
      let value = ExactDecimal(coefficient, scale: scale)
      guard let myriad = Myriad(of: value.double), scale + myriad.digits <= ExactDecimal.maximumScale
      else { return append(coefficient, scale: scale, to: &out) }
      append(ExactDecimal(coefficient, scale: scale + myriad.digits).reduced, to: &out)
      out.append(myriad.word)
    }
  }

  /// A float in a style, rounded to some digits after the point; a large one in 万 keeps at least four.
  static func append(
    _ value: Double, digits: Int, in style: NumberStyle, trimmed: Bool = false,
    rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero, to out: inout ByteBuffer
  ) {
    guard style == .wan, let myriad = Myriad(of: value) else {
      return append(
        value, digits: digits, grouped: style == .thousands, trimmed: trimmed, rule: rule, to: &out)
    }
    append(
      value / ExactDecimal.doublePower(myriad.digits), digits: max(4, digits), grouped: false, trimmed: true,
      rule: rule, to: &out)
    out.append(myriad.word)
  }

  /// What a number is counted in: 万 from ten thousand on, 亿 from a hundred million.
  private struct Myriad {
    let digits: Int
    let word: String

    init?(of value: Double) {
      switch value.magnitude {
      case 1e8...: (digits, word) = (8, "亿")
      case 1e4...: (digits, word) = (4, "万")
      default: return nil
      }
    }
  }

  private static func put(_ byte: UInt8, into digits: UnsafeMutableBufferPointer<UInt8>, _ at: inout Int) {
    at -= 1
    digits[at] = byte
  }
}
