import TianSource
import TianText
import Testing

@testable import TianTool

@Suite struct PagerTests {
  private static let keys: [PagerKey] = [
    .down, .up, .pageDown, .pageUp, .right, .left, .home, .end, .enter, .backspace, .nothing,
    .character("d"), .character("u"), .character("/"), .character("宽"), .enter, .character("n"),
    .character("N"), .character("h"), .character("3"), .character("5"), .character("%"), .character("?"),
    .character("x"), .escape,
  ]

  private func view(_ count: Int, columns: Int, rows: Int) -> PagerView {
    let body = (0..<count).map { "│ \($0) 很宽的一行 \(String(repeating: "宽a", count: $0 % 30)) │" }
    let lines = ["┌─────┬────┐", "│ h   │ i  │", "├─────┼────┤"] + body
    return PagerView(PagerText(lines: lines, headCount: 3, footer: "rows"), columns: columns, rows: rows)
  }

  /// The text of the lines between head and status, without the marks of what was looked for.
  private func body(_ view: PagerView) -> [String] {
    view.lines(.english).dropFirst(3).dropLast().map { plain($0) }
  }

  private func plain(_ line: SafeText) -> String {
    line.text.replacing("\u{1B}[7m", with: "").replacing("\u{1B}[0m", with: "")
  }

  private func status(_ view: PagerView) -> String { view.lines(.english).last.map(plain) ?? "" }

  private func typed(_ text: String, _ view: inout PagerView) {
    for character in text { view.obey(character == "\n" ? .enter : .character(character)) }
  }

  @Test func theHeadStaysAndTheBodyMoves() {
    var view = view(100, columns: 30, rows: 10)
    #expect(view.lines(.english).count == 10)
    #expect(view.lines(.english)[1].text == "│ h   │ i  │")
    func first(after keys: PagerKey...) -> Int {
      for key in keys { view.obey(key) }
      return view.top
    }
    #expect(body(view)[0].hasPrefix("│ 0 "))
    #expect(first(after: .pageDown) == 6)
    #expect(body(view)[0].hasPrefix("│ 6 "))
    #expect(first(after: .character("d")) == 9)
    #expect(first(after: .character("u"), .character("u")) == 3)
    #expect(first(after: .end) == 94)
    #expect(first(after: .pageDown) == 94)
    #expect(first(after: .character("g"), .up) == 0)
    #expect(first(after: .character("4"), .character("2"), .character("G")) == 41)
    #expect(first(after: .character("5"), .character("0"), .character("%")) == 47)
    #expect(first(after: .character("3"), .character("j")) == 50)
    view.obey(.character("q"))
    #expect(view.isOver)
  }

  @Test func sidewaysGoesByColumnsThenByHalfWindows() {
    var view = view(100, columns: 30, rows: 10)
    view.obey(.right)
    #expect(view.leftCells == 6)
    #expect(view.lines(.english)[1].text == "│ i  │")
    view.obey(.right)
    #expect(view.leftCells == 21)
    view.obey(.left)
    view.obey(.left)
    #expect(view.leftCells == 0)
  }

  @Test func aTextIsFoundAndMarked() {
    var view = view(100, columns: 30, rows: 10)
    typed("/ 7", &view)
    #expect(status(view) == "/ 7")
    typed("\n", &view)
    #expect(view.top == 7)
    #expect(view.lines(.english)[3].text.hasPrefix("│\u{1B}[7m 7\u{1B}[0m 很宽的一行"))
    typed("n", &view)
    #expect(view.top == 70)
    typed("N", &view)
    #expect(view.top == 7)
    typed("N", &view)
    #expect(view.foundLine == 79)
    #expect(status(view) == " the search went round")
    typed("/absent\n", &view)
    #expect(status(view) == " `absent` is not there")
    typed("?10\n", &view)
    #expect(view.foundLine == 10)
  }

  @Test func capitalsMatterWhereTheyAreTyped() {
    #expect(SoughtText("ab").cells(in: "县Ab 宽aB") == [2..<4, 7..<9])
    #expect(SoughtText("Ab").cells(in: "县Ab 宽aB") == [2..<4])
    #expect(SoughtText("县").cells(in: "县县") == [0..<2, 2..<4])
    #expect(SoughtText("县 ").cells(in: "县").isEmpty)
    #expect(SoughtText("").cells(in: "县").isEmpty)
  }

  @Test func whatIsSoughtIsFoundAsNamesAre() {
    #expect(SoughtText("松桃縣").cells(in: "│ 松桃县 │ 松桃縣") == [2..<8, 11..<17])
    #expect(SoughtText("县").cells(in: "松桃縣") == [4..<6])
    #expect(SoughtText("abc1").cells(in: "ＡＢｃ１") == [0..<8])
    #expect(SoughtText("ａb").cells(in: "xAB") == [1..<3])
    #expect(SoughtText("Ａb").cells(in: "ab AB Ab") == [6..<8])
    #expect(SoughtText("straße").cells(in: "Straße") == [0..<6])
  }

  /// Where somebody stops the search, the page stays as it is.
  @Test func aSearchStops() {
    let lines = (0..<5_000).map { "\($0)" }
    var view = PagerView(
      PagerText(lines: lines, headCount: 0, footer: ""), columns: 40, rows: 8, isStopped: { true })
    typed("/4999\n", &view)
    #expect(view.top == 0)
    #expect(status(view) == " the search was stopped")
  }

  @Test func whatIsFoundBesideTheWindowIsBroughtIntoIt() {
    let lines = [String(repeating: "x", count: 90) + "目标", "y"]
    var view = PagerView(PagerText(lines: lines, headCount: 0, footer: ""), columns: 20, rows: 4)
    typed("/目标\n", &view)
    #expect(view.lines(.english)[0].text.contains("\u{1B}[7m目标\u{1B}[0m"))
  }

  @Test(arguments: Language.allCases) func theHelpIsThereUntilAKey(_ language: Language) {
    var view = view(100, columns: 60, rows: 12)
    typed("h", &view)
    let help = view.lines(language).map(plain)
    #expect(help[0].hasPrefix(" ↑ ↓  k j"))
    #expect(help.contains { $0.hasPrefix(language == .english ? " /TEXT" : " /文字") })
    typed("q", &view)
    #expect(!view.isOver)
    #expect(view.lines(language)[1].text == "│ h   │ i  │")
  }

  @Test func whatFitsNeedsNoPager() {
    #expect(view(3, columns: 80, rows: 20).fits)
    #expect(!view(30, columns: 80, rows: 20).fits)
    #expect(!view(29, columns: 20, rows: 60).fits)
  }

  /// Whatever the keys and the window, there are as many lines as rows, none wider than the window.
  @Test(arguments: [(1, 6), (5, 7), (20, 10), (79, 24), (300, 60)])
  func theScreenIsNeverOverrun(_ columns: Int, _ rows: Int) {
    for count in [0, 1, 5, 200] {
      var view = view(count, columns: columns, rows: rows)
      for step in 0..<400 {
        if step % 50 == 49 {
          view.resize(columns: max(1, columns - step / 50), rows: max(6, rows - step / 60))
        }
        view.obey(Self.keys[(step * 7 + count) % Self.keys.count])
        let lines = view.lines(.chinese)
        #expect(lines.count == view.rows)
        #expect(lines.allSatisfy { DisplayWidth.of(plain($0)) <= view.columns })
      }
    }
  }
}
