import TianSource

@testable import TianTool

/// A screen as a terminal keeps it, for the sequences that the editor sends: what a person would see.
struct ScreenModel {
  private let columns: Int
  private(set) var cells: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  /// The last column was written; the next character goes to the next row.
  private var isPending = false

  init(columns: Int, rows: Int) {
    self.columns = columns
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text, without what is blank at their ends.
  var lines: [String] {
    var lines = cells.map { row -> String in
      var text = String(row.filter { $0 != "\0" })
      while text.last == " " { text.removeLast() }
      return text
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func show(_ drawn: String) {
    var rest = Array(drawn.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{7}": continue
      case "\r": (column, isPending) = (0, false)
      case "\n": lineFeed()
      case "\u{1B}":
        guard rest.popFirst() == "[" else { continue }
        let parameters = rest.prefix { !("@"..."~").contains($0) }
        rest.removeFirst(parameters.count)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: parameters)
        if let final = rest.popFirst() { obey(final, Int(String(text))) }
      default: put(scalar)
      }
    }
  }

  private mutating func obey(_ final: Unicode.Scalar, _ parameter: Int?) {
    isPending = false
    let count = max(1, parameter ?? 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(cells.count - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "H": (row, column) = (0, 0)
    case "J":
      if parameter != 2 { clear(row, from: column) }
      for index in (parameter == 2 ? 0 : row + 1)..<max(row + 1, cells.count) { clear(index, from: 0) }
    default: break
    }
  }

  private mutating func clear(_ row: Int, from column: Int) {
    for index in column..<columns { cells[row][index] = " " }
  }

  private mutating func lineFeed() {
    isPending = false
    if row + 1 < cells.count {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.of(scalar)
    guard width > 0 else { return }
    if isPending || column + width > columns {
      lineFeed()
      column = 0
    }
    cells[row][column] = Character(scalar)
    if width == 2 { cells[row][column + 1] = "\0" }
    column += width
    if column >= columns { (column, isPending) = (columns - 1, true) }
  }
}

extension ScreenLayout {
  /// What stands in each row.
  func texts(of text: EditedText) -> [String] {
    rows.map { $0.lead + VisibleText.escaped(text.decoded($0.scalars)) }
  }
}
