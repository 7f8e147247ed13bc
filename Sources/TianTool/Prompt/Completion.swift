import TianSource

/// What TAB does with the candidates for the word before the cursor.
struct Completion: Equatable {
  /// What takes the word's place; nil when nothing is certain.
  var replacement: String?
  /// Whether there is a choice left to show.
  var isListed: Bool

  /// One candidate takes the word's place, even where it does not begin with it, as with a name found by its
  /// pinyin. Of several, the common beginning does if it goes on from the word.
  init(of typed: String, candidates: [String]) {
    guard let first = candidates.first else {
      (replacement, isListed) = (nil, false)
      return
    }
    if candidates.count == 1 {
      (replacement, isListed) = (first == typed ? nil : first, false)
      return
    }
    let common = Self.commonPrefix(candidates)
    replacement = common.count > typed.count && common.hasPrefix(typed) ? common : nil
    isListed = true
  }

  /// The longest beginning, in whole characters, that all have.
  static func commonPrefix(_ texts: [String]) -> String {
    guard var common = texts.first.map({ $0[...] }) else { return "" }
    for text in texts.dropFirst() {
      let count = zip(common, text).prefix { $0 == $1 }.count
      common = common.prefix(count)
    }
    return String(common)
  }

  /// The candidates in columns, read downwards, at most a number of lines; a last line counts what was left
  /// out.
  static func listing(_ candidates: [String], columns: Int, linesMax: Int) -> [SafeText] {
    let names = candidates.map { VisibleText.escaped($0) }
    let gap = 2
    let cell = (names.map { DisplayWidth.of($0) }.max() ?? 0) + gap
    let perLine = max(1, columns / max(1, cell))
    let lineCount = min((names.count + perLine - 1) / perLine, max(1, linesMax))
    let shown = Array(names.prefix(lineCount * perLine))
    var lines: [SafeText] = (0..<lineCount).map { line in
      let row = stride(from: line, to: shown.count, by: lineCount).map { at in
        let isLast = at + lineCount >= shown.count
        let padding = isLast ? 0 : cell - DisplayWidth.of(shown[at])
        let text = shown[at] + String(repeating: " ", count: max(0, padding))
        return String(DisplayWidth.prefix(of: text, cells: max(1, columns - 1)))
      }
      return SafeText(row.joined())
    }
    if shown.count < names.count { lines.append("… +\(names.count - shown.count)") }
    return lines
  }
}
