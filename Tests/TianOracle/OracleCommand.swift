import Foundation
import TianTestSupport

enum OracleCommand {
  static func run(_ words: [String]) {
    if let seed = value("--world", words) {
      var random = SeededRandom(seed: UInt64(seed))
      print((try? World(&random).sql) ?? "no world")
      exit(0)
    }
    if words.contains("--hedges") { runHedges(value("--count", words) ?? 1000, value("--seed", words) ?? 1) }
    guard let path = DuckDBProcess.path else {
      print("no duckdb on the path and no TIAN_DUCKDB: nothing to compare with")
      exit(2)
    }
    if let at = words.firstIndex(of: "--tpch"), words.indices.contains(at + 1) {
      runTPCH(words[at + 1], path: path)
    }
    var options = Oracle.Options()
    options.hasVariants = !words.contains("--plain")
    options.count = value("--count", words) ?? 1000
    options.seed = UInt64(value("--seed", words) ?? 1)
    options.threadCount = value("--threads", words) ?? 1
    options.shownMax = value("--show", words) ?? 20
    let start = Date()
    let progress = Progress(of: options.count)
    let coverage = run(
      options, jobCount: value("--jobs", words) ?? ProcessInfo.processInfo.activeProcessorCount, path: path,
      progress)
    let seconds = Date().timeIntervalSince(start)
    for note in coverage.notes { print("note: \(note)", terminator: "\n\n") }
    for disagreement in coverage.disagreements { print(disagreement, terminator: "\n\n") }
    // A long run has reached all that there is: the rarest items say nothing more.
    print(coverage.text(atMost: options.count > 20_000 ? 12 : .max), terminator: "")
    let rate = Int(Double(options.count) / max(seconds, 0.001))
    print("seed \(options.seed), \(options.count) queries, \(Int(seconds)) s, \(rate) a second")
    exit(coverage.counts["disagreements", default: 0] == 0 ? 0 : 1)
  }

  private static func runHedges(_ count: Int, _ seed: Int) -> Never {
    var (checked, rows, disagreements) = (0, [0, 0, 0], [String]())
    for seed in seed..<(seed + count / 20) {
      guard let meanings = try? HedgedMeanings(seed: UInt64(seed), count: 20) else { exit(1) }
      checked += meanings.checkedCount
      rows = zip(rows, meanings.rowCounts).map(+)
      disagreements += meanings.disagreements.map { "seed \(seed): \($0)" }
    }
    for line in disagreements.prefix(20) { print(line) }
    print("\(checked) conditions; rows certain \(rows[0]), impossible \(rows[1]), neither \(rows[2])")
    print("\(disagreements.count) disagreements")
    exit(disagreements.isEmpty ? 0 : 1)
  }

  private static func runTPCH(_ data: String, path: String) -> Never {
    do {
      let duckDB = try DuckDBProcess(path: path, threadCount: nil)
      let lines = try TPCH.run(data: data, duckDB: duckDB)
      duckDB.end()
      for line in lines {
        let times = [line.seconds, line.duckDBSeconds].map { "\(($0 * 1000).rounded() / 1000) s" }
        print("\(line.name)  \(line.rowCount) rows  Tian \(times[0])  DuckDB \(times[1])", terminator: "  ")
        print(line.difference ?? "same rows")
      }
      exit(lines.allSatisfy { $0.difference == nil } ? 0 : 1)
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func value(_ name: String, _ words: [String]) -> Int? {
    guard let at = words.firstIndex(of: name), words.indices.contains(at + 1) else { return nil }
    return Int(words[at + 1])
  }

  /// Shares the seeds among jobs; each has a DuckDB of its own.
  static func run(
    _ options: Oracle.Options, jobCount: Int, path: String, _ progress: Progress? = nil
  ) -> Coverage {
    let lock = NSLock()
    nonisolated(unsafe) var whole = Coverage()
    let share = (options.count + jobCount - 1) / jobCount
    DispatchQueue.concurrentPerform(iterations: jobCount) { job in
      var own = options
      own.count = min(share, options.count - job * share)
      let worlds = (share + options.queriesPerWorld - 1) / options.queriesPerWorld
      own.seed = options.seed + UInt64(job * worlds)
      guard own.count > 0 else { return }
      var coverage = Coverage()
      do {
        let duckDB = try DuckDBProcess(path: path)
        var oracle = Oracle(own, duckDB: duckDB, progress)
        defer { duckDB.end() }
        do { try oracle.run() } catch { oracle.disagree(own.seed, "", "\(error)") }
        coverage = oracle.coverage
      } catch {
        coverage.disagreements.append("\(error)")
        coverage.count("disagreements")
      }
      lock.withLock { whole.merge(coverage) }
    }
    return whole
  }
}
