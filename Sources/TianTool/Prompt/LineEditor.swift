import CTianEdit
import Glibc
import TianEditor
import TianSource

/// The prompt's line editor: one query at a time, of one line or several, typed, pasted, completed or taken
/// from the history.
///
/// On a terminal libedit edits, and `LineEditor+Painting` draws. Where the input is none, or a terminal that
/// cannot move its cursor, lines are read as they come. Belongs to one thread; `Interrupt.install()` is to be
/// called before.
final class LineEditor {
  enum Input: Equatable {
    /// A whole input, without the newline that ended it.
    case line(String)
    /// Ctrl-C: what was typed is given up, and the next prompt goes on the next line.
    case interrupted
    /// The input as it stands is to be edited elsewhere, and to come back by `prefill`.
    case unfinished(String)
    /// Ctrl-D on an empty line, or the end of the file.
    case endOfInput
  }

  struct Configuration {
    var input = STDIN_FILENO
    var output = STDOUT_FILENO
    /// Stands before every line but the first; nothing but its cells is part of the input.
    var continuationPrompt = "  · "
    var isColored = false
    var historyPath: String?
    /// A file that says which keys do what.
    var bindingsPath: String?
    /// The terminal's name, as in `TERM`.
    var terminalName: String?

    init() {
      historyPath = History.defaultPath(environment: Environment.value)
      bindingsPath = LineEditor.bindingsPath(environment: Environment.value)
      terminalName = Environment.value("TERM")
    }
  }

  /// Whether Enter ends the input; otherwise it begins another line.
  var isComplete: (String) -> Bool = { _ in true }
  /// What can stand from some place up to the cursor; places are offsets in the text's UTF-8.
  var complete: (_ text: String, _ cursor: Int) -> (replaceFrom: Int, candidates: [Candidate]) = {
    ($1, [])
  }
  /// What the parts of the input are, to be coloured; nil for plain text. No cursor: the input is whole.
  var highlight: (_ text: String, _ cursor: Int?) -> Highlighter.Result? = { _, _ in nil }
  /// How an input may go on, where the history does not tell.
  var hint: (_ text: String) -> String = { _ in "" }

  /// Which keys edit.
  var mode = EditingMode.emacs

  let configuration: Configuration
  var history: History
  var input: TerminalInput
  /// Nil where lines are read as they come.
  private(set) var editor: OpaquePointer?
  private var entered: String?
  /// Why the input is left without Enter.
  private var left: Input?

  // What stands on the screen, for LineEditor+Painting.
  var prompt = ""
  var painted: Painting?
  /// The completion menu below the input.
  var menu: CompletionMenu?
  /// What Right takes over at the end of the input.
  var ghost = ""
  var lastLooks: (text: EditedText, isLast: Bool, looks: TextLooks)?

  // Where Up and Down are in the history, for LineEditor+Commands.
  var historyPosition = 0
  var historyDrafts: [Int: String] = [:]
  var isSearching = false

  // For LineEditor+Killing: what was cut out last, and the input just behind that; what can be undone.
  var kills = KilledText()
  var textBehindKill: EditedText?
  var journal = EditJournal(EditJournal.State(text: EditedText(""), historyPosition: 0))

  // For LineEditor+Vi; the keys are the rest of what an arrow or the like has sent.
  var vi = ViState()
  var keySequence: [UInt32] = []

  /// The last entry as it should have been: Up brings it.
  private var mend: String?
  /// What the next input begins with.
  private var beginning: String?

