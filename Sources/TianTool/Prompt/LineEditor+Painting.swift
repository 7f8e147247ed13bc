import CTianEdit
import TianSource

/// What is drawn beside libedit's own drawing.
///
/// libedit redraws differences, which goes wrong when a wide character is inserted in a wrapped line, and it
/// knows nothing of continuation prompts. So before the editor waits for a key, an input of several rows is
/// drawn anew, and the continuation prompts are put over the blank cells kept for them.
extension LineEditor {
  /// Control sequences of this program; data goes through `SafeText`.
  func draw(_ sequence: String) {
    guard let editor else { return }
    var sequence = sequence
    sequence.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { tian_edit_write(editor, $0.baseAddress, $0.count) }
    }
  }

  /// Sets the prompt that the next drawing shows.
  func show(prompt: String) {
    guard let editor else { return }
    let visible = VisibleText.escaped(prompt)
    promptText = visible.unicodeScalars.map(\.value)
    // U+0001 encloses what takes no cells.
    let styled =
      configuration.isColored
      ? "\u{1}\u{1B}[\(TextStyle.prompt.rawValue)m\u{1}\(visible)\u{1}\u{1B}[0m\u{1}" : visible
    tian_edit_set_prompt(editor, styled.unicodeScalars.map(\.value) + [0])
  }

  private var screen: (columns: Int, rows: Int) {
    TerminalInfo.windowSize(of: configuration.input) ?? (80, 24)
  }

  private var layout: ScreenLayout {
    ScreenLayout(columns: screen.columns) { Int(tian_edit_cells($0)) }
  }

  /// Where the cursor is, and where the text ends.
  private func places(of text: EditedText) -> (cursor: ScreenPlace, end: ScreenPlace) {
    let layout = layout
    let start = layout.place(after: promptText)
    let here = layout.place(after: text.scalars[..<text.cursor], from: start)
    let rest = text.scalars[text.cursor...]
    return (layout.cursor(at: here, before: rest.first), layout.place(after: rest, from: here))
  }

  private func fits(_ end: ScreenPlace) -> Bool { end.row < screen.rows }

  /// Draws an input of several rows anew, if it changed since it was drawn last.
  func repaint() {
    let text = current
    guard text.scalars != painted?.scalars ?? [] else { return }
    let (cursor, end) = places(of: text)
    let isSeveralRows = end.row > 0 || paintedRows > 1
    painted = text
    paintedRows = end.row + 1
    // A text that is larger than the screen is scrolled by libedit, and where it is nobody knows.
    guard isSeveralRows, fits(end) else { return }
    eraseDrawing(cursorRow: cursor.row)
    drawAnew()
  }

  /// Goes to the prompt's first cell and clears all below.
  func eraseDrawing(cursorRow: Int) {
    draw("\u{1B}[?25l" + (cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : "") + "\r\u{1B}[J")
  }

  /// The row of the cursor on the screen, to be asked before the text is changed.
  var cursorRow: Int { places(of: current).cursor.row }

  /// Draws prompt and text from the first column of the terminal's current row.
  func drawAnew() {
    guard let editor else { return }
    tian_edit_redraw(editor)
    let text = current
    let (cursor, end) = places(of: text)
    if fits(end) { drawContinuationPrompts(text, cursorRow: cursor.row) }
    draw("\u{1B}[?25h")
    tian_edit_flush(editor)
    painted = text
    paintedRows = end.row + 1
  }

  private func drawContinuationPrompts(_ text: EditedText, cursorRow: Int) {
    let layout = layout
    let mark = SafeText(configuration.continuationPrompt).styled(.dim, if: configuration.isColored).text
    var place = layout.place(after: promptText)
    for (index, scalar) in text.scalars.enumerated() {
      layout.advance(&place, over: scalar)
      guard scalar == 0x0A else { continue }
      let blanks = text.scalars[(index + 1)...].prefix(indent).prefix { $0 == EditedText.blank }
      guard blanks.count == indent else { continue }
      // The terminal keeps the cursor meanwhile: an input method's window follows it, so it comes back
      // exactly.
      let rows = place.row - cursorRow
      let move = rows == 0 ? "" : rows > 0 ? "\u{1B}[\(rows)B" : "\u{1B}[\(-rows)A"
      draw("\u{1B}7" + move + "\r" + mark + "\u{1B}8")
    }
  }

  /// Goes behind the text, shows `^C`, and leaves the cursor on a line of its own.
  func leaveInterrupted() {
    let (cursor, end) = places(of: current)
    let down = end.row - cursor.row
    draw((down > 0 ? "\u{1B}[\(down)B" : "") + "\r" + (end.column > 0 ? "\u{1B}[\(end.column)C" : ""))
    draw("^C\r\n")
  }

  /// Puts lines below the input, and the input anew below them.
  func show(lines: [SafeText]) {
    let (cursor, end) = places(of: current)
    let down = end.row - cursor.row
    draw((down > 0 ? "\u{1B}[\(down)B" : "") + "\r\n\u{1B}[J")
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
    } else {
      eraseDrawing(cursorRow: cursorRow)
    }
    tian_edit_resize(editor)
    drawAnew()
  }
}
