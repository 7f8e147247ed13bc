import TianSource
import TianText

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

extension SoughtText {
  /// The cells of a line that the text stands in, from the left, none overlapping.
  func cells(in line: String) -> [Range<Int>] {
    let scalars = Array(line.unicodeScalars)
    var (cells, counted) = (0, 0)
    return places(in: scalars).map { place in
      // Cells are counted on from the place before.
      let start = cells + Self.cells(scalars[counted..<place.lowerBound])
      let end = start + Self.cells(scalars[place])
      (cells, counted) = (end, place.upperBound)
      return start..<end
    }
  }

  private static func cells(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    DisplayWidth.of(String(String.UnicodeScalarView(scalars)))
  }
}
