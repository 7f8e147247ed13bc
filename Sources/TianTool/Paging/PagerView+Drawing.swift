import TianSource

extension PagerView {
  /// As many lines as there are rows, each no wider than the window; the last tells the place.
  func lines(_ language: Language) -> [SafeText] {
    let shown: [SafeText]
    if mode == .helping {
      shown = Self.help(language).map { SafeText(String(DisplayWidth.prefix(of: $0, cells: columns))) }
    } else {
      shown = (text.head + text.body[top..<min(text.body.count, top + pageRows)]).map(cut)
    }
    let empty = Array(repeating: SafeText(""), count: max(0, rows - 1 - shown.count))
    let status = DisplayWidth.prefix(of: status(language), cells: columns - 1)
    return Array((shown + empty).prefix(rows - 1)) + [SafeText(String(status)).styled(.selected, if: true)]
  }

  private func status(_ language: Language) -> String {
    if case .typing(let typed, let isBackward) = mode { return (isBackward ? "?" : "/") + typed }
    if let message { return " " + message[language] }
    if mode == .helping { return Bilingual(" any key goes back", " 按任意键返回")[language] }
    let percent = topMax == 0 ? 100 : top * 100 / topMax
    let keys = Bilingual("h help · q leaves", "h 帮助 · q 退出")[language]
    return [" \(percent)%", keys, text.footer].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The part of a line in the window, what was looked for marked in it. A wide character that an edge cuts
  /// is a space there.
  private func cut(_ line: String) -> SafeText {
    let marks = sought?.cells(in: line) ?? []
    var out: SafeText = ""
    var run = ""
    var isMarked = false
    var at = 0
    func endRun() {
      out += SafeText(run).styled(.selected, if: isMarked)
      run = ""
    }
    for character in line {
      let width = DisplayWidth.of(character)
      defer { at += width }
      if at + width <= leftCells { continue }
      if at + width > leftCells + columns { break }
      let isNowMarked = marks.contains { $0.contains(at) }
      if isNowMarked != isMarked {
        endRun()
        isMarked = isNowMarked
      }
      run += at < leftCells ? String(repeating: " ", count: at + width - leftCells) : String(character)
    }
    endRun()
    return out
  }

  private static func help(_ language: Language) -> [String] {
    let search = Bilingual("/TEXT  ?TEXT", "/文字  ?文字")[language]
    let keys: [(keys: String, meaning: Bilingual)] = [
      ("↑ ↓  k j", Bilingual("a line", "一行")),
      ("PgUp PgDn  b Space", Bilingual("a page", "一页")),
      ("u d", Bilingual("half a page", "半页")),
      ("← →", Bilingual("a column, or half a window", "一列或半屏")),
      ("g G  Home End", Bilingual("the first line, the last", "第一行、最后一行")),
      ("120g  50%", Bilingual("line 120, half of all", "第 120 行、一半处")),
      (search, Bilingual("looks for a text, or backwards", "向后、向前查找文字")),
      ("n N", Bilingual("the next place, the one before", "下一处、上一处")),
      ("q Esc Ctrl-C", Bilingual("leave", "退出")),
    ]
    return keys.map { row in
      " " + DisplayWidth.padded(row.keys, cells: 22) + row.meaning[language]
    }
  }
}
