import Glibc

/// When output is coloured; the argument of `--color`.
enum ColorChoice: String, Sendable, CaseIterable {
  case auto, always, never
}

/// What is known about where a stream goes.
struct TerminalInfo: Equatable, Sendable {
  var isTerminal: Bool
  /// The cells of a row; nil when nothing limits them, as in a file or a pipe.
  var columns: Int?
  var isColored: Bool

  /// Decides from what was found: a window's own size comes before `COLUMNS`, and a terminal without either
  /// has 80 columns. `--color` comes before `NO_COLOR`, which comes before the terminal's abilities.
  init(
    isTerminal: Bool, windowColumns: Int?, color: ColorChoice = .auto, environment: (String) -> String?
  ) {
    self.isTerminal = isTerminal
    let declared = environment("COLUMNS").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    let window = windowColumns.flatMap { $0 > 0 ? $0 : nil }
    columns = isTerminal ? window ?? declared ?? 80 : declared
    switch color {
    case .always: isColored = true
    case .never: isColored = false
    case .auto:
      let isRefused = environment("NO_COLOR").map { !$0.isEmpty } ?? false
      isColored = isTerminal && !isRefused && !Self.isDumb(environment("TERM"))
    }
  }

  init(descriptor: Int32, color: ColorChoice = .auto) {
    self.init(
      isTerminal: isatty(descriptor) == 1, windowColumns: Self.windowSize(of: descriptor)?.columns,
      color: color, environment: Environment.value)
  }

  /// Whether a terminal's name says that it cannot move the cursor.
  static func isDumb(_ name: String?) -> Bool {
    guard let name else { return true }
    return name.isEmpty || name == "dumb"
  }

  /// The window's size as it is now; nil when there is no window, or the terminal does not tell.
  static func windowSize(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
