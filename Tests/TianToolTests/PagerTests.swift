import TianSource
import Testing

@testable import TianTool

@Suite struct PagerTests {
  private static let keys: [PagerView.Key] = [
    .down, .up, .pageDown, .pageUp, .halfDown, .halfUp, .right, .left, .first, .last, .other,
  ]

  private func view(_ count: Int, columns: Int, rows: Int) -> PagerView {
    let body = (0..<count).map { "│ \($0) 很宽的一行 \(String(repeating: "宽a", count: $0 % 30)) │" }
    return PagerView(
      lines: ["┌──┐", "│ h │", "├──┤"] + body, headCount: 3, footer: "rows", columns: columns, rows: rows)
  }

  @Test func theHeadStaysAndTheBodyMoves() {
    var view = view(100, columns: 30, rows: 10)
    func first() -> String { view.lines(.english)[3].text }
    #expect(view.lines(.english).count == 10)
    #expect(view.lines(.english)[1].text == "│ h │")
    #expect(first().hasPrefix("│ 0 "))
    view.obey(.pageDown)
    #expect(first().hasPrefix("│ 6 "))
    view.obey(.last)
    #expect(first().hasPrefix("│ 94 "))
    view.obey(.pageDown)
    #expect(first().hasPrefix("│ 94 "))
    view.obey(.first)
    view.obey(.up)
    #expect(first().hasPrefix("│ 0 "))
    view.obey(.quit)
    #expect(view.isOver)
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
      for step in 0..<200 {
        view.obey(Self.keys[(step * 7 + count) % Self.keys.count])
        let lines = view.lines(.chinese)
        #expect(lines.count == rows)
        #expect(lines.allSatisfy { DisplayWidth.of($0.text) <= columns })
      }
    }
  }

  @Test func progressTellsShareAndTimeLeft() {
    let half = ProgressLine.text((done: 1, total: 2), 3000, .english)
    #expect(half == "▕██████████          ▏ 50%  ~3 s left  Ctrl-C stops")
    #expect(ProgressLine.text((done: 1, total: 3), 1000, .chinese).contains("▋"))
    #expect(ProgressLine.text(nil, 2500, .english) == "2 s  Ctrl-C stops")
    #expect(ProgressLine.text((done: 0, total: 9), 700, .chinese) == "0 秒  Ctrl-C 停止")
    #expect(ProgressLine.text((done: 9, total: 9), 700, .english).contains("100%  ~0 s"))
  }
}
