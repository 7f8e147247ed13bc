/// Reads plain decimals eight digits at a time. The short forms only, as most cells are: `CellClassifier`
/// reads the rest.
enum NumberCell {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030
  private static let points: UInt64 = 0x2E2E_2E2E_2E2E_2E2E
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The coefficient and scale of a cell of digits, at most 16, with a sign and a point with up to seven
  /// digits after it; nil for any other, leading zeros among them. `count` is at least 1. Reads up to 17
  /// bytes before the cell's end, so that many before any cell must be readable.
  @inline(__always) static func read(
    _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> (coefficient: Int64, scale: Int)? {
    let isNegative = start[0] == UInt8(ascii: "-")
    let sign = isNegative ? 1 : 0
    let end = start + count
    var length = count &- sign
    let tail = (end - 8).word
    // The first byte that is a point, among the last eight that belong to the cell.
    let flipped = tail ^ points
    var pointBits = (flipped &- ones) & ~flipped & highs
    if length < 8 { pointBits &= ~0 &<< UInt64(truncatingIfNeeded: (8 &- length) &* 8) }
    var digits = tail
    var scale = 0
    var shift = 0
    if pointBits != 0 {
      let place = pointBits.trailingZeroBitCount >> 3
      scale = 7 &- place
      // Digits before the point move up over it.
      guard scale > 0 else { return nil }
      let fraction = ~UInt64(0) &<< UInt64(truncatingIfNeeded: (place &+ 1) &* 8)
      digits = (tail & fraction) | ((end - 9).word & ~fraction)
      length &-= 1
      shift = 1
    }
    // One zero before the point is a number, more are a code.
    guard length > scale, start[sign] != UInt8(ascii: "0") || length == scale &+ 1 else { return nil }
    if length <= 8 {
      guard let value = eight(digits, length) else { return nil }
      let coefficient = Int64(truncatingIfNeeded: value)
      return (isNegative ? 0 &- coefficient : coefficient, scale)
    }
    guard length <= 16, let low = eight(digits, 8),
      let high = eight((end - (16 &+ shift)).word, length &- 8)
    else { return nil }
    let coefficient = Int64(truncatingIfNeeded: high &* 100_000_000 &+ low)
    return (isNegative ? 0 &- coefficient : coefficient, scale)
  }

  /// The value of a word's last `count` bytes, 1 to 8; nil where one is no digit.
  @inline(__always) private static func eight(_ word: UInt64, _ count: Int) -> UInt64? {
    let kept = ~UInt64(0) &<< UInt64(truncatingIfNeeded: (8 &- count) &* 8)
    let digits = (word & kept) | (zeros & ~kept)
    let isDigits =
      (digits & 0xF0F0_F0F0_F0F0_F0F0)
      | ((digits &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) &>> 4
    guard isDigits == 0x3333_3333_3333_3333 else { return nil }
    // Pairs, then fours, then all eight.
    var value = digits & 0x0F0F_0F0F_0F0F_0F0F
    value = (value &* 2561) &>> 8
    value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
    return ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
  }
}
