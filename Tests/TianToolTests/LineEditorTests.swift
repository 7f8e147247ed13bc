import Glibc
import TianEditor
import TianSource
import Testing
import TianTestSupport

@testable import TianTool

/// The editor on a real terminal device. One at a time: signals and the locale belong to the whole process.
@Suite(.serialized) struct LineEditorTests {
  private typealias Input = LineEditor.Input

  /// Types each text when the next prompt is there, and gives what the editor read, until the input's end.
  private func inputs(
    typing texts: [String], columns: UInt16 = 40, history: String? = nil, terminalName: String = "xterm",
    beforeEach: (Int, PseudoTerminal) throws -> Void = { _, _ in },
    prepare: @escaping @Sendable (LineEditor, Int) -> Void = { _, _ in }
  ) throws -> (inputs: [Input], drawn: String) {
    Interrupt.install()
    // Others read the environment meanwhile: where it says so already, it is left alone.
    if getenv("TERM").map({ String(cString: $0) }) != "xterm" { setenv("TERM", "xterm", 1) }
    let terminal = try PseudoTerminal(columns: columns, rows: 14)
    let slave = terminal.slave
    let result = Background {
      let editor = LineEditor(Self.configuration(slave, history: history, terminalName: terminalName))
      editor.isComplete = { !$0.hasSuffix("|") }
      editor.complete = { text, cursor in
        if text.hasSuffix("cl") { return (cursor - 2, [Candidate("产量吨", .column)]) }
        let names = ["合作社", "合作社名称"].map { Candidate($0, .table, detail: "表") }
        return text.hasSuffix("合") ? (cursor - 3, names) : (cursor, [])
      }
      var inputs: [Input] = []
      repeat {
        prepare(editor, inputs.count)
        inputs.append(editor.readLine(prompt: "田> "))
      } while inputs.last != .endOfInput
      return inputs
    }
    // The prompt is drawn more than once, the mode for pastes set once.
    let ready = terminalName == "xterm" ? "\u{1B}[?2004h" : "田> "
    for (index, text) in texts.enumerated() {
      #expect(terminal.waits(for: ready, times: index + 1))
      try beforeEach(index, terminal)
      try terminal.type(text)
      if terminalName == "xterm" { #expect(terminal.waits(for: "\u{1B}[?2004l", times: index + 1)) }
    }
    #expect(terminal.waits(for: ready, times: texts.count + 1))
    try terminal.type("\u{4}")
    let inputs = try #require(result.wait())
    terminal.hangUp()
    return (inputs, terminal.text)
  }

  private static func configuration(
    _ descriptor: Int32, history: String?, terminalName: String
  ) -> LineEditor.Configuration {
    var configuration = LineEditor.Configuration()
    configuration.input = descriptor
    configuration.output = descriptor
    configuration.historyPath = history
    configuration.bindingsPath = nil
    configuration.terminalName = terminalName
    return configuration
  }

  @Test func chineseIsTypedMovedOverAndDeleted() throws {
    let left = "\u{1B}[D"
    let (read, _) = try inputs(typing: [
      "合作产量\(left)\(left)社\r",
      "甲乙丙\(left)\u{7F}\u{1B}[3~\r",
      "丙\u{1}甲乙\u{5}丁\r",
      "\r",
    ])
    #expect(read == [.line("合作社产量"), .line("甲"), .line("甲乙丙丁"), .line(""), .endOfInput])
  }

  @Test func aLongTextIsEditedAfterItsRowsWrap() throws {
    let text = String(repeating: "一二三四五", count: 12)
    let moves = String(repeating: "\u{1B}[D", count: 30)
    let (read, _) = try inputs(typing: [text + moves + "中\u{1B}[H首\u{1B}[F尾\r"], columns: 21)
    let half = String(repeating: "一二三四五", count: 6)
    #expect(read == [.line("首" + half + "中" + half + "尾"), .endOfInput])
  }

  private static let left = "\u{1B}[D"
  private static let long =
    "社 | where 面积 > 500亩 and 产业 == \"茶叶\" | select 名称, 产值 | take 5 | where 名称 != \"中文中文中文\""

  /// Keys, each group drawn before the next is typed, and the text with its cursor, `^`, that they come to.
  static let edits: [(keys: [String], text: String)] = [
    ([long], long + "^"),
    (
      [long] + Array(repeating: left, count: 60) + ["中", "文", "插", "入"]
        + Array(repeating: "\u{7F}", count: 4),
      "社 | where 面积 > 500亩 an^d 产业 == \"茶叶\" | select 名称, 产值 | take 5 | where 名称 != \"中文中文中文\""
    ),
    ([long, "\u{1}", "首", "\u{5}", "尾", "\u{1B}[H"], "^首" + long + "尾"),
    ([long, "\u{17}"], "社 | where 面积 > 500亩 and 产业 == \"茶叶\" | select 名称, 产值 | take 5 | where 名称 != \"^"),
    ([long, "\u{1}", "\u{1B}[3~", "\u{4}", "\u{0B}", "合"], "合^"),
    ([long, "\u{0C}", "\u{4}"], long + "^"),
    (["一二三 |", "\r", "四五六", "\u{4}", "\u{1B}[A", "中"], "一二三中^ |\n四五六"),
    ([long + " |", "\r", "四五六 |", "\r", "七", "\u{4}", "\u{7F}", "\u{4}"], long + " |\n四五六 |\n^"),
    (["\u{1B}[A", left], "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 |\n四五^六"),
    (["\u{12}", "七", "\u{5}"], "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 |\n四五六^"),
  ]

  @Test(arguments: edits.indices, [20, 21, 40, 80, 81])
  func theScreenShowsTheText(_ index: Int, _ columns: Int) throws {
    let folder = try TemporaryFolder()
    var history = History(path: folder.path + "/history")
    history.add("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 |\n四五六")
    let (keys, marked) = Self.edits[index]
    let parts = marked.split(separator: "^", omittingEmptySubsequences: false)
    var text = EditedText(parts.joined())
    text.cursor = EditedText.encoded(parts[0]).count
    let layout = ScreenLayout(prompt: "田> ", text: text, continuationPrompt: "  · ", columns: columns)
    let wanted = layout.texts(of: text).map { String($0.reversed().drop { $0 == " " }.reversed()) }
    var screen = ScreenModel(columns: columns, rows: 14)
    func isAsWanted() -> Bool {
      screen.lines == wanted && ScreenPlace(row: screen.row, column: screen.column) == layout.cursor
    }
    _ = try inputs(typing: [""], columns: UInt16(columns), history: folder.path + "/history") {
      at, terminal in
      guard at == 0 else { return }
      for key in keys {
        try terminal.type(key)
        usleep(4_000)
      }
      for _ in 0..<500 {
        usleep(10_000)
        screen = ScreenModel(columns: columns, rows: 14)
        screen.show(terminal.text)
        if isAsWanted() { break }
      }
      Interrupt.request()
    }
    #expect(screen.lines == wanted)
    #expect(ScreenPlace(row: screen.row, column: screen.column) == layout.cursor)
  }

  @Test func anIncompleteInputGoesOnInTheNextLine() throws {
    let (read, _) = try inputs(typing: ["take 3\u{1B}[A!\u{1B}[B\u{1B}[F\r"]) { _, terminal in
      try terminal.type("村庄们 |\r")
      #expect(terminal.waits(for: "  · "))
    }
    #expect(read == [.line("村庄们! |\ntake 3"), .endOfInput])
  }

  @Test func aPasteIsOneInput() throws {
    let paste = "csv \"\"\"a,b\r  1,2\r\u{1}\"\"\"\r\u{1B}[201~"
    let (read, _) = try inputs(typing: ["\u{1B}[200~" + paste + "\r"])
    #expect(read == [.line("csv \"\"\"a,b\n  1,2\n\u{1}\"\"\""), .endOfInput])
  }

  @Test func controlCGivesTheLineUpAndThePromptGoesOn() throws {
    let (read, drawn) = try inputs(typing: ["", "next\r"]) { index, terminal in
      guard index == 0 else { return }
      try terminal.type("一半")
      #expect(terminal.waits(for: "半"))
      Interrupt.request()
    }
    #expect(read == [.interrupted, .line("next"), .endOfInput])
    #expect(drawn.contains("^C"))
    #expect(!Interrupt.take())
  }

  @Test func theHistoryComesBackInTheNextRun() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    _ = try inputs(typing: ["第一\r", "\u{1B}[200~二\r行\u{1B}[201~\r"], history: path)
    let up = "\u{1B}[A"
    let down = "\u{1B}[B"
    let (read, _) = try inputs(
      typing: [up + "!\r", up + up + up + up + up + "\r", "草" + up + down + "稿\r", "\u{12}第\r"], history: path
    )
    #expect(read == [.line("二\n行!"), .line("第一"), .line("草稿"), .line("第一"), .endOfInput])
    #expect(History(path: path).entries == ["第一", "二\n行", "二\n行!", "第一", "草稿", "第一"])
  }

