import Foundation

/// A program in a real terminal: keys go in, and the screen as a user sees it comes out.
final class TmuxTerminal {
  private static let path = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static var isThere: Bool { path != nil }

  private let socket: String

  /// - Parameter command: of the shell.
  init(columns: Int, rows: Int, command: String) throws {
    socket = "tian-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    // The server that this starts would hold a pipe open for as long as it lives.
    try run(quietly: [
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", command,
      ";", "set", "status", "off", ";", "set", "-s", "escape-time", "0",
    ])
  }

  /// Types a text; `{Tab}` and the like are keys by tmux's names.
  func type(_ text: String) throws {
    for (index, part) in text.components(separatedBy: "{").enumerated() {
      var literal = part
      if index > 0, let end = part.firstIndex(of: "}") {
        try run(quietly: ["send-keys", String(part[..<end])])
        literal = String(part[part.index(after: end)...])
      }
      if !literal.isEmpty { try run(quietly: ["send-keys", "-l", literal]) }
    }
  }

  func resize(columns: Int, rows: Int) throws {
    try run(quietly: ["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The lines of the screen without spaces at their ends, nor empty lines at its end.
  /// - Parameter showsColors: the codes of colours are there as `<1;34>`, their end as `<>`.
  func screen(showsColors: Bool) throws -> [String] {
    let text = try output(of: ["capture-pane", "-p"] + (showsColors ? ["-e"] : []))
    var lines = text.components(separatedBy: "\n").map { line in
      line.replacingOccurrences(of: "\u{1B}\\[([0-9;]*)m", with: "<$1>", options: .regularExpression)
        .replacingOccurrences(of: "<0>", with: "<>")
        .replacingOccurrences(of: " +$", with: "", options: .regularExpression)
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  deinit { try? run(quietly: ["kill-server"]) }

  private func run(quietly arguments: [String]) throws { _ = try output(of: arguments) }

  /// Waits for the client alone: `Process` would wait for the server that it starts, too.
  private func output(of arguments: [String]) throws -> String {
    let file = NSTemporaryDirectory() + "/" + socket + ".out"
    defer { unlink(file) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
    let words = copies([Self.path ?? "", "-L", socket, "-u"] + arguments)
    let variables = copies(["PATH=/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8"])
    defer { for text in words + variables { free(text) } }
    // The threads of tests have signals blocked, and their children would, too.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process = pid_t()
    guard posix_spawn(&process, Self.path ?? "", &actions, &attributes, words, variables) == 0 else {
      throw CocoaError(.executableLoad)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
  }
}