  init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
    input = TerminalInput(descriptor: configuration.input)
    let isInteractive = isatty(configuration.input) == 1
    history = History(path: isInteractive ? configuration.historyPath : nil)
    let canEdit =
      isInteractive && isatty(configuration.output) == 1
      && !TerminalInfo.isDumb(configuration.terminalName)
    if canEdit && tian_edit_use_utf8() && tian_terminal_change_install() {
      editor = tian_edit_open(configuration.input, configuration.output, client)
      if let path = configuration.bindingsPath { bindKeys(from: path) }
    }
  }

  deinit {
    if let editor { tian_edit_close(editor) }
  }

  var isEntered: Bool { entered != nil }

  /// Whether somebody edits what is read.
  var isInteractive: Bool { editor != nil }

  /// What should be said once about the editor, a history that cannot be kept for example.
  var notes: [Bilingual] { [history.note, bindingsNote].compactMap(\.self) }
  var bindingsNote: Bilingual?

  /// Shows the prompt and edits until something is entered, which goes into the history.
  func readLine(prompt: String) -> Input {
    // A Ctrl-C from before was meant for something else.
    _ = Interrupt.take()
    let result = editor.map { edit(with: $0, prompt: prompt) } ?? readPlainly(prompt: prompt)
    if case .line(let text) = result { history.add(text) }
    return result
  }

  /// Has Up bring a text in place of the last entry, once.
  func offer(_ mend: String) { self.mend = mend }

  /// Has the next input begin with a text.
  func prefill(_ text: String) { beginning = text }

  private func edit(with editor: OpaquePointer, prompt: String) -> Input {
    entered = nil
    left = nil
    self.prompt = prompt
    painted = nil
    historyPosition = history.entries.count
    historyDrafts = mend.map { [history.entries.count - 1: $0] } ?? [:]
    mend = nil
    lastLooks = nil
    textBehindKill = nil
    beginJournal()
    beginVi()
    draw("\u{1B}[?2004h")
    let isEntered = tian_edit_read(editor)
    leaveDrawing(mark: left == .interrupted ? "^C" : "")
    draw("\u{1B}[?2004l")
    flush()
    if left == .interrupted { _ = Interrupt.take() }
    if let left { return left }
    guard isEntered, let entered else { return .endOfInput }
    return .line(entered)
  }

  /// Remembers the text that Enter is about to give to the caller.
  func accept(_ text: String) {
    // What was typed at once with Enter has not been drawn yet.
    menu = nil
    repaint(isLast: true)
    entered = text
    if let editor { tian_edit_accept(editor) }
  }

  /// Leaves the input, because of Ctrl-C for example.
  func leave(_ reason: Input) { left = reason }

  private var client: tian_edit_client {
    tian_edit_client(
      context: Unmanaged.passUnretained(self).toOpaque(),
      read_character: { context, scalar in
        guard let context, let scalar else { return 0 }
        return Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().readCharacter(into: scalar)
      },
      run: { context, command in
        guard let context else { return .done }
        return Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().run(command)
      })
  }
}

extension LineEditor {
  /// The line as it stands in libedit's buffer.
  var current: EditedText {
    guard let editor else { return EditedText("") }
    let text = tian_edit_current(editor)
    return EditedText(
      scalars: Array(UnsafeBufferPointer(start: text.scalars, count: text.count)), cursor: text.cursor)
  }

  /// Replaces a part of the buffer; false when there is no memory for it.
  @discardableResult
  func replace(_ range: Range<Int>, with scalars: [UInt32]) -> Bool {
    guard let editor else { return false }
    return tian_edit_replace(editor, range.lowerBound, range.upperBound, scalars + [0])
  }

  func moveCursor(to position: Int) {
    if let editor { tian_edit_move(editor, position) }
  }

  /// Called by libedit for each character that it wants.
  fileprivate func readCharacter(into scalar: UnsafeMutablePointer<UInt32>) -> Int32 {
    while true {
      if left != nil { return -1 }
      if let text = beginning {
        beginning = nil
        replace(0..<0, with: EditedText.encoded(text))
      }
      settleVi()
      watchChanges()
      if !keySequence.isEmpty {
        scalar.pointee = keySequence.removeFirst()
        return 1
      }
      if input.mustWait { repaint() }
      switch input.read() {
      case .scalar(let value):
        // libedit cannot hold U+0000, and U+0080 is what ends a line in ctianedit.c.
        if value == 0 || value == 0x80 || viTakes(value) { continue }
        scalar.pointee = value
        return 1
      case .end: return 0
      case .interrupted:
        leave(.interrupted)
        return -1
      case .terminalChanged: followTerminal()
      }
    }
  }
}
