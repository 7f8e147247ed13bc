import Tian
import TianSource

/// How far a statement is that takes longer than half a second: a line that is gone when it has ended.
/// Belongs to the thread that calls `update`, while the statement's own thread writes nothing.
final class ProgressLine: @unchecked Sendable {
  private static let quietMilliseconds = 500
  private static let barCells = 20

  private let reporter: Reporter
  private let cancellation: Cancellation
  private var isShown = false

  init(_ reporter: Reporter, _ cancellation: Cancellation) {
    self.reporter = reporter
    self.cancellation = cancellation
  }

  /// - Parameter milliseconds: since the statement began; nil at its end.
  func update(milliseconds: Int?) {
    guard reporter.canShowPassing else { return }
    guard let milliseconds, !cancellation.isCancelled else {
      if isShown { reporter.showPassing("") }
      isShown = false
      return
    }
    guard milliseconds >= Self.quietMilliseconds else { return }
    isShown = true
    reporter.showPassing(Self.text(cancellation.progress, milliseconds, reporter.language))
  }

  /// `▕██████████▍         ▏ 52%  ~3 s left  Ctrl-C stops`
  static func text(_ progress: (done: Int, total: Int)?, _ milliseconds: Int, _ language: Language) -> String
  {
    let stops = Bilingual("Ctrl-C stops", "Ctrl-C 停止")
    guard let progress, progress.done > 0 else {
      return Bilingual(
        "\(milliseconds / 1000) s  \(stops.en)", "\(milliseconds / 1000) 秒  \(stops.zh)")[language]
    }
    let share = Double(progress.done) / Double(progress.total)
    let seconds = Int((Double(milliseconds) / share * (1 - share) / 1000).rounded(.up))
    let percent = Int(share * 100)
    return Bilingual(
      "\(bar(share)) \(percent)%  ~\(seconds) s left  \(stops.en)",
      "\(bar(share)) \(percent)%  约余 \(seconds) 秒  \(stops.zh)")[language]
  }

  private static func bar(_ share: Double) -> String {
    let eighths = Int(share * Double(barCells * 8))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let bar = DisplayWidth.drawing(String(repeating: "█", count: eighths / 8) + parts[eighths % 8])
    let space = String(repeating: " ", count: max(0, barCells - DisplayWidth.of(bar)))
    return DisplayWidth.drawing("▕") + bar + space + DisplayWidth.drawing("▏")
  }
}
