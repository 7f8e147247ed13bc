import TianSource

/// The lines that a pager shows: some stay at the top, the others move below them.
struct PagerText {
  /// Frame and header of a table; empty for other texts.
  let head: [String]
  let body: [String]
  /// What the last line of the screen says besides the place.
  let footer: String
  /// Cells of the widest line.
  let cells: Int
  /// The cells at which columns begin, ascending; empty where there are none.
  let columnStarts: [Int]

  /// - Parameter lines: without control characters; the first `headCount` of them stay.
  init(lines: [String], headCount: Int, footer: String) {
    head = Array(lines.prefix(headCount))
    body = Array(lines.dropFirst(headCount))
    self.footer = footer
    cells = lines.reduce(0) { max($0, DisplayWidth.of($1)) }
    // Of the rule above the header only the joints inside, which plain signs do not tell from its ends.
    let joint = Character(DisplayWidth.drawing("┬"))
    let rule = (head.first ?? "").dropLast()
    columnStarts = rule.enumerated().filter { $0.offset > 0 && $0.element == joint }.map(\.offset)
  }
}

/// A text that is looked for: without capitals it finds capitals too.
struct PagerPattern: Equatable {
  let text: String
  private let bytes: [UInt8]
  private let foldsCase: Bool

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    foldsCase = !bytes.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// The cells of a line that the text stands in, from the left, none overlapping. Compared by bytes: of
  /// capitals only those of ASCII are folded.
  func places(in line: String) -> [Range<Int>] {
    guard !bytes.isEmpty else { return [] }
    var line = line
    return line.withUTF8 { text in
      var places: [Range<Int>] = []
      var start = 0
      var (cells, counted) = (0, 0)
      while start + bytes.count <= text.count {
        guard matches(text, at: start) else {
          start += 1
          continue
        }
        // Cells are counted on from the place before.
        cells += Self.cells(text[counted..<start])
        let width = Self.cells(text[start..<start + bytes.count])
        places.append(cells..<cells + width)
        start += bytes.count
        (cells, counted) = (cells + width, start)
      }
      return places
    }
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    for (offset, wanted) in bytes.enumerated() {
      var byte = text[start + offset]
      if foldsCase, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) { byte |= 0x20 }
      if byte != wanted { return false }
    }
    return true
  }

  private static func cells(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    DisplayWidth.of(String(decoding: bytes, as: UTF8.self))
  }
}
