import Glibc

/// A terminal's modes as they were, to be set again.
struct TerminalModes {
  private let descriptor: Int32
  private let modes: termios

  /// Has the terminal give each key at once and show none; Ctrl-C stays a signal, and Ctrl-Z becomes a key.
  /// Nil for what is no terminal.
  static func withoutLines(_ descriptor: Int32) -> TerminalModes? {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return nil }
    let before = TerminalModes(descriptor: descriptor, modes: modes)
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // VSUSP: 0 stands for no key.
    modes.c_cc.10 = 0
    guard tcsetattr(descriptor, TCSADRAIN, &modes) == 0 else { return nil }
    return before
  }

  func restore() {
    var modes = modes
    tcsetattr(descriptor, TCSADRAIN, &modes)
  }
}
