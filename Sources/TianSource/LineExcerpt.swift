/// What a message shows of a line: all of it, or the neighbourhood of a place where the line is too long to
/// draw.
struct LineExcerpt {
  private static let bytesMax = 240
  private static let bytesBefore = 80

  private let bytes: ArraySlice<UInt8>
  /// Where in the line the excerpt begins and ends.
  private let range: Range<Int>
  private let count: Int

  /// - Parameters:
  ///   - line: its UTF-8.
  ///   - place: an offset in the line that the excerpt is to show.
  init(_ line: [UInt8], around place: Int) {
    count = line.count
    guard line.count > Self.bytesMax else {
      range = 0..<line.count
      bytes = line[...]
      return
    }
    func boundary(_ offset: Int) -> Int {
      var offset = min(max(offset, 0), line.count)
      while offset > 0, offset < line.count, line[offset] & 0xC0 == 0x80 { offset -= 1 }
      return offset
    }
    let lower = boundary(place - Self.bytesBefore)
    range = lower..<max(lower, boundary(lower + Self.bytesMax))
    bytes = line[range]
  }

  var text: String {
    (range.lowerBound > 0 ? "…" : "") + visible(range.lowerBound, range.upperBound)
      + (range.upperBound < count ? "…" : "")
  }

  /// Cells from the excerpt's left edge to an offset of the line.
  func width(to offset: Int) -> Int {
    (range.lowerBound > 0 ? 1 : 0) + width(range.lowerBound, offset)
  }

  /// Cells between two offsets of the line, of what the excerpt shows.
  func width(_ lower: Int, _ upper: Int) -> Int { DisplayWidth.of(visible(lower, upper)) }

  private func visible(_ lower: Int, _ upper: Int) -> String {
    let lower = min(max(lower, range.lowerBound), range.upperBound)
    let upper = min(max(upper, lower), range.upperBound)
    return VisibleText.escaped(String(decoding: bytes[lower..<upper], as: UTF8.self))
  }
}
