/// An entry of the history as one line of its file: newlines and backslashes are written `\n`, `\r`, `\\`.
enum HistoryEntry {
  static func encoded(_ entry: String) -> String {
    var line = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": line += #"\\"#
      case "\n": line += #"\n"#
      case "\r": line += #"\r"#
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// A backslash before anything else stays, so that a file written by hand can be read.
  static func decoded(_ line: some StringProtocol) -> String {
    var entry = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      switch (isEscaped, scalar) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "n"): entry.append("\n")
      case (true, "r"): entry.append("\r")
      case (true, "\\"): entry.append("\\")
      case (true, _):
        entry.append("\\")
        entry.append(scalar)
      case (false, _): entry.append(scalar)
      }
      isEscaped = false
    }
    if isEscaped { entry.append("\\") }
    return String(entry)
  }
}
