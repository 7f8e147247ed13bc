import TianEngine
import TianPlan
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
  let text: String
  private(set) var cut = BoxCut()

  init(_ result: ResultTable, _ options: FormatOptions) {
    let rows = Self.shownRows(of: result.rowCount, atMost: options.box.rowCountMax)
    let all = BoxColumn.all(of: result, rows: rows, options)
    // Where it was stopped cells are missing, and the drawing is for nobody.
    guard !Execution.isStopped else {
      text = ""
      return
    }
    let layout = BoxLayout(all, width: options.box.width)
    cut.hiddenColumns = layout.hidden.map { result.fields[$0].name }
    cut.hiddenRowCount = result.rowCount - rows.reduce(0) { $0 + $1.count }
    let frame = Frame(
      slots: layout.slots, columns: all, isColored: options.box.isColored, headCount: rows.first?.count ?? 0,
      isElided: rows.count > 1)
    text = frame.draw(
      rowCount: rows.reduce(0) { $0 + $1.count }, header: options.hasHeader ? all.map(\.header) : nil)
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
  let headCount: Int
  let isElided: Bool

  func draw(rowCount: Int, header: [String]?) -> String {
    var out = rule("┌", "┬", "┐")
    if let header {
      out += line { index, width in cell(header[index], width, columns[index].isRight, style: .bold) }
      out += rule("├", "┼", "┤")
    }
    for row in 0..<rowCount {
      if row & 0x3FF == 0, Execution.isStopped { return "" }
      if isElided, row == headCount {
        out += line { index, width in cell("⋮", width, columns[index].isRight) }
      }
      out += line { index, width in
        let column = columns[index]
        return cell(
          column.cells[row], width, column.isRight, style: column.nulls.contains(row) ? .dim : .plain)
      }
    }
    return out + rule("└", "┴", "┘")
  }

  private enum Style: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
  }

  private func rule(_ left: String, _ middle: String, _ right: String) -> String {
    let dashes = slots.map { String(repeating: "─", count: $0.width + 2) }
    return paint(DisplayWidth.drawing(left + dashes.joined(separator: middle) + right), .dim) + "\n"
  }

  private func line(_ cellText: (Int, Int) -> String) -> String {
    let bar = paint(DisplayWidth.drawing("│"), .dim)
    return slots.reduce(into: bar) { out, slot in
      out += " " + (slot.column.map { cellText($0, slot.width) } ?? "…") + " " + bar
    } + "\n"
  }

  private func cell(_ text: String, _ width: Int, _ isRight: Bool, style: Style = .plain) -> String {
    let shown = DisplayWidth.elided(text, cells: width)
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(shown)))
    return isRight ? space + paint(shown, style) : paint(shown, style) + space
  }

  private func paint(_ text: String, _ style: Style) -> String {
    isColored && style != .plain ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
