import CTian

/// Text as UTF-8 bytes. Characters are Unicode scalars, as SQL counts them: every byte that is not a
/// continuation begins one.
enum TextKernels {
  typealias Text = UnsafeBufferPointer<UInt8>

  @inline(__always) private static func beginsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  static func length(_ text: Text) -> Int {
    var count = 0
    for byte in text where beginsScalar(byte) { count += 1 }
    return count
  }

  /// The byte offset of a scalar, counted from 0; the end where there are fewer.
  static func offset(of scalar: Int, in text: Text) -> Int {
    if scalar <= 0 { return 0 }
    var seen = 0
    for (offset, byte) in text.enumerated() where beginsScalar(byte) {
      if seen == scalar { return offset }
      seen += 1
    }
    return text.count
  }

  /// `slice(t, from, length)`: from 1, negative from the end; what lies outside is left out.
  static func slice(_ text: Text, from: Int64, length: Int64) -> Text {
    let count = Int64(Self.length(text))
    // Halved and quartered limits, so that no extreme argument overflows the sums.
    let start = from < 0 ? count + max(from, .min / 2) : from - 1
    let end = min(count, start + min(max(length, 0), .max / 4))
    if end <= max(start, 0) || start >= count { return part(text, 0, 0) }
    return part(text, offset(of: Int(max(start, 0)), in: text), offset(of: Int(end), in: text))
  }

  static func part(_ text: Text, _ lower: Int, _ upper: Int) -> Text {
    Text(rebasing: text[lower..<max(lower, upper)])
  }

  /// Spaces, tabs, line ends, the ideographic and the no-break space, at both ends.
  static func trimmed(_ text: Text) -> Text {
    var (lower, upper) = (0, text.count)
    while lower < upper, let width = spaceWidth(text, at: lower) { lower += width }
    while upper > lower {
      if spaceWidth(text, at: upper - 1) == 1 {
        upper -= 1
      } else if upper - lower >= 3, spaceWidth(text, at: upper - 3) == 3 {
        upper -= 3
      } else if upper - lower >= 2, spaceWidth(text, at: upper - 2) == 2 {
        upper -= 2
      } else {
        break
      }
    }
    return part(text, lower, upper)
  }

  private static func spaceWidth(_ text: Text, at offset: Int) -> Int? {
    switch text[offset] {
    case 0x09...0x0D, 0x20: 1
    case 0xE3 where offset + 2 < text.count && text[offset + 1] == 0x80 && text[offset + 2] == 0x80: 3
    case 0xC2 where offset + 1 < text.count && text[offset + 1] == 0xA0: 2
    default: nil
    }
  }

  /// Where a text first stands in another, from an offset on; nil where it does not. The empty text stands
  /// everywhere.
  @inline(__always) static func find(_ wanted: Text, in text: Text, from start: Int = 0) -> Int? {
    guard let wantedBase = wanted.baseAddress, wanted.count > 0 else { return start }
    guard let base = text.baseAddress, text.count - start >= wanted.count else { return nil }
    guard let found = tian_find(base + start, text.count - start, wantedBase, wanted.count) else {
      return nil
    }
    return found - base
  }

  @inline(__always) static func starts(_ text: Text, with wanted: Text) -> Bool {
    text.count >= wanted.count && TextOrder.compare(part(text, 0, wanted.count), wanted) == 0
  }

  @inline(__always) static func ends(_ text: Text, with wanted: Text) -> Bool {
    text.count >= wanted.count
      && TextOrder.compare(part(text, text.count - wanted.count, text.count), wanted) == 0
  }

  /// Every occurrence, from the left; nothing is replaced where `wanted` is empty.
  static func replace(_ text: Text, _ wanted: Text, _ replacement: Text, into out: inout TextBuilder) {
    var at = 0
    while wanted.count > 0, let found = find(wanted, in: text, from: at) {
      out.extend(part(text, at, found))
      out.extend(replacement)
      at = found + wanted.count
    }
    out.extend(part(text, at, text.count))
    out.end()
  }

  /// The `number`th part between separators, from 1, negative from the end; nil where there is none.
  static func splitPart(_ text: Text, separator: Text, number: Int64) -> Text? {
    guard separator.count > 0 else { return number == 1 || number == -1 ? text : nil }
    var bounds: [(Int, Int)] = []
    var at = 0
    while let found = find(separator, in: text, from: at) {
      bounds.append((at, found))
      at = found + separator.count
    }
    bounds.append((at, text.count))
    let index = number > 0 ? Int(clamping: number - 1) : bounds.count + Int(clamping: number)
    guard number != 0, bounds.indices.contains(index) else { return nil }
    return part(text, bounds[index].0, bounds[index].1)
  }
}
