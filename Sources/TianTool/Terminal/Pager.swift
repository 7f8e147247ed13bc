import Glibc
import Tian
import TianSource

/// What a pager shows of a drawn table: some of its lines, from some cell on. A value that keys change.
struct PagerView: Equatable {
  enum Key: Equatable {
    case down, up, pageDown, pageUp, halfDown, halfUp, right, left, first, last, quit, other
  }

  /// Lines that stay at the top: frame and header.
  let head: [String]
  let body: [String]
  let footer: String
  private(set) var top = 0
  private(set) var leftCells = 0
  private(set) var isOver = false
  var columns: Int
  var rows: Int

  init(lines: [String], headCount: Int, footer: String, columns: Int, rows: Int) {
    head = Array(lines.prefix(headCount))
    body = Array(lines.dropFirst(headCount))
    self.footer = footer
    (self.columns, self.rows) = (columns, rows)
  }

  /// The lines of the body that fit.
  private var pageRows: Int { max(1, rows - head.count - 1) }
  private var topMax: Int { max(0, body.count - pageRows) }
  private var cellsMax: Int { (head + body).reduce(0) { max($0, DisplayWidth.of($1)) } }

  var fits: Bool { head.count + body.count + 1 < rows && cellsMax <= columns }

  mutating func obey(_ key: Key) {
    switch key {
    case .down: top += 1
    case .up: top -= 1
    case .pageDown: top += pageRows
    case .pageUp: top -= pageRows
    case .halfDown: top += pageRows / 2
    case .halfUp: top -= pageRows / 2
    case .right: leftCells = min(leftCells + columns / 2, max(0, cellsMax - columns))
    case .left: leftCells = max(0, leftCells - columns / 2)
    case .first: top = 0
    case .last: top = topMax
    case .quit: isOver = true
    case .other: break
    }
    top = min(max(0, top), topMax)
  }

  /// As many lines as there are rows, each no wider than the window; the last tells the place.
  func lines(_ language: Language) -> [SafeText] {
    let shown = body[top..<min(body.count, top + pageRows)]
    let lines = (head + shown).map { SafeText(cut($0)) }
    let empty = Array(repeating: SafeText(""), count: max(0, rows - 1 - lines.count))
    let keys = Bilingual("↑↓ PgUp PgDn ←→ g G · q leaves", "↑↓ PgUp PgDn ←→ g G · q 退出")[language]
    let percent = topMax == 0 ? 100 : top * 100 / topMax
    return Array((lines + empty).prefix(rows - 1))
      + [SafeText(String(DisplayWidth.prefix(of: " \(percent)% · \(footer) · \(keys)", cells: columns - 1)))]
  }

  /// The part of a line in the window. A wide character that an edge cuts is a space there.
  private func cut(_ line: String) -> String {
    var out = ""
    var at = 0
    for character in line {
      let width = DisplayWidth.of(character)
      defer { at += width }
      if at + width <= leftCells { continue }
      if at + width > leftCells + columns { break }
      if at < leftCells {
        out += String(repeating: " ", count: at + width - leftCells)
      } else {
        out.append(character)
      }
    }
    return out
  }
}

/// Shows a result page by page, with the keys of `less`.
final class Pager {
  private let reporter: Reporter
  private var view: PagerView
  private var input = TerminalInput(descriptor: STDIN_FILENO)

  /// Nil where there is no terminal to page on, for a chart, and for a result that the screen holds.
  init?(_ result: QueryResult, _ reporter: Reporter, elapsedMicroseconds: Int, always: Bool = false) {
    self.reporter = reporter
    guard !result.isChart, reporter.outputInfo.isTerminal, isatty(STDIN_FILENO) == 1,
      !TerminalInfo.isDumb(Environment.value("TERM")),
      let size = TerminalInfo.windowSize(of: STDOUT_FILENO), size.rows > 5
    else { return nil }
    var options = reporter.formatOptions
    options.box.isColored = false
    options.box.width = nil
    options.box.rowCountMax = nil
    let format: ResultFormat = reporter.settings.format == .vertical ? .vertical : .box
    let drawn = result.drawn(as: format, options)
    let lines = drawn.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let headCount = format == .vertical ? 0 : options.hasHeader ? 3 : 1
    view = PagerView(
      lines: lines.last == "" ? lines.dropLast() : lines, headCount: headCount,
      footer: reporter.footer(of: drawn, elapsedMicroseconds), columns: size.columns, rows: size.rows)
    if view.fits && !always { return nil }
  }

  func run() throws(OutputError) {
    guard let modes = TerminalModes.withoutLines(STDIN_FILENO) else { return }
    try reporter.output.write("\u{1B}[?1049h\u{1B}[?25l")
    var failure: OutputError?
    do throws(OutputError) {
      while !view.isOver {
        try draw()
        view.obey(readKey())
      }
    } catch { failure = error }
    try reporter.output.write("\u{1B}[?25h\u{1B}[?1049l")
    modes.restore()
    if let failure { throw failure }
  }

  private func draw() throws(OutputError) {
    if let size = TerminalInfo.windowSize(of: STDOUT_FILENO) { (view.columns, view.rows) = size }
    var screen: SafeText = "\u{1B}[H"
    let lines = view.lines(reporter.language)
    for (index, line) in lines.enumerated() {
      let isStatus = index == lines.count - 1
      screen += (isStatus ? line.styled(.selected, if: true) : line) + "\u{1B}[K"
      if !isStatus { screen += "\r\n" }
    }
    try reporter.output.write(screen)
  }

  private func readKey() -> PagerView.Key {
    switch input.read() {
    case .scalar(0x1B): return readSequence()
    case .scalar(let scalar): return Self.keys[scalar] ?? .other
    case .end: return .quit
    case .interrupted:
      _ = Interrupt.take()
      return .quit
    case .terminalChanged:
      input.takeTerminalChange()
      return .other
    }
  }

  private func readSequence() -> PagerView.Key {
    guard input.comes(within: 50), case .scalar(let second) = input.read(),
      second == 0x5B || second == 0x4F, case .scalar(let third) = input.read()
    else { return .quit }
    switch Unicode.Scalar(third) {
    case "A": return .up
    case "B": return .down
    case "C": return .right
    case "D": return .left
    case "H": return .first
    case "F": return .last
    case "5", "6":
      _ = input.read()
      return third == 0x35 ? .pageUp : .pageDown
    default: return .other
    }
  }

  private static let keys: [UInt32: PagerView.Key] = {
    let keys: [(Character, PagerView.Key)] = [
      ("j", .down), ("\r", .down), ("\n", .down), ("k", .up), (" ", .pageDown), ("f", .pageDown),
      ("b", .pageUp), ("d", .halfDown), ("u", .halfUp), ("l", .right), ("h", .left), ("g", .first),
      ("G", .last), ("q", .quit), ("Q", .quit), ("\u{3}", .quit), ("\u{4}", .quit),
    ]
    return Dictionary(
      keys.flatMap { key, meaning in key.unicodeScalars.map { ($0.value, meaning) } },
      uniquingKeysWith: { first, _ in first })
  }()
}
