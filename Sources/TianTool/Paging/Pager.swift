import Glibc
import Tian
import TianSource

/// When what is shown is shown page by page.
enum PagerUse {
  case off
  /// Where the screen does not hold it.
  case auto
  case on
}

/// Shows a result or a text page by page, on a screen of its own.
final class Pager {
  private let reporter: Reporter
  private var view: PagerView
  /// What is drawn again for a window of another width; nil for what has one width.
  private let redraw: ((_ columns: Int) -> PagerText)?
  private var keys = PagerKeyReader(descriptor: STDIN_FILENO)

  /// Of a longer result the head and the tail are shown.
  private static let rowCountMax = 200_000
  /// A lower window is left alone.
  private static let windowRowsMin = 6

  /// A result with all its columns, or a chart; nil where there is no terminal to page on, or no need to.
  convenience init?(
    _ result: QueryResult, elapsedMicroseconds: Int?, _ reporter: Reporter, _ use: PagerUse
  ) {
    func text(_ columns: Int?) -> PagerText {
      var options = reporter.formatOptions
      options.box.isColored = false
      options.box.width = columns
      options.box.rowCountMax = Self.rowCountMax
      let format: ResultFormat = reporter.settings.format == .vertical ? .vertical : .box
      var lines = ""
      let drawn = result.draw(as: format, options) { lines += $0.text }
      let headCount = result.isChart || format == .vertical ? 0 : options.hasHeader ? 3 : 1
      return PagerText(
        lines: lines.linesEnded, headCount: headCount,
        footer: reporter.footer(of: drawn, elapsedMicroseconds))
    }
    self.init(reporter, use, redraws: result.isChart) { text(result.isChart ? $0 : nil) }
  }

  /// Lines, each ended, wrapped to the window.
  convenience init?(_ lines: String, _ reporter: Reporter, _ use: PagerUse) {
    self.init(reporter, use, redraws: true) { columns in
      let wrapped = WrappedText.of(lines, columns: columns).linesEnded
      return PagerText(lines: wrapped.map(VisibleText.escaped), headCount: 0, footer: "")
    }
  }

  private init?(
    _ reporter: Reporter, _ use: PagerUse, redraws: Bool, _ draw: @escaping (_ columns: Int) -> PagerText
  ) {
    guard use != .off, reporter.outputInfo.isTerminal, isatty(STDIN_FILENO) == 1,
      !TerminalInfo.isDumb(Environment.value("TERM")),
      let size = TerminalInfo.windowSize(of: STDOUT_FILENO), size.rows >= Self.windowRowsMin
    else { return nil }
    self.reporter = reporter
    redraw = redraws ? draw : nil
    view = PagerView(
      draw(size.columns), columns: size.columns, rows: size.rows, isStopped: { Interrupt.take() })
    if use == .auto, view.fits { return nil }
  }

  func run() throws(OutputError) {
    while !view.isOver {
      guard let modes = TerminalModes.withoutLines(STDIN_FILENO) else { return }
      try reporter.output.write("\u{1B}[?1049h\u{1B}[?25l")
      var failure: OutputError?
      do throws(OutputError) { try read() } catch { failure = error }
      // Cleared, for a terminal that has grown meanwhile may show what is left of it above its own screen.
      try reporter.output.write("\u{1B}[H\u{1B}[2J\u{1B}[?25h\u{1B}[?1049l")
      modes.restore()
      if let failure { throw failure }
      // As the terminal would do it: whoever waits for this program gets the screen as it was before.
      if !view.isOver { kill(0, SIGTSTP) }
    }
  }

  /// Obeys keys until it is over, or Ctrl-Z.
  private func read() throws(OutputError) {
    while !view.isOver {
      try draw()
      let key = keys.read()
      if key == .suspend { return }
      view.obey(key)
    }
  }

  private func draw() throws(OutputError) {
    if let size = TerminalInfo.windowSize(of: STDOUT_FILENO), size != (view.columns, view.rows) {
      let isOtherWidth = size.columns != view.columns
      view.resize(columns: size.columns, rows: size.rows)
      if isOtherWidth, let redraw { view.text = redraw(size.columns) }
    }
    let lines = view.lines(reporter.language).map { $0 + "\u{1B}[K" }
    try reporter.output.write("\u{1B}[H" + lines.joined(separator: "\r\n"))
  }
}

extension String {
  /// The lines of a text in which each line is ended.
  fileprivate var linesEnded: [String] {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.last == "" ? lines.dropLast() : lines
  }
}
