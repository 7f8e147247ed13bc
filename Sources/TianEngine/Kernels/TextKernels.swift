import CTian
import TianSource

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

  /// `slice(t, from, length)`: from 1, negative from the end; without a length to the end. What lies outside
  /// is left out.
  static func slice(_ text: Text, from: Int64, length: Int64? = nil) -> Text {
    let count = Int64(Self.length(text))
    // No sum overflows: halved limits, and a start below the text has room above it.
    let start = from < 0 ? count + max(from, .min / 2) : min(from, .max / 2) - 1
    let end = min(count, length.map { start + min(max($0, 0), .max / 2) } ?? count)
    if end <= max(start, 0) || start >= count { return part(text, 0, 0) }
    return part(text, offset(of: Int(max(start, 0)), in: text), offset(of: Int(end), in: text))
  }

  static func part(_ text: Text, _ lower: Int, _ upper: Int) -> Text {
    Text(rebasing: text[lower..<max(lower, upper)])
  }

  /// Without white space, as Unicode has it, at either end.
  static func trimmed(_ text: Text) -> Text {
    var (lower, upper) = (0, text.count)
    while lower < upper, let width = spaceWidth(text, at: lower) { lower += width }
    while upper > lower {
      var start = upper - 1
      while start > lower, !beginsScalar(text[start]) { start -= 1 }
      guard spaceWidth(text, at: start) == upper - start else { break }
      upper = start
    }
    return part(text, lower, upper)
  }

  /// The bytes of the white space at an offset; nil for another character. White space is below U+3001, so
  /// that it has three bytes at most.
  private static func spaceWidth(_ text: Text, at offset: Int) -> Int? {
    let first = UInt32(text[offset])
    if first < 0x80 { return first == 0x20 || (0x09...0x0D).contains(first) ? 1 : nil }
    let width = first < 0xE0 ? 2 : 3
    guard first <= 0xE3, offset + width <= text.count else { return nil }
    let second = UInt32(text[offset + 1] & 0x3F)
    let value =
      width == 2
      ? (first & 0x1F) << 6 | second : (first & 0xF) << 12 | second << 6 | UInt32(text[offset + 2] & 0x3F)
    return Unicode.Scalar(value)?.properties.isWhitespace == true ? width : nil
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
  static func replace(
    _ text: Text, _ wanted: Text, _ replacement: Text, into out: inout TextBuilder
  ) throws(Diagnostic) {
    var at = 0
    while wanted.count > 0, let found = find(wanted, in: text, from: at) {
      try out.extend(part(text, at, found))
      try out.extend(replacement)
      at = found + wanted.count
    }
    try out.extend(part(text, at, text.count))
    out.end()
  }

  /// A text so many times; nothing for a number below 1.
  static func `repeat`(_ text: Text, count: Int64, into out: inout TextBuilder) throws(Diagnostic) {
    guard let base = text.baseAddress, text.count > 0, count > 0 else { return }
    let (bytes, overflow) = text.count.multipliedReportingOverflow(by: Int(clamping: count))
    guard !overflow else { throw MemoryMeter.exhausted(.max) }
    let room = try out.reserve(bytes)
    for start in stride(from: 0, to: bytes, by: text.count) {
      (room + start).update(from: base, count: text.count)
    }
  }

  /// Filled up to so many characters, behind, or in front where the number is negative; a longer text stays,
  /// and so does any where there is nothing to fill with.
  static func pad(
    _ text: Text, to width: Int64, with filler: Text, into out: inout TextBuilder
  ) throws(Diagnostic) {
    let missing = Int64(clamping: width.magnitude) - Int64(length(text))
    let fillerLength = Int64(length(filler))
    if width >= 0 { try out.extend(text) }
    if missing > 0, fillerLength > 0 {
      try `repeat`(filler, count: missing / fillerLength, into: &out)
      try out.extend(slice(filler, from: 1, length: missing % fillerLength))
    }
    if width < 0 { try out.extend(text) }
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
