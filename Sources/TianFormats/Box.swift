import TianEngine
import TianSource

/// How large numbers are written for people. Names made of digits, years for example, stay as they are.
public enum NumberStyle: String, Sendable, CaseIterable {
  /// `1,234,567`
  case thousands
  /// `123.4567万`, `1.2亿`: nothing is rounded that is exact.
  case wan
  /// `1234567`
  case plain
}

public struct BoxOptions: Sendable {
  /// Cells of the terminal's line; nil: as wide as it gets.
  public var width: Int?
  /// Longer results show their head and tail; nil: every row.
  public var rowCountMax: Int?
  public var isColored: Bool
  public var numbers: NumberStyle

  public init(
    width: Int? = nil, rowCountMax: Int? = 40, isColored: Bool = false, numbers: NumberStyle = .thousands
  ) {
    self.width = width
    self.rowCountMax = rowCountMax
    self.isColored = isColored
    self.numbers = numbers
  }
}

/// What a box left out, for the footer.
package struct BoxCut: Hashable, Sendable {
  package var hiddenRowCount = 0
  package var hiddenColumns: [String] = []
  /// Nulls that a chart has no place for.
  package var undrawnCount = 0

  package init() {}
}

/// A result in a frame: numbers to the right, a column's header with its unit, widths by display width.
/// Control characters are shown as pictures, so that a cell is always one line.
struct Box {
  private let frame: Frame
  private let rows: [Range<Int>]
  private let hasHeader: Bool
  private(set) var cut = BoxCut()

  init(_ result: ResultTable, _ options: FormatOptions) {
    rows = Self.shownRows(of: result.rowCount, atMost: options.box.rowCountMax)
    hasHeader = options.hasHeader
    let all = BoxColumn.all(of: result, rows: rows, options)
    let layout = BoxLayout(all, width: options.box.width)
    cut.hiddenColumns = layout.hidden.map { result.fields[$0].name }
    cut.hiddenRowCount = result.rowCount - rows.reduce(0) { $0 + $1.count }
    frame = Frame(slots: layout.slots, columns: all, isColored: options.box.isColored)
  }

  /// Writes lines, many at once, until the work at hand is cancelled.
  func write<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    try sink(Array(frame.top(hasHeader: hasHeader).utf8))
    for run in rows.runs {
      if Execution.isStopped { return }
      let gap = rows.dropFirst().contains { $0.lowerBound == run.lowerBound } ? frame.gap : ""
      try sink(Array((gap + frame.lines(run)).utf8))
    }
    try sink(Array(frame.bottom.utf8))
  }

  /// All rows, or the head and the tail.
  static func shownRows(of count: Int, atMost limit: Int?) -> [Range<Int>] {
    guard let limit, count > limit else { return [0..<count] }
    let head = (limit + 1) / 2
    return [0..<head, (count - limit / 2)..<count]
  }
}

/// Draws the lines of a box.
private struct Frame {
  let slots: [BoxLayout.Slot]
  let columns: [BoxColumn]
  let isColored: Bool

  func top(hasHeader: Bool) -> String {
    guard hasHeader else { return rule("┌", "┬", "┐") }
    let header = line { slot, column in cell(column.header, slot.width, column.isRight, style: .bold) }
    return rule("┌", "┬", "┐") + header + rule("├", "┼", "┤")
  }

  /// What stands for rows that are not shown.
  var gap: String { line { slot, column in cell("⋮", slot.width, column.isRight) } }
  var bottom: String { rule("└", "┴", "┘") }

  func lines(_ rows: Range<Int>) -> String {
    let cells = slots.map { slot in slot.column.map { columns[$0].cells.texts(rows) } ?? [] }
    return rows.reduce(into: "") { out, row in
      out += line { slot, column in
        let text = cells[slot.place][row - rows.lowerBound]
        return cell(text, slot.width, column.isRight, style: column.cells.isNull(row) ? .dim : .plain)
      }
    }
  }

  private func rule(_ left: String, _ middle: String, _ right: String) -> String {
    let dashes = slots.map { String(repeating: "─", count: $0.width + 2) }
    return paint(DisplayWidth.drawing(left + dashes.joined(separator: middle) + right), .dim) + "\n"
  }

  private func line(_ cellText: (_ slot: (place: Int, width: Int), BoxColumn) -> String) -> String {
    let bar = paint(DisplayWidth.drawing("│"), .dim)
    return slots.indices.reduce(into: bar) { out, place in
      let slot = slots[place]
      out += " " + (slot.column.map { cellText((place, slot.width), columns[$0]) } ?? "…") + " " + bar
    } + "\n"
  }

  private func cell(_ text: String, _ width: Int, _ isRight: Bool, style: DrawnStyle = .plain) -> String {
    let shown = DisplayWidth.elided(text, cells: width)
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(shown)))
    return isRight ? space + paint(shown, style) : paint(shown, style) + space
  }

  private func paint(_ text: String, _ style: DrawnStyle) -> String { style.painted(text, if: isColored) }
}
