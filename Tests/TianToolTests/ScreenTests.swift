import Foundation
import Testing

/// The program in a real terminal: whole screens, as `screens/` has them recorded. One after another, for
/// typing is told from pasting by nobody but the clock.
@Suite(.serialized) struct ScreenTests {
  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("tian").path

  private static let files: [URL] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: ScreenFile.folder.path)) ?? []
    // `SCREENS=pager` is about that file alone.
    let wanted = ProcessInfo.processInfo.environment["SCREENS"].map { $0 + ".txt" }
    return names.sorted().filter { wanted == nil || $0 == wanted }.map {
      ScreenFile.folder.appendingPathComponent($0)
    }
  }()

  @Test(arguments: files) func screensAreAsRecorded(_ url: URL) throws {
    guard TmuxTerminal.isThere else {
      print("tmux is not installed: the screens of \(url.lastPathComponent) are not compared")
      return
    }
    var file = try ScreenFile(url)
    for (index, found) in file.cases.enumerated() {
      if ScreenFile.isRecording {
        let terminal = try start(found)
        for (step, wanted) in found.steps.enumerated() {
          try terminal.keys(wanted.keys)
          file.record(try settled(terminal.tmux, wanted.screen, found.showsColors), at: (index, step))
        }
      } else if try difference(in: found) != nil, let shown = try difference(in: found) {
        // Once more, for on a busy machine a terminal may draw before it has heard of its size.
        Issue.record("\(found.title), \(shown)")
      }
    }
    if ScreenFile.isRecording { try file.write() }
  }

  /// The first screen that is not as recorded, and after which keys; nil where all are.
  private func difference(in found: ScreenFile.Case) throws -> String? {
    let terminal = try start(found)
    for wanted in found.steps {
      try terminal.keys(wanted.keys)
      let screen = try settled(terminal.tmux, wanted.screen, found.showsColors)
      if screen != wanted.screen { return "after \(wanted.keys):\n\(screen.joined(separator: "\n"))" }
    }
    return nil
  }

  private struct Session {
    let tmux: TmuxTerminal
    let folder: TemporaryFolder

    /// `{80x24}` gives the window another size, `!` runs a command of the shell, and so does `{!…}` between
    /// keys, each of which is to end well. What is typed behind Enter waits for what Enter does.
    func keys(_ keys: String) throws {
      if keys.hasPrefix("!") { return try run(String(keys.dropFirst())) }
      if let command = keys.firstRange(of: "{!"), let end = keys[command.upperBound...].firstIndex(of: "}") {
        try tmux.type(String(keys[..<command.lowerBound]))
        try run(String(keys[command.upperBound..<end]))
        return try tmux.type(String(keys[keys.index(after: end)...]))
      }
      let size = keys.dropFirst().dropLast().split(separator: "x").compactMap { Int($0) }
      if keys.hasPrefix("{"), keys.hasSuffix("}"), size.count == 2 {
        try tmux.resize(columns: size[0], rows: size[1])
      } else {
        let lines = keys.components(separatedBy: "{Enter}")
        for (index, line) in lines.enumerated() {
          try tmux.type(line + (index < lines.count - 1 ? "{Enter}" : ""))
          if index < lines.count - 2 || (index == lines.count - 2 && lines[index + 1] != "") { try rest() }
        }
      }
    }

    private func run(_ command: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", command]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(command)")
    }

    /// Until the screen has been the same for a while.
    func rest() throws {
      var last: [String] = []
      var sameCount = 0
      for _ in 0..<100 where sameCount < 5 {
        usleep(50_000)
        let screen = try tmux.screen(showsColors: false)
        sameCount = screen == last && !screen.isEmpty ? sameCount + 1 : 0
        last = screen
      }
    }
  }

  /// In a copy of the sample tables, with a start file that has no times shown.
  private func start(_ found: ScreenFile.Case) throws -> Session {
    let folder = try TemporaryFolder()
    let samples = ScreenFile.root.appendingPathComponent("samples").path
    try FileManager.default.copyItem(atPath: samples, toPath: folder.path + "/samples")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/config/tian", withIntermediateDirectories: true)
    folder.write(Array(".timer off\n".utf8), to: "config/tian/tianrc")
    // For the cases that name it.
    folder.write(Array("bind -v\nbind ^G no-such\nbind -s ^T ' | take 1'\n".utf8), to: "editrc")
    let variables = [
      "TERM=xterm-256color", "LANG=C.UTF-8", "HOME=\(folder.path)", "XDG_CONFIG_HOME=\(folder.path)/config",
      "TIAN_HISTORY=\(folder.path)/history", "EDITOR=sed -i s/3/2/",
    ]
    let arguments = found.arguments.isEmpty ? ["samples"] : found.arguments
    let settings = (variables + found.variables).map { "'\($0)'" }.joined(separator: " ")
    let command =
      "cd \(folder.path) && env -i PATH=/usr/bin:/bin \(settings) \(Self.program) "
      + "\(arguments.joined(separator: " ")); "
      + "echo exit $?; sleep 60"
    let session = Session(
      tmux: try TmuxTerminal(columns: found.columns, rows: found.rows, command: command), folder: folder)
    // What is typed before there is a prompt would be seen twice.
    for _ in 0..<400 {
      if try session.tmux.screen(showsColors: false).contains(where: { $0.hasPrefix("田>") }) { break }
      usleep(25_000)
    }
    return session
  }

  /// The screen once it is the wanted one; else as it is after it has not changed for a while.
  private func settled(_ tmux: TmuxTerminal, _ wanted: [String], _ showsColors: Bool) throws -> [String] {
    var last: [String] = []
    var sameCount = 0
    for _ in 0..<400 {
      let screen = try tmux.screen(showsColors: showsColors)
      if !ScreenFile.isRecording, screen == wanted { return screen }
      sameCount = screen == last && !screen.isEmpty ? sameCount + 1 : 0
      last = screen
      if sameCount >= (ScreenFile.isRecording ? 25 : 100) { return screen }
      usleep(50_000)
    }
    return last
  }
}
