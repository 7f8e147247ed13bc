import Foundation
import Synchronization
import Tian

/// How long a query goes on after it was told to stop: every kind of work over a table of many rows, stopped
/// at several moments of its run, and the longest of the times until it had ended.
struct InterruptCost {
  private static let moments = 8
  private static let questions: [(name: String, text: String)] = [
    ("load", ""), ("where", "t | where 值 > 500 | summarize n = count()"),
    ("regex", "t | where 名 ~ \"^.*(1|2).*3$\" | summarize n = count()"),
    ("derive", "t | derive a = round(值 * 3.7, 1), b = text(值) | summarize n = count_distinct(b)"),
    ("sort", "t | sort 值, 号"), ("sort texts", "t | sort -名"), ("sort, take", "t | sort -值 | take 5"),
    ("summarize", "t | summarize s = sum(值), n = count() by 号"),
    ("median", "t | summarize m = median(值) by 号"),
    ("count_distinct", "t | summarize n = count_distinct(号) by 年"),
    ("join", "t | join u on 号 | summarize s = sum(量) by 年"),
    ("lag", "t | derive p = lag(值, 1) by 号 sort 年"),
    ("running", "t | derive p = running(sum(值)) by 号 sort 年"),
    ("rolling", "t | derive p = rolling(median(值), 5) by 年 sort 值"),
    ("rank", "t | derive r = rank() by 年 sort -值"),
    ("pivot", "t | pivot sum(值) per 年 by 号"),
    ("unpivot", "t | unpivot 值, 量 as k, v | summarize s = sum(v) by k"),
    ("distinct", "t | distinct 号, 年"), ("union", "t | union t | summarize n = count()"),
    ("except", "t | except (t | where 值 > 50)"), ("complete", "t | distinct 号, 年 | complete 号, 年"),
    ("follow", "u | take 1 | follow u as v on 号 == v.上"),
    ("fill", "t | fill down 值 by 号 sort 年"), ("sample", "t | sample 1000"),
    ("describe", "t | describe"), ("lineage", "lineage t | summarize s = sum(值) by 年"),
    ("save", "t | save \"\(NSTemporaryDirectory())/tian-interrupts.csv\""),
    ("save of a picture", "t | chart scatter 值, 量 | save \"\(NSTemporaryDirectory())/tian-interrupts.svg\""),
  ]
  /// What is written of a result once it is there.
  private static let drawings: [(name: String, text: String, format: ResultFormat)] = [
    ("csv", "t", .csv), ("json", "t", .json), ("html", "t", .html), ("box", "t", .box),
    ("blocks of lines", "t", .vertical), ("scatter", "t | chart scatter 值, 量", .box),
    ("scatter of many series", "t | chart scatter 值, 量 by 年", .box),
    ("line", "t | chart line 号, 量", .box), ("histogram", "t | chart histogram 值", .box),
  ]

  private let file: String
  private let workspace: Workspace

  init(rowCount: Int) throws {
    file = NSTemporaryDirectory() + "/tian-interrupts-\(getpid()).csv"
    var rows = "号,年,名,值,量\n"
    var small = "号,上,年\n"
    var state: UInt64 = 42
    func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    let keyCount = UInt64(max(1, rowCount / 8))
    for _ in 0..<rowCount {
      let key = next(keyCount)
      rows += "\(key),\(2015 + next(9)),合作社\(next(keyCount * 4)),\(next(90_000)).\(next(10)),\(next(900))\n"
    }
    for key in 0..<keyCount { small += "\(key),\(key / 2 + 1),2015\n" }
    try rows.write(toFile: file, atomically: true, encoding: .utf8)
    workspace = Workspace()
    try workspace.add(file, as: "t")
    try workspace.add(csv: small, as: "u")
    _ = try workspace.query("t | take 1")
  }

  func report() throws {
    for (name, text) in Self.questions { report(name) { try ask(text, $0) } }
    for (name, text, format) in Self.drawings {
      let result = try workspace.query(text)
      var options = FormatOptions()
      options.box.rowCountMax = nil
      report(name) { cancellation in
        cancellation.covering { result.write(as: format, options) { _ in } }
        return !cancellation.isCancelled
      }
    }
    unlink(file)
  }

  /// - Parameter work: what is stopped; whether it came to its end.
  private func report(_ name: String, _ work: (Cancellation) throws -> Bool) {
    do {
      let whole = try time(stoppedAfter: nil, work).whole
      let times = try (0..<Self.moments).compactMap { moment in
        try time(stoppedAfter: whole * (Double(moment) + 0.5) / Double(Self.moments), work).stopping
      }
      print(
        String(
          format: "%@: %.0f ms whole, stopped %d of %d times, the longest within %.1f ms", name,
          whole * 1000, times.count, Self.moments, (times.max() ?? 0) * 1000))
    } catch {
      print("\(name): \(error)")
    }
  }

  /// Whether a query came to its end; without a text a table is read.
  private func ask(_ text: String, _ cancellation: Cancellation) throws -> Bool {
    do throws(TianError) {
      if text.isEmpty {
        let fresh = Workspace()
        try fresh.add(file, as: "t")
        _ = try fresh.query("t | summarize n = count()", cancellation: cancellation)
      } else {
        _ = try workspace.query(text, cancellation: cancellation)
      }
      return true
    } catch {
      guard error.kind == .cancelled else { throw error }
      return false
    }
  }

  /// Seconds of the work, and from the call that stops it to its end; nil where it had ended before.
  private func time(
    stoppedAfter delay: Double?, _ work: (Cancellation) throws -> Bool
  ) throws -> (whole: Double, stopping: Double?) {
    let cancellation = Cancellation()
    let stopped = Mutex<ContinuousClock.Instant?>(nil)
    let clock = ContinuousClock()
    if let delay {
      Thread.detachNewThread {
        usleep(UInt32(delay * 1_000_000))
        stopped.withLock { $0 = clock.now }
        cancellation.cancel()
      }
    }
    let start = clock.now
    let isWhole = try work(cancellation)
    let end = clock.now
    let stopping = isWhole ? nil : stopped.withLock { $0 }.map { (end - $0) / .seconds(1) }
    return ((end - start) / .seconds(1), stopping)
  }
}
