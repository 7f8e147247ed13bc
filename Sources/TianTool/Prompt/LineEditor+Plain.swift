import Glibc

/// Reading lines without an editor: from a file or a pipe, or where the terminal cannot move its cursor.
extension LineEditor {
  /// Prompts are shown on a terminal only; where results go elsewhere, on that of the messages.
  func readPlainly(prompt: String) -> Input {
    var text = ""
    var isFirst = true
    while true {
      ask(isFirst ? prompt : configuration.continuationPrompt)
      isFirst = false
      switch readPlainLine() {
      case .line(let line), .unfinished(let line):
        text += line
        if text.allSatisfy(\.isWhitespace) || isComplete(text) { return .line(text) }
        text += "\n"
      case .endOfInput: return text.isEmpty ? .endOfInput : .line(String(text.dropLast()))
      case .interrupted:
        _ = Interrupt.take()
        ask("\n")
        return .interrupted
      }
    }
  }

  /// A last line without a newline is a line.
  private func readPlainLine() -> Input {
    var line = String.UnicodeScalarView()
    while true {
      switch input.read(noticesTerminalChange: false) {
      case .scalar(0x0A): return .line(String(line))
      case .scalar(let scalar): line.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
      case .end: return line.isEmpty ? .endOfInput : .line(String(line))
      case .interrupted: return .interrupted
      case .terminalChanged: continue
      }
    }
  }

  private func ask(_ prompt: String) {
    let terminal = [configuration.output, STDERR_FILENO].first { isatty($0) == 1 }
    guard isatty(configuration.input) == 1, let terminal else { return }
    // A terminal that takes no prompt any more soon ends its input, too.
    try? DescriptorWriter.write(Array(SafeText(lines: prompt).text.utf8), to: terminal)
  }
}
