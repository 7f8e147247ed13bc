import CTianEdit
import TianSource

/// What stands on the screen: the rows of an input that the window has room for.
struct Painting: Equatable {
  var layout: ScreenLayout
  var shown: Range<Int>
  var scalars: [UInt32] = []
  /// Where in the input the cursor is.
  var cursor = 0
  var looks = TextLooks.plain
  /// What may come next, shown dim behind the input.
  var ghost = ""
  /// Lines below the input, each narrower than the window.
  var menu: [SafeText] = []

  /// The rows above the one that the terminal's cursor is in.
  var rowsAbove: Int { layout.cursor.row - shown.lowerBound }
  var rowsBelow: Int { shown.upperBound - 1 - layout.cursor.row }

  /// Whether nothing differs but where the cursor is.
  func isSame(but cursor: ScreenPlace, as other: Painting) -> Bool {
    var moved = self
    moved.layout.cursor = cursor
    moved.cursor = other.cursor
    return moved == other
  }

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

  private func layout(of text: EditedText) -> ScreenLayout {
    ScreenLayout(
      prompt: isInViCommands ? Self.commandPrompt(prompt) : prompt, text: text,
      continuationPrompt: configuration.continuationPrompt,
      columns: screen.columns)
  }

  /// Makes the screen show the input as it is now.
  /// - Parameter isLast: nothing but the input is to be left standing.
  func repaint(isLast: Bool = false) {
    let text = current
    let menu = isLast ? [] : menuLines
    var painting = Painting(layout(of: text), rowsMax: screen.rows - menu.count, previous: painted)
    painting.scalars = text.scalars
    painting.cursor = text.cursor
    painting.looks = looks(of: text, isLast: isLast)
    ghost = isLast || !menu.isEmpty ? "" : hint(behind: text)
    painting.ghost = ghost
    painting.menu = menu
    guard painting != painted else { return }
    if let painted, painted.isSame(but: painting.layout.cursor, as: painting) {
      moveCursor(from: painted.layout.cursor, to: painting.layout.cursor, in: painting)
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
    draw("\u{1B}[?25l" + Self.up(painted.rowsAbove) + Self.clearing)
  }

  /// Clears from the cursor's row on. From the screen's first cell on, tmux would keep what is cleared as if
  /// it had scrolled away, a copy for each key; so the first cell goes last.
  private static let clearing = "\r\u{1B}[C\u{1B}[J\r\u{1B}[K"

  private func paint(_ painting: Painting) {
    let rows = painting.layout.rows
    draw("\u{1B}[?25l")
    for index in painting.shown {
      let row = rows[index]
      // The terminal goes on to the next row by itself, and then knows that the two are one line.
      let goesOn = row.isWrapped && row.cells > 0 && !rows[index - 1].isUncertain
      if index > painting.shown.lowerBound && !goesOn { draw("\r\n") }
      if !row.lead.isEmpty { draw(lead(of: index, painting).text) }
      draw(text(row.scalars, painting).text)
    }
    if painting.shown.upperBound == rows.count { drawGhost(painting) }
    for line in painting.menu { draw("\r\n" + line.text) }
    let bottom = ScreenPlace(row: painting.shown.upperBound - 1 + painting.menu.count, column: 0)
    moveCursor(from: bottom, to: painting.layout.cursor, in: painting)
    draw("\u{1B}[?25h")
  }

  /// A part of the input in a row; neighbours of one style are painted together.
  private func text(_ scalars: Range<Int>, _ painting: Painting) -> SafeText {
    var whole: SafeText = ""
    var run = ""
    var style: TextStyle?
    func end() { whole += style.map { SafeText(run).styled($0, if: true) } ?? SafeText(run) }
    for index in scalars {
      if painting.looks[index] != style {
        end()
        (run, style) = ("", painting.looks[index])
      }
      run.unicodeScalars.append(Unicode.Scalar(painting.scalars[index]) ?? "\u{FFFD}")
    }
    end()
    return whole
  }

  /// What of the hint's first line fits behind the input.
  private func drawGhost(_ painting: Painting) {
    let line = painting.ghost.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    let room = painting.layout.columns - 1 - painting.layout.end.column
    let shown = DisplayWidth.prefix(of: VisibleText.escaped(String(line)), cells: max(0, room))
    if !shown.isEmpty { draw(SafeText(String(shown)).styled(.dim, if: true).text) }
  }

  private func moveCursor(from start: ScreenPlace, to end: ScreenPlace, in painting: Painting) {
    draw(Self.up(start.row - end.row) + Self.down(end.row - start.row) + "\r")
    let row = painting.layout.rows[end.row]
    if row.isUncertain {
      // What stands before the cursor is drawn again: that is as wide as the terminal has it.
      let upper = end == painting.layout.cursor ? painting.cursor : row.scalars.upperBound
      if !row.lead.isEmpty { draw(lead(of: end.row, painting).text) }
      draw(text(row.scalars.lowerBound..<min(upper, row.scalars.upperBound), painting).text)
    } else if end.column > 0 {
      draw("\u{1B}[\(end.column)C")
    }
  }

  private func lead(of index: Int, _ painting: Painting) -> SafeText {
    let rows = painting.layout.rows
    let firstLineEnd = rows.dropFirst().firstIndex { !$0.isWrapped } ?? rows.count
    let style = index < firstLineEnd ? TextStyle.prompt : .dim
    return SafeText(rows[index].lead).styled(style, if: configuration.isColored)
  }

  private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
  private static func down(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)B" : "" }

  /// Goes behind the input, and to a new line after it.
  /// - Parameter mark: what is to be seen behind the input.
  func leaveDrawing(mark: SafeText = "") {
    // What was entered stands there already; libedit's buffer has a newline behind it by now.
    if painted == nil || !isEntered { repaint(isLast: true) }
    guard let painted else { return }
    let last = painted.shown.upperBound - 1
    moveCursor(
      from: painted.layout.cursor, to: ScreenPlace(row: last, column: painted.layout.rows[last].cells),
      in: painted)
    draw(mark.text + "\r\n")
    self.painted = nil
  }

  /// `田> ` while vi's keys insert, and `田: ` while they are commands.
  private static func commandPrompt(_ prompt: String) -> String {
    prompt.hasSuffix("> ") ? prompt.dropLast(2) + ": " : prompt
  }

  private var menuLines: [SafeText] {
    let (columns, rows) = screen
    let lines = menu?.lines(
      columns: columns, rowsMax: max(1, min(10, rows / 2)), isColored: configuration.isColored)
    return Array((lines ?? []).prefix(rows - 1))
  }

  /// Follows a new size, or draws again after the process was stopped. A terminal that changes its width
  /// wraps long lines anew, so the cursor's row is the one of the new width.
  func followTerminal() {
    guard let editor else { return }
    let changes = tian_terminal_change_take()
    if changes & Int32(TIAN_TERMINAL_RESUMED) != 0 {
      tian_edit_rearm(editor)
      draw(Self.clearing + "\u{1B}[?2004h")
      painted = nil
    } else if painted != nil {
      painted = Painting(layout(of: current), rowsMax: screen.rows, previous: painted)
      erase()
    }
    drawAnew()
  }
}
