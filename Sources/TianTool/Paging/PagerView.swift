import TianSource
import TianText

/// What a pager shows of a text: a part of its lines, from some cell on. A value that keys change, as those
/// of `less` do.
struct PagerView {
  enum Mode: Equatable {
    case reading, helping
    /// A pattern is being typed.
    case typing(String, isBackward: Bool)
  }

  var text: PagerText {
    didSet { keepInside() }
  }
  private(set) var columns: Int
  private(set) var rows: Int
  private(set) var top = 0
  private(set) var leftCells = 0
  private(set) var mode = Mode.reading
  private(set) var isOver = false
  /// What is marked where it stands.
  private(set) var sought: SoughtText?
  /// The line where it was found last.
  private(set) var foundLine: Int?
  private(set) var message: Bilingual?
  private var isBackward = false
  /// Asked while a text is looked for in many lines.
  private let isStopped: () -> Bool
  /// Digits typed before a key.
  private var count: Int?

  init(_ text: PagerText, columns: Int, rows: Int, isStopped: @escaping () -> Bool = { false }) {
    self.text = text
    self.isStopped = isStopped
    (self.columns, self.rows) = (columns, rows)
  }

  /// The lines of the body that fit.
  var pageRows: Int { max(1, rows - text.head.count - 1) }
  var topMax: Int { max(0, text.body.count - pageRows) }

  /// Whether the screen holds all of it, and the prompt below.
  var fits: Bool { text.head.count + text.body.count + 1 < rows && text.cells <= columns }

  mutating func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    keepInside()
  }

  mutating func obey(_ key: PagerKey) {
    message = nil
    switch mode {
    case .helping: mode = .reading
    case .typing(let typed, let isBackward): type(key, behind: typed, isBackward)
    case .reading: read(key)
    }
    keepInside()
  }

  private mutating func read(_ key: PagerKey) {
    let repeated = count ?? 1
    let line = count.map { $0 - 1 }
    if case .character(let digit) = key, digit.isASCII, let value = digit.wholeNumberValue {
      count = min(99_999_999, (count ?? 0) * 10 + value)
      return
    }
    count = nil
    switch key {
    case .down, .enter, .character("j"), .character("e"): top += repeated
    case .up, .character("k"), .character("y"): top -= repeated
    case .pageDown, .character(" "), .character("f"): top += pageRows * repeated
    case .pageUp, .character("b"): top -= pageRows * repeated
    case .character("d"): top += max(1, pageRows / 2) * repeated
    case .character("u"): top -= max(1, pageRows / 2) * repeated
    case .right: moveRight()
    case .left: moveLeft()
    case .home, .character("g"), .character("<"): top = line ?? 0
    case .end, .character("G"), .character(">"): top = line ?? topMax
    case .character("%"): top = topMax * min(100, repeated) / 100
    case .character("/"): mode = .typing("", isBackward: false)
    case .character("?"): mode = .typing("", isBackward: true)
    case .character("n"): find(isBackward: isBackward)
    case .character("N"): find(isBackward: !isBackward)
    case .character("h"): mode = .helping
    case .character("q"), .character("Q"), .escape, .stop: isOver = true
    case .character, .backspace, .suspend, .nothing: break
    }
  }

  private mutating func type(_ key: PagerKey, behind typed: String, _ isBackward: Bool) {
    switch key {
    case .character(let character): mode = .typing(typed + String(character), isBackward: isBackward)
    case .backspace where typed.isEmpty, .escape, .stop: mode = .reading
    case .backspace: mode = .typing(String(typed.dropLast()), isBackward: isBackward)
    case .enter:
      mode = .reading
      self.isBackward = isBackward
      // Nothing typed: what was looked for before.
      if !typed.isEmpty { (sought, foundLine) = (SoughtText(typed), nil) }
      find(isBackward: isBackward)
    case .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .suspend, .nothing: break
    }
  }

  // MARK: Moving

  /// To the next column, or where that is far, or there is none, by half a window.
  private mutating func moveRight() {
    let half = leftCells + max(1, columns / 2)
    leftCells = text.columnStarts.first { $0 > leftCells && $0 <= half } ?? half
  }

  private mutating func moveLeft() {
    let half = leftCells - max(1, columns / 2)
    let previous = text.columnStarts.last { $0 < leftCells }
    leftCells = previous.map { max($0, half) } ?? half
  }

  private mutating func keepInside() {
    top = min(max(0, top), topMax)
    leftCells = min(max(0, leftCells), max(0, text.cells - columns))
  }

  // MARK: Looking for a text

  /// The next line with the text, from the last one found, or from the top of the screen; behind the last
  /// line the first comes again.
  private mutating func find(isBackward: Bool) {
    guard let sought else {
      message = Bilingual("nothing was looked for yet: /TEXT", "还没有查找过：/文字")
      return
    }
    let count = text.body.count
    let step = isBackward ? -1 : 1
    let isShown = foundLine.map { (top..<top + pageRows).contains($0) } ?? false
    let from = isShown ? (foundLine ?? top) + step : isBackward ? top - 1 : top
    for offset in 0..<count {
      if offset & 0x3FF == 0x3FF, isStopped() {
        message = Bilingual("the search was stopped", "已停止查找")
        return
      }
      let line = ((from + step * offset) % count + count) % count
      guard sought.isIn(text.body[line]), let place = sought.cells(in: text.body[line]).first else {
        continue
      }
      foundLine = line
      top = line
      bring(place)
      let isRound = isBackward ? line > from : line < from
      if isRound { message = Bilingual("the search went round", "已绕回查找") }
      return
    }
    message = Bilingual("`\(sought.text)` is not there", "没有 `\(sought.text)`")
  }

  /// Moves sideways where a place would lie beside the window.
  private mutating func bring(_ place: Range<Int>) {
    if place.lowerBound >= leftCells, place.upperBound <= leftCells + columns { return }
    leftCells = max(0, place.upperBound <= columns ? 0 : place.lowerBound - columns / 3)
  }
}
