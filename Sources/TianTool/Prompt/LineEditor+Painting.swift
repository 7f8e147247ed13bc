import CTianEdit
import TianSource

/// What stands on the screen: the rows of an input that the window has room for.
struct Painting: Equatable {
  var layout: ScreenLayout
  var shown: Range<Int>

  /// The rows above the one that the terminal's cursor is in.
  var rowsAbove: Int { layout.cursor.row - shown.lowerBound }
  var rowsBelow: Int { shown.upperBound - 1 - layout.cursor.row }

  /// - Parameter previous: what stands there now; it scrolls no further than the cursor asks for.
  init(_ layout: ScreenLayout, rowsMax: Int, previous: Painting?) {
    self.layout = layout
    let lastTop = max(0, layout.rows.count - rowsMax)
    let row = layout.cursor.row
    let top = min(max(previous?.shown.lowerBound ?? lastTop, row - rowsMax + 1), row, lastTop)
    shown = top..<min(layout.rows.count, top + rowsMax)
  }
}

/// Drawing the input. Nothing is drawn by differences: what changed is drawn anew from the prompt on, in one
/// write, so that no character can be left standing from before.
extension LineEditor {
  /// Control sequences of this program; data goes through `SafeText`.
  func draw(_ sequence: String) {
    guard let editor else { return }
    var sequence = sequence
    sequence.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { tian_edit_write(editor, $0.baseAddress, $0.count) }
    }
  }

  func flush() {
    if let editor { tian_edit_flush(editor) }
  }

  private var screen: (columns: Int, rows: Int) {
    TerminalInfo.windowSize(of: configuration.input) ?? (80, 24)
  }

  private var layout: ScreenLayout {
    ScreenLayout(
      prompt: prompt, text: current, continuationPrompt: configuration.continuationPrompt,
      columns: screen.columns)
  }

  /// Makes the screen show the input as it is now.
  func repaint() {
    let painting = Painting(layout, rowsMax: screen.rows, previous: painted)
    guard painting != painted else { return }
    if let painted, painted.layout.rows == painting.layout.rows, painted.shown == painting.shown {
      moveCursor(from: painted.layout.cursor, to: painting.layout.cursor)
    } else {
      erase()
      paint(painting)
    }
    painted = painting
    flush()
  }

  /// Draws the input from the terminal's current row on, where nothing of it stands.
  func drawAnew() {
    painted = nil
    repaint()
  }

  /// Clears from the prompt on.
  private func erase() {
    guard let painted else { return }
    draw("\u{1B}[?25l" + Self.up(painted.rowsAbove) + "\r\u{1B}[J")
  }

  private func paint(_ painting: Painting) {
    let rows = painting.layout.rows
    let firstLineEnd = rows.dropFirst().firstIndex { !$0.isWrapped } ?? rows.count
    draw("\u{1B}[?25l")
    for index in painting.shown {
      let row = rows[index]
      // The terminal goes on to the next row by itself, and then knows that the two are one line.
      let goesOn = row.isWrapped && row.cells > 0
      if index > painting.shown.lowerBound && !goesOn { draw("\r\n") }
      if !row.lead.isEmpty {
        let style = index < firstLineEnd ? TextStyle.prompt : .dim
        draw(SafeText(row.lead).styled(style, if: configuration.isColored).text)
      }
      draw(SafeText(row.text).text)
    }
    let bottom = ScreenPlace(row: painting.shown.upperBound - 1, column: 0)
    moveCursor(from: bottom, to: painting.layout.cursor)
    draw("\u{1B}[?25h")
  }

  private func moveCursor(from start: ScreenPlace, to end: ScreenPlace) {
    draw(Self.up(start.row - end.row) + Self.down(end.row - start.row) + "\r")
    if end.column > 0 { draw("\u{1B}[\(end.column)C") }
  }

  private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
  private static func down(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)B" : "" }

  /// Goes behind the input, and to a new line after it.
  /// - Parameter mark: what is to be seen behind the input.
  func leaveDrawing(mark: SafeText = "") {
    if painted == nil { repaint() }
    guard let painted else { return }
    let last = painted.shown.upperBound - 1
    moveCursor(
      from: painted.layout.cursor, to: ScreenPlace(row: last, column: painted.layout.rows[last].cells))
    draw(mark.text + "\r\n")
    self.painted = nil
  }

  /// Puts lines below the input, which is then drawn anew below them.
  func show(lines: [SafeText]) {
    repaint()
    leaveDrawing()
    for line in lines { draw(line.text + "\r\n") }
  }

  /// The rows and columns there are for a list below the input.
  var listSize: (columns: Int, rows: Int) { (screen.columns, max(1, screen.rows - 3)) }

  /// Follows a new size, or draws again after the process was stopped. A terminal that changes its width
  /// wraps long lines anew, so the cursor's row is the one of the new width.
  func followTerminal() {
    guard let editor else { return }
    let changes = tian_terminal_change_take()
    if changes & Int32(TIAN_TERMINAL_RESUMED) != 0 {
      tian_edit_rearm(editor)
      draw("\r\u{1B}[J\u{1B}[?2004h")
      painted = nil
    } else if painted != nil {
      painted = Painting(layout, rowsMax: screen.rows, previous: painted)
      erase()
    }
    drawAnew()
  }
}
