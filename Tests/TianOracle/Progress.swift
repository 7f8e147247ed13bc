import Foundation

/// Tells on standard error how far a long run has come.
final class Progress: @unchecked Sendable {
  private static let stride = 10_000
  private let lock = NSLock()
  private let total: Int
  private var done = 0
  private let start = Date()

  init(of total: Int) { self.total = total }

  /// A line at every ten thousand queries.
  func add(_ count: Int, _ coverage: Coverage) {
    lock.withLock {
      let before = done
      done += count
      guard done / Self.stride > before / Self.stride else { return }
      let seconds = Int(Date().timeIntervalSince(start))
      let disagreements = coverage.counts["disagreements", default: 0]
      let line = "\(done) of \(total) queries, \(seconds) s, \(disagreements) disagreements in this job\n"
      FileHandle.standardError.write(Data(line.utf8))
    }
  }

  /// At once, for whoever waits.
  func tell(_ text: String) {
    lock.withLock { FileHandle.standardError.write(Data(text.utf8)) }
  }
}