  @Test func tabCompletesAndLists() throws {
    let (read, drawn) = try inputs(typing: [
      "x cl\t\r", "合\t\r", "合\t\t\t\r!\r", "合\t\t\t\u{7}?\r", "合\t\u{1B}[B\u{1B}[Z\u{1B}[Z\u{1B}[D_\r",
    ])
    #expect(
      read == [
        .line("x 产量吨"), .line("合作社"), .line("合作社名称!"), .line("合作社?"), .line("合作社名_称"), .endOfInput,
      ])
    #expect(drawn.contains(" 合作社名称  表"))
  }

  @Test func aMendIsWhatUpBringsOnce() throws {
    let up = "\u{1B}[A"
    let (read, _) = try inputs(typing: ["错\r", up + "\r", up + "\r", up + up + "\r"]) { _, _ in
    } prepare: { editor, count in
      if count == 1 { editor.offer("对") }
    }
    #expect(read == [.line("错"), .line("对"), .line("对"), .line("错"), .endOfInput])
  }

  /// Whatever a user's `.editrc` says, the editor opens, and what is typed arrives.
  @Test func noBindingsHurt() throws {
    let words = [
      "bind", "bind", "bind", "tian:bind", "-s", "-v", "-e", "-a", "-r", "-k", "-x", "^X", "^[", "\"\\e[\"",
      "\\e[A", "^",
      "\\", "\\0", "\\777", "M-", "M-x", "é", "田", "^田", "\"", "'", "#", "ed-insert", "ed-newline", "no-such",
      "vi-undo",
      "ed-sequence-lead-in", "tian-undo", String(repeating: "^X", count: 3_000), "\u{0}", "", " ",
    ]
    let folder = try TemporaryFolder()
    var random = SeededRandom(seed: 11)
    for _ in 0..<40 {
      let lines = (0..<30).map { _ in
        (0..<4).map { _ in random.pick(words) }.joined(separator: " ")
      }
      folder.write(Array(lines.joined(separator: "\n").utf8), to: "editrc")
      let terminal = try PseudoTerminal(columns: 40, rows: 14)
      let slave = terminal.slave
      let path = folder.path + "/editrc"
      let result = Background {
        var configuration = Self.configuration(slave, history: nil, terminalName: "xterm")
        configuration.bindingsPath = path
        return LineEditor(configuration).readLine(prompt: "田> ")
      }
      #expect(terminal.waits(for: "\u{1B}[?2004h"))
      try terminal.type("甲")
      #expect(terminal.waits(for: "甲"))
      Interrupt.request()
      #expect(result.wait() == .interrupted)
      terminal.hangUp()
    }
  }

  @Test func aTerminalThatCannotMoveItsCursorIsReadByLines() throws {
    let (read, drawn) = try inputs(typing: ["合作社 |\ntake 3\n"], terminalName: "dumb")
    #expect(read == [.line("合作社 |\ntake 3"), .endOfInput])
    #expect(!drawn.contains("\u{1B}"))
  }

  @Test func withoutATerminalLinesAreReadWithoutPromptsOrHistory() throws {
    let folder = try TemporaryFolder()
    let pipe = try TestPipe()
    try DescriptorWriter.write(Array("一 |\n二\n".utf8) + [0xFF, 0x0A] + Array("末".utf8), to: pipe.writeEnd)
    close(pipe.writeEnd)
    var configuration = Self.configuration(pipe.readEnd, history: folder.path + "/h", terminalName: "xterm")
    configuration.output = -1
    let editor = LineEditor(configuration)
    editor.isComplete = { !$0.hasSuffix("|") }
    let read = (0..<4).map { _ in editor.readLine(prompt: "田> ") }
    #expect(read == [.line("一 |\n二"), .line("\u{FFFD}"), .line("末"), .endOfInput])
    #expect(folder.read("h") == nil)
    close(pipe.readEnd)
  }

  @Test func aWatchedPieceOfWorkIsCancelled() throws {
    Interrupt.install()
    _ = Interrupt.take()
    #expect(Interrupt.watching(cancel: {}) { 1 } == 1)
    let pipe = try TestPipe()
    let end = pipe.writeEnd
    let bytes = Interrupt.watching(cancel: { close(end) }) {
      kill(getpid(), SIGINT)
      return pipe.readAll()
    }
    #expect(bytes.isEmpty)
    #expect(Interrupt.isPending)
    #expect(Interrupt.take() && !Interrupt.take())
  }
}
