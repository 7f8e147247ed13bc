import Tian
import TianSource

/// Where results and messages go: results to standard output alone, everything else to standard error.
final class Reporter {
  let output: Output
  let outputInfo: TerminalInfo
  var settings: Settings
  private let errors: Output
  private let errorsInfo: TerminalInfo
  private let writesErrorsAsJSON: Bool

  /// Of messages.
  var language: Language { settings.language }

  init(_ arguments: Arguments, output: Output, errors: Output) {
    self.output = output
    self.errors = errors
    outputInfo = TerminalInfo(descriptor: 1, color: arguments.color)
    errorsInfo = TerminalInfo(descriptor: 2, color: arguments.color)
    writesErrorsAsJSON = arguments.writesErrorsAsJSON
    settings = Settings(
      language: arguments.language, format: arguments.format ?? (outputInfo.isTerminal ? .box : .csv),
      hasHeader: arguments.hasHeader, nullText: arguments.nullText)
  }

  /// Shows what a statement came to: its warnings, cells that did not fit, and its result.
  func show(_ outcome: Session.Outcome, of script: Session.Script) throws(OutputError) {
    tell(outcome, of: script)
    switch outcome.value {
    case .result(let result): try show(result, elapsedMicroseconds: outcome.elapsedMicroseconds)
    case .text(let text): try show(text[language])
    case .defined, .loaded, .used: break
    }
  }

  /// Writes lines for people, each ended; a terminal gets them wrapped to its window.
  func show(_ lines: String) throws(OutputError) {
    let columns = outputInfo.isTerminal ? TerminalInfo(descriptor: 1).columns : nil
    try output.write(SafeText(lines: WrappedText.of(lines, columns: columns)))
  }

  /// Tells a statement's warnings, and what there is to say of the files that it read.
  func tell(_ outcome: Session.Outcome, of script: Session.Script) {
    report(outcome.diagnostics, in: script.source)
    for note in outcome.loadNotes { say(note.message, note.severity) }
  }

  /// Writes a result, and where it is for people its footer.
  /// - Parameter isWhole: no rows are left out.
  func show(
    _ result: QueryResult, elapsedMicroseconds: Int? = nil, isWhole: Bool = false
  ) throws(OutputError) {
    var options = formatOptions
    guard settings.isForPeople else {
      try result.write(as: settings.format, options) { bytes throws(OutputError) in
        if !Interrupt.isPending { try output.write(data: bytes) }
      }
      // Where both streams are one, what is said comes behind what it is about.
      try output.flush()
      if let notes = result.notes(language) { say(notes) }
      return
    }
    if isWhole { options.box.rowCountMax = nil }
    let drawn = try result.draw(as: settings.format, options) { lines throws(OutputError) in
      if !Interrupt.isPending { try output.write(SafeText(lines)) }
    }
    try output.flush()
    if Interrupt.isPending { return endLine() }
    guard let elapsedMicroseconds else { return }
    say(footer(of: drawn, elapsedMicroseconds), style: .dim)
  }

  func footer(of drawn: DrawnBox, _ elapsedMicroseconds: Int?) -> String {
    drawn.footer(language, elapsedMicroseconds: settings.showsTime ? elapsedMicroseconds : nil)
  }

  /// Asked each time: the window may have another size by now.
  var formatOptions: FormatOptions {
    var options = FormatOptions(hasHeader: settings.hasHeader, nullText: settings.nullText)
    options.box = BoxOptions(
      width: TerminalInfo(descriptor: 1).columns,
      rowCountMax: outputInfo.isTerminal ? settings.rowCountMax : nil, isColored: outputInfo.isColored,
      numbers: settings.numbers)
    return options
  }

  /// Says what a definition or a load did, where nobody else would see it.
  func confirm(_ outcome: Session.Outcome) {
    switch outcome.value {
    case .result, .text: break
    case .defined(let name): say(Bilingual("\(name) is defined", "已定义 \(name)")[language], style: .dim)
    case .used(let names):
      let (en, zh) = (names.joined(separator: ", "), names.joined(separator: "、"))
      say(Bilingual("defined: \(en)", "已定义：\(zh)")[language], style: .dim)
    case .loaded(let name, let rowCount):
      let (en, zh) = (CountText.rows(rowCount), CountText.of(rowCount))
      say(Bilingual("\(name): \(en)", "\(name)：\(zh) 行")[language], style: .dim)
    }
  }

  /// An error, with its place.
  func report(_ error: TianError) { report(error.diagnostics, in: error.source) }

  func report(_ diagnostics: [Diagnostic], in source: SourceText) {
    let columns = errorsInfo.isTerminal ? TerminalInfo(descriptor: 2).columns : nil
    let renderer = DiagnosticRenderer(
      language: language, isColored: errorsInfo.isColored, columns: columns)
    for diagnostic in diagnostics {
      if writesErrorsAsJSON {
        send(SafeText(lines: DiagnosticJSON.line(diagnostic, in: source) + "\n"))
      } else {
        send(SafeText(diagnostic, in: source, by: renderer))
      }
    }
  }

  /// A message without a place.
  func say(_ message: Bilingual, _ severity: Diagnostic.Severity = .note) {
    say(message, severity, style: nil)
  }

  func say(_ text: String, _ severity: Diagnostic.Severity = .note, style: TextStyle? = nil) {
    say(Bilingual(text, text), severity, style: style)
  }

  private func say(_ message: Bilingual, _ severity: Diagnostic.Severity, style: TextStyle?) {
    let line =
      writesErrorsAsJSON ? SafeText(DiagnosticJSON.line(severity, message)) : SafeText(message[language])
    send((style.map { line.styled($0, if: errorsInfo.isColored && !writesErrorsAsJSON) } ?? line) + "\n")
  }

  /// Writes what a prompt begins with, which is no result.
  func greet(_ banner: SafeText) throws(OutputError) {
    if outputInfo.isTerminal { try output.write(banner) } else { send(banner) }
  }

  /// Ends the line that the terminal stands in.
  func endLine() { send("\n") }

  /// Shows a line that the next one, or nothing, takes the place of.
  func showPassing(_ text: (_ columns: Int) -> String) {
    let columns = TerminalInfo(descriptor: 2).columns ?? 80
    send("\r\u{1B}[K" + SafeText(String(DisplayWidth.prefix(of: text(columns), cells: columns - 1))))
  }

  /// Whether lines that pass can be shown.
  var canShowPassing: Bool { errorsInfo.isTerminal && !writesErrorsAsJSON && !isDumb }
  private var isDumb: Bool { TerminalInfo.isDumb(Environment.value("TERM")) }

  /// What cannot be written to standard error has nowhere to go.
  private func send(_ text: SafeText) { try? errors.write(text) }
}
