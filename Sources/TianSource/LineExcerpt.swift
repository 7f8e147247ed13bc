/// What a message shows of a line: all of it, or the neighbourhood of a place where the line is too long to
/// draw, with `…` where it is cut.
struct LineExcerpt {
  private static let bytesMax = 240
  private static let bytesBefore = 80
  private static let cellsLeast = 12

  private let bytes: ArraySlice<UInt8>
  /// Where in the line the excerpt begins and ends.
  private let range: Range<Int>
  private let count: Int

  /// - Parameters:
  ///   - line: its UTF-8.
  ///   - place: an offset in the line that the excerpt is to show.
  ///   - cellsMax: the room there is; nil where nothing limits it.
  init(_ line: [UInt8], around place: Int, cellsMax: Int?) {
    count = line.count
    let byBytes = Self.neighbourhood(of: place, in: line)
    range = cellsMax.map { Self.narrowed(byBytes, of: line, around: place, to: $0) } ?? byBytes
    bytes = line[range]
  }

  private static func neighbourhood(of place: Int, in line: [UInt8]) -> Range<Int> {
    guard line.count > bytesMax else { return 0..<line.count }
    let lower = boundary(place - bytesBefore, line)
    return lower..<max(lower, boundary(lower + bytesMax, line))
  }

  /// As much of a range as fits, a third of it before the place.
  private static func narrowed(
    _ range: Range<Int>, of line: [UInt8], around place: Int, to cellsMax: Int
  ) -> Range<Int> {
    // Carets behind the line's end need a cell, too.
    let cellsMax = place < line.count ? cellsMax : cellsMax - 1
    let isCut = range.count < line.count
    if !isCut && cells(line[range]) <= cellsMax { return range }
    let room = max(cellsLeast, cellsMax) - 2 * DisplayWidth.of("…")
    var lower = boundary(min(max(place, range.lowerBound), range.upperBound), line)
    var upper = lower
    var used = 0
    func lengthen(within limit: Int) {
      while upper < range.upperBound {
        let next = boundary(after: upper, line)
        used += cells(line[upper..<next])
        if used > limit { return used -= cells(line[upper..<next]) }
        upper = next
      }
    }
    func reachBack(within limit: Int) {
      while lower > range.lowerBound {
        let previous = boundary(lower - 1, line)
        used += cells(line[previous..<lower])
        if used > limit { return used -= cells(line[previous..<lower]) }
        lower = previous
      }
    }
    reachBack(within: room / 3)
    lengthen(within: room)
    reachBack(within: room)
    return lower..<upper
  }

  /// Where the character begins that an offset is in.
  private static func boundary(_ offset: Int, _ line: [UInt8]) -> Int {
    var offset = min(max(offset, 0), line.count)
    while offset > 0, offset < line.count, line[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  private static func boundary(after offset: Int, _ line: [UInt8]) -> Int {
    var offset = min(offset + 1, line.count)
    while offset < line.count, line[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  private static func cells(_ bytes: ArraySlice<UInt8>) -> Int {
    DisplayWidth.of(VisibleText.escaped(String(decoding: bytes, as: UTF8.self)))
  }

  /// Whether the excerpt shows the place at an offset; what is past the line's end is at its end.
  func shows(_ offset: Int) -> Bool {
    offset >= range.lowerBound && (offset < range.upperBound || range.upperBound == count)
  }

  var text: String {
    (range.lowerBound > 0 ? "…" : "") + visible(range.lowerBound, range.upperBound)
      + (range.upperBound < count ? "…" : "")
  }

  /// Cells from the excerpt's left edge to an offset of the line.
  func width(to offset: Int) -> Int {
    (range.lowerBound > 0 ? DisplayWidth.of("…") : 0) + width(range.lowerBound, offset)
  }

  /// Cells between two offsets of the line, of what the excerpt shows.
  func width(_ lower: Int, _ upper: Int) -> Int { DisplayWidth.of(visible(lower, upper)) }

  private func visible(_ lower: Int, _ upper: Int) -> String {
    let lower = min(max(lower, range.lowerBound), range.upperBound)
    let upper = min(max(upper, lower), range.upperBound)
    return VisibleText.escaped(String(decoding: bytes[lower..<upper], as: UTF8.self))
  }
}
