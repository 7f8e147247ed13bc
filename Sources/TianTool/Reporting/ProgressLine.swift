import Tian
import TianSource

/// How far a statement is that takes longer than half a second: a line that is gone when it has ended.
/// Belongs to the thread that watches, while the statement's own thread writes nothing.
final class ProgressLine: @unchecked Sendable {
  private static let quietMilliseconds = 500
  private static let barCells = 20

  private let reporter: Reporter
  private let cancellation: Cancellation
  private var isShown = false

  private init(_ reporter: Reporter, _ cancellation: Cancellation) {
    self.reporter = reporter
    self.cancellation = cancellation
  }

  /// Runs a piece of work: Ctrl-C cancels it, and how far it is stands on standard error.
  static func watching<Value>(
    _ reporter: Reporter, _ work: (Cancellation) throws(TianError) -> Value
  ) throws(TianError) -> Value {
    let cancellation = Cancellation()
    let line = ProgressLine(reporter, cancellation)
    return try Interrupt.watching(
      cancel: { cancellation.cancel() }, eachTick: { line.update(milliseconds: $0) }
    ) { () throws(TianError) in try work(cancellation) }
  }

  /// - Parameter milliseconds: since the statement began; nil at its end.
  private func update(milliseconds: Int?) {
    guard reporter.canShowPassing else { return }
    guard let milliseconds, !cancellation.isCancelled else {
      // What Ctrl-C left behind the line stays.
      if isShown { reporter.showPassing { _ in cancellation.isCancelled ? "^C" : "" } }
      isShown = false
      return
    }
    guard milliseconds >= Self.quietMilliseconds else { return }
    isShown = true
    reporter.showPassing { columns in
      Self.text(cancellation.progress, milliseconds, reporter.language, columns: columns)
    }
  }

  /// `▕██████████▍         ▏ 52%  ~3 s left  1,234,567 rows  Ctrl-C stops`: as much as there is room for.
  static func text(
    _ progress: Cancellation.Progress, _ milliseconds: Int, _ language: Language, columns: Int
  ) -> String {
    let count = CountText.of(progress.rowCount)
    let rows = progress.rowCount > 0 ? Bilingual("  \(count) rows", "  \(count) 行")[language] : ""
    let stops = Bilingual("  Ctrl-C stops", "  Ctrl-C 停止")[language]
    let seconds = milliseconds / 1000
    var (bar, time) = ("", Bilingual("\(seconds) s", "\(seconds) 秒")[language])
    if progress.done > 0 {
      let share = Double(progress.done) / Double(progress.total)
      let left = Int((Double(milliseconds) / share * (1 - share) / 1000).rounded(.up))
      time = "\(Int(share * 100))%" + Bilingual("  ~\(left) s left", "  约余 \(left) 秒")[language]
      bar = self.bar(share) + " "
    }
    let lines = [bar + time + rows + stops, bar + time + rows, bar + time, time]
    return lines.first { DisplayWidth.of($0) < columns } ?? ""
  }

  private static func bar(_ share: Double) -> String {
    let eighths = Int(share * Double(barCells * 8))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let bar = DisplayWidth.drawing(String(repeating: "█", count: eighths / 8) + parts[eighths % 8])
    return DisplayWidth.drawing("▕") + DisplayWidth.padded(bar, cells: barCells) + DisplayWidth.drawing("▏")
  }
}
