import Testing
import TianSource

@testable import Tian
@testable import TianTool

@Suite struct ProgressTests {
  private func text(
    _ progress: Cancellation.Progress, _ milliseconds: Int, _ language: Language, columns: Int = 80
  ) -> String {
    ProgressLine.text(progress, milliseconds, language, columns: columns)
  }

  @Test func theLineTellsShareRowsAndTimeLeft() {
    #expect(
      text(.init(done: 1, total: 2, rowCount: 1_234_567), 3000, .english)
        == "▕██████████          ▏ 50%  ~3 s left  1,234,567 rows  Ctrl-C stops")
    #expect(
      text(.init(done: 3, total: 8, rowCount: 20), 600, .chinese)
        == "▕███████▌            ▏ 37%  约余 1 秒  20 行  Ctrl-C 停止")
    #expect(text(.init(done: 9, total: 9), 700, .english).contains("100%  ~0 s left  Ctrl-C"))
  }

  @Test func beforeAnythingIsKnownItTellsTheTime() {
    #expect(text(.init(), 2500, .english) == "2 s  Ctrl-C stops")
    #expect(text(.init(done: 0, total: 9), 700, .chinese) == "0 秒  Ctrl-C 停止")
  }

  @Test func aNarrowWindowHasTheShareAndTheTimeLeft() {
    let half = Cancellation.Progress(done: 1, total: 2, rowCount: 99)
    #expect(text(half, 3000, .english, columns: 50).hasSuffix("50%  ~3 s left  99 rows"))
    #expect(text(half, 3000, .english, columns: 38).hasSuffix("▏ 50%  ~3 s left"))
    #expect(text(half, 3000, .english, columns: 20) == "50%  ~3 s left")
    #expect(text(half, 3000, .english, columns: 10).isEmpty)
  }
}
